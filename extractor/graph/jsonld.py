"""JSON-LD 1.1 with a context, streaming: one node a line.

The context (``ontology/context.jsonld``) is inlined, so that nothing is fetched to read it.
"""

from __future__ import annotations

import functools
import itertools
import json
import re
from collections.abc import Iterable, Iterator
from typing import IO, Any

import pyoxigraph as ox

from extractor.resources import ontology

_XSD = "http://www.w3.org/2001/XMLSchema#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")  # a number that JSON's readers keep as it is
_LOCAL = re.compile(r"[A-Za-z_][\w.-]*")


@functools.cache
def context() -> dict[str, Any]:
    """The published context: prefixes, and for each typed property what its plain strings mean."""
    loaded: dict[str, Any] = json.loads(ontology("context.jsonld").read_text("utf-8"))["@context"]
    return loaded


def write_jsonld(quads: Iterable[ox.Quad], output: IO[bytes]) -> None:
    """Writes quads sorted by graph and subject: the default graph's nodes, then an object a named graph.

    Args: quads: sorted; statements of a subject that stand apart make two node objects, which means the same. output: open for bytes.
    """
    head = json.dumps(context(), ensure_ascii=False, indent=1)
    output.write(f'{{"@context": {head},\n"@graph": [\n'.encode())
    for number, line in enumerate(_lines(quads)):
        output.write(((",\n" if number else "") + line).encode())
    output.write(b"\n]}\n")


def _lines(quads: Iterable[ox.Quad]) -> Iterator[str]:
    for graph, members in itertools.groupby(quads, key=lambda quad: quad.graph_name):
        nodes = (_node(subject, list(of)) for subject, of in itertools.groupby(members, key=lambda quad: quad.subject))
        if isinstance(graph, ox.DefaultGraph):
            yield from nodes
        else:
            yield f'{{"@id": {json.dumps(_id(graph))}, "@graph": [\n' + ",\n".join(nodes) + "\n]}"


def _node(subject: Any, quads: list[ox.Quad]) -> str:
    node: dict[str, Any] = {"@id": _id(subject)}
    for quad in quads:
        term: Any = quad.object
        if quad.predicate.value == _RDF_TYPE:
            node.setdefault("@type", []).append(_id(term))
        else:
            key = _compact(quad.predicate.value)
            node.setdefault(key, []).append(_object(term, _coercion(key)))
    single = {key: values[0] if isinstance(values, list) and len(values) == 1 else values for key, values in node.items()}
    return json.dumps(single, ensure_ascii=False)


def _object(term: Any, coercion: str | None) -> Any:
    """A term as the shortest JSON value that means it under a property's coercion."""
    if not isinstance(term, ox.Literal):
        return _compact(term.value) if coercion == "@id" else {"@id": _compact(term.value)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = _compact(term.datatype.value)
    if datatype == coercion:
        return int(term.value) if datatype == "xsd:nonNegativeInteger" and _INTEGER.fullmatch(term.value) else term.value
    if coercion is None and datatype in ("xsd:string", "xsd:integer", "xsd:boolean"):
        native = _native(term.value, datatype)
        if native is not None:
            return native
    return {"@value": term.value} if datatype == "xsd:string" else {"@value": term.value, "@type": datatype}


def _native(text: str, datatype: str) -> str | int | bool | None:
    """The value in JSON's own types; None where its lexical form would be lost."""
    if datatype == "xsd:string":
        return text
    if datatype == "xsd:integer":
        return int(text) if _INTEGER.fullmatch(text) else None
    return {"true": True, "false": False}.get(text)


def _coercion(key: str) -> str | None:
    entry = context().get(key)
    return entry["@type"] if isinstance(entry, dict) else None


def _id(term: Any) -> str:
    return _compact(term.value)


@functools.lru_cache(maxsize=4096)
def _compact(iri: str) -> str:
    """The prefixed name, where the context has the prefix and the rest is a plain name; else the IRI."""
    for prefix, namespace in context().items():
        if isinstance(namespace, str) and iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri

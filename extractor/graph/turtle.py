"""Turtle and TriG for people: grouped by subject, classes and labels first, names short; from sorted lines of N-Triples, as a stream.

Of the libraries' own writers rdflib's orders what it writes and takes many times as long, and pyoxigraph's takes the statements as they
come. Terms of N-Triples are terms of Turtle, so this one works on the lines themselves; ``benchmarks/export.py`` measures it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import IO

from extractor.graph.prefixes import BASE, PREFIXES

_TYPE = b"<" + PREFIXES["rdf"].encode() + b"type>"
_FIRST = {b"a": b"0", b"rdfs:label": b"1"}  # what stands before other predicates of a subject
_WIDTH = 100  # bytes of a list of objects on one line
_HELD = 100_000  # terms whose short form is remembered
_NAMESPACES = {namespace.encode(): prefix.encode() + b":" for prefix, namespace in PREFIXES.items()}
# Local names that need no escape; the grammar's PN_LOCAL allows more.
_LOCAL = re.compile(rb"[A-Za-z_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?|[A-Za-z_]")
# What follows the base in names of ours; no dots, colons or empty segments, so that a relative reference is the IRI again.
_RELATIVE = re.compile(rb"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)+(?:#[A-Za-z0-9_=,-]+)?")
_BASE = BASE.encode()
_TYPED = re.compile(rb'("(?:[^"\\]|\\.)*")\^\^<([^>]*)>', re.DOTALL)
_XSD = PREFIXES["xsd"].encode()
_PLAIN = {  # datatypes whose literals need no quotation marks where they look like this; rdflib would rewrite other forms
    _XSD + b"integer": re.compile(rb"0|-?[1-9][0-9]*"),
    _XSD + b"decimal": re.compile(rb"-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,6}"),
    _XSD + b"boolean": re.compile(rb"true|false"),
}
HEAD = b"".join(b"@prefix %s: <%s> .\n" % (prefix.encode(), namespace.encode()) for prefix, namespace in PREFIXES.items())


def write_turtle(lines: Iterable[bytes], output: IO[bytes]) -> None:
    """Writes Turtle. Args: lines: N-Triples, sorted, each once; output: open for bytes."""
    output.write(b"@base <%s> .\n%s" % (_BASE, HEAD))
    output.writelines(b"\n" + block for block in _blocks(lines, _Short()))


def write_trig(graphs: Iterable[tuple[bytes, Iterable[bytes]]], output: IO[bytes]) -> None:
    """Writes TriG. Args: graphs: the term that names each (b"" for the default graph) and its lines, as ``write_turtle`` takes them."""
    output.write(b"@base <%s> .\n%s" % (_BASE, HEAD))
    short = _Short()
    for graph, lines in graphs:
        output.writelines(_in_graph(short[graph], _blocks(lines, short)) if graph else (b"\n" + block for block in _blocks(lines, short)))


def _in_graph(name: bytes, blocks: Iterable[bytes]) -> Iterator[bytes]:
    yield b"\n%s {\n" % name
    yield from blocks
    yield b"}\n"


class _Short(dict[bytes, bytes]):
    """The short form of each term, remembered for a while."""

    def __missing__(self, term: bytes) -> bytes:
        if len(self) > _HELD:
            self.clear()
        made = self[term] = _short(term)
        return made


def _short(term: bytes) -> bytes:
    if term[:1] == b"<":
        return _short_iri(term[1:-1])
    typed = _TYPED.fullmatch(term)
    if not typed:
        return term
    lexical, datatype = typed[1], typed[2]
    plain = _PLAIN.get(datatype)
    return lexical[1:-1] if plain and plain.fullmatch(lexical, 1, len(lexical) - 1) else lexical + b"^^" + _short_iri(datatype)


def _short_iri(iri: bytes) -> bytes:
    if iri.startswith(_BASE) and _RELATIVE.fullmatch(iri, len(_BASE)):
        return b"<" + iri[len(_BASE) :] + b">"
    cut = max(iri.rfind(b"/"), iri.rfind(b"#")) + 1
    prefix = _NAMESPACES.get(iri[:cut])
    return prefix + iri[cut:] if prefix and _LOCAL.fullmatch(iri, cut) else b"<" + iri + b">"


def _blocks(lines: Iterable[bytes], short: _Short) -> Iterator[bytes]:
    """The statements of each subject."""
    last = b""
    told: dict[bytes, list[bytes]] = {}
    for line in lines:
        subject, predicate, rest = line.split(b" ", 2)
        if subject != last:
            if last:
                yield _block(short[last], told, short)
            last, told = subject, {}
        found = told.get(predicate)
        if found is None:
            told[predicate] = [rest]
        else:
            found.append(rest)
    if last:
        yield _block(short[last], told, short)


def _block(subject: bytes, told: dict[bytes, list[bytes]], short: _Short) -> bytes:
    parts = []
    for predicate, rests in told.items():
        name = b"a" if predicate == _TYPE else short[predicate]
        # a line ends with " .\n"; long texts come once, so remembering them would cost more than it spares
        objects = [rest[:-3] if rest[-4:-3] == b'"' else short[rest[:-3]] for rest in rests]
        joined = b", ".join(objects)
        if len(objects) > 1 and len(joined) > _WIDTH:
            joined = b"\n        " + b",\n        ".join(objects)
            parts.append((_FIRST.get(name, b"2" + name), name + joined))
        else:
            parts.append((_FIRST.get(name, b"2" + name), name + b" " + joined))
    parts.sort()
    return subject + b" " + b" ;\n    ".join([text for _, text in parts]) + b" .\n"

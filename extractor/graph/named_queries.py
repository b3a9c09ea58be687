"""The questions that come with the project: ``ontology/queries/NAME.rq``, each with a head that says what it asks and takes.

The head is comment lines of YAML: ``title``, ``question`` and ``parameters`` (``type``, ``about``, ``example``, ``required``). A
parameter stands in the query as ``VALUES ?name { default }``, so that the file answers in any SPARQL engine as it is.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import functools
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import yaml

from extractor.errors import RuleError, UsageError
from extractor.graph.query import values_block
from extractor.graph.tokens import tokens
from extractor.resources import ontology

if TYPE_CHECKING:
    import pyoxigraph as ox

TYPES = ("string", "iri", "dateTime", "integer")
_XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclasses.dataclass(frozen=True, slots=True)
class Parameter:
    """What a query can be given: its ``type`` is one of ``TYPES`` (a dateTime may be given as a date: its midnight in UTC).

    ``default`` is what holds where it is not given, as text; empty where that is anything.
    """

    name: str
    type: str
    about: str
    example: str
    default: str
    required: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question with a name: ``question`` in words, ``text`` in SPARQL."""

    name: str
    title: str
    question: str
    text: str
    parameters: tuple[Parameter, ...] = ()


@functools.cache
def list_queries() -> tuple[NamedQuery, ...]:
    """All named queries, by name. Raises RuleError for a file whose head is malformed."""
    files = [file for file in ontology("queries").iterdir() if file.name.endswith(".rq")]
    return tuple(parse_query(file.name.removesuffix(".rq"), file.read_text("utf-8")) for file in sorted(files, key=lambda file: file.name))


def load_query(name: str) -> NamedQuery:
    """The query of that name. Raises UsageError for an unknown one, with names that are near."""
    queries = {query.name: query for query in list_queries()}
    if name not in queries:
        raise UsageError(f"no query is named {name!r}: {_near(name, queries)}")
    return queries[name]


def parse_query(name: str, text: str) -> NamedQuery:
    """A query file's text as a NamedQuery. Raises RuleError where the head is malformed or a parameter has no VALUES block."""
    head = "".join(line.removeprefix("# ") for line in re.match(r"(?:#.*\n)*", text)[0].splitlines(keepends=True))  # type: ignore[index]
    try:
        fields = yaml.load(head, Loader=yaml.BaseLoader)
        parameters = tuple(_parameter(key, value, text) for key, value in (fields.get("parameters") or {}).items())
        return NamedQuery(name, fields["title"], fields["question"], text, parameters)
    except (yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise RuleError(f"{name}.rq: the head is malformed: {error}") from error


def _parameter(name: str, fields: Mapping[str, str], text: str) -> Parameter:
    found = values_block(tokens(text), name)
    if found is None:
        raise ValueError(f"there is no VALUES ?{name} {{ … }} for the parameter")
    if fields["type"] not in TYPES:
        raise ValueError(f"the type of {name} is none of {', '.join(TYPES)}")
    unknown = set(fields) - {"type", "about", "example", "required"}
    if unknown:
        raise ValueError(f"{name} has unknown fields: {', '.join(sorted(unknown))}")
    default = text[slice(*found)].strip().strip("\"'").replace("UNDEF", "")
    return Parameter(name, fields["type"], fields["about"], fields["example"], default, fields.get("required") == "true")


def bind(query: NamedQuery, given: Mapping[str, str]) -> dict[str, ox.NamedNode | ox.Literal]:
    """The values of a query's parameters as terms, checked against their types; parameters with a default may be left out.

    Args: given: the values as text, by the parameters' names.
    Raises: UsageError for a parameter that is unknown, missing or not of its type.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            raise UsageError(f"the query {query.name} takes no parameter {name!r}: {_near(name, known)}")
    for parameter in query.parameters:
        if parameter.required and parameter.name not in given:
            raise UsageError(f"the query {query.name} needs {parameter.name}={parameter.example} ({parameter.about})")
    return {name: _term(known[name], value) for name, value in given.items()}


def _term(parameter: Parameter, value: str) -> ox.NamedNode | ox.Literal:
    import pyoxigraph as ox

    try:
        if parameter.type == "iri":
            return ox.NamedNode(value)
        if parameter.type == "integer":
            return ox.Literal(int(value))
        if parameter.type == "dateTime":
            return ox.Literal(_moment(value), datatype=ox.NamedNode(f"{_XSD}dateTime"))
        return ox.Literal(value)
    except ValueError as error:
        raise UsageError(f"{parameter.name}={value!r} is no {parameter.type}, such as {parameter.example}") from error


def _moment(value: str) -> str:
    """A date or date-time in ``Z``; without a zone it is taken as UTC."""
    moment = dt.datetime.fromisoformat(value)
    moment = moment.astimezone(dt.UTC) if moment.tzinfo else moment
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _near(name: str, known: Mapping[str, Any]) -> str:
    near = difflib.get_close_matches(name, list(known), n=3, cutoff=0.5)
    if near:
        return f"did you mean {' or '.join(near)}?"
    return f"there are {', '.join(known)}" if known else "it takes none"

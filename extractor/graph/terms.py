"""Terms and quads: the one file that knows how strings become pyoxigraph terms."""

from __future__ import annotations

import functools
from collections.abc import Iterable

import pyoxigraph as ox

from extractor.graph.prefixes import PREFIXES
from extractor.graph.stored import canonical

Subject = ox.NamedNode
Object = ox.NamedNode | ox.Literal
Quads = Iterable[ox.Quad]


@functools.lru_cache(maxsize=4096)
def node(name: str) -> ox.NamedNode:
    """A term by its prefixed name (``outage:Fact``). Raises KeyError for a prefix that is not in the table."""
    prefix, local = name.split(":", 1)
    return ox.NamedNode(PREFIXES[prefix] + local)


@functools.lru_cache(maxsize=16384)  # checking an IRI costs more than stating something with it
def iri(text: str) -> ox.NamedNode:
    """A term by its whole IRI."""
    return ox.NamedNode(text)


def literal(value: str | float | int | bool, datatype: str | None = None) -> ox.Literal:
    """A literal in its datatype's canonical form; ``datatype`` is a prefixed name (``xsd:dateTime``).

    Without one, whole numbers are integers, others decimals.
    """
    if datatype:
        return ox.Literal(canonical(str(value), node(datatype)), datatype=node(datatype))
    if isinstance(value, bool | str):
        return ox.Literal(value)
    if float(value).is_integer():
        return ox.Literal(int(value))
    decimal = node("xsd:decimal")
    return ox.Literal(canonical(f"{value:.10f}", decimal), datatype=decimal)


class Sink:
    """Collects the statements about things, in one graph. ``None`` objects are left out, so optional values need no test."""

    def __init__(self, graph: str | None = None) -> None:
        """Args: graph: the IRI of the named graph that the statements go to; None for the default graph."""
        self._graph = iri(graph) if graph else ox.DefaultGraph()
        self._met: set[str] = set()
        self.quads: list[ox.Quad] = []

    def is_new(self, subject: str) -> bool:
        """Whether it is the first time that this is asked of the subject: what is always said of it is said once."""
        new = subject not in self._met
        self._met.add(subject)
        return new

    def add(self, subject: str, predicate: str, *objects: Object | None) -> None:
        """States ``subject predicate object`` for each object; the subject is an IRI, the predicate a prefixed name."""
        start, link = iri(subject), node(predicate)
        self.quads += [ox.Quad(start, link, each, self._graph) for each in objects if each is not None]

    def a(self, subject: str, *classes: str) -> None:
        """States the classes of the subject, by their prefixed names."""
        self.add(subject, "rdf:type", *(node(name) for name in classes))


class Nowhere(Sink):
    """Keeps nothing: for what another sink already has."""

    def is_new(self, subject: str) -> bool:
        """False: nothing needs saying here."""
        return False

    def add(self, subject: str, predicate: str, *objects: Object | None) -> None:
        """Does nothing."""

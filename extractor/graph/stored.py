"""What an Oxigraph store keeps of a term, and how the term comes back as it was.

A store keeps numbers, times and durations by value: the lexical form becomes the canonical one, and some derived datatypes become the
datatype that they derive from (measured with pyoxigraph 0.5: ``xsd:dateTimeStamp`` to ``xsd:dateTime``, ``xsd:nonNegativeInteger`` to
``xsd:integer``). So the graph is written with canonical forms from the start (``canonical``), and the derived datatypes, which hang on the
property in the ontology, are put back when quads leave a store (``restored``).
"""

from __future__ import annotations

import functools
import re

import pyoxigraph as ox

from extractor.graph.prefixes import PREFIXES

XSD = PREFIXES["xsd"]
# Properties of the ontology whose range is a datatype that a store does not keep.
DERIVED = {
    PREFIXES["time"] + "inXSDDateTimeStamp": ox.NamedNode(XSD + "dateTimeStamp"),
    PREFIXES["oa"] + "start": ox.NamedNode(XSD + "nonNegativeInteger"),
    PREFIXES["oa"] + "end": ox.NamedNode(XSD + "nonNegativeInteger"),
}
_BY_VALUE = frozenset(XSD + name for name in ("dateTime", "dateTimeStamp", "date", "decimal", "integer", "duration", "nonNegativeInteger"))
# In a literal's text a quotation mark has a backslash before it, so these find predicates with their objects and nothing else.
_STAMP = re.compile(rb'(<http://www\.w3\.org/2006/time#inXSDDateTimeStamp> "[^"]*"\^\^<http://www\.w3\.org/2001/XMLSchema#)dateTime>')
_START_OR_END = re.compile(rb'(<http://www\.w3\.org/ns/oa#(?:start|end)> "[^"]*"\^\^<http://www\.w3\.org/2001/XMLSchema#)integer>')
_THING = ox.NamedNode(XSD + "anything")


@functools.lru_cache(maxsize=65536)
def canonical(value: str, datatype: ox.NamedNode) -> str:
    """The lexical form in which a store gives a literal back: ``PT90M`` as ``PT1H30M``; a form that is not the datatype's as it is."""
    if datatype.value not in _BY_VALUE:
        return value
    store = ox.Store()
    store.add(ox.Quad(_THING, _THING, ox.Literal(value, datatype=datatype)))
    return str(next(iter(store)).object.value)


def restored(quad: ox.Quad) -> ox.Quad:
    """A quad of a store as it was written: with the datatype that its property has."""
    datatype = DERIVED.get(quad.predicate.value)
    if datatype is None or not isinstance(quad.object, ox.Literal):
        return quad
    return ox.Quad(quad.subject, quad.predicate, ox.Literal(quad.object.value, datatype=datatype), quad.graph_name)


def restored_lines(lines: bytes) -> bytes:
    """The same of lines of N-Triples or N-Quads that a store wrote."""
    return _START_OR_END.sub(rb"\1nonNegativeInteger>", _STAMP.sub(rb"\1dateTimeStamp>", lines))

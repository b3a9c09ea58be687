"""Quads as an rdflib Graph, for those who work in rdflib."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
import rdflib

from extractor.graph.prefixes import PREFIXES


def to_rdflib(quads: Iterable[ox.Quad]) -> rdflib.Graph:
    """The union of all graphs, with the project's prefixes bound."""
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for quad in quads:
        graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return graph


def term(of: object) -> rdflib.term.Node:
    """A term as rdflib has it. Raises TypeError for a triple term, which rdflib does not know."""
    if isinstance(of, ox.NamedNode):
        return rdflib.URIRef(of.value)
    if isinstance(of, ox.BlankNode):
        return rdflib.BNode(of.value)
    if isinstance(of, ox.Literal):
        if of.language or of.datatype.value == str(rdflib.XSD.string):
            return rdflib.Literal(of.value, lang=of.language)
        return rdflib.Literal(of.value, datatype=rdflib.URIRef(of.datatype.value), normalize=False)
    raise TypeError(f"no such term stands in a graph of rdflib's: {of!r}")

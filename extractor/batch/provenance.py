"""What corrections changed, as provenance in the graph."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from extractor.batch.corrections import Correction, Mark
from extractor.graph.iris import Mint, slug
from extractor.graph.terms import Sink, iri, literal


def mark_quads(marks: Iterable[Mark], graph: str) -> list[ox.Quad]:
    """The statements about corrections and what each did, in a named graph."""
    sink = Sink(graph)
    for mark in marks:
        _add_correction(sink, mark.correction)
        sink.add(mark.subject, mark.relation, iri(mark.correction.iri))
        if mark.instead:
            sink.add(mark.subject, "prov:wasRevisionOf", iri(mark.instead))
    return sink.quads


def _add_correction(sink: Sink, entry: Correction) -> None:
    agent = f"{Mint().base}keeper/{slug(entry.by)}"
    sink.a(entry.iri, "outage:Correction")
    sink.add(entry.iri, "rdfs:label", literal(f"{entry.kind} by {entry.by}"))
    sink.add(entry.iri, "prov:wasAssociatedWith", iri(agent))
    sink.add(entry.iri, "dcterms:date", literal(entry.when, "xsd:dateTime" if "T" in entry.when else "xsd:date"))
    sink.add(entry.iri, "dcterms:description", literal(entry.why))
    sink.a(agent, "prov:Agent")
    sink.add(agent, "rdfs:label", literal(entry.by))

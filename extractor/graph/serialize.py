"""Quads to the formats that RDF is exchanged in, streaming, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from extractor.errors import UsageError
from extractor.graph.jsonld import write_jsonld
from extractor.graph.prefixes import PREFIXES

FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


SUFFIXES = {".ttl": "turtle", ".trig": "trig", ".nq": "nquads", ".nt": "ntriples", ".jsonld": "jsonld", ".rdf": "rdfxml"}


def format_for(asked: str | None, output: Path | None) -> str:
    """The format asked for, else the one that the output's name tells, else Turtle. Raises UsageError for an unknown one."""
    chosen = asked or SUFFIXES.get(output.suffix if output else "", "turtle")
    if chosen not in FORMATS:
        raise UsageError(f"unknown format {chosen!r}: one of {', '.join(FORMATS)}")
    return chosen


def write(quads: Iterable[ox.Quad], output: IO[bytes], format: str = "turtle") -> None:
    """Writes sorted quads. Formats without named graphs get each triple once.

    Args: quads: as ``build`` sorts them; output: open for bytes; format: a key of ``FORMATS``.
    """
    if FORMATS[format].supports_datasets:
        quads = sorted(quads, key=lambda quad: str(quad.graph_name))
    write_sorted(quads, output, format)


def write_sorted(quads: Iterable[ox.Quad], output: IO[bytes], format: str) -> None:
    """Writes a stream of quads: sorted by graph for formats with named graphs, else by subject, predicate and object."""
    if format == "jsonld":
        write_jsonld(quads, output)
    else:
        ordered = quads if FORMATS[format].supports_datasets else _triples(quads)
        ox.serialize(ordered, output, format=FORMATS[format], prefixes=PREFIXES)


def _triples(quads: Iterable[ox.Quad]) -> Iterator[ox.Triple]:
    last = None
    for quad in quads:
        if quad.triple != last:
            last = quad.triple
            yield quad.triple

"""Quads to the formats that RDF is exchanged in, streaming, the same bytes each time."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from extractor.errors import UsageError
from extractor.graph.jsonld import write_jsonld
from extractor.graph.prefixes import PREFIXES
from extractor.graph.turtle import write_trig, write_turtle

Graph = tuple[bytes, Iterable[bytes]]  # the term that names it, b"" for the default graph; its triples, sorted lines of N-Triples

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
    """Writes quads, in any order. Formats without named graphs get each triple once.

    Args: output: open for bytes; format: a key of ``FORMATS``.
    """
    graphs: dict[bytes, list[ox.Triple]] = defaultdict(list)
    for quad in quads:
        graphs[b"" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name).encode()].append(quad.triple)
    if has_graphs(format):
        names = sorted(graphs, key=lambda name: (not name, name))
        write_graphs(((name, lines_of(graphs[name])) for name in names), output, format)
    else:
        write_triples(lines_of(triple for triples in graphs.values() for triple in triples), output, format)


def has_graphs(format: str) -> bool:
    """Whether a format keeps named graphs."""
    return bool(FORMATS[format].supports_datasets)


def write_graphs(graphs: Iterable[Graph], output: IO[bytes], format: str) -> None:
    """Writes graphs in a format that keeps them. Args: graphs: named ones in order of their names, then the default graph."""
    if format == "trig":
        write_trig(graphs, output)
        return
    lines = (line for name, members in graphs for line in (_named(members, name) if name else members))
    if format == "nquads":
        output.writelines(lines)
    else:
        write_jsonld(_parsed(lines, ox.RdfFormat.N_QUADS), output)


def write_triples(lines: Iterable[bytes], output: IO[bytes], format: str) -> None:
    """Writes triples in a format that has no named graphs. Args: lines: N-Triples, sorted; what stands twice is written once."""
    single = each_once(lines)
    if format == "turtle":
        write_turtle(single, output)
    elif format == "ntriples":
        output.writelines(single)
    else:
        triples = (quad.triple for quad in _parsed(single, ox.RdfFormat.N_TRIPLES))
        ox.serialize(triples, output, format=FORMATS[format], prefixes=PREFIXES)


def each_once(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Sorted lines, without those that stand again."""
    return (line for line, _ in itertools.groupby(lines))


def lines_of(triples: Iterable[ox.Triple]) -> list[bytes]:
    """Triples as lines of N-Triples, in order, each once."""
    return sorted(set((ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").splitlines(keepends=True)))


def _named(lines: Iterable[bytes], graph: bytes) -> Iterator[bytes]:
    """Lines of N-Triples as lines of N-Quads."""
    end = b" " + graph + b" .\n"
    return (line[:-3] + end for line in lines)  # instead of " .\n"


def _parsed(lines: Iterable[bytes], format: ox.RdfFormat) -> Iterator[ox.Quad]:
    return iter(ox.parse(cast(IO[bytes], _Lines(iter(lines))), format=format))


class _Lines:
    """Lines as a stream that a parser reads."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        self._held = b""

    def read(self, count: int = 1 << 16) -> bytes:
        parts, size = [self._held], len(self._held)
        while size < count and (line := next(self._lines, None)):
            parts.append(line)
            size += len(line)
        joined = b"".join(parts)
        self._held = joined[count:]
        return joined[:count]

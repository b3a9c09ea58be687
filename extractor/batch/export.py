"""The graph of a store, or a part of it, sorted, as a stream: the same graph, the same bytes, however it came about."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator
from typing import IO, cast

import pyoxigraph as ox

from extractor.batch.part import Part
from extractor.batch.sorting import Sorter
from extractor.graph.serialize import Graph, each_once, has_graphs, lines_of, write_graphs, write_triples
from extractor.graph.stored import restored_lines

Name = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


def export(store: ox.Store, output: IO[bytes], format: str, part: Part | None = None) -> None:
    """Writes all of a store, or a part, as ``extract`` writes: each graph's triples in the order of their lines of N-Triples.

    Args: store: as ``store.reading`` gives it; output: open for bytes; format: a key of ``serialize.FORMATS``; part: None for all.
    """
    with contextlib.ExitStack() as stack:
        if has_graphs(format):
            write_graphs(_part(part) if part else graphs(store, stack), output, format)
            return
        if part:
            sorter = stack.enter_context(Sorter())
            sorter.writelines(line for _, lines in _part(part) for line in lines)
            write_triples(sorter.lines(), output, format)
        else:
            write_triples(triples(store, stack), output, format)


def triples(store: ox.Store, stack: contextlib.ExitStack) -> Iterator[bytes]:
    """The triples of all graphs as sorted lines of N-Triples, each once. Args: stack: temporary files go with it."""
    sorter = stack.enter_context(Sorter(restored_lines))
    for name in itertools.chain(store.named_graphs(), [ox.DefaultGraph()]):
        dump(store, name, sorter)
    return each_once(sorter.lines())


def dump(store: ox.Store, graph: Name, sorter: Sorter) -> None:
    """Hands a graph's triples to a sorter."""
    store.dump(cast(IO[bytes], sorter), ox.RdfFormat.N_TRIPLES, from_graph=graph)


def graphs(store: ox.Store, stack: contextlib.ExitStack) -> Iterator[Graph]:
    """Named graphs by name, the default graph last. Args: stack: temporary files go with it."""
    for name in graph_names(store, stack):
        with Sorter(restored_lines) as sorter:
            dump(store, name, sorter)
            yield str(name).encode(), sorter.lines()
    rest = stack.enter_context(Sorter(restored_lines))
    dump(store, ox.DefaultGraph(), rest)
    yield b"", rest.lines()


def graph_names(store: ox.Store, stack: contextlib.ExitStack) -> Iterator[ox.NamedNode]:
    """The names of the named graphs, in order. Args: stack: temporary files go with it."""
    names = stack.enter_context(Sorter())
    names.writelines(f"{name}\n".encode() for name in store.named_graphs())
    return (ox.NamedNode(line[1:-2].decode()) for line in names.lines())


def _part(part: Part) -> Iterator[Graph]:
    for name, quads in part.graphs():
        yield b"" if isinstance(name, ox.DefaultGraph) else str(name).encode(), lines_of(quad.triple for quad in quads)

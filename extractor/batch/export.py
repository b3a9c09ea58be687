"""The whole graph of a store, sorted, as a stream: the same graph, the same bytes, however it came about."""

from __future__ import annotations

import contextlib
import heapq
import itertools
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, cast

import pyoxigraph as ox

from extractor.graph.serialize import FORMATS, write_sorted
from extractor.graph.stored import restored

RUN = 200_000  # quads that are sorted in memory at once
READ = 1 << 16


def export(store: ox.Store, output: IO[bytes], format: str) -> None:
    """Writes all of a store, in the order in which ``extract`` writes: by the quads' lines of N-Quads.

    Args: store: as ``store.reading`` gives it; output: open for bytes; format: a key of ``serialize.FORMATS``.
    """
    with contextlib.ExitStack() as stack:
        lines = _by_graph(store, stack) if FORMATS[format].supports_datasets else _merged(_pattern(store), stack)
        if format == "nquads":
            output.writelines(lines)
        else:
            parsed = ox.parse(cast(IO[bytes], _Lines(lines)), format=ox.RdfFormat.N_QUADS)
            write_sorted(parsed, output, format)


def _by_graph(store: ox.Store, stack: contextlib.ExitStack) -> Iterator[bytes]:
    """Named graphs by name, the default graph last; the quads of each in order."""
    for name in sorted(str(name) for name in store.named_graphs()):
        yield from _sorted(_pattern(store, ox.NamedNode(name[1:-1])))
    yield from _merged(_pattern(store, ox.DefaultGraph()), stack)


def _pattern(store: ox.Store, graph: ox.NamedNode | ox.DefaultGraph | None = None) -> Iterator[ox.Quad]:
    return map(restored, store.quads_for_pattern(None, None, None, graph))


def _sorted(quads: Iterable[ox.Quad]) -> list[bytes]:
    """The quads as lines of N-Quads, in order."""
    return sorted((ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True))


def _merged(quads: Iterable[ox.Quad], stack: contextlib.ExitStack) -> Iterator[bytes]:
    """The same of any number: runs are sorted in memory and merged from temporary files."""
    source = iter(quads)
    runs: list[Iterator[bytes]] = []
    while run := _sorted(itertools.islice(source, RUN)):
        if not runs and len(run) < RUN:
            return iter(run)
        file = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
        file.writelines(run)
        file.seek(0)
        runs.append(iter(file))
    return heapq.merge(*runs)


class _Lines:
    """Lines as a stream that a parser reads."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        self._held = b""

    def read(self, count: int = READ) -> bytes:
        parts, size = [self._held], len(self._held)
        while size < count and (line := next(self._lines, None)):
            parts.append(line)
            size += len(line)
        joined = b"".join(parts)
        self._held = joined[count:]
        return joined[:count]

"""``outagegraph push``: a knowledge graph to a store elsewhere, by the SPARQL 1.1 Graph Store HTTP Protocol.

Each named graph is put under its own name, which replaces what was there; the default graph's statements are added to the default graph
there. What was sent is remembered in ``DIR/push``, so that a push that was broken off goes on, and the next one sends what has changed and
deletes the graphs that are gone. With one graph as the target, all triples go there, in batches: the first replaces, the others add.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator

import pyoxigraph as ox

from extractor.batch.export import graphs, triples
from extractor.batch.place import Place
from extractor.batch.push_client import Client
from extractor.batch.push_state import Sent

BATCH = 20_000  # triples in a request


@dataclasses.dataclass(slots=True)
class Pushed:
    """How far a push is: requests' graphs or batches that were sent, that were there already, that were deleted; and triples sent."""

    sent: int = 0
    unchanged: int = 0
    deleted: int = 0
    triples: int = 0


class Push:
    """One run of ``push``."""

    def __init__(self, store: ox.Store, client: Client, sent: Sent, batch: int, tick: Callable[[Pushed], None]) -> None:
        """Args: batch: the most triples in a request; tick: told how far it is."""
        self._store, self._client, self._sent, self._batch, self._tick = store, client, sent, batch, tick
        self.tally = Pushed()

    def by_graph(self) -> Pushed:
        """Each graph to the graph of its name. Raises UsageError where the store there cannot take it; what was sent is remembered."""
        with contextlib.ExitStack() as stack:
            for name, lines in graphs(self._store, stack):
                if name:
                    self._named(name[1:-1].decode(), lines)
                else:
                    self._default(lines)
        for gone in self._sent.unseen():
            self._client.delete(gone)
            self._sent.forget(gone)
            self.tally.deleted += 1
            self._tick(self.tally)
        return self.tally

    def to_one(self, graph: str) -> Pushed:
        """All triples to one graph. Raises UsageError as ``by_graph`` does."""
        digests = [digest for _, digest in self._batches()]
        before = self._sent.parts(graph)
        first = len(before) if before == digests[: len(before)] else 0
        self._sent.cut(graph, first)
        if not digests:
            self._client.send(graph, [], replace=True)
        for number, (lines, digest) in enumerate(self._batches()):
            if number < first:
                self._count(0, unchanged=1)
                continue
            self._client.send(graph, lines, replace=number == 0)
            self._sent.note(graph, number, digest)
            self._count(len(lines))
        return self.tally

    def _batches(self) -> Iterator[tuple[list[bytes], str]]:
        with contextlib.ExitStack() as stack:
            for lines in _chunks(triples(self._store, stack), self._batch):
                yield lines, _digest(lines)

    def _named(self, graph: str, lines: Iterable[bytes]) -> None:
        """A graph; where it is too large for one request in several, and remembered once it is whole."""
        whole = list(lines)
        digest = _digest(whole)
        if self._sent.see(graph) == [digest]:
            self._count(0, unchanged=1)
            return
        self._sent.cut(graph, 0)
        for number, chunk in enumerate(_chunks(whole, self._batch)):
            self._client.send(graph, chunk, replace=number == 0)
        self._sent.note(graph, 0, digest)
        self._count(len(whole))

    def _default(self, lines: Iterable[bytes]) -> None:
        """The default graph is shared with whatever else is there: nothing is replaced, batches that are there already are spared."""
        before = self._sent.see("")
        for number, chunk in enumerate(_chunks(lines, self._batch)):
            digest = _digest(chunk)
            if number < len(before) and before[number] == digest:
                self._count(0, unchanged=1)
                continue
            self._client.send(None, chunk, replace=False)
            self._sent.note("", number, digest)
            self._count(len(chunk))

    def _count(self, triples: int, unchanged: int = 0) -> None:
        self.tally.triples += triples
        self.tally.unchanged += unchanged
        self.tally.sent += not unchanged
        self._tick(self.tally)


def push(place: Place, store: ox.Store, endpoint: str, graph: str | None, batch: int, anew: bool, tick: Callable[[Pushed], None]) -> Pushed:
    """Sends a knowledge graph.

    Args: endpoint: the URL of the graph store there; graph: the IRI of the one graph to send all to; None for each to its own;
        batch: the most triples in a request; anew: also what was sent before.
    Raises: UsageError where the store there cannot be reached or does not take it; run again, it goes on.
    """
    with Client(endpoint) as client, Sent(place, endpoint, graph, anew) as sent:
        run = Push(store, client, sent, batch, tick)
        return run.to_one(graph) if graph else run.by_graph()


def _chunks(lines: Iterable[bytes], size: int) -> Iterator[list[bytes]]:
    source = iter(lines)
    while chunk := list(itertools.islice(source, size)):
        yield chunk


def _digest(lines: Iterable[bytes]) -> str:
    total = hashlib.sha256()
    for line in lines:
        total.update(line)
    return total.hexdigest()[:32]

"""From the ledger to the store: the graphs of articles and incidents that are stale are made anew, some hundred at a time.

What is about to change is noted first (``intent``), so that a process that dies while writing leaves nothing behind: the next one makes
those parts anew, from the ledger alone.
"""

from __future__ import annotations

import dataclasses
import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

import pyoxigraph as ox

from extractor.batch.corrections import Corrections, Mark
from extractor.batch.ledger import Ledger
from extractor.batch.provenance import mark_quads
from extractor.batch.readings import Readings
from extractor.batch.relink import older, superseded
from extractor.batch.store import WorkStore
from extractor.graph.build import Placed, article_quads, incident_quads
from extractor.graph.iris import Mint
from extractor.graph.labels import one_label
from extractor.records import Candidate, Incident, Telling

BATCH = 256  # blocks
Triple = tuple[str, str, str]


@dataclasses.dataclass(frozen=True, slots=True)
class _Made:
    """A block as it should be: the quads of its graph, and the statements that it adds to the default graph."""

    graph: str
    quads: list[ox.Quad]
    shared: frozenset[Triple]


class Blocks:
    """Writes stale blocks to the store."""

    def __init__(self, ledger: Ledger, store: WorkStore, corrections: Corrections, mint: Mint) -> None:
        self._ledger, self._store, self._corrections, self._mint = ledger, store, corrections, mint
        self._readings = Readings(ledger, corrections)

    def stale(self) -> int:
        """How many blocks the store does not have as they should be."""
        return int(self._ledger.one("SELECT COUNT(*) FROM block WHERE wanted IS NOT applied"))

    def recover(self) -> None:
        """Makes anew what a process left half written."""
        if not self._ledger.one("SELECT 1 FROM intent LIMIT 1"):
            return
        graphs = [iri for (iri,) in self._ledger.run("SELECT iri FROM intent WHERE kind = 'graph' ORDER BY iri")]
        subjects = [iri for (iri,) in self._ledger.run("SELECT iri FROM intent WHERE kind = 'subject' ORDER BY iri")]
        self._store.replace_graphs(graphs, ())
        self._store.replace_subjects(subjects, self._names(subjects))
        self._store.flush()
        with self._ledger.transaction():
            # their share of the default graph is still counted, so only the graphs themselves are missing
            self._ledger.many("UPDATE block SET applied = 'torn' WHERE graph = ? AND applied IS NOT NULL", ((graph,) for graph in graphs))
            self._ledger.run("DELETE FROM intent")

    def run(self, progress: Callable[[int], None] = lambda done: None, stopped: Callable[[], bool] = lambda: False) -> None:
        """Writes every stale block. Args: stopped: asked between batches; once true, the rest is left to the next run."""
        done = 0
        while not stopped():
            rows = self._ledger.run("SELECT graph, wanted FROM block WHERE wanted IS NOT applied ORDER BY graph LIMIT ?", BATCH).fetchall()
            if not rows:
                return
            self._write([self._make(graph) if wanted else _Made(graph, [], frozenset()) for graph, wanted in rows], dict(rows))
            done += len(rows)
            progress(done)

    def _write(self, made: list[_Made], wanted: dict[str, str | None]) -> None:
        changes = self._changes(made)
        subjects = sorted({triple[0] for triple, change in changes.items() if self._turns(triple, change)})
        with self._ledger.transaction():
            self._ledger.many("INSERT OR IGNORE INTO intent VALUES ('graph', ?)", ((block.graph,) for block in made))
            self._ledger.many("INSERT OR IGNORE INTO intent VALUES ('subject', ?)", ((subject,) for subject in subjects))
        with self._ledger.transaction():
            self._count(changes)
            for block in made:
                shared = zlib.compress(json.dumps(sorted(block.shared), ensure_ascii=False).encode("utf-8", "surrogatepass"), 3)
                if wanted[block.graph] is None:
                    self._ledger.run("DELETE FROM block WHERE graph = ?", block.graph)
                else:
                    sql = "UPDATE block SET applied = ?, shared = ? WHERE graph = ?"
                    self._ledger.run(sql, wanted[block.graph], shared if block.shared else None, block.graph)
            self._ledger.run("DELETE FROM intent")
            state = int(self._ledger.get("state") or 0) + 1
            self._ledger.set("state", str(state))
            self._store.replace_graphs((block.graph for block in made), (quad for block in made for quad in block.quads))
            self._store.replace_subjects(subjects, self._names(subjects))
            self._store.flush()

    def _changes(self, made: list[_Made]) -> dict[Triple, int]:
        """By how much each statement of the default graph is made more or less often."""
        changes: dict[Triple, int] = defaultdict(int)
        for block in made:
            packed = self._ledger.one("SELECT shared FROM block WHERE graph = ?", block.graph)
            before = {tuple(row) for row in json.loads(zlib.decompress(packed))} if packed else set()
            for triple in before - block.shared:
                changes[triple] -= 1
            for triple in block.shared - before:
                changes[triple] += 1
        return {triple: change for triple, change in changes.items() if change}

    def _turns(self, triple: Triple, change: int) -> bool:
        """Whether a change brings a statement in or takes it out."""
        before = self._ledger.one("SELECT count FROM shared WHERE (subject, predicate, object) = (?, ?, ?)", *triple) or 0
        return (before > 0) != (before + change > 0)

    def _count(self, changes: dict[Triple, int]) -> None:
        sql = "INSERT INTO shared VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count"
        self._ledger.many(sql, ((*triple, change) for triple, change in changes.items()))
        gone = "DELETE FROM shared WHERE (subject, predicate, object) = (?, ?, ?) AND count <= 0"
        self._ledger.many(gone, (triple for triple, change in changes.items() if change < 0))

    def _names(self, subjects: Iterable[str]) -> Iterator[ox.Quad]:
        """What the default graph should say of subjects: each has one label, the least."""
        for subject in subjects:
            rows = self._ledger.run("SELECT predicate, object FROM shared WHERE subject = ?", subject)
            yield from one_label(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), term(text)) for predicate, text in rows)

    def _make(self, graph: str) -> _Made:
        start = self._mint.base + "article/"
        return self._article(graph.removeprefix(start)) if graph.startswith(start) else self._incident(graph)

    def _article(self, article: str) -> _Made:
        reading, versions = self._readings.get(article)
        rows = self._ledger.run("SELECT number, incident, provider FROM account WHERE article = ?", article)
        placed = {number: Placed(incident, provider) for number, incident, provider in rows}
        own, shared = article_quads(reading, placed, versions, self._mint, older(self._ledger, self._mint, article))
        graph = self._mint.article(reading.article)
        own += mark_quads(self._readings.marks(article), graph)
        triples = frozenset((quad.subject.value, quad.predicate.value, str(quad.object)) for quad in shared)  # type: ignore[union-attr]
        return _Made(graph, own, triples)

    def _incident(self, iri: str) -> _Made:
        content = json.loads(self._ledger.one("SELECT content FROM incident WHERE iri = ?", iri))
        incident = load_incident(content, self._readings)
        old = superseded(self._ledger, self._mint, {article for article, _ in content["members"]})
        quads = incident_quads(incident, self._mint, old)
        entries = [entry for entry in self._corrections.entries if entry.iri in content["corrections"]]
        quads += mark_quads([Mark(iri, entry, "prov:wasInfluencedBy") for entry in entries], iri)
        return _Made(iri, quads, frozenset())


def load_incident(content: dict[str, list[list[object]]], readings: Readings) -> Incident:
    """An incident as linking made it, from what the ledger keeps of it."""

    def telling(article: str, number: int) -> Telling:
        reading = readings.get(article)[0]
        return Telling(reading.article, next(one for one in reading.accounts if one.number == number))

    def candidates(rows: list[list[object]]) -> tuple[Candidate, ...]:
        return tuple(Candidate(provider, start, readings.get(article)[0].article, number) for provider, start, article, number in rows)  # type: ignore[arg-type]

    causes = tuple(candidates(cause) for cause in content["caused_by"])  # type: ignore[arg-type]
    members = tuple(telling(article, number) for article, number in content["members"])  # type: ignore[arg-type]
    return Incident(members, candidates(content["candidates"]), causes)


def term(text: str) -> ox.NamedNode | ox.Literal:
    """A term from its N-Triples form."""
    quad = next(iter(ox.parse(f"<x:s> <x:p> {text} .", format=ox.RdfFormat.N_TRIPLES)))
    assert isinstance(quad.object, ox.NamedNode | ox.Literal)
    return quad.object

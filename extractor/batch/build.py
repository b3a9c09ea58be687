"""``outagegraph build``: a folder's articles into a knowledge graph, and again whenever it has changed.

Four steps, each of which goes on where it was stopped: read what is new or changed (the ledger), link what that touches (the ledger), write
the blocks of the graph that this changes (the store), publish (the store's generation that readers see).
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from extractor.batch.blocks import Blocks
from extractor.batch.corrections import Corrections, parse_corrections
from extractor.batch.ledger import Ledger
from extractor.batch.place import Place, root_name
from extractor.batch.pool import Pool, batches
from extractor.batch.relink import Relinker
from extractor.batch.revise import idle, touched_by
from extractor.batch.scan import Key, Scan
from extractor.batch.settings import Settings
from extractor.batch.store import WorkStore, published
from extractor.batch.task import Answer, Task
from extractor.errors import UsageError
from extractor.graph.iris import Mint
from extractor.versions import versions


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """What ``build`` is asked to do, beside what every reading is (``Settings``).

    ``timeout`` (seconds) and ``memory`` (bytes) are what an article may take. ``retry`` reads what failed again, ``anew`` reads everything
    again, ``relink`` links everything again without reading. ``corrections`` is None where those of the last build still hold.
    """

    workers: int = 1
    timeout: float = 60.0
    memory: int = 2_000_000_000
    retry: bool = False
    anew: bool = False
    relink: bool = False
    corrections: Path | None = None


@dataclasses.dataclass(slots=True)
class Tally:
    """How far a build is; ``step`` is ``reading``, ``linking`` or ``writing``."""

    step: str = "reading"
    read: int = 0
    reports: int = 0
    incidents: int = 0  # in the whole graph, once they are linked
    passed: int = 0
    failed: int = 0
    unchanged: int = 0
    removed: int = 0
    share: float = 0.0  # of the present step
    failures: list[str] = dataclasses.field(default_factory=list)
    warnings: list[str] = dataclasses.field(default_factory=list)


class Readers(Protocol):
    """Whatever turns batches of tasks into answers: the pool of this machine, or a cluster."""

    def run(self, batches: Iterator[list[Task]], stopped: Callable[[], bool]) -> Iterator[list[Answer]]: ...


FAILURES = 50  # that a tally names; the ledger keeps all


class Build:
    """One run of ``build`` on one folder."""

    def __init__(self, place: Place, settings: Settings, asked: Asked, stopped: Callable[[], bool], tick: Callable[[Tally], None]) -> None:
        """Args: stopped: asked often; once true, the run ends cleanly, what is done is kept; tick: told how far it is."""
        self._place, self._settings, self._asked, self._stopped, self._tick = place, settings, asked, stopped, tick
        self.tally = Tally()

    def run(self, paths: Sequence[Path], readers: Readers | None = None) -> Tally:
        """Brings the knowledge graph up to date with the paths; with none, with all that it was built from before.

        Raises: UsageError where nothing can be done; what was done before is kept.
        """
        with self._place.locked():
            ledger = Ledger(self._place.ledger, write=True)
            try:
                self._run(ledger, paths, readers)
            finally:
                ledger.close()
        return self.tally

    def _run(self, ledger: Ledger, paths: Sequence[Path], readers: Readers | None) -> None:
        anew = not (self._place.store / "work").exists()
        store = WorkStore(self._place)
        if anew:
            with ledger.transaction():
                for statement in ("UPDATE block SET applied = NULL, shared = NULL", "DELETE FROM shared", "DELETE FROM intent"):
                    ledger.run(statement)
        corrections = self._corrections(ledger, store)
        Blocks(ledger, store, corrections, Mint()).recover()
        if not paths and not self._asked.relink:
            paths = [Path(path) for (path,) in ledger.run("SELECT path FROM root ORDER BY path")]
            if not paths:
                raise UsageError("nothing to read: name the articles' files or folders")
        if paths:
            self._read(ledger, paths, readers)
        if not self._stopped():
            self._step("linking")
            relinker = Relinker(ledger, corrections, Mint())
            waiting = max(1, int(ledger.one("SELECT COUNT(*) FROM dirty")))
            relinker.run(self._asked.relink, lambda done: self._progress(done / waiting), self._stopped)
            self.tally.incidents = int(ledger.one("SELECT COUNT(*) FROM incident"))
        if not self._stopped():
            self._step("writing")
            blocks = Blocks(ledger, store, corrections, Mint())
            count = max(1, blocks.stale())
            blocks.run(lambda done: self._progress(done / count), self._stopped)
            self.tally.warnings += idle(corrections, ledger, store)
        state = int(ledger.get("state") or 0)
        if not self._stopped() and (published(self._place) != state or not state):
            with ledger.transaction():
                ledger.set("state", str(max(state, 1)))
            store.publish(max(state, 1))

    def _read(self, ledger: Ledger, paths: Sequence[Path], readers: Readers | None) -> None:
        made_by = versions(self._settings.model, self._settings.catalogues)
        with ledger.transaction():
            number = ledger.versions_id(made_by)
        scan = Scan(ledger, self._settings, number, self._asked.retry, self._asked.anew)
        roots = scan.roots(paths)
        scan.measure(roots)
        waiting: dict[str, tuple[Key, Task]] = {}

        def tasks() -> Iterator[Task]:
            for key, task in scan.tasks(roots):
                self._note_troubles(ledger, scan, number)
                waiting[task.token] = key, task
                yield task
                if self._stopped():
                    return

        pool = readers or Pool(self._settings, self._asked.workers, self._asked.timeout, self._asked.memory)
        for answers in pool.run(batches(tasks()), self._stopped):
            with ledger.transaction():
                for answer in answers:
                    key, task = waiting.pop(answer.token)
                    self._keep(ledger, key, task.digest(), answer, number)
                    scan.answered(key, answer.state == "passed")
            self.tally.unchanged = scan.unchanged
            self._progress(scan.bytes_done / max(1, scan.bytes_total))
        self._note_troubles(ledger, scan, number)
        self.tally.unchanged = scan.unchanged
        self.tally.warnings += scan.warnings
        if not self._stopped():
            self._take_out(ledger, scan, roots)

    def _keep(self, ledger: Ledger, key: Key, digest: str, answer: Answer, number: int) -> None:
        """Enters an answer in the ledger; articles that it brings or takes away are for linking to look at."""
        old = ledger.one("SELECT article FROM source WHERE (root, file) = (?, ?)", *key)
        for article in {old, answer.article} - {None}:
            ledger.run("INSERT OR IGNORE INTO dirty VALUES (?)", article)
        self.tally.read += 1
        if answer.state == "passed":
            self.tally.passed += 1
            ledger.run("DELETE FROM source WHERE (root, file) = (?, ?)", *key)
            return
        self.tally.reports += bool(answer.keys)
        if answer.state == "failed":
            self._failed(answer.reason)
        ledger.run(
            "INSERT OR REPLACE INTO source (root, file, digest, versions, state, reason, article, reading, keys) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(*key, digest, number, answer.state, answer.reason, answer.article, answer.reading or None, json.dumps(answer.keys)),
        )

    def _note_troubles(self, ledger: Ledger, scan: Scan, number: int) -> None:
        """Enters what could not even be turned into a task."""
        troubles, scan.troubles[:] = list(scan.troubles), []
        for trouble in troubles:
            self._failed(trouble.message)
            old = ledger.run("SELECT article FROM source WHERE (root, file) = (?, ?)", trouble.root, trouble.file).fetchone()
            if trouble.keep and old:
                continue
            with ledger.transaction():
                if old and old[0]:
                    ledger.run("INSERT OR IGNORE INTO dirty VALUES (?)", old[0])
                ledger.run(
                    "INSERT OR REPLACE INTO source (root, file, digest, versions, state, reason) VALUES (?, ?, '', ?, 'failed', ?)",
                    *(trouble.root, trouble.file, number, trouble.message),
                )

    def _take_out(self, ledger: Ledger, scan: Scan, roots: Sequence[tuple[int, Path]]) -> None:
        gone = scan.gone(roots)
        with ledger.transaction():
            for row, key, article in gone:
                if article:
                    ledger.run("INSERT OR IGNORE INTO dirty VALUES (?)", article)
                ledger.run("DELETE FROM source WHERE id = ?", row)
                ledger.run("DELETE FROM container WHERE (root, file) = (?, ?)", *key)
        self.tally.removed += len(gone)

    def _failed(self, reason: str) -> None:
        self.tally.failed += 1
        if len(self.tally.failures) < FAILURES:
            self.tally.failures.append(reason)

    def _corrections(self, ledger: Ledger, store: WorkStore) -> Corrections:
        """The corrections that hold, those of the last build where none are given; what changed ones touch is for linking to look at."""
        before = ledger.get("corrections") or ""
        text = before
        if self._asked.corrections:
            try:
                text = self._asked.corrections.read_text("utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise UsageError(f"{self._asked.corrections}: cannot be read ({error}); name a YAML file of corrections") from error
        found = parse_corrections(text, str(self._asked.corrections or "corrections"))
        if text != before:
            with ledger.transaction():
                if ledger.one("SELECT 1 FROM block WHERE wanted IS NOT applied LIMIT 1"):  # the store does not know all facts yet
                    ledger.run("INSERT OR IGNORE INTO dirty SELECT DISTINCT article FROM source WHERE article IS NOT NULL")
                for article in touched_by(parse_corrections(before, "the corrections before"), found, ledger, store):
                    ledger.run("INSERT OR IGNORE INTO dirty VALUES (?)", article)
                ledger.set("corrections", text)
        return found

    def _step(self, name: str) -> None:
        self.tally.step = name
        self._progress(0.0)

    def _progress(self, share: float) -> None:
        self.tally.share = min(1.0, share)
        self._tick(self.tally)


def drop_root(place: Place, path: Path) -> None:
    """Takes a folder's articles out of the ledger; the next build takes them out of the graph. Raises UsageError where it is not known."""
    with place.must_exist().locked():
        ledger = Ledger(place.ledger, write=True)
        with ledger.transaction():
            root = ledger.one("SELECT id FROM root WHERE path = ?", root_name(path))
            if root is None:
                known = ", ".join(row[0] for row in ledger.run("SELECT path FROM root ORDER BY path"))
                raise UsageError(f"{path}: nothing was read from there; known are {known or 'none'}")
            ledger.run("INSERT OR IGNORE INTO dirty SELECT DISTINCT article FROM source WHERE root = ? AND article IS NOT NULL", root)
            for table in ("source", "container"):
                ledger.run(f"DELETE FROM {table} WHERE root = ?", root)
            ledger.run("DELETE FROM root WHERE id = ?", root)
        ledger.close()

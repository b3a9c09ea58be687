"""What is there to read: the sources below the paths, compared with the ledger."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from extractor.batch.ledger import Ledger
from extractor.batch.place import root_name
from extractor.batch.settings import Settings
from extractor.batch.task import Task
from extractor.errors import ArticleError, UsageError
from extractor.reading import Sources, find_articles, find_given, parse_published, read_metadata
from extractor.reading.containers import Unreadable
from extractor.reading.kinds import CONTAINERS

Key = tuple[int, str]  # a root's number and the name of a source below it


@dataclasses.dataclass(frozen=True, slots=True)
class Trouble:
    """A source that cannot even be turned into a task; ``keep`` where what was read of it before still holds."""

    root: int
    file: str
    message: str
    keep: bool


class Scan:
    """Walks the paths once. What it meets is noted in the temporary table ``seen``, so that what is gone can be told afterwards."""

    def __init__(self, ledger: Ledger, settings: Settings, versions: int, retry: bool, anew: bool) -> None:
        """Args: versions: the number of what reads now; retry: read what failed before again; anew: read everything again."""
        self._ledger, self._settings, self._versions, self._retry, self._anew = ledger, settings, versions, retry, anew
        self._given = read_metadata(settings.metadata) if settings.metadata else {}
        self._fallback = parse_published(settings.published) if settings.published else None
        self._open: dict[Key, _Container] = {}
        self._waiting: dict[Key, _Container] = {}  # the container of each source that waits for its answer
        self.troubles: list[Trouble] = []
        self.warnings: list[str] = []
        self.bytes_done = 0
        self.bytes_total = 0
        self.unchanged = 0
        self._used: set[str] = set()
        ledger.run("CREATE TEMP TABLE seen (root INTEGER, file TEXT, PRIMARY KEY (root, file)) WITHOUT ROWID")

    def roots(self, paths: Sequence[Path]) -> list[tuple[int, Path]]:
        """The numbers of the paths. Raises UsageError where one does not exist."""
        for path in paths:
            if not path.exists():
                url = root_name(path)
                raise UsageError(f"{url}: is read with --cluster" if "://" in url else f"{path}: no such file or folder")
        with self._ledger.transaction():
            for path in paths:
                self._ledger.run("INSERT OR IGNORE INTO root (path) VALUES (?)", str(path.resolve()))
        return [(int(self._ledger.one("SELECT id FROM root WHERE path = ?", str(path.resolve()))), path) for path in paths]

    def measure(self, roots: Sequence[tuple[int, Path]]) -> None:
        """Counts the bytes that there are, for the time that remains."""
        for _, path in roots:
            for file, _ in find_articles(path, on_error=lambda error: None):
                self.bytes_total += _size(file)

    def tasks(self, roots: Sequence[tuple[int, Path]]) -> Iterator[tuple[Key, Task]]:
        """What is new or changed, in order; each must be answered by ``answered``."""
        for root, path in roots:
            found = False
            for file, name in find_articles(path, on_error=self._folder_trouble(root)):
                found = True
                yield from self._file(root, file, name)
                self.bytes_done += _size(file)
            if not found:
                self.warnings.append(f"{path}: no article in it")
        self.warnings += self.unused()

    def unused(self) -> list[str]:
        """A line for each article that the metadata names and that is not there."""
        return self._settings.unused(self._given, self._used)

    def answered(self, key: Key, passed: bool) -> None:
        """Notes that a task was answered; a container of which all are is settled."""
        container = self._waiting.pop(key, None)
        if container:
            container.waiting -= 1
            container.passed += passed
            self._settle(container)

    def gone(self, roots: Sequence[tuple[int, Path]]) -> list[tuple[int, Key, str | None]]:
        """The sources that are no longer there, of the roots that were walked: row, key, article."""
        sql = "SELECT id, root, file, article FROM source WHERE root = ? AND (root, file) NOT IN seen"
        rows = (row for root in sorted({root for root, _ in roots}) for row in self._ledger.run(sql, root).fetchall())
        return [(number, (root, file), article) for number, root, file, article in rows]

    def _file(self, root: int, file: Path, name: str) -> Iterator[tuple[Key, Task]]:
        self._ledger.run("INSERT OR IGNORE INTO seen VALUES (?, ?)", root, name)
        container = self._container(root, file, name)
        if container and self._is_settled(container):
            self.unchanged += self._see_all(root, name)
            return
        if container:
            self._open[root, name] = container
            self._ledger.run("DELETE FROM source WHERE root = ? AND file = ? AND state = 'failed'", root, name)
        sources = Sources(self._trouble(root, name), self._settings.limit, dict(self._settings.fields))
        for raw in sources.of_file(file, name):
            source = self._name(root, name, raw.source_file)
            known = raw if source == raw.source_file else dataclasses.replace(raw, source_file=source)
            given = find_given(self._given, source)
            self._used.update({source, PurePosixPath(source).name} & set(self._given))
            task = Task(f"{root}:{source}", known, given, self._fallback)
            if self._is_read(root, source, task.digest()):
                self.unchanged += 1
            else:
                if container:
                    container.waiting += 1
                    self._waiting[root, source] = container
                yield (root, source), task
        if container:
            container.read = True
            self._settle(container)

    def _name(self, root: int, file: str, source: str) -> str:
        """The source's name; a second record of the same name in a file gets a number."""
        name, number = source, 1
        while name != file and not self._ledger.run("INSERT OR IGNORE INTO seen VALUES (?, ?)", root, name).rowcount:
            number += 1
            name = f"{source}~{number}"
        return name

    def _is_read(self, root: int, source: str, digest: str) -> bool:
        if self._anew:
            return False
        row = self._ledger.run("SELECT digest, versions, state FROM source WHERE root = ? AND file = ?", root, source).fetchone()
        return row is not None and row[:2] == (digest, self._versions) and not (self._retry and row[2] == "failed")

    def _container(self, root: int, file: Path, name: str) -> _Container | None:
        if file.suffix.lower() not in CONTAINERS:
            return None
        try:
            status = file.stat()
        except OSError:
            return None
        return self._container_of(root, name, f"{status.st_size} {status.st_mtime_ns} {status.st_ino}")

    def _container_of(self, root: int, name: str, stamp: str) -> _Container:
        """A container that is settled while its stamp and what was asked for stay as they are."""
        meta = self._settings.metadata.read_bytes() if self._settings.metadata else b""
        asked = (self._versions, self._settings.limit, self._settings.fields, self._fallback, hashlib.sha256(meta).hexdigest())
        return _Container(root, name, stamp, repr(asked))

    def _is_settled(self, container: _Container) -> bool:
        row = self._ledger.run("SELECT stamp, settings, error FROM container WHERE root = ? AND file = ?", *container.key).fetchone()
        again = self._anew or (self._retry and row is not None and (row[2] or self._failed_in(container)))
        return row is not None and row[:2] == (container.stamp, container.settings) and not again

    def _failed_in(self, container: _Container) -> bool:
        sql = "SELECT 1 FROM source WHERE root = ? AND file >= ? AND file < ? AND state = 'failed' LIMIT 1"
        return bool(self._ledger.one(sql, container.root, container.file, container.file + "$"))

    def _see_all(self, root: int, name: str) -> int:
        """A settled container's sources are there, without a look; "$" comes after "#"."""
        sql = "INSERT OR IGNORE INTO seen SELECT root, file FROM source WHERE root = ? AND file >= ? AND file < ?"
        return self._ledger.run(sql, root, name + "#", name + "$").rowcount

    def _settle(self, container: _Container) -> None:
        if container.read and not container.waiting:
            values = (*container.key, container.stamp, container.settings, container.passed, container.error)
            self._ledger.run("INSERT OR REPLACE INTO container VALUES (?, ?, ?, ?, ?, ?)", *values)
            self._open.pop(container.key, None)

    def _trouble(self, root: int, file: str) -> Callable[[ArticleError], None]:
        """What is told while a file is read is of the file, or of a record in it."""

        def note(error: ArticleError) -> None:
            message = str(error)
            name = message[: message.find(": ", len(file))] if message.startswith(file) else file
            keep = isinstance(error, Unreadable)
            if keep:
                self._see_all(root, file)
            elif (root, file) in self._open:
                self._open[root, file].error = message
            self._ledger.run("INSERT OR IGNORE INTO seen VALUES (?, ?)", root, name)
            self.troubles.append(Trouble(root, name, message, keep))

        return note

    def _folder_trouble(self, root: int) -> Callable[[ArticleError], None]:
        """Where a folder cannot be read, nothing below the root is taken for gone."""

        def note(error: ArticleError) -> None:
            self._ledger.run("INSERT OR IGNORE INTO seen SELECT root, file FROM source WHERE root = ?", root)
            self.troubles.append(Trouble(root, str(error).split(": ", 1)[0], str(error), True))

        return note


@dataclasses.dataclass(slots=True)
class _Container:
    """A file of many records while it is read."""

    root: int
    file: str
    stamp: str
    settings: str
    waiting: int = 0
    passed: int = 0
    read: bool = False
    error: str = ""

    @property
    def key(self) -> Key:
        return self.root, self.file


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0

"""What a worker of a cluster does: it opens files, reads the articles in them in a guarded process, and hands back what came of it.

A thread of a Dask worker keeps one process of the pool (see ``pool``), so that the model is loaded once, and that an article which crashes,
hangs or swells costs itself alone here too. Run workers with one thread each.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import hashlib
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from extractor.batch.cluster_files import Found, records
from extractor.batch.pool import Pool, batches
from extractor.batch.settings import Settings
from extractor.batch.task import Answer, Task
from extractor.errors import ArticleError, ExtractorError
from extractor.reading import Given, find_given
from extractor.reading.containers import Unreadable
from extractor.versions import Versions, versions

MOST = 16_000_000  # bytes of readings that a unit hands back; the rest of its file is a unit of its own
ELSEWHERE = ("cli", "evaluation", "pages")  # parts that no worker uses


@dataclasses.dataclass(frozen=True, slots=True)
class Common:
    """What holds for all articles of a build. ``catalogues`` are the user's own, by content, as no worker need see the files."""

    settings: Settings
    catalogues: tuple[bytes, ...]
    fallback: str | None
    made_by: Versions
    code: str
    timeout: float
    memory: int


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """A file to read, from its record number ``skip`` on.

    ``root`` is its root's number in the ledger; ``given`` what the caller says of articles that may be in it; ``known`` the digests of
    those that need not be read again.
    """

    root: int
    file: Found
    given: Mapping[str, Given]
    known: Mapping[str, str]
    skip: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """A line about a file or record; ``keep`` where what was read of it before still holds."""

    source: str
    message: str
    keep: bool


@dataclasses.dataclass(slots=True)
class Done:
    """What came of a piece.

    ``answers`` with the digest of each task; ``unchanged``: sources that are as they were known; ``used``: names out of ``given``;
    ``skip``: where to go on, None at the end.
    """

    answers: list[tuple[str, Answer]] = dataclasses.field(default_factory=list)
    passed: int = 0
    unchanged: list[str] = dataclasses.field(default_factory=list)
    told: list[Told] = dataclasses.field(default_factory=list)
    used: set[str] = dataclasses.field(default_factory=set)
    skip: int | None = None


def work(common: Common, pieces: tuple[Piece, ...]) -> list[Done] | str:
    """Reads pieces. Returns what came of each; a line that says why where this worker cannot read at all."""
    here = code_digest()
    if here != common.code:
        return f"a worker has other code of outagegraph ({here}, here {common.code}); install the same on all machines"
    try:
        settings = _settled(common.settings, common.catalogues)
        if versions(settings.model, settings.catalogues) != common.made_by:
            return f"a worker has other rules or another model ({versions(settings.model, settings.catalogues)}, here {common.made_by})"
        stopped = _stopped()
        return [_Reader(common, settings, piece, stopped).done for piece in pieces if not stopped()]
    except ExtractorError as error:
        end()
        return str(error)
    except BaseException:
        end()
        raise


class _Reader:
    """Reads one piece."""

    def __init__(self, common: Common, settings: Settings, piece: Piece, stopped: Callable[[], bool]) -> None:
        self._piece, self._settings, self._fallback = piece, settings, common.fallback
        self._digests: dict[str, str] = {}
        self._size = self._at = 0
        self.done = Done()
        pool = _pool(settings, common.timeout, common.memory)
        for answers in pool.read(batches(self._tasks()), stopped):
            for answer in answers:
                self._take(answer)
        if stopped():
            end()

    def _take(self, answer: Answer) -> None:
        digest = self._digests.pop(answer.token)
        if answer.state == "passed":
            self.done.passed += 1
            if answer.token not in self._piece.known:
                return
        self.done.answers.append((digest, answer))
        self._size += len(answer.reading) + len(answer.reason) + 200

    def _tasks(self) -> Iterator[Task]:
        names: set[str] = set()
        file = self._piece.file
        found = records(file, self._trouble, self._settings.limit, dict(self._settings.fields))
        for number, raw in enumerate(found):
            self._at = number + 1
            source = _named(raw.source_file, file.name, names)
            if number < self._piece.skip or ("." not in file.name and raw.suffix == ".txt" and b"\0" in raw.content[:4096]):
                continue
            if self._size >= MOST:
                self.done.skip = number
                return
            given = find_given(dict(self._piece.given), source)
            self.done.used |= {source, PurePosixPath(source).name} & set(self._piece.given)
            task = Task(source, dataclasses.replace(raw, source_file=source), given, self._fallback)
            digest = task.digest()
            if self._piece.known.get(source) == digest:
                self.done.unchanged.append(source)
            else:
                self._digests[source] = digest
                yield task

    def _trouble(self, error: ArticleError) -> None:
        if self._piece.skip and self._at <= self._piece.skip:
            return  # told by the unit that came so far
        message, name = str(error), self._piece.file.name
        source = message[: message.find(": ", len(name))] if message.startswith(name) else name
        self.done.told.append(Told(source, message, isinstance(error, Unreadable)))


def _named(source: str, file: str, names: set[str]) -> str:
    """The source's name; a second record of the same name in a file gets a number, as ``Scan`` gives it."""
    name, number = source, 1
    while name != file and name in names:
        number += 1
        name = f"{source}~{number}"
    names.add(name)
    return name


_POOLS: dict[int, tuple[tuple[Settings, float, int], Pool]] = {}  # by thread
_LOCK = threading.Lock()


def _pool(settings: Settings, timeout: float, memory: int) -> Pool:
    """This thread's pool of one process, another where it was started for something else."""
    asked = settings, timeout, memory
    held = _POOLS.get(threading.get_ident())
    if held and held[0] == asked:
        return held[1]
    end()
    pool = Pool(settings, 1, timeout, memory)
    with _LOCK:
        _POOLS[threading.get_ident()] = asked, pool
    return pool


def end() -> None:
    """Ends this thread's process."""
    with _LOCK:
        held = _POOLS.pop(threading.get_ident(), None)
    if held:
        held[1].close()


def end_all() -> None:
    """Ends all processes of this worker that are at nothing."""
    with _LOCK:
        idle = [thread for thread, (_, pool) in _POOLS.items() if pool.idle]
        ended = [_POOLS.pop(thread)[1] for thread in idle]
    for pool in ended:
        pool.close()


def _stopped() -> Callable[[], bool]:
    """Tells whether the caller has given up on what this thread is at."""
    from distributed import get_worker

    try:
        worker = get_worker()
        tasks, key = worker.state.tasks, worker.get_current_task()
    except (ValueError, AttributeError):  # not on a worker
        return lambda: False

    def stopped() -> bool:
        task = tasks.get(key)
        return task is None or task.state in ("cancelled", "resumed", "released", "forgotten")

    return stopped


@functools.lru_cache(maxsize=4)
def _settled(settings: Settings, catalogues: tuple[bytes, ...]) -> Settings:
    """The settings with the user's catalogues as files of this machine."""
    if not catalogues:
        return settings
    folder = Path(tempfile.mkdtemp(prefix="outagegraph-"))
    files = tuple(folder / f"{number}.ttl" for number in range(len(catalogues)))
    for file, content in zip(files, catalogues, strict=True):
        file.write_bytes(content)
    return dataclasses.replace(settings, catalogues=files)


@functools.cache
def code_digest() -> str:
    """A digest of the code that reads, which has to be the same on every machine for the same bytes to come out."""
    package = Path(__file__).resolve().parent.parent
    total = hashlib.sha256()
    for file in sorted(package.rglob("*.py")):
        if file.relative_to(package).parts[0] in ELSEWHERE:
            continue
        with contextlib.suppress(OSError):
            total.update(file.relative_to(package).as_posix().encode() + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()[:12]

"""``build --cluster``: the workers of a Dask cluster read; what they hand back are answers, and the ledger stays one, here."""

from __future__ import annotations

import contextlib
import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from extractor.batch.build import Asked, Build
from extractor.batch.cluster_files import one_line
from extractor.batch.cluster_scan import ClusterScan
from extractor.batch.cluster_worker import Common, Done, Piece, Told, code_digest, end_all, work
from extractor.batch.ledger import Ledger
from extractor.batch.settings import Settings
from extractor.errors import UsageError
from extractor.reading import parse_published
from extractor.versions import versions

CONNECT = 15.0  # seconds that the scheduler may take to answer
WORKERS = 60.0  # seconds for which there may be no worker
AHEAD = 2  # units that a thread of the cluster is given at once: one that it reads, one that waits
SAME = ("python", "dask", "distributed", "cloudpickle")  # packages whose versions must agree everywhere

Unit = tuple[Piece, ...]
_ADDRESS = re.compile(r"\w+://[^/]*\w:\d+")


class ClusterBuild(Build):
    """A build whose articles are read by a cluster."""

    def __init__(self, address: str, *rest: Any) -> None:
        """Args: address: the scheduler's, ``tcp://host:8786``; rest: as for ``Build``."""
        super().__init__(*rest)
        self._address = address

    def _read(self, ledger: Ledger, paths: Sequence[Path], readers: object = None) -> None:
        made_by = versions(self._settings.model, self._settings.catalogues)
        with ledger.transaction():
            number = ledger.versions_id(made_by)
        scan = ClusterScan(ledger, self._settings, number, self._asked.retry, self._asked.anew)
        with contextlib.closing(Cluster(self._address, common(self._settings, self._asked))) as cluster:
            roots = scan.root_urls(paths)
            scan.list_all(roots)
            for unit, found in cluster.run(scan.units(roots), self._stopped):
                with ledger.transaction():
                    for piece, done in zip(unit, found, strict=True):
                        self._take(ledger, scan, piece, done, number)
                self._note_troubles(ledger, scan, number)
                self.tally.unchanged = scan.unchanged
                self._progress(scan.bytes_done / max(1, scan.bytes_total))
        self._note_troubles(ledger, scan, number)
        self.tally.unchanged = scan.unchanged
        self.tally.warnings += scan.warnings + scan.unused()
        if not self._stopped():
            self._take_out(ledger, scan, [(root, Path(name)) for root, name in roots])

    def _take(self, ledger: Ledger, scan: ClusterScan, piece: Piece, done: Done, number: int) -> None:
        for digest, answer in done.answers:
            scan.see(piece.root, answer.token)
            self._keep(ledger, (piece.root, answer.token), digest, answer, number)
        silent = done.passed - sum(answer.state == "passed" for _, answer in done.answers)
        self.tally.read += silent
        self.tally.passed += silent
        scan.taken(piece, done)


def common(settings: Settings, asked: Asked) -> Common:
    """What the workers need to know of a build. Raises UsageError where a catalogue cannot be read or a date is none."""
    try:
        catalogues = tuple(path.read_bytes() for path in settings.catalogues)
    except OSError as error:
        raise UsageError(f"{error.filename}: cannot be read ({error.strerror}); name a Turtle file with --catalogue") from error
    fallback = parse_published(settings.published) if settings.published else None
    plain = Settings(model=settings.model, limit=settings.limit, fields=settings.fields)
    made_by = versions(settings.model, settings.catalogues)
    return Common(plain, catalogues, fallback, made_by, code_digest(), asked.timeout, asked.memory)


class Cluster:
    """A connection to a scheduler, with a bounded number of units on their way."""

    def __init__(self, address: str, common: Common) -> None:
        """Raises: UsageError where the extra is not installed, no scheduler answers, there is no worker, or versions differ."""
        try:
            import distributed
        except ImportError as error:
            raise UsageError("--cluster needs more packages; install them with: pip install 'outagegraph[cluster]'") from error
        self._dask: Any = distributed
        self._address, self._common = address, common
        if not _ADDRESS.fullmatch(address):
            raise UsageError(f"{address}: not the address of a scheduler; write it as tcp://HOST:8786")
        self._units: dict[Any, Unit] = {}
        self._again: deque[Unit] = deque()
        try:
            self._client: Any = self._dask.Client(address, timeout=CONNECT, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise UsageError(f"{address}: no scheduler answers there ({one_line(error)}); start one with: dask scheduler") from error
        try:
            self._wait_for_workers()
            self._same_versions()
        except BaseException:
            self.close()
            raise

    def _wait_for_workers(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=WORKERS)
        except TimeoutError as error:
            told = f"the scheduler has had no worker for {WORKERS:g} seconds"
            raise UsageError(f"{self._address}: {told}; start some with: dask worker {self._address} --nthreads 1") from error

    def _same_versions(self) -> None:
        found = self._client.get_versions()
        machines = {"the scheduler": found["scheduler"], **{f"worker {name}": of for name, of in sorted(found["workers"].items())}}
        for name, of in machines.items():
            here, there = found["client"]["packages"], (of or {}).get("packages", {})
            other = [package for package in SAME if _major(package, here.get(package)) != _major(package, there.get(package))]
            if other:
                told = ", ".join(f"{package} {there.get(package)}, here {here.get(package)}" for package in other)
                raise UsageError(f"{self._address}: {name} has {told}; install the same versions on all machines")

    def run(self, units: Iterator[Unit], stopped: Callable[[], bool]) -> Iterator[tuple[Unit, list[Done]]]:
        """What came of each unit, as it comes. The next units are asked for when there is room for them.

        Raises: UsageError where the cluster cannot go on; what it handed back before is kept.
        """
        while not stopped():
            self._feed(units)
            if not self._units:
                return
            for future in self._ended():
                yield from self._collect(future)

    def _feed(self, units: Iterator[Unit]) -> None:
        room = AHEAD * max(1, sum(self._asked(self._client.nthreads).values()))
        while len(self._units) < room:
            unit = self._again.popleft() if self._again else next(units, None)
            if unit is None:
                return
            self._units[self._client.submit(work, self._common, unit, pure=False)] = unit

    def _ended(self) -> set[Any]:
        try:
            with self._client.as_current():
                return set(self._dask.wait(list(self._units), timeout=1.0, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            if not self._asked(self._client.nthreads):
                self._wait_for_workers()
            return set()
        except Exception as error:  # a future that was cancelled, as all are when the connection is lost
            raise self._lost(error) from error

    def _asked(self, what: Callable[[], Any]) -> Any:
        try:
            return what()
        except Exception as error:
            raise self._lost(error) from error

    def _collect(self, future: Any) -> Iterator[tuple[Unit, list[Done]]]:
        unit = self._units.pop(future)
        if future.status == "cancelled" or future.status == "lost":
            raise self._lost(None)
        error = future.exception()
        if isinstance(error, self._dask.KilledWorker):
            yield from self._killed(unit)
        elif isinstance(error, ImportError):
            raise UsageError(
                f"{self._address}: outagegraph cannot be used on a machine there ({one_line(error)}); install it on all"
            ) from error
        elif error is not None:
            raise UsageError(f"{self._address}: a worker failed ({type(error).__name__}: {one_line(error)}); see its log") from error
        else:
            found: list[Done] | str = future.result()
            if isinstance(found, str):
                raise UsageError(f"{self._address}: {found}")
            rest = [_rest(piece, done.skip) for piece, done in zip(unit, found, strict=False) if done.skip is not None]
            self._again.extend((piece,) for piece in (*rest, *unit[len(found) :]))
            yield unit[: len(found)], found

    def _killed(self, unit: Unit) -> Iterator[tuple[Unit, list[Done]]]:
        """What becomes of a unit that several workers died of: each of its files is tried by itself, then set aside."""
        if len(unit) > 1:
            self._again.extend((piece,) for piece in unit)
            return
        name = unit[0].file.name
        message = f"{name}: set aside, the workers that read it died; see their logs, and try it again with --retry"
        yield unit, [Done(told=[Told(name, message, False)])]

    def _lost(self, error: BaseException | None) -> UsageError:
        told = f" ({one_line(error)})" if error else ""
        return UsageError(f"{self._address}: the connection to the cluster was lost{told}; run again to go on, what was read is kept")

    def close(self) -> None:
        """Gives up what is on its way, lets the workers' processes end, and closes the connection."""
        with contextlib.suppress(Exception):
            self._client.cancel(list(self._units), force=True)
        with contextlib.suppress(Exception):
            if self._client.status == "running":
                self._client.run(end_all, on_error="ignore")
        with contextlib.suppress(Exception):
            self._client.close(timeout=5)


def _rest(piece: Piece, skip: int) -> Piece:
    return Piece(piece.root, piece.file, piece.given, piece.known, skip)


def _major(package: str, version: str | None) -> str | None:
    """Of Python, only the first two parts matter."""
    return ".".join(version.split(".")[:2]) if package == "python" and version else version

"""A pool of worker processes that no article can bring down.

A worker that dies, hangs or runs out of memory costs the article that it was reading: the batch is read again one by one by a fresh worker,
and the article that does it again is set aside with the reason.
"""

from __future__ import annotations

import contextlib
import multiprocessing.connection
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence

from extractor.batch.settings import Settings
from extractor.batch.task import Answer, Task
from extractor.errors import UsageError

START = 300.0  # seconds that a worker may take to load the model
TRIES = 3  # workers in a row that may die before they are ready


class _Worker:
    """A worker process, and what it is at."""

    def __init__(self, settings: Settings, memory: int) -> None:
        ours, theirs = multiprocessing.connection.Pipe()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "extractor.batch.worker", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=_errors(),
                env=_environment(),
            )
        self.pipe = ours
        with contextlib.suppress(OSError):  # that it has ended is found out when it is waited for
            self.pipe.send((settings, memory))
        self.ready = False
        self.tasks: list[Task] = []
        self.since = time.monotonic()

    def give(self, tasks: list[Task]) -> None:
        """Hands it a batch. A worker that has died meanwhile is found out when its answer is waited for."""
        self.tasks, self.since = tasks, time.monotonic()
        with contextlib.suppress(OSError):
            self.pipe.send(tasks)

    def end(self) -> str:
        """Ends the process, at once. Returns how it ended, in words."""
        self.pipe.close()
        self.process.kill()
        code = self.process.wait()
        return f"killed by {signal.Signals(-code).name}" if code < 0 else f"ended with status {code}"


class Pool:
    """Reads batches of tasks in several processes."""

    def __init__(self, settings: Settings, workers: int, timeout: float, memory: int) -> None:
        """Args: workers: how many; timeout: seconds that an article may take; memory: bytes that it may take."""
        self._settings, self._count, self._timeout, self._memory = settings, workers, timeout, memory
        self._workers: list[_Worker] = []
        self._again: deque[list[Task]] = deque()
        self._stillborn = 0
        self._alone: set[str] = set()  # tasks whose worker died while it read them alone

    def run(self, batches: Iterator[list[Task]], stopped: Callable[[], bool] = lambda: False) -> Iterator[list[Answer]]:
        """The answers to all batches, as they come. The next batch is asked for when a worker is free.

        Args: stopped: asked between answers; once true, no new batch is begun, and what the workers are at is left.
        Raises: UsageError where no worker can be started.
        """
        try:
            yield from self.read(batches, stopped)
        finally:
            self.close()

    def read(self, batches: Iterator[list[Task]], stopped: Callable[[], bool] = lambda: False) -> Iterator[list[Answer]]:
        """The same, with the workers kept for the next time. Where it is stopped or left before its end, ``close`` must follow."""
        while not stopped():
            self._feed(batches)
            if self.idle:
                return
            yield from self._collect()

    @property
    def idle(self) -> bool:
        """Whether no worker is at anything."""
        return not self._again and not any(worker.tasks for worker in self._workers)

    def close(self) -> None:
        """Ends the workers, at once."""
        for worker in self._workers:
            worker.end()
        self._workers, self._again = [], deque()

    def _feed(self, batches: Iterator[list[Task]]) -> None:
        """Gives every free worker something to do, and starts another while there is more to do than they can."""
        for worker in self._workers:
            if worker.ready and not worker.tasks and self._fetch(batches, 1):
                worker.give(self._again.popleft())
        starting = sum(not worker.ready for worker in self._workers)
        while len(self._workers) < self._count and self._fetch(batches, starting + 1):
            self._workers.append(_Worker(self._settings, self._memory))
            starting += 1

    def _fetch(self, batches: Iterator[list[Task]], count: int) -> bool:
        """Whether that many batches wait, when as many as need be are taken from the source."""
        while len(self._again) < count and (batch := next(batches, None)):
            self._again.append(batch)
        return len(self._again) >= count

    def _collect(self) -> Iterator[list[Answer]]:
        """Waits for answers, deaths or the end of someone's patience."""
        pipes = {worker.pipe: worker for worker in self._workers if worker.tasks or not worker.ready}
        for pipe in multiprocessing.connection.wait(list(pipes), timeout=min(1.0, self._timeout / 4)):
            worker = pipes[pipe]  # type: ignore[index]
            try:
                message = worker.pipe.recv()
            except (EOFError, OSError):
                yield from self._lost(worker, worker.end())
                continue
            if not worker.ready:
                self._started(worker, message)
                continue
            answers, spent = message
            worker.tasks = []
            if spent:
                worker.end()
                self._workers.remove(worker)
            yield answers
        for worker in list(self._workers):
            over = time.monotonic() - worker.since
            if worker.tasks and over > self._timeout:
                worker.end()
                yield from self._lost(worker, f"took longer than {self._timeout:g} seconds")
            elif not worker.ready and over > START:
                raise UsageError(f"a worker took longer than {START:g} seconds to load the model; use fewer --workers")

    def _started(self, worker: _Worker, message: str | None) -> None:
        if message:
            raise UsageError(message)
        worker.ready, self._stillborn = True, 0

    def _lost(self, worker: _Worker, how: str) -> Iterator[list[Answer]]:
        """What becomes of the tasks of a worker that is no more."""
        self._workers.remove(worker)
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn >= TRIES:
                raise UsageError(f"workers end before they are ready ({how}); use fewer --workers, or see what else takes the memory")
        elif len(worker.tasks) == 1 and worker.tasks[0].token not in self._alone and not how.startswith("took"):
            self._alone.add(worker.tasks[0].token)  # it may have been killed from outside: once more
            self._again.append(worker.tasks)
        elif len(worker.tasks) == 1:
            task = worker.tasks[0]
            yield [Answer(task.token, "failed", f"{task.raw.source_file}: set aside, its worker {how}; try it again with --retry")]
        else:
            self._again.extend([task] for task in worker.tasks)


def _environment() -> dict[str, str]:
    """Ours, with one thread a worker for those libraries that would take all cores."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
    return {**os.environ, **threads}


def _errors() -> int | None:
    """Where a worker's own standard error goes: nowhere, unless asked for."""
    return None if os.environ.get("OUTAGEGRAPH_DEBUG") else subprocess.DEVNULL


def batches(tasks: Iterator[Task], count: int = 16, size: int = 1_000_000) -> Iterator[list[Task]]:
    """Tasks in batches of at most ``count`` articles, and of about ``size`` bytes."""
    batch: list[Task] = []
    held = 0
    for task in tasks:
        batch.append(task)
        held += len(task.raw.content)
        if len(batch) >= count or held >= size:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def in_process(settings: Settings, given: Iterator[list[Task]]) -> Iterator[Sequence[Answer]]:
    """The same in this process, without a guard: for a few articles, and for tests."""
    from extractor.batch.task import perform

    for batch in given:
        yield list(perform(batch, settings))

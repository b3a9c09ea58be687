"""What a soak tells at its end: how questions went, how fast, in how much memory, and what is not as it should be."""

from __future__ import annotations

import contextlib
import dataclasses
import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable

import psutil

GOOD, HEAVY, HOSTILE = "good", "heavy", "hostile"  # kinds of clients
MEBIBYTE = 1 << 20
MEMORY = 512  # MiB a query; the server's default
PROCESS = 128  # MiB that a worker may have beside that
GROWTH = 64  # MiB that the server's own process may grow by
GOOD_SHARE = 0.99  # of the good questions that must be answered


@dataclasses.dataclass
class Tally:
    """What has happened: the seconds that answers took, and how many of these in the worker, by the kind of client."""

    seconds: dict[str, list[float]] = dataclasses.field(default_factory=lambda: {GOOD: [], HEAVY: []})
    inside: dict[str, list[float]] = dataclasses.field(default_factory=lambda: {GOOD: [], HEAVY: []})
    outcomes: Counter[tuple[str, str, str]] = dataclasses.field(default_factory=Counter)
    wrong: list[str] = dataclasses.field(default_factory=list)

    def add(self, kind: str, name: str, outcome: str, wrong: str | None = None) -> None:
        """Notes how a question went."""
        self.outcomes[kind, name, outcome] += 1
        if wrong is not None:
            self.wrong.append(f"{kind} {name}: {wrong}")

    def join(self, other: Tally) -> None:
        """Takes in what happened elsewhere."""
        for kind in self.seconds:
            self.seconds[kind] += other.seconds[kind]
            self.inside[kind] += other.inside[kind]
        self.outcomes += other.outcomes
        self.wrong += other.wrong


class Memory(threading.Thread):
    """The most memory, in bytes resident, that the server's own process and any of its workers had; and all together."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = psutil.Process(process)
        self.first = self._process.memory_info().rss
        self.own = self.worker = self.all = self.last = 0

    def run(self) -> None:
        """Looks twice a second."""
        while True:
            with contextlib.suppress(psutil.Error):
                own, workers = (
                    self._process.memory_info().rss,
                    [child.memory_info().rss for child in self._process.children(recursive=True)],
                )
                self.last = own or self.last
                self.own, self.worker = max(self.own, own), max(self.worker, *workers, 0)
                self.all = max(self.all, own + sum(workers))
            time.sleep(0.5)


def faults(idle: Tally, busy: Tally, memory: Memory, alive: bool, ratio: float) -> list[str]:
    """What is not as it should be."""
    good = [count for (kind, _, outcome), count in busy.outcomes.items() if kind == GOOD and outcome == "200"]
    asked = sum(count for (kind, _, _), count in busy.outcomes.items() if kind == GOOD)
    times = statistics.median(busy.seconds[GOOD]) / statistics.median(idle.seconds[GOOD])
    checks: list[tuple[bool, str]] = [
        (alive, "the server has ended"),
        (not idle.wrong and not busy.wrong, f"{len(idle.wrong + busy.wrong)} wrong: {(idle.wrong + busy.wrong)[:5]}"),
        (sum(good) >= GOOD_SHARE * asked, f"only {sum(good)} of {asked} good questions were answered"),
        (times <= ratio, f"the good questions' median time is {times:.2f} times the idle server's"),
        (memory.own <= memory.first + GROWTH * MEBIBYTE, f"the server's own process grew to {memory.own // MEBIBYTE} MiB"),
        (memory.worker <= (MEMORY + PROCESS) * MEBIBYTE, f"a worker had {memory.worker // MEBIBYTE} MiB"),
    ]
    return [message for right, message in checks if not right]


def report(idle: Tally, busy: Tally, memory: Memory, say: Callable[[str], None] = print) -> None:
    """The figures."""
    for name, seconds in (("good, idle", idle.seconds[GOOD]), ("good, busy", busy.seconds[GOOD]), ("heavy, busy", busy.seconds[HEAVY])):
        if len(seconds) > 1:
            cuts = statistics.quantiles(seconds, n=100)
            median, most, nearly = (f"{cuts[share - 1] * 1000:8.1f} ms" for share in (50, 95, 99))
            say(f"{name:12} {len(seconds):6} answered; median {median}, 95 % {most}, 99 % {nearly}")
    inside = [statistics.median(tally.inside[GOOD]) * 1000 for tally in (idle, busy)]
    say("of a good question's median time the query itself: {:.1f} ms idle, {:.1f} ms busy".format(*inside))
    say(f"median, busy to idle: {statistics.median(busy.seconds[GOOD]) / statistics.median(idle.seconds[GOOD]):.2f}")
    mebibytes = [number // MEBIBYTE for number in (memory.first, memory.own, memory.last, memory.worker, memory.all)]
    say("memory, MiB: server {} at the start, at most {}, at the end {}; a worker at most {}; all together at most {}".format(*mebibytes))
    say(f"wrong answers: {len(idle.wrong) + len(busy.wrong)}")
    for kind in (GOOD, HEAVY, HOSTILE):
        for name in sorted({found for of, found, _ in busy.outcomes if of == kind}):
            counts = sorted((outcome, count) for (of, found, outcome), count in busy.outcomes.items() if (of, found) == (kind, name))
            say(f"{kind:8} {name:14} " + ", ".join(f"{outcome}: {count}" for outcome, count in counts))

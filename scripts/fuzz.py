"""Feed hostile files to the stages that meet them: ``fuzz.py [--minutes 5] [--seed 1] [--keep DIR]``, and more (``-h``).

First the files made by hand (``fuzz_made.BY_HAND``), then good ones changed at random until the time is over. Each goes through all that
an article goes through up to its accounts, in a child process. A fault is: a crash, an error that no stage answers for, an answer that asks
to be reported, a message that is not one printable line, more than ``SLOW`` seconds of a core, more than ``MOST`` bytes of memory, another
answer the second time. Prints each fault with what makes it again, then the counts; exit status 1 where there was one.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import multiprocessing
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import psutil

from extractor.batch.settings import Settings
from extractor.batch.task import Task, perform
from extractor.errors import ArticleError
from extractor.reading import Sources
from scripts.fuzz_made import BY_HAND, GOOD, PIECES, mutated

SLOW = 30.0  # seconds of a core
PATIENCE = 90.0  # seconds of a core after which it hangs
MOST = 1_200_000_000  # bytes beyond what the model takes
SETTINGS = Settings()


def judge(name: str, content: bytes) -> tuple[list[str], Counter[str]]:
    """Reads a file to its accounts. Returns what is wrong with how that went, and how many articles ended in which state."""
    faults: list[str] = []
    told: list[str] = []
    states: Counter[str] = Counter()

    def note(error: ArticleError) -> None:
        told.append(str(error))

    tasks = _tasks(name, content, note)
    try:
        while batch := [task for _, task in zip(range(16), tasks, strict=False)]:
            for answer in perform(batch, SETTINGS):
                states[answer.state] += 1
                told += [answer.reason] if answer.reason else []
                faults += [f"{answer.state} without a reason"] if answer.state in ("failed", "foreign") and not answer.reason else []
    except Exception as error:
        faults.append(f"{type(error).__name__}: {error}"[:300])
    states["told"] = len(told) - states["failed"] - states["foreign"]
    faults += [line for line in told if "please report" in line]
    faults += [f"not one printable line: {line[:200]!r}" for line in told if not line.isprintable() or len(line) > 1000]
    return faults, states


def _tasks(name: str, content: bytes, note: object) -> Iterator[Task]:
    try:
        for number, raw in enumerate(Sources(note, SETTINGS.limit).of_stream(io.BytesIO(content), name, len(content))):  # type: ignore[arg-type]
            yield Task(str(number), raw)
    except ArticleError as error:
        note(error)  # type: ignore[operator]


def serve(pipe: Connection) -> None:
    """A child: judges what it is sent."""
    judge(*next(iter(GOOD.items())))
    pipe.send("ready")
    with contextlib.suppress(EOFError, OSError):
        while True:
            name, content = pipe.recv()
            _least()
            start, before = time.process_time(), _most()
            faults, states = judge(name, content)
            seconds, grown = time.process_time() - start, _most() - before
            faults += [f"took {seconds:.0f} seconds of a core"] if seconds > SLOW else []
            faults += [f"took {grown / 1e6:,.0f} MB of memory"] if grown > MOST else []
            if seconds < 1 and len(content) < 10_000 and judge(name, content)[1] != states:
                faults.append("ends otherwise the second time")
            pipe.send((faults, states, seconds, grown))


def _least() -> None:
    """Lets the most memory so far be counted anew, where the system can."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def _most() -> int:
    """The most bytes that this process has held since."""
    with contextlib.suppress(OSError):
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


class Child:
    """A process that judges, replaced when a file kills it."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._start()

    def _start(self) -> None:
        self._pipe, theirs = self._context.Pipe()
        self._process = self._context.Process(target=serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self._pipe.recv()  # it has loaded all that it needs

    def _used(self) -> float:
        """Seconds of a core that the process has had. Raises OSError where it is no more."""
        try:
            times = psutil.Process(self._process.pid).cpu_times()
        except psutil.Error as error:
            raise OSError from error
        return float(times.user + times.system)

    def judge(self, name: str, content: bytes) -> tuple[list[str], Counter[str], float, int]:
        """Faults, states, seconds of a core and bytes of memory."""
        try:
            self._pipe.send((name, content))
            start = self._used()
            while self._used() - start < PATIENCE:
                if self._pipe.poll(0.5):
                    found: tuple[list[str], Counter[str], float, int] = self._pipe.recv()
                    return found
            why = f"hangs for {PATIENCE:.0f} seconds of a core"
        except (EOFError, OSError):
            self._process.join()
            why = f"dies with status {self._process.exitcode}"
        self._process.kill()
        self._process.join()
        self._start()
        return [why], Counter(), PATIENCE, 0


def at_random(chance: random.Random) -> tuple[str, bytes]:
    """A good file, changed once or some times."""
    name = chance.choice(sorted(GOOD))
    content = GOOD[name]
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        size = chance.choice((1, 2, 8, 40, 300, 3000))
        content = mutated(content, chance.randrange(7), chance.random(), size, chance.choice(PIECES))
    return name, content


def main(minutes: float, seed: int, keep: Path | None, by_hand: list[str], at_random_too: bool, verbose: bool) -> int:
    """Prints what is found. Returns the exit status."""
    child, chance, bad, count = Child(), random.Random(seed), 0, 0
    total: Counter[str] = Counter()
    slowest, largest = (0.0, ""), (0, "")
    end = time.monotonic() + minutes * 60

    def cases() -> Iterator[tuple[str, str, bytes]]:
        for name in by_hand:
            yield name, name, BY_HAND[name]()
        while at_random_too and time.monotonic() < end:
            name, content = at_random(chance)
            yield name, f"{name}, seed {seed}, number {count}", content

    for name, where, content in cases():
        count += 1
        faults, states, seconds, grown = child.judge(name, content)
        total += states
        slowest, largest = max(slowest, (seconds, where)), max(largest, (grown, where))
        if verbose:
            print(f"{where}: {len(content):,} bytes, {dict(states)}, {seconds:.2f} s of a core, {grown / 1e6:.0f} MB", flush=True)
        for fault in faults:
            bad += 1
            print(f"{where}: {fault}", flush=True)
        if faults and keep:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{count}-{name}").write_bytes(content)
    print(f"{count} files ({min(count, len(by_hand))} made by hand), seed {seed}: {bad} faults; {dict(total)}")
    print(f"slowest {slowest[0]:.1f} s of a core ({slowest[1]}); most memory {largest[0] / 1e6:.0f} MB ({largest[1]})")
    return 1 if bad else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the files that make a fault")
    parser.add_argument("--only", nargs="+", default=[], help="only these files made by hand")
    parser.add_argument("--random", action="store_true", help="none of those made by hand")
    parser.add_argument("--verbose", action="store_true", help="a line for each file")
    asked = parser.parse_args()
    names = asked.only or ([] if asked.random else list(BY_HAND))
    sys.exit(main(asked.minutes, asked.seed, asked.keep, names, not asked.only, asked.verbose))

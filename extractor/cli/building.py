"""What ``build`` shows of itself: a line that moves on a terminal, now and then a line of a log in a pipe."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.batch.build import Tally

EVERY = 30.0  # seconds between two lines of the log


class Shown:
    """A context in which progress is shown on standard error."""

    def __init__(self) -> None:
        self._start = self._last = time.monotonic()
        self._step = ""
        self._step_start = self._start
        self._status: Any = None

    def __enter__(self) -> Shown:
        if sys.stderr.isatty():
            from rich.console import Console

            self._status = Console(stderr=True).status("reading")
            self._status.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._status:
            self._status.stop()

    def tick(self, tally: Tally) -> None:
        """Shows how far the build is."""
        now = time.monotonic()
        if tally.step != self._step:
            self._step, self._step_start = tally.step, now
        if self._status:
            self._status.update(line(tally, now - self._step_start))
        elif now - self._last >= EVERY:
            self._last = now
            print(f"outagegraph: {line(tally, now - self._step_start)}", file=sys.stderr, flush=True)


def line(tally: Tally, seconds: float) -> str:
    """How far a build is, in a line: step, share, rate, time that remains, what was found and what failed."""
    parts = [f"{tally.step} {tally.share:.0%}"]
    if tally.step == "reading":
        rate = tally.read / seconds if seconds > 0 else 0.0
        parts.append(f"{tally.read:,} read, {rate:,.1f} a second")
    if 0 < tally.share < 1 and seconds > 2:
        parts.append(f"{_clock(seconds * (1 - tally.share) / tally.share)} left")
    parts.append(f"{tally.reports:,} report an outage")
    parts += [f"{tally.incidents:,} incidents"] if tally.incidents else []
    parts.append(f"{tally.failed:,} failed")
    return ", ".join(parts)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def summary(tally: Tally, kg: Path, stopped: bool) -> str:
    """What came of a build, in a line."""
    counts = {
        "read": tally.read - tally.passed,
        "unchanged": tally.unchanged,
        "gone": tally.removed,
        "passed over": tally.passed,
        "failed": tally.failed,
    }
    told = ", ".join(f"{count:,} {name}" for name, count in counts.items() if count) or "nothing to read"
    if not stopped:
        told += f"; {tally.incidents:,} incident{'' if tally.incidents == 1 else 's'} in {kg}"
    again = f"; see outagegraph status --kg {kg}" if tally.failed else ""
    return f"stopped: {told}; what is done is kept, run again to go on" if stopped else f"{told}{again}"

"""What a build shows of itself: a moving line on a terminal, lines of a log in a pipe, a summary at the end."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.batch.build import Tally
from extractor.cli import building
from tests.batch.made import article, folder
from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("tally", "seconds", "expected"),
    [
        (
            Tally(read=500, reports=12, failed=3, share=0.25),
            100.0,
            "reading 25%, 500 read, 5.0 a second, 5:00 left, 12 report an outage, 3 failed",
        ),
        (Tally(read=9000, share=0.5), 7200.0, "reading 50%, 9,000 read, 1.2 a second, 2:00:00 left, 0 report an outage, 0 failed"),
        (Tally(), 0.0, "reading 0%, 0 read, 0.0 a second, 0 report an outage, 0 failed"),
        (Tally(step="writing", reports=5, incidents=4, share=0.9), 1.0, "writing 90%, 5 report an outage, 4 incidents, 0 failed"),
    ],
)
def test_progress_is_a_line(tally: Tally, seconds: float, expected: str) -> None:
    assert building.line(tally, seconds) == expected


@pytest.mark.parametrize(
    ("tally", "stopped", "expected"),
    [
        (Tally(read=5, passed=2, incidents=1), False, "3 read, 2 passed over; 1 incident in kg"),
        (Tally(unchanged=1234, incidents=20), False, "1,234 unchanged; 20 incidents in kg"),
        (Tally(), False, "nothing to read; 0 incidents in kg"),
        (Tally(read=2, failed=1), False, "2 read, 1 failed; 0 incidents in kg; see outagegraph status --kg kg"),
        (Tally(read=2), True, "stopped: 2 read; what is done is kept, run again to go on"),
    ],
)
def test_the_summary_is_a_line(tally: Tally, stopped: bool, expected: str) -> None:
    assert building.summary(tally, Path("kg"), stopped) == expected


def test_a_pipe_gets_log_lines_now_and_then(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    news = folder(tmp_path / "news", **{f"n{number}": article(f"Tidepool {number}") for number in range(3)})
    monkeypatch.setattr(building, "EVERY", 0.0)
    shown = run("build", news, "--kg", tmp_path / "kg", "--workers", 1)
    assert (shown.status, shown.out) == (0, "")
    lines = shown.err.splitlines()
    assert all(re.match(r"outagegraph: (reading|linking|writing) \d+%, .* report an outage, .*\d failed$", line) for line in lines[:-1])
    assert {line.split()[1] for line in lines[:-1]} == {"reading", "linking", "writing"}
    assert lines[-1] == f"outagegraph: 3 read; 3 incidents in {tmp_path / 'kg'}"


def test_a_short_build_logs_nothing_but_its_summary(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "EVERY", 3600.0)
    shown = run("build", folder(tmp_path / "news", a=article("Tidepool")), "--kg", tmp_path / "kg", "--workers", 1)
    assert shown.err == f"outagegraph: 1 read; 1 incident in {tmp_path / 'kg'}\n"


def test_a_terminal_gets_a_line_that_moves(tmp_path: Path) -> None:
    news = folder(
        tmp_path / "news", **{f"n{number}": article(f"Tidepool {number}") for number in range(90)}
    )  # the line is drawn 12 times a second
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "extractor.cli.main", "build", news, "--kg", tmp_path / "kg", "--workers", "1"]
    process = subprocess.Popen(command, stderr=theirs, env=os.environ | {"TERM": "xterm", "COLUMNS": "160"})
    os.close(theirs)
    shown = b""
    while chunk := read(ours):
        shown += chunk
    assert process.wait() == 0
    assert re.search(rb"reading \d+%, \d+ read, [\d.]+ a second", shown)
    assert b"\x1b[" in shown  # it moves
    assert re.search(rb"90 read; 90 incidents in ", shown)


def read(terminal: int) -> bytes:
    """What a terminal is sent next; nothing once its other side is closed."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""

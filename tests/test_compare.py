"""The script that lists facts gained and lost between two graphs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from extractor.graph.build import build
from extractor.graph.iris import Mint
from extractor.graph.serialize import write
from extractor.linking import link
from extractor.versions import Versions
from tests.made import at, phase, provider, reading, service

SCRIPT = Path(__file__).parent.parent / "scripts" / "compare.py"


def graph(path: Path, *facts: object, version: str) -> Path:
    story = reading("a.txt", *facts)  # type: ignore[arg-type]
    with path.open("wb") as output:
        write(build([story], link([story]), Versions(version, "r", "m", "c"), Mint()), output, "turtle")
    return path


def run(*arguments: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, SCRIPT, *arguments], capture_output=True, text=True, check=False)


def test_facts_are_compared_by_what_they_say(tmp_path: Path) -> None:
    old = graph(tmp_path / "old.ttl", provider(), service("Tidepool Mail"), phase("started", at("2025-03-03T09:00")), version="1")
    new = graph(tmp_path / "new.ttl", provider(), service("Tidepool Files"), phase("started", at("2025-03-03T09:00")), version="2")
    shown = run(old, new)
    assert shown.returncode == 0
    assert shown.stdout.splitlines() == [
        "LOST   a.txt main service: Tidepool Mail",
        "GAINED a.txt main service: Tidepool Files",
        "1 lost, 1 gained, 2 kept",
    ]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("this is no Turtle", "utf-8")
    good = graph(tmp_path / "good.ttl", provider(), version="1")
    for arguments in ([good, tmp_path / "bad.ttl"], [good, tmp_path / "none.ttl"], [good]):
        shown = run(*arguments)
        assert shown.returncode == 2
        assert "Traceback" not in shown.stderr
        assert shown.stderr.strip()

"""The share of timeline times that are right, where phase and sentence are."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).parent.parent / "scripts" / "check_timeline_times.py"
TEXT = """Quillmail went down on Tuesday.

The outage of Quillmail began at 9:10 UTC on Tuesday, the company said. All services were fully restored by 14:20 UTC on Tuesday.
"""


def entry(phase: str, value: str, quote: str) -> dict[str, Any]:
    return {"phase": phase, "time": {"value": value, "mod": "exact"}, "quote": quote}


def folder(path: Path, *timeline: dict[str, Any]) -> Path:
    """A folder with one article and its gold."""
    for name in ("articles", "gold"):
        (path / name).mkdir()
    (path / "articles" / "a.txt").write_text(TEXT, "utf-8")
    gold = {"id": "a", "article": "a.txt", "published": "2031-05-06T18:00Z", "published_given": True, "relevant": True}
    (path / "gold" / "a.json").write_text(json.dumps(gold | {"incidents": [{"role": "main", "timeline": timeline}]}), "utf-8")
    return path


def test_only_entries_whose_phase_and_sentence_were_read_count(tmp_path: Path) -> None:
    began, restored = "The outage of Quillmail began at 9:10 UTC on Tuesday", "fully restored by 14:20 UTC on Tuesday"
    made = folder(
        tmp_path,
        entry("started", "2031-05-06T09:10Z", began),
        entry("resolved", "2031-05-05T14:20Z", restored),  # as if the day had been read wrongly
        entry("detected", "2031-05-06T09:10Z", began),  # a phase that nothing speaks of
    )
    run = subprocess.run([sys.executable, SCRIPT, made, "--misses"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    listed, total = run.stdout.splitlines()
    assert listed == f"a.txt resolved 2031-05-05T14:20Z read as ('2031-05-06T14:20Z',): {restored}"
    assert total == f"{tmp_path.name}: entries 3, phase and sentence right 2, time right 1 = 0.500"

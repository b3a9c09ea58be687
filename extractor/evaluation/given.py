"""The dates that a caller must give: those of gold files that say ``published_given``."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from extractor.errors import UsageError


def gold_files(folder: Path) -> list[Path]:
    """The gold files of a folder, in order. Raises UsageError where there is none."""
    found = sorted((folder / "gold").glob("*.json"))
    if not found:
        raise UsageError(f"{folder}: no gold in it; a folder to evaluate has articles/ and gold/")
    return found


@contextlib.contextmanager
def published_given(folder: Path) -> Iterator[Path | None]:
    """A metadata file with the publication time of each article that does not state it; None where all do.

    Raises: UsageError where the folder holds no gold.
    """
    rows = []
    for path in gold_files(folder):
        with contextlib.suppress(ValueError):  # the score names a gold file that is no JSON
            gold = json.loads(path.read_text("utf-8"))
            if gold.get("published_given"):
                rows.append({"file": gold["article"], "published": gold["published"]})
    if not rows:
        yield None
        return
    with tempfile.TemporaryDirectory() as temporary:
        metadata = Path(temporary) / "metadata.jsonl"
        metadata.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        yield metadata

"""The dates that a caller must give: those of gold files that say ``published_given``."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def published_given(folder: Path) -> Iterator[Path | None]:
    """A metadata file with the publication time of each article that does not state it; None where all do."""
    rows = []
    for path in sorted((folder / "gold").glob("*.json")):
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

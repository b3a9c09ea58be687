"""What the training scripts share: the folders that they learn from, the articles of these with their gold, and folds of articles."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.evaluation.given import gold_files
from extractor.reading import Given, read_article
from extractor.records import Article

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "extractor/language/data"
FOLDERS = [ROOT / "corpus" / name for name in ("dev", "fresh-a", "fresh-b", "fresh-c")]

Gold = dict[str, Any]


def gold_articles(folder: Path, irrelevant: bool = False) -> Iterator[tuple[Gold, Article]]:
    """The articles of a folder with their gold, in order of its files; those that report an outage, or all with ``irrelevant``.

    Raises: UsageError where the folder holds no gold.
    """
    for path in gold_files(folder):
        gold: Gold = json.loads(path.read_text("utf-8"))
        if gold["relevant"] or irrelevant:
            yield gold, read_article(folder / "articles" / gold["article"], gold["article"], Given(published=gold["published"]))


def fold_of(name: str, folds: int) -> int:
    """The fold, from 0, in which an article of that name is held out: the same each time, whatever else there is."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % folds

"""What the first look costs, and what it passes over: ``first_look.py [FOLDER...]``.

Over folders with ``articles`` and ``gold`` (default ``corpus/dev`` and the ``corpus/fresh-*`` folders): texts and pages a second on one
core (the best of several rounds), how many reports of an outage it loses, how many other articles it passes over.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from extractor.reading import read_article
from extractor.reading.first_look import may_report, page_may_report

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
ROUNDS = 9
Item = TypeVar("Item", str, bytes)


def rate(look: Callable[[Item], bool], items: Sequence[Item]) -> float:
    """Items a second of processor time."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for item in items:
            look(item)
        seconds.append(time.process_time() - start)
    return len(items) / min(seconds)


def main(folders: Sequence[Path]) -> int:
    """Prints the figures. Returns 1 where a report was lost."""
    gold = [(folder, json.loads(path.read_text("utf-8"))) for folder in folders for path in sorted(folder.glob("gold/*.json"))]
    paths = [folder / "articles" / entry["article"] for folder, entry in gold]
    pages = [path.read_bytes() for path in paths]
    texts = [read_article(path, path.name).text for path in paths]
    passed = [page_may_report(page) and may_report(text) for page, text in zip(pages, texts, strict=True)]
    reports = [kept for kept, (_, entry) in zip(passed, gold, strict=True) if entry["relevant"]]
    others = [kept for kept, (_, entry) in zip(passed, gold, strict=True) if not entry["relevant"]]
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} articles, {words / len(texts):.0f} words each on average")
    print(f"texts   {rate(may_report, texts):8,.0f} a second a core")
    print(f"pages   {rate(page_may_report, pages):8,.0f} a second a core, {sum(map(len, pages)) / len(pages) / 1000:.1f} kB each")
    print(f"reports {sum(reports)} of {len(reports)} let through; other articles {others.count(False)} of {len(others)} passed over")
    return 0 if all(reports) else 1


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]] or [CORPUS / "dev", *sorted(CORPUS.glob("fresh-*"))]))

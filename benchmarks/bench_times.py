"""Speed of the time tagger alone, beside dateparser's search_dates and beside the spaCy model, in one run over one text.

    python benchmarks/bench_times.py [FOLDER]     # .txt files; default corpus/dev/articles

Prints characters a second (the best of three passes each) and the tagger's cost as a share of the model's.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from dateparser.search import search_dates

from extractor.language.model import MODEL
from extractor.language.times import tag

ROOT = Path(__file__).resolve().parent.parent


def best(run: Callable[[str], object], texts: list[str], passes: int = 3) -> float:
    """Characters a second of ``run`` over the texts, in the best of the passes."""
    run(texts[0])
    seconds = []
    for _ in range(passes):
        start = time.perf_counter()
        for text in texts:
            run(text)
        seconds.append(time.perf_counter() - start)
    return sum(map(len, texts)) / min(seconds)


def main() -> None:
    """Runs the three over the same texts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "corpus" / "dev" / "articles")
    texts = [path.read_text("utf-8") for path in sorted(parser.parse_args().folder.glob("*.txt"))]
    nlp = spacy.load(MODEL)
    print(f"{len(texts)} texts, {sum(map(len, texts))} characters")
    ours = best(lambda text: tag(text, "2025-06-11"), texts)
    model = best(nlp, texts)
    # search_dates is too slow for all of it: every fourth text, one pass.
    theirs = best(lambda text: search_dates(text, languages=["en"]), texts[::4], passes=1)
    for name, speed in (("time tagger", ours), (f"spaCy {nlp.meta['name']}", model), ("dateparser search_dates", theirs)):
        print(f"{name:28}{speed:12,.0f} characters/s")
    print(f"the tagger costs {model / ours:.1%} of the model's time; it is {ours / theirs:,.0f} times as fast as search_dates")


if __name__ == "__main__":
    main()

"""Measures the time tagger against the timelines of a gold folder: does the sentence of each entry yield the entry's time?

    python scripts/check_dev_times.py [FOLDER] [--misses]   # FOLDER: articles/ + gold/, default corpus/dev

An entry counts where a time expression was found in the sentences that its quotation touches. Right: the graph's time of one of
them is the entry's, compared as corpus/score.py compares (values at the coarser precision, never coarser than gold's by more than
one step). mod: share of right times whose modifier is gold's too.
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from extractor.language.times import TaggedTime, tag
from extractor.language.times.sentence import sentence_bounds
from extractor.reading import Given, read_article
from extractor.records import Article

ROOT = Path(__file__).resolve().parent.parent


@dataclasses.dataclass(frozen=True)
class Outcome:
    """One timeline entry: what gold says, where, and what was found in its sentence."""

    article: str
    phase: str
    value: str
    mod: str
    quote: str
    found: tuple[TaggedTime, ...]
    right: bool
    mod_right: bool


def judge() -> Callable[[str, str], bool]:
    """The judge's own comparison of times."""
    sys.path.insert(0, str(ROOT / "corpus"))
    same: Callable[[str, str], bool] = importlib.import_module("score").same_time
    return same


def outcomes(folder: Path) -> Iterator[Outcome]:
    """Every timeline entry of the folder, article by article."""
    same = judge()
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        given = Given(published=gold["published"]) if gold.get("published_given") else None
        article = read_article(folder / "articles" / gold["article"], gold["article"], given)
        times = tag(article.text, article.published, article.blocks)
        bounds = [*sentence_bounds(article.text), len(article.text)]
        for incident in gold["incidents"]:
            for entry in incident["timeline"]:
                yield _outcome(entry, article, times, bounds, same)


def _outcome(
    entry: dict[str, Any], article: Article, times: list[TaggedTime], bounds: list[int], same: Callable[[str, str], bool]
) -> Outcome:
    value, mod, quote = entry["time"]["value"], entry["time"]["mod"], entry["quote"]
    place = re.search(r"[\s|*_>]+".join(map(re.escape, re.findall(r"[^\s|*_>]+", quote))), article.text)
    start, end = place.span() if place else (0, 0)
    start = max(bound for bound in bounds if bound <= start)
    end = min((bound for bound in bounds if bound >= end), default=len(article.text))
    found = tuple(time for time in times if start <= time.start < end) if place else ()
    hits = [time.time for time in found if time.time and time.time.timex and same(value, time.time.timex)]
    return Outcome(article.source_file, entry["phase"], value, mod, quote, found, bool(hits), any(hit.modifier == mod for hit in hits))


def main() -> None:
    """Prints the figures, and with ``--misses`` what is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "corpus" / "dev")
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    every = list(outcomes(arguments.folder))
    timed = [outcome for outcome in every if outcome.found]
    right = [outcome for outcome in timed if outcome.right]
    if arguments.misses:
        for outcome in every:
            if outcome.found and not (outcome.right and outcome.mod_right):
                print(f"{outcome.article} {outcome.phase} {outcome.value} {outcome.mod}: {outcome.quote}")
                for time in outcome.found:
                    print(f"    {time.text!r} {time.value} {time.time and (time.time.timex, time.time.modifier)} {time.rule}")
    print(f"entries {len(every)}, with a time expression in the sentence {len(timed)}")
    print(f"right {len(right)} = {len(right) / max(1, len(timed)):.3f}")
    print(f"mod right {sum(o.mod_right for o in right)} of {len(right)} = {sum(o.mod_right for o in right) / max(1, len(right)):.3f}")


if __name__ == "__main__":
    main()

"""Measures the times of the timeline that the whole pipeline reads, apart from finding phases and sentences.

    python scripts/check_timeline_times.py FOLDER... [--misses]   # FOLDER: articles/ + gold/

Counted: gold's timeline entries for which an entry of the same phase was read from the sentence of gold's quotation. Right: the time of
one of these is gold's, compared as corpus/score.py compares. With --misses every wrong one is listed (never for articles held out).
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extractor.accounts.assemble import read_accounts
from extractor.accounts.scopes import read_story
from extractor.accounts.story import Story
from extractor.evaluation.values import same_time
from extractor.language.pipeline import load_pipeline, read_docs
from extractor.reading import Given, read_article
from extractor.records import Article, TimelineEntry


@dataclasses.dataclass(frozen=True, slots=True)
class Outcome:
    """A gold entry and the times that were read for its phase from its sentence, none where none was read."""

    article: str
    entry: dict[str, Any]
    read: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Is one of the times gold's?"""
        return any(same_time(self.entry["time"]["value"], time) for time in self.read)


def outcomes(folder: Path) -> Iterator[Outcome]:
    """Every timeline entry of the folder's gold, article by article."""
    golds = [json.loads(path.read_text("utf-8")) for path in sorted((folder / "gold").glob("*.json"))]
    told = {gold["article"]: gold for gold in golds if gold["relevant"]}
    articles = [_article(folder, gold) for gold in told.values()]
    for doc in read_docs(load_pipeline(), articles, _report):
        article: Article = doc._.article
        facts = [fact for account in read_accounts(doc).accounts for fact in account.facts]
        entries = [fact for fact in facts if isinstance(fact, TimelineEntry)]
        story = read_story(doc)
        for incident in told[article.source_file]["incidents"]:
            for entry in incident["timeline"]:
                yield Outcome(article.source_file, entry, tuple(_read(story, article.text, entry, entries)))


def _article(folder: Path, gold: dict[str, Any]) -> Article:
    given = Given(published=gold["published"]) if gold.get("published_given") else None
    return read_article(folder / "articles" / gold["article"], gold["article"], given)


def _report(article: Article, error: Exception) -> None:
    print(f"{article.source_file}: {error}", file=sys.stderr)


def _read(story: Story, text: str, entry: dict[str, Any], entries: Sequence[TimelineEntry]) -> Iterator[str]:
    start = text.find(entry["quote"])
    if start < 0:
        return
    end = start + len(entry["quote"])
    met = [sentence.span for sentence in story.sentences if sentence.span.start_char < end and start < sentence.span.end_char]
    for said in entries:
        proofs = [proof for proof in said.evidence if any(span.start_char < proof.end and proof.start < span.end_char for span in met)]
        if said.phase == entry["phase"] and proofs:
            yield said.time.timex or ""


def main() -> None:
    """Prints the figures of each folder, and with ``--misses`` what is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    for folder in arguments.folders:
        every = list(outcomes(folder))
        read = [outcome for outcome in every if outcome.read]
        right = [outcome for outcome in read if outcome.right]
        if arguments.misses:
            for one in read:
                if not one.right:
                    print(f"{one.article} {one.entry['phase']} {one.entry['time']['value']} read as {one.read}: {one.entry['quote']}")
        share = len(right) / max(1, len(read))
        print(f"{folder.name}: entries {len(every)}, phase and sentence right {len(read)}, time right {len(right)} = {share:.3f}")


if __name__ == "__main__":
    main()

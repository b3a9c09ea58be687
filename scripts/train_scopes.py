"""Trains the decider of scopes (extractor/language/data/scopes.json): does a sentence speak of the article's own incident or of another?

    python -m scripts.train_scopes [FOLDER ...] [--folds 6]

It learns from folders of articles with gold: a sentence is labelled by the incident whose quotations stand in it, and weighs the more,
the more of them there are. Printed for each folder, on articles held out: facts of the main incident that stand in sentences taken for
another one's, and facts of other incidents that stand in sentences taken for its own.
"""

from __future__ import annotations

import argparse
import dataclasses
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractor.accounts.scopes import LEAST, OTHER, OWN, labels, sentences_of
from extractor.accounts.scopes_features import Sentences, sentence_features
from extractor.language.logistic import LogisticModel
from extractor.language.pipeline import load_pipeline, prepare
from scripts.gold import DATA, FOLDERS, fold_of, gold_articles
from scripts.logistic import Row, fit, write

FACTS = ("providers", "services", "error_codes", "incident_ids", "timeline", "durations", "counts", "causes", "actions", "statements")
PLACES = ("regions", "affected_groups")
PENALTY = 4.0  # chosen by the held-out figures, as is the least share
FEWEST = 3  # sentences that a feature must stand with
BY_FACT = 0.25  # what each fact in a sentence adds to its weight


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """An article's sentences with their features; ``facts`` are how many of its own and of other incidents stand in each."""

    folder: str
    name: str
    read: Sentences
    features: list[set[str]]
    facts: tuple[Counter[str], ...]

    def label(self, number: int) -> str | None:
        """What a sentence is of, None where no fact of gold stands in it."""
        facts = self.facts[number]
        return max((OWN, OTHER), key=lambda label: facts[label]) if facts.total() else None


def read_folder(folder: Path) -> Iterator[Told]:
    """The relevant articles of a folder with gold."""
    nlp = load_pipeline()
    for gold, article in gold_articles(folder):
        read = sentences_of(nlp(prepare(nlp, article)))
        facts: tuple[Counter[str], ...] = tuple(Counter() for _ in read.spans)
        for incident in gold["incidents"]:
            for fact in (fact for kind in (*FACTS, *PLACES) for fact in incident[kind]):
                start = article.text.find(fact["quote"])
                span = read.doc.char_span(start, start + len(fact["quote"]), alignment_mode="expand") if start >= 0 else None
                if span is not None:
                    facts[read.by_token[span.start]][OWN if incident["role"] == "main" else OTHER] += 1
        yield Told(folder.name, gold["id"], read, sentence_features(read), facts)


def rows(told: Sequence[Told]) -> Iterator[Row]:
    """A row for each labelled sentence; the one before it is taken for what gold says, for want of that for the article's own."""
    for one in told:
        found: list[Row] = []

        def decide(number: int, features: set[str], one: Told = one, found: list[Row] = found) -> str:
            label = one.label(number)
            if label is not None:
                found.append((sorted(features), label, 1 + BY_FACT * one.facts[number].total()))
            return label or (OWN if one.read.opens[number] else _before(one, number))

        labels(one.read, one.features, decide)
        yield from found


def _before(one: Told, number: int) -> str:
    """The label of the last labelled sentence before in the same block."""
    while number > 0 and not one.read.opens[number]:
        number -= 1
        if label := one.label(number):
            return label
    return OWN


def train(told: Sequence[Told]) -> LogisticModel:
    """The model of these articles."""
    return fit(list(rows(told)), (OTHER, OWN), PENALTY, FEWEST)


def held_out(told: Sequence[Told], folds: int) -> Counter[tuple[str, str, str]]:
    """How many facts by folder, incident and what their sentence is taken for by a model that has not seen the article."""
    counted: Counter[tuple[str, str, str]] = Counter()
    fold = {one.name: fold_of(one.name, folds) for one in told}
    for number in range(folds):
        model = train([one for one in told if fold[one.name] != number])

        def decide(_number: int, features: set[str], model: LogisticModel = model) -> str:
            return OTHER if model.probabilities(sorted(features))[OTHER] >= LEAST else OWN

        for one in (one for one in told if fold[one.name] == number):
            for facts, said in zip(one.facts, labels(one.read, one.features, decide), strict=True):
                for incident, count in facts.items():
                    counted[one.folder, incident, said] += count
    return counted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folders", type=Path, nargs="*", default=FOLDERS, help="folders with articles/ and gold/")
    parser.add_argument("--folds", type=int, default=0, help="print the figures on articles held out, by so many folds")
    arguments = parser.parse_args()
    told = [one for folder in arguments.folders for one in read_folder(folder)]
    if arguments.folds:
        counted = held_out(told, arguments.folds)
        for folder in arguments.folders:
            own, other = (sum(counted[folder.name, label, said] for said in (OWN, OTHER)) for label in (OWN, OTHER))
            lost, taken = counted[folder.name, OWN, OTHER], counted[folder.name, OTHER, OWN]
            print(f"{folder.name} held out: {lost} of {own} facts of the main incident lost, {taken} of {other} others taken for its own")
    print(write(train(told), DATA / "scopes.json"))


if __name__ == "__main__":
    main()

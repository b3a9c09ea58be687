"""Trains the decider of days (extractor/language/data/days.json): on which day a clock time falls that names none.

    python -m scripts.train_days [FOLDER ...] [--folds 8]

It learns from the times of gold articles (timelines, statements, actions, counts) and from corpus/times/dev*.jsonl. Each day in question is
right or not; the likeliest is taken. A logistic regression with an L2 penalty (scripts/logistic.py), without random numbers.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from extractor.evaluation.values import same_time
from extractor.language.logistic import NONE, SCALE, LogisticModel
from extractor.language.times.days import RIGHT, Choice
from extractor.language.times.document import Document
from extractor.language.times.moment import Moment
from extractor.language.times.recognise import recognise
from extractor.language.times.story import reference_of
from extractor.language.times.tag import resolve_all
from scripts.gold import DATA, FOLDERS, ROOT, fold_of, gold_articles
from scripts.logistic import Vector, minimise, write

PENALTY = 1.0  # chosen by the held-out figures, as the weights
LEAST = 3
WEIGHTS = {"dev": 0.4, "dev_later": 0.2}  # the rules were written on these: there they seem better than they are
ROUNDS = 2  # what is decided of one clock time is before the eyes at the next one
Right = Callable[[int, Moment], bool | None]  # the number of an expression, a choice: is it right? None where gold is silent


@dataclasses.dataclass(frozen=True, slots=True)
class Text:
    """A text whose times are known: its folder, its name, and what is right in it."""

    folder: str
    name: str
    document: Document
    right: Right


def articles(folder: Path) -> Iterator[Text]:
    """The relevant articles of a gold folder."""
    for gold, article in gold_articles(folder):
        skipped = [(block.start, block.end) for block in article.blocks if block.kind == "boilerplate"]
        items = [item for item in recognise(article.text) if not any(start <= item.start < end for start, end in skipped)]
        document = Document(article.text, tuple(items), reference_of(article.published))
        yield Text(folder.name, gold["id"], document, _by_quotations(document, list(_entries(gold))))


def _entries(gold: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Quotation and time of every fact of a gold file that has a time."""
    for incident in gold["incidents"]:
        for facts in incident.values():
            for fact in facts if isinstance(facts, list) else ():
                time = fact.get("time") if isinstance(fact, dict) else None
                if time:
                    yield fact["quote"], time["value"]


def _by_quotations(document: Document, entries: Sequence[tuple[str, str]]) -> Right:
    told: list[tuple[int, int, str]] = []
    for quote, value in entries:
        start = document.text.find(quote)
        if start >= 0:
            told.append((document.sentence(start)[0], document.sentence(start + len(quote) - 1)[1], value))

    def right(at: int, moment: Moment) -> bool | None:
        here = document.items[at].start
        timex = moment.timex("exact") or ""
        values = [value for start, end, value in told if start <= here < end and _same_clock(value, timex)]
        return any(same_time(value, timex) for value in values) if values else None

    return right


def _same_clock(value: str, timex: str) -> bool:
    """Do two times show the same hands, or the same part of the day, whatever the day and the half of it?"""
    one, other = value[11:16], timex[11:16]
    if ":" in one and ":" in other:
        return one[3:] == other[3:] and int(one[:2]) % 12 == int(other[:2]) % 12
    return bool(one) and one == other


def sentences(path: Path) -> Iterator[Text]:
    """The sentences of corpus/times that have a publication."""
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        document = Document(item["text"], tuple(recognise(item["text"])), reference_of(item["published"]))
        yield Text(path.stem, item["id"], document, _by_places(document, {(t["start"], t["end"]): t["value"] for t in item["times"]}))


def _by_places(document: Document, values: dict[tuple[int, int], str]) -> Right:
    def right(at: int, moment: Moment) -> bool | None:
        item = document.items[at]
        value = values.get((item.start, item.end))
        return None if value is None else value == moment.value()

    return right


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """One expression with its choices; ``right`` says which of them are."""

    text: Text
    options: Sequence[Choice]
    right: tuple[bool, ...]


def asked(text: Text, model: LogisticModel | None) -> Iterator[Asked]:
    """The expressions of a text whose day is known, as the decider meets them on its way through the text."""
    found: list[Asked] = []

    def decide(at: int, options: Sequence[Choice]) -> Moment:
        verdicts = [text.right(at, option.moment) for option in options]
        if any(verdict is not None for verdict in verdicts):
            found.append(Asked(text, options, tuple(bool(verdict) for verdict in verdicts)))
        return options[best(options, model)].moment

    resolve_all(text.document, decide)
    yield from found


def best(options: Sequence[Choice], model: LogisticModel | None) -> int:
    """The number of the likeliest choice; the rules' own without a model."""
    if model is None:
        return 0
    return max(range(len(options)), key=lambda n: model.probabilities(options[n].features)[RIGHT])


def train(texts: Sequence[Text]) -> LogisticModel:
    """The model of these texts: each round learns from what the text looks like to the model of the round before."""
    model: LogisticModel | None = None
    for _ in range(ROUNDS):
        told = [one for text in texts for one in asked(text, model) if any(one.right)]
        model = fit_choices([one for one in told if not all(one.right)])
    assert model is not None
    return model


def fit_choices(told: Sequence[Asked], penalty: float = PENALTY, weights: Mapping[str, float] = WEIGHTS) -> LogisticModel:
    """Weights for which the right choices of each expression are likely among all of it (a conditional logit).

    McFadden, Conditional logit analysis of qualitative choice behavior (1974); an L2 penalty on the weights.
    """
    counts = Counter(feature for one in told for option in one.options for feature in option.features)
    names = sorted(feature for feature, count in counts.items() if count >= LEAST)
    place = {name: number for number, name in enumerate(names)}
    rows = [[place[f] for f in option.features if f in place] for one in told for option in one.options]
    columns = np.array([column for row in rows for column in row])
    owners = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    groups = np.repeat(np.arange(len(told)), [len(one.options) for one in told])
    right = np.array([verdict for one in told for verdict in one.right], dtype=float)
    weight = np.array([weights.get(one.text.folder, 1.0) for one in told])

    def loss(table: Vector) -> tuple[float, Vector]:
        sums = np.bincount(owners, table[columns], len(rows))
        powers = np.exp(sums - sums.max())
        shares = powers / np.bincount(groups, powers, len(told))[groups]
        hits = np.bincount(groups, shares * right, len(told))
        errors = weight[groups] * (shares - shares * right / hits[groups])
        slope = np.bincount(columns, errors[owners], len(names)) + penalty * table
        return float(-(weight * np.log(hits)).sum() + penalty / 2 * (table**2).sum()), slope

    table = np.rint(minimise(loss, np.zeros(len(names))) * SCALE).astype(int).tolist()
    return LogisticModel((RIGHT, NONE), {name: (value, 0) for name, value in zip(names, table, strict=True) if abs(value) > 2})


def held_out(texts: Sequence[Text], folds: int) -> dict[str, Counter[str]]:
    """By folder: expressions asked, right by the rules, right by a model that has not seen the text, and where any choice is right."""
    result: dict[str, Counter[str]] = {}
    for number in range(folds):
        model = train([text for text in texts if fold_of(text.name, folds) != number])
        for text in texts:
            if fold_of(text.name, folds) == number:
                tally = result.setdefault(text.folder, Counter())
                tally["rules"] += sum(one.right[0] for one in asked(text, None))
                for one in asked(text, model):
                    tally["asked"] += 1
                    tally["learned"] += one.right[best(one.options, model)]
                    tally["possible"] += any(one.right)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="*", default=FOLDERS, help="folders with articles/ and gold/")
    parser.add_argument("--folds", type=int, default=0, help="print the figures on texts held out, by so many folds")
    arguments = parser.parse_args()
    texts = [text for folder in arguments.folders for text in articles(folder)]
    texts += [text for path in sorted((ROOT / "corpus/times").glob("dev*.jsonl")) for text in sentences(path)]
    if arguments.folds:
        for folder, tally in sorted(held_out(texts, arguments.folds).items()):
            print(folder, *(f"{name} {tally[name]}" for name in ("asked", "possible", "rules", "learned")))
    print(write(train(texts), DATA / "days.json"))


if __name__ == "__main__":
    main()

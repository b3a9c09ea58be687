"""What the training scripts of the deciders of services, groups and regions share: instances from articles with gold, folds, figures.

Every thing that a decider judges in an article is one instance, labelled by whether gold has it. Figures are of articles that a model
has not seen: an article's fold is told by a hash of its name.
"""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import Any

from extractor.accounts.candidates import HIT
from extractor.accounts.scopes import read_story
from extractor.accounts.story import Story
from extractor.evaluation.names import brands, same_name
from extractor.language.logistic import LogisticModel
from extractor.language.pipeline import load_pipeline, prepare
from scripts.gold import FOLDERS, fold_of, gold_articles
from scripts.logistic import fit, write

LABELS = (HIT, "none")


@dataclasses.dataclass(frozen=True, slots=True)
class Instance:
    """A thing that an article names: the numbers of the gold entries that it is, and the share from which it is a fact."""

    article: str
    label: str
    features: Set[str]
    matches: tuple[int, ...]
    ruled: bool
    least: float


@dataclasses.dataclass(frozen=True, slots=True)
class Decider:
    """What is trained: the gold's key of the kind, who names the things to judge, from which share one is a fact, where the weights go."""

    key: str
    things: Callable[[Story], Iterable[Any]]
    least: Callable[[Any], float]
    path: Path
    penalty: float
    fewest: int = 2  # instances that a feature must stand with
    loose: bool = False  # one name may hold the other


def read(decider: Decider, folder: Path) -> tuple[list[Instance], int]:
    """The folder's instances, and how many entries gold has."""
    found: list[Instance] = []  # ``things`` gives objects with name, features and ruled
    total = 0
    for main, name, story in stories(folder):
        drop = brands(main) if decider.key == "services" else frozenset()
        wanted = [entry["name"] for entry in main[decider.key]]
        total += len(wanted)
        for thing in decider.things(story):
            labels = (thing.name.label, *thing.name.aliases)
            matches = tuple(number for number, each in enumerate(wanted) if same_name(each, labels, drop, decider.loose))
            found.append(Instance(f"{folder.name}/{name}", thing.name.label, thing.features, matches, thing.ruled, decider.least(thing)))
    return found, total


def stories(folder: Path) -> Iterator[tuple[Mapping[str, Any], str, Story]]:
    """The relevant articles of a folder: gold's main incident, the article's name, its story."""
    told = list(gold_articles(folder))
    nlp = load_pipeline()
    for (plain, _), doc in zip(told, nlp.pipe([prepare(nlp, article) for _, article in told], batch_size=16), strict=True):
        yield next(incident for incident in plain["incidents"] if incident["role"] == "main"), plain["id"], read_story(doc)


def train(decider: Decider, instances: Sequence[Instance]) -> LogisticModel:
    """The model of these instances."""
    rows = [(one.features, HIT if one.matches else "none", 1.0) for one in instances]
    return fit(rows, LABELS, decider.penalty, decider.fewest)


def held_out(decider: Decider, instances: Sequence[Instance], folds: int) -> Iterator[tuple[Instance, float]]:
    """Each instance with the share that a model gives it which has not seen its article."""
    fold = {one.article: fold_of(one.article, folds) for one in instances}
    for number in range(folds):
        model = train(decider, [one for one in instances if fold[one.article] != number])
        yield from ((one, model.probabilities(one.features)[HIT]) for one in instances if fold[one.article] == number)


def figures(judged: Sequence[tuple[Instance, float]], gold: int) -> str:
    """Precision, recall and F1 at the least shares, and what the rules alone give."""
    said = [one for one, share in judged if share >= one.least]
    ruled = [one for one, _ in judged if one.ruled]
    reachable = {(one.article, number) for one, _ in judged for number in one.matches}
    return f"{_scores(said, gold)}; rules alone {_scores(ruled, gold)}; candidates R {len(reachable) / max(gold, 1):.3f} of {gold}"


def _scores(said: Sequence[Instance], gold: int) -> str:
    right = len(_matched(said))
    precision, recall = right / max(len(said), 1), right / max(gold, 1)
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / max(precision + recall, 1e-9):.3f}"


def _matched(said: Sequence[Instance]) -> set[tuple[str, int]]:
    """The gold entries that are said: each fact counts for one."""
    taken: set[tuple[str, int]] = set()
    for one in sorted(said, key=lambda one: len(one.matches)):
        taken |= {(one.article, number) for number in [n for n in one.matches if (one.article, n) not in taken][:1]}
    return taken


def main(decider: Decider, about: str) -> None:
    """The command of a training script."""
    parser = argparse.ArgumentParser(description=about.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="*", default=FOLDERS, help="folders with articles/ and gold/")
    parser.add_argument("--folds", type=int, default=0, help="print the figures on articles held out, by so many folds")
    parser.add_argument("--unseen", type=Path, help="print the figures on this folder, which is not learned from")
    arguments = parser.parse_args()
    parts = {folder.name: read(decider, folder) for folder in arguments.folders}
    instances = [one for found, _ in parts.values() for one in found]
    if arguments.folds:
        judged = list(held_out(decider, instances, arguments.folds))
        for name, (_, gold) in parts.items():
            print(f"{name} held out: {figures([each for each in judged if each[0].article.startswith(name + '/')], gold)}")
        print(f"all held out: {figures(judged, sum(gold for _, gold in parts.values()))}")
    model = train(decider, instances)
    if arguments.unseen:
        found, gold = read(decider, arguments.unseen)
        shares = [(one, model.probabilities(one.features)[HIT]) for one in found]
        print(f"{arguments.unseen.name} not learned from: {figures(shares, gold)}")
    print(write(model, decider.path))

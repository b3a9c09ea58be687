"""Trains the decider of services (extractor/language/data/services.json) and says how well it does on articles held out.

    python -m scripts.train_services [FOLDER ...] [--folds 6]

It learns from folders of articles with gold: every thing that an article names in its sentences on the main incident is one
instance, labelled by whether gold has it among the services. Penalty and least share were chosen by the held-out figures.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractor.accounts.scopes import read_story
from extractor.accounts.services import HIT, LEAST, LEAST_RULED, things
from extractor.evaluation.names import brands, same_name
from extractor.language.logistic import LogisticModel
from extractor.language.pipeline import load_pipeline, prepare
from extractor.reading import Given, read_article
from scripts.logistic import fit, write

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = [ROOT / "corpus" / name for name in ("dev", "fresh-a", "fresh-b", "fresh-c")]
LABELS = (HIT, "none")
PENALTY = 12.0
FEWEST = 2  # instances that a feature must stand with


@dataclasses.dataclass(frozen=True, slots=True)
class Instance:
    """A thing that an article names; ``matches`` are the numbers of the gold services that it is."""

    article: str
    features: tuple[str, ...]
    matches: tuple[int, ...]
    ruled: bool


def read(folder: Path) -> tuple[list[Instance], int]:
    """The folder's instances, and how many services gold has."""
    plains = [json.loads(path.read_text("utf-8")) for path in sorted((folder / "gold").glob("*.json"))]
    gold = {plain["article"]: plain for plain in plains if plain["relevant"]}
    articles = [read_article(folder / "articles" / name, name, Given(published=gold[name]["published"])) for name in sorted(gold)]
    nlp = load_pipeline()
    found: list[Instance] = []
    for article, doc in zip(articles, nlp.pipe([prepare(nlp, each) for each in articles], batch_size=16), strict=True):
        plain = gold[Path(article.source_file).name]
        main = next(incident for incident in plain["incidents"] if incident["role"] == "main")
        drop, wanted = brands(main), [entry["name"] for entry in main["services"]]
        for thing in things(read_story(doc)):
            labels = (thing.name.label, *thing.name.aliases)
            matches = tuple(number for number, name in enumerate(wanted) if same_name(name, labels, drop))
            found.append(Instance(f"{folder.name}/{plain['id']}", thing.features, matches, thing.ruled))
    mains = (incident for plain in gold.values() for incident in plain["incidents"] if incident["role"] == "main")
    return found, sum(len(incident["services"]) for incident in mains)


def train(instances: Sequence[Instance]) -> LogisticModel:
    """The model of these instances."""
    rows = [(one.features, HIT if one.matches else "none", 1.0) for one in instances]
    return fit(rows, LABELS, PENALTY, FEWEST)


def held_out(instances: Sequence[Instance], folds: int) -> Iterator[tuple[Instance, float]]:
    """Each instance with the share that a model gives it which has not seen its article."""
    fold = {one.article: int(hashlib.sha256(one.article.encode()).hexdigest(), 16) % folds for one in instances}
    for number in range(folds):
        model = train([one for one in instances if fold[one.article] != number])
        yield from ((one, model.probabilities(one.features)[HIT]) for one in instances if fold[one.article] == number)


def figures(judged: Sequence[tuple[Instance, float]], gold: int) -> str:
    """Precision, recall and F1 at the least shares."""
    said = [one for one, share in judged if share >= (LEAST_RULED if one.ruled else LEAST)]
    right = len({(one.article, one.matches[0]) for one in said if one.matches})
    precision, recall = right / max(len(said), 1), right / max(gold, 1)
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / max(precision + recall, 1e-9):.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folders", type=Path, nargs="*", default=FOLDERS, help="folders with articles/ and gold/")
    parser.add_argument("--folds", type=int, default=0, help="print the figures on articles held out, by so many folds")
    arguments = parser.parse_args()
    parts = {folder.name: read(folder) for folder in arguments.folders}
    instances = [one for found, _ in parts.values() for one in found]
    if arguments.folds:
        judged = list(held_out(instances, arguments.folds))
        for name, (_, gold) in parts.items():
            print(f"{name} held out: {figures([each for each in judged if each[0].article.startswith(name + '/')], gold)}")
    print(write(train(instances), ROOT / "extractor/language/data/services.json"))


if __name__ == "__main__":
    main()

"""Trains the decider of relevance (extractor/language/data/relevance.json) and says how well it does on articles held out.

    python -m scripts.train_relevance [--folds 6]

It learns from the articles with gold, from the short reports of corpus/linking and from corpus/train/relevance.jsonl, short
articles that report an outage or only seem to. An article of some length is there twice, whole and as its first paragraphs, since
a report is one already in its lead. What is about one incident in corpus/linking is held out together.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections.abc import Iterator, Sequence

from extractor.accounts.relevance import LEAST, REPORT
from extractor.accounts.relevance_features import features
from extractor.accounts.scopes import read_story
from extractor.language.logistic import NONE, LogisticModel
from extractor.language.pipeline import load_pipeline, prepare
from extractor.reading import read_article, read_text
from extractor.records import Article
from scripts.gold import DATA, FOLDERS, ROOT, fold_of, gold_articles
from scripts.logistic import fit, write

LABELS = (REPORT, NONE)
PENALTY = 4.0  # chosen by the held-out figures, as are the weights
FEWEST = 3  # articles that a feature must stand with
WEIGHTS = {"linking": 0.5}  # 68 reports that are much alike
LEAD, LEAD_WEIGHT = 5, 0.5  # blocks


@dataclasses.dataclass(frozen=True, slots=True)
class Instance:
    """An article; ``group`` is held out together, ``part`` is the folder or file that it is from."""

    part: str
    group: str
    relevant: bool
    article: Article


def instances() -> Iterator[Instance]:
    """Everything there is to learn from."""
    for folder in FOLDERS:
        for gold, article in gold_articles(folder, irrelevant=True):
            yield Instance(folder.name, gold["id"], gold["relevant"], article)
    for path in sorted((ROOT / "corpus/linking/articles").iterdir()):
        yield Instance("linking", path.name.split("-")[0], True, read_article(path, path.name))
    for number, line in enumerate((ROOT / "corpus/train/relevance.jsonl").read_text("utf-8").splitlines()):
        row = json.loads(line)
        yield Instance("train", f"{number}:{row['kind']}", row["relevant"], read_text(row["text"], published="2025-06-11"))


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """An instance with its features, and those of its first paragraphs where it has more."""

    instance: Instance
    whole: tuple[str, ...]
    lead: tuple[str, ...] | None


def read(found: Sequence[Instance]) -> list[Row]:
    """The features of the instances, in their order."""
    leads = [_lead(one.article) if one.part != "train" else None for one in found]
    wholes = _features([one.article for one in found])
    read_leads = iter(_features([lead for lead in leads if lead is not None]))
    return [Row(one, whole, next(read_leads) if lead is not None else None) for one, whole, lead in zip(found, wholes, leads, strict=True)]


def _lead(article: Article) -> Article | None:
    blocks = [block for block in article.blocks if block.kind not in ("byline", "boilerplate")][:LEAD]
    if len(blocks) < LEAD - 1:
        return None
    end = blocks[-1].end
    return dataclasses.replace(article, text=article.text[:end], blocks=tuple(block for block in article.blocks if block.end <= end))


def _features(articles: Sequence[Article]) -> list[tuple[str, ...]]:
    nlp = load_pipeline()
    docs = nlp.pipe((prepare(nlp, article) for article in articles), batch_size=32)
    return [tuple(features(read_story(doc))) for doc in docs]


def train(rows: Sequence[Row]) -> LogisticModel:
    """The model of these rows."""
    table = []
    for row in rows:
        label, weight = REPORT if row.instance.relevant else NONE, WEIGHTS.get(row.instance.part, 1.0)
        table.append((row.whole, label, weight))
        table += [(row.lead, label, weight * LEAD_WEIGHT)] if row.lead is not None else []
    return fit(table, LABELS, PENALTY, FEWEST)


def held_out(rows: Sequence[Row], folds: int) -> Iterator[tuple[Instance, float]]:
    """Each instance with the share that a model gives it which has not seen its group."""
    fold = [fold_of(row.instance.group, folds) for row in rows]
    for number in range(folds):
        model = train([row for row, its in zip(rows, fold, strict=True) if its != number])
        yield from ((row.instance, model.probabilities(row.whole)[REPORT]) for row, its in zip(rows, fold, strict=True) if its == number)


def figures(judged: Sequence[tuple[Instance, float]]) -> str:
    """Reports lost and others taken for reports at the least share, with the least share of a report."""
    reports = [share for one, share in judged if one.relevant]
    others = [share for one, share in judged if not one.relevant]
    lost, taken = sum(share < LEAST for share in reports), sum(share >= LEAST for share in others)
    return f"{lost} of {len(reports)} reports lost, {taken} of {len(others)} others taken for one; least of a report {min(reports):.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--folds", type=int, default=0, help="print the figures on articles held out, by so many folds")
    arguments = parser.parse_args()
    rows = read(list(instances()))
    if arguments.folds:
        judged = list(held_out(rows, arguments.folds))
        for part in (*(folder.name for folder in FOLDERS), "linking", "train"):
            print(f"{part} held out: {figures([each for each in judged if each[0].part == part])}")
    print(write(train(rows), DATA / "relevance.json"))


if __name__ == "__main__":
    main()

"""Trains the decider of phases (extractor/language/data/phases.json) and says how well it does on articles held out.

    python -m scripts.train_clauses [FOLDER ...] [--folds 8]

It learns from corpus/train/phases.jsonl (sentences with a time) and from folders of articles with gold (by default those
that the packaged model learned from). A multinomial logistic regression with an L2
penalty (scripts/logistic.py): no random numbers, so the same corpus gives the same file.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from extractor.accounts.scopes import read_story
from extractor.accounts.timeline import entries_of, settle
from extractor.accounts.timeline_candidates import Candidate, candidates
from extractor.evaluation.values import same_time
from extractor.language.logistic import NONE, LogisticModel
from extractor.language.phases_features import features
from extractor.language.pipeline import load_pipeline, prepare
from extractor.language.spans import spans
from extractor.records import Article, Block
from scripts.gold import DATA, FOLDERS, ROOT, fold_of, gold_articles
from scripts.logistic import fit, write

LABELS = ("acknowledged", "detected", "identified", "mitigated", "ongoing", "resolved", "started", NONE)
PENALTY = 6.0  # chosen by the held-out figures
LEAST = 2  # a feature must stand with so many times
ARTICLE_WEIGHT = 3.0  # a time of an article against one of the sentences made for training


@dataclasses.dataclass(frozen=True, slots=True)
class Instance:
    """A time with its features and its phase; ``source`` is the article, empty for a sentence made for training."""

    source: str
    features: Set[str]
    label: str
    candidate: Candidate | None = None


def made_instances(path: Path) -> Iterator[Instance]:
    """The sentences made for training: each names one time and its phase."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    texts = sorted({row["text"] for row in rows})
    articles = [Article(text=text, source_file="", published="2024-05-15", blocks=(Block(0, len(text), "paragraph"),)) for text in texts]
    docs = dict(zip(texts, _docs(articles), strict=True))
    for row in rows:
        doc = docs[row["text"]]
        start = row["text"].find(row["time"])
        span = doc.char_span(start, start + len(row["time"]), alignment_mode="expand")
        sentence = span.sent
        times = [(time.start, time.end) for time in spans(doc, "outage_times") if not (time.start < span.end and span.start < time.end)]
        marks = [*spans(doc, "outage_phases"), *spans(doc, "outage_impact")]
        near = [trigger for trigger in marks if sentence.start <= trigger.start < sentence.end]
        here = [time for time in times if sentence.start <= time[0] < sentence.end]
        found = features(sentence, (span.start, min(span.end, sentence.end)), here, near)
        yield Instance("", {*found, "block=paragraph"}, row["phase"])


def article_instances(folder: Path) -> Iterator[Instance]:
    """Every candidate of the gold articles, labelled with the gold entry whose quotation meets its sentence at its time."""
    golds = list(gold_articles(folder))
    for (plain, article), doc in zip(golds, _docs([article for _, article in golds]), strict=True):
        told = [(entry, incident["role"]) for incident in plain["incidents"] for entry in incident["timeline"]]
        for candidate in candidates(read_story(doc)):
            yield Instance(plain["id"], candidate.features, _label(candidate, article.text, told), candidate)


def _docs(articles: Sequence[Article]) -> Iterator[Doc]:
    nlp = load_pipeline()
    return nlp.pipe([prepare(nlp, article) for article in articles], batch_size=32)


def _label(candidate: Candidate, text: str, told: Iterable[tuple[dict[str, Any], str]]) -> str:
    here = candidate.stretch
    for entry, _ in told:
        start = text.find(entry["quote"])
        meets = start >= 0 and start < here.end_char and here.start_char < start + len(entry["quote"])
        if meets and same_time(entry["time"]["value"], candidate.time.timex or ""):
            return str(entry["phase"])
    return NONE


def train(instances: Sequence[Instance], penalty: float = PENALTY) -> LogisticModel:
    """The model of these instances."""
    weights = [ARTICLE_WEIGHT if instance.source else 1.0 for instance in instances]
    return fit([(one.features, one.label, weight) for one, weight in zip(instances, weights, strict=True)], LABELS, penalty, LEAST)


def held_out(made: Sequence[Instance], told: Sequence[Instance], gold: dict[str, list[tuple[str, str]]], folds: int) -> Counter[str]:
    """Right, said and gold entries where each article is read by a model that has not seen it."""
    result: Counter[str] = Counter()
    fold = {name: fold_of(name, folds) for name in gold}
    for number in range(folds):
        model = train([*made, *(one for one in told if fold[one.source] != number)])
        by_article: dict[str, list[Candidate]] = defaultdict(list)
        for one in told:
            if fold[one.source] == number and one.candidate is not None and one.candidate.scope == 0:
                by_article[one.source].append(one.candidate)
        for name in sorted(name for name in gold if fold[name] == number):
            result += _compared(gold[name], [(e.phase, e.time.timex or "") for e in settle(entries_of(by_article[name], model))])
    return result


def _compared(gold: Sequence[tuple[str, str]], said: Sequence[tuple[str, str]]) -> Counter[str]:
    left = list(gold)
    for phase, time in said:
        match = next((one for one in left if one[0] == phase and same_time(one[1], time)), None)
        if match is not None:
            left.remove(match)
    return Counter(right=len(gold) - len(left), said=len(said), gold=len(gold))


def gold_entries(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """By article: the phases and times of its main incident."""
    return {
        plain["id"]: [(e["phase"], e["time"]["value"]) for i in plain["incidents"] if i["role"] == "main" for e in i["timeline"]]
        for plain, _ in gold_articles(folder)
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folders", type=Path, nargs="*", default=FOLDERS, help="folders with articles/ and gold/")
    parser.add_argument("--folds", type=int, default=0, help="print the figures on articles held out, by so many folds")
    arguments = parser.parse_args()
    made = list(made_instances(ROOT / "corpus/train/phases.jsonl"))
    told = [one for folder in arguments.folders for one in article_instances(folder)]
    if arguments.folds:
        gold = {name: entries for folder in arguments.folders for name, entries in gold_entries(folder).items()}
        found = held_out(made, told, gold, arguments.folds)
        precision, recall = found["right"] / found["said"], found["right"] / found["gold"]
        print(f"held out: P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}")
    model = train([*made, *told])
    print(write(model, DATA / "phases.json"))


if __name__ == "__main__":
    main()

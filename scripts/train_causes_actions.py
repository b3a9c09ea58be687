"""Trains the readers of causes and actions (extractor/language/data/causes.npz, actions.npz) and of a cause's status (cause_status.json).

    python -m scripts.train_causes_actions [FOLDER ...] [--folds 4]

They learn from corpus/train/{causes,actions}*.jsonl (sentences made for training) and from folders of articles with gold: every sentence
that a gold quotation meets is an instance of its category, all others of none. Multinomial logistic regressions with an L2 penalty
(scripts/logistic.py), no random numbers. ``--folds`` prints what is found in articles that the readers have not learned from.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc

from extractor.accounts import actions, causes
from extractor.accounts.cause_status import features as status_features
from extractor.accounts.learned import sentence_features
from extractor.accounts.scopes import read_story
from extractor.accounts.story import MAIN, Story
from extractor.language.logistic import NONE, LogisticModel
from extractor.language.pipeline import load_pipeline, prepare
from extractor.language.sentence_model import SentenceModel
from extractor.language.spans import spans
from extractor.records import Article, Block
from scripts.gold import DATA, FOLDERS, ROOT, fold_of, gold_articles
from scripts.logistic import Row, fit, write

STATUSES = ("stated", "suspected", "ruled_out")
PENALTY = 1.0
FEWEST = 2  # sentences that a feature must stand in
TOLERANCE = 1e-4
ARTICLE_WEIGHT = 2.0  # a sentence of an article against one made for training


@dataclasses.dataclass(frozen=True, slots=True)
class Read:
    """A story with what gold says of it; ``name`` is empty for a sentence made for training."""

    name: str
    story: Story
    told: tuple[dict[str, Any], ...]  # entries with category, quote and, of a cause, status
    main: tuple[dict[str, Any], ...]  # those of the main incident


def made(kind: str) -> list[Read]:
    """The sentences made for training."""
    rows = [json.loads(line) for path in sorted((ROOT / "corpus/train").glob(f"{kind}*.jsonl")) for line in path.open(encoding="utf-8")]
    by_text: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_text[row["text"]] += [row] if row["category"] != NONE else []
    texts = sorted(by_text)
    articles = [Article(text=text, source_file="", published="2024-05-15", blocks=(Block(0, len(text), "paragraph"),)) for text in texts]
    return [Read("", read_story(doc), tuple(by_text[text]), ()) for text, doc in zip(texts, _docs(articles), strict=True)]


def articles(folder: Path, kind: str) -> Iterator[Read]:
    """The folder's relevant articles."""
    golds = list(gold_articles(folder))
    for (plain, _), doc in zip(golds, _docs([article for _, article in golds]), strict=True):
        every = tuple(entry for incident in plain["incidents"] for entry in incident[kind])
        main = tuple(entry for incident in plain["incidents"] if incident["role"] == "main" for entry in incident[kind])
        yield Read(f"{folder.name}/{plain['id']}", read_story(doc), every, main)


def _docs(found: Sequence[Article]) -> Iterator[Doc]:
    nlp = load_pipeline()
    return nlp.pipe([prepare(nlp, article) for article in found], batch_size=32)


def sentence_rows(read: Read) -> Iterator[Row]:
    """A row for each sentence; one that tells of two categories is two rows of half the weight."""
    weight = ARTICLE_WEIGHT if read.name else 1.0
    for sentence, found in zip(read.story.sentences, sentence_features(read.story), strict=True):
        if found is None:
            continue
        labels = sorted({entry["category"] for entry in read.told if _meets(read, entry, sentence.span.start_char, sentence.span.end_char)})
        for label in labels or [NONE]:
            yield found, label, weight / max(len(labels), 1)


def status_rows(read: Read) -> Iterator[Row]:
    """A row for each cause of gold: its features where a rule found it, else where gold quotes it."""
    doc = read.story.doc
    for entry in read.told:
        start = read.story.article.text.find(entry["quote"])
        quoted = doc.char_span(start, start + len(entry["quote"]), alignment_mode="expand") if start >= 0 and entry["quote"] else None
        if quoted is None:
            continue
        around = read.story.sentence(quoted).span
        hits = [s for s in spans(doc, "outage_causes") if s.label_ == entry["category"] and around.start <= s.start < around.end]
        for span in hits or [quoted]:
            weight = (ARTICLE_WEIGHT if read.name else 1.0) / max(len(hits), 1)
            yield status_features(read.story, span, entry["category"]), entry["status"], weight


def _meets(read: Read, entry: dict[str, Any], start: int, end: int) -> bool:
    at = read.story.article.text.find(entry["quote"])
    return at >= 0 and at < end and start < at + len(entry["quote"])


def train(rows: Sequence[Row]) -> LogisticModel:
    """The reader that these rows teach."""
    return fit(rows, sorted({label for _, label, _ in rows}), PENALTY, FEWEST, TOLERANCE)


def sentence_model(model: LogisticModel) -> SentenceModel:
    """The same model as the package reads it, the bias first."""
    weights = dict(model.rows())
    names = ["bias", *sorted(set(weights) - {"bias"})]
    zero = [0] * len(model.labels)
    return SentenceModel(model.labels, names, np.array([weights.get(name, zero) for name in names], np.int16))


def write_sentences(model: LogisticModel, path: Path) -> str:
    """Writes a reader of sentences; a line that tells its size."""
    made_of = sentence_model(model)
    names = list(made_of.places)
    table = made_of.weights.astype(np.int16)
    labels, features = (np.frombuffer("\n".join(texts).encode("utf-8"), np.uint8) for texts in (model.labels, names))
    np.savez_compressed(path, weights=table, labels=labels, features=features)
    return f"{path.name}: {len(names)} features, {path.stat().st_size} bytes"


def _fold(name: str, folds: int) -> int:
    """The fold of an article, -1 for a sentence made for training; with one fold that of fresh-c, all others are only learned from."""
    if folds == 1:
        return 0 if name.startswith("fresh-c/") else -1
    return fold_of(name, folds) if name else -1


def held_out(reads: Sequence[Read], kind: str, folds: int) -> None:
    """Prints, by folder, precision, recall and F1 of the facts in articles that the readers have not learned from."""
    fold = {read.name: _fold(read.name, folds) for read in reads}
    rows = {id(read): list(sentence_rows(read)) for read in reads}
    statuses = {id(read): list(status_rows(read)) if kind == "causes" else [] for read in reads}
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for number in range(folds):
        learned = [read for read in reads if fold[read.name] != number]
        model = sentence_model(train([row for read in learned for row in rows[id(read)]]))
        status = train([row for read in learned for row in statuses[id(read)]]) if kind == "causes" else None
        for read in reads:
            if fold[read.name] == number:
                for place, value in enumerate(_compared(read, kind, model, status)):
                    counts[read.name.split("/")[0]][place] += value
    for folder, (right, said, gold) in sorted(counts.items()):
        print(f"{kind} {folder} held out: P {right / said:.3f} R {right / gold:.3f} F1 {2 * right / (said + gold):.3f}", flush=True)


def _compared(read: Read, kind: str, model: SentenceModel, status: LogisticModel | None) -> tuple[int, int, int]:
    gold = {(entry["category"], entry.get("status", "stated")) for entry in read.main}
    facts = causes.find(read.story, model, status) if kind == "causes" else actions.find(read.story, model)
    here = [fact for fact in facts if read.story.scope_at(fact.evidence[0].start) == MAIN and fact.status != "planned"]
    said = {(fact.category, fact.status) for fact in here}
    return len(said & gold), len(said), len(gold)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folders", type=Path, nargs="*", default=FOLDERS, help="folders with articles/ and gold/")
    parser.add_argument("--folds", type=int, default=0, help="print the figures on articles held out, by so many folds; 1: fresh-c")
    arguments = parser.parse_args()
    for kind in ("causes", "actions"):
        reads = [*made(kind), *(read for folder in arguments.folders for read in articles(folder, kind))]
        if arguments.folds:
            held_out(reads, kind, arguments.folds)
        print(write_sentences(train([row for read in reads for row in sentence_rows(read)]), DATA / f"{kind}.npz"))
        if kind == "causes":
            print(write(train([row for read in reads for row in status_rows(read)]), DATA / "cause_status.json"), flush=True)


if __name__ == "__main__":
    main()

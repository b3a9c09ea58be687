"""What of a sentence tells whether it speaks of the article's own incident or of another one: the features of the learned decider.

Plain strings: the phrases of ``rules/background.yaml``, how its times lie to the incident's first day, which names it has (those of the
lead, told before, new), whether they fail, its tense and its words, its place in the article.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from extractor.language import spans
from extractor.language.names import mention_of
from extractor.language.tokens import columns

_AGES = ((-365, "years"), (-60, "months"), (-7, "weeks"), (-2, "days"), (0, "eve"), (1, "day"), (8, "week after"))  # days, name
_PLACES = (0.15, 0.3, 0.5, 0.7, 0.85)
_LEAD = 4  # sentences, whose names are those of the article's own incident
_NAMES = frozenset({"organization", "service", "name"})
_GROUPS = ("outage_causes", "outage_phases", "outage_counts", "outage_actions")
_WORDS = frozenset({"VERB", "NOUN", "ADJ", "ADV", "AUX", "DET", "SCONJ", "ADP", "PRON"})


@dataclasses.dataclass(frozen=True, slots=True)
class Age:
    """The day on which a time ends, its distance in days from the incident's first day, and the time's grain."""

    day: dt.date
    days: int
    grain: str

    def __str__(self) -> str:
        return f"{next((name for least, name in _AGES if self.days < least), 'later')} {self.grain}"


@dataclasses.dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a Doc: each one's block, whether it opens a block, the ages of its times; ``failing`` are the numbers of those
    that tell of a failure."""

    doc: Doc
    spans: tuple[Span, ...]
    by_token: tuple[int, ...]
    blocks: tuple[str, ...]
    opens: tuple[bool, ...]
    failing: frozenset[int]
    ages: tuple[tuple[Age, ...], ...]


def sentence_features(read: Sentences) -> list[set[str]]:
    """The features of each sentence, but for what the one before it was taken for."""
    found: list[set[str]] = [set() for _ in read.spans]
    _marks(read, found)
    _names(read, found)
    words = _doc_words(read.doc)
    for number, span in enumerate(read.spans):
        found[number].add(f"block={read.blocks[number]}")
        found[number].update(f"place>{part}" for part in _PLACES if number / len(read.spans) >= part)
        found[number].update(_times(read, number), _words(words[span.start : span.end]), _root(span.root))
    return found


def _marks(read: Sentences, found: list[set[str]]) -> None:
    for span in spans.spans(read.doc, "outage_background"):
        phrase = " ".join(token.lemma_.lower() for token in span[:3])
        found[read.by_token[span.start]].update((f"sign={span.label_}", f"sign={span.id_}", f"sign={phrase}"))
    for group in _GROUPS:
        for span in spans.spans(read.doc, group):
            found[read.by_token[span.start]].add(group)
    for span in spans.spans(read.doc, "outage_quotes"):
        for number in range(read.by_token[span.start], read.by_token[span.end - 1] + 1):
            found[number].add("quoted")


def _names(read: Sentences, found: list[set[str]]) -> None:
    """Whether the sentence names what the lead named, and what is named there for the first time."""
    by_sentence: dict[int, list[Span]] = defaultdict(list)
    for span in spans.spans(read.doc, "outage_names"):
        if span.label_ in _NAMES:
            by_sentence[read.by_token[span.start]].append(span)
    told: set[str] = set()
    lead: set[str] = set()
    for number in range(len(found)):
        for span in by_sentence[number]:
            labels = {mention_of(span).name.label.casefold(), (mention_of(span).name.owner or "").casefold()} - {""}
            known = "lead" if labels & lead else "told" if labels & told else "new"
            told |= labels
            lead |= labels if number < _LEAD else set()
            found[number].update(_of_name(span, known, number in read.failing))
        if "name lead" not in found[number]:
            found[number].add("no name of the lead")


def _of_name(span: Span, known: str, failing: bool) -> Iterator[str]:
    subject = span[0].is_sent_start or span.root.dep_ in ("nsubj", "nsubjpass")
    for what in ("name", f"name {span.label_}", "subject") if subject else ("name", f"name {span.label_}"):
        yield f"{what} {known}"
    if failing:
        yield f"failing name {known}"
        if subject:
            yield f"failing subject {known}"


def _times(read: Sentences, number: int) -> Iterator[str]:
    ages, failing = read.ages[number], number in read.failing
    first = str(ages[0]) if ages else "none"
    yield f"first age={first}"
    yield from (f"age={age}" for age in ages)
    if failing:
        yield from ("failing", f"failing age={first}")


def _doc_words(doc: Doc) -> list[tuple[str, bool]]:
    """Each word's lemma ("PROPN" for all proper names), and whether it counts as a word of its sentence; empty for what is no word."""
    read = columns(doc)
    return [
        (("PROPN" if part == "PROPN" else word) if alphabetic else "", part in _WORDS)
        for word, part, alphabetic in zip(read.words, read.parts, doc.to_array("IS_ALPHA").tolist(), strict=True)
    ]


def _words(words: list[tuple[str, bool]]) -> Iterator[str]:
    yield from (f"w={word}" for word, counts in words if counts and word)
    yield from (f"begins={word}" for word in next(([word] for word, _ in words if word), []))


def _root(root: Token) -> Iterator[str]:
    helpers = "".join(sorted(child.lower_ for child in root.children if child.dep_ in ("aux", "auxpass")))
    yield from (f"root={root.lemma_.lower()}", f"tense={root.tag_}{helpers}")

"""Which sentence speaks of which incident: the one that the article is about, or another one.

A learned decider takes each sentence for the article's own incident or for another one, by what it says and by what the sentence before
it in the paragraph was taken for. Runs of sentences about another incident are numbered from 1; a run breaks at a paragraph's edge, and
where a failure far from the run's own date is told of.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from spacy.tokens import Doc, Span

from extractor.accounts.scopes_features import Age, Sentences, sentence_features
from extractor.accounts.scopes_others import also_failed
from extractor.accounts.story import MAIN, Sentence, Story
from extractor.language import spans
from extractor.language.logistic import load_model
from extractor.language.spans import block_kind
from extractor.records import Article, Time

OTHER, OWN = "other", "own"  # the labels of the decider
LEAST = 0.4  # the share from which a sentence is of another incident (scripts/train_scopes.py)
NOT_FAILING = frozenset({"back", "backs", "spared", "spares", "using"})  # labels of outage_impact; all others tell of a failure
HARM = frozenset({"affect", "hit", "impact", "disrupt", "interrupt", "touch", "harm", "affected", "disrupted"})
RECENT = dt.timedelta(days=60)  # a failure that the first half of an article dates this close to its publication may be its own
APART = dt.timedelta(days=14)  # failures that lie further apart are two incidents
NEVER_OTHER = frozenset({"title", "standfirst", "summary", "boilerplate"})


def read_story(doc: Doc) -> Story:
    """The story of a processed Doc: its sentences with their scopes."""
    read = sentences_of(doc)
    said = labels(read, sentence_features(read), _decide)
    for number in also_failed(read, NEVER_OTHER):
        said[number] = OTHER
    scopes = _numbered(read, said)
    sentences = tuple(Sentence(span, block, scope) for span, block, scope in zip(read.spans, read.blocks, scopes, strict=True))
    return Story(doc, doc._.article, sentences, read.by_token)


def sentences_of(doc: Doc) -> Sentences:
    """The sentences of a Doc with what the decider asks of them."""
    found = tuple(doc.sents)
    by_token = tuple(number for number, span in enumerate(found) for _ in span)
    failing = frozenset(by_token[span.start] for span in spans.spans(doc, "outage_impact") if is_failing(span))
    times: dict[int, list[Time]] = defaultdict(list)
    for span in spans.spans(doc, "outage_times"):
        if span.label_ in ("DATE", "TIME") and (time := spans.graph_time(span)):
            times[by_token[span.start]].append(time)
    first = _first_day(doc, times, failing, len(found))
    starts = {block.start for block in doc.spans.get("blocks", [])}
    return Sentences(
        doc=doc,
        spans=found,
        by_token=by_token,
        blocks=tuple(block_kind(doc, span.start) for span in found),
        opens=tuple(span.start in starts for span in found),
        failing=failing,
        ages=tuple(tuple(age for time in times[number] if (age := _age(time, first))) for number in range(len(found))),
    )


def context(before: str, opens: bool) -> tuple[str, ...]:
    """The features that a sentence has from what the one before it was taken for, and from opening a paragraph."""
    return (f"before={before}{' elsewhere' if opens else ''}", "opens" if opens else "inside")


def labels(read: Sentences, found: Sequence[set[str]], decide: Callable[[int, set[str]], str]) -> list[str]:
    """What each sentence is taken for, one after the other.

    Args: found: the sentences' features; decide: says the label of a sentence, given its number and its features with the context.
    """
    said: list[str] = []
    before = OWN
    for number, block in enumerate(read.blocks):
        if block in NEVER_OTHER:
            said.append(OWN)
            before = before if block == "boilerplate" else OWN
            continue
        before = decide(number, {*found[number], *context(before, read.opens[number])})
        said.append(before)
    return said


def _decide(_number: int, found: set[str]) -> str:
    return OTHER if load_model("scopes").probabilities(found)[OTHER] >= LEAST else OWN


def _numbered(read: Sentences, said: Sequence[str]) -> list[int]:
    """The scope of each sentence."""
    scopes: list[int] = []
    used, day = MAIN, None
    for number, label in enumerate(said):
        if label == OWN:
            scopes.append(MAIN)
            continue
        here = read.ages[number][0].day if read.ages[number] else None
        apart = number in read.failing and here is not None and day is not None and abs(here - day) > APART
        if not scopes or scopes[-1] == MAIN or read.opens[number] or apart:
            used, day = used + 1, None
        day = day or here
        scopes.append(used)
    return scopes


def is_failing(span: Span) -> bool:
    """Whether a span of ``outage_impact`` tells of a failure ("was never affected" does not)."""
    denied = span[-1].lemma_ in HARM and any(token.lower_ in ("not", "n't", "never") for token in span)
    return span.label_ not in NOT_FAILING and not denied


def _first_day(doc: Doc, times: dict[int, list[Time]], failing: frozenset[int], count: int) -> dt.date | None:
    """The first day of the article's own incident: the one most times name, or an earlier recent one that the lead dates a failure by."""
    first = main_day(doc._.article, [time for number in sorted(times) for time in times[number]])
    lead = [day for number in sorted(failing) if number <= count // 2 for time in times[number] if (day := _date(time.timex))]
    if first and lead and dt.timedelta(0) < first - lead[0] <= RECENT:
        return lead[0]
    return first


def _age(time: Time, first: dt.date | None) -> Age | None:
    """How long before or after the incident's first day a time ends, and at what grain; None where that cannot be said."""
    if first is None or time.latest is None or time.timex is None:
        return None
    last = dt.date.fromisoformat(time.latest[:10])
    return Age(last, (last - first).days, {4: "year", 7: "month"}.get(len(time.timex), "day"))


def main_day(article: Article, times: Sequence[Time]) -> dt.date | None:
    """The first day of the incident that the article is about: the day that most of its times fall on, of those not after it appeared.

    Args: article: for its publication time; times: all of the article's, in order. Returns: None where there is no day at all.
    """
    published = _date(article.published)
    days = [day for time in times if (day := _date(time.timex)) and (published is None or day <= published)]
    if not days:
        return published
    early = days[: max(3, len(days) // 3)]  # the lead names the day; later paragraphs name other days
    weights = Counter(days) + Counter(early)
    most = max(weights.values())
    told = [day for day, weight in weights.items() if weight == most]  # in order of mention
    return min(day for day in told if abs(day - told[0]) <= APART)


def _date(value: str | None) -> dt.date | None:
    if value is None or len(value) < len("2026-01-22"):
        return None
    try:
        return dt.date.fromisoformat(value[:10])
    except ValueError:
        return None

"""Which sentence speaks of which incident: the one that the article is about, or another one.

A sentence speaks of another outage when a phrase says so ("a similar outage", "not since"), or when it tells of a failure at a time
that lies before the article's own. What follows in the same paragraph goes with it, until a time or a phrase leads back.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc, Span

from extractor.accounts.story import MAIN, Sentence, Story
from extractor.language import spans
from extractor.language.spans import block_kind
from extractor.records import Article, Time

BEFORE = dt.timedelta(days=2)  # a time that ends earlier than this before the incident's first day is of another one
NOT_FAILING = frozenset({"back", "backs", "spared", "spares", "using"})  # labels of outage_impact; all others tell of a failure
HARM = frozenset({"affect", "hit", "impact", "disrupt", "interrupt", "touch", "harm", "affected", "disrupted"})
RECENT = dt.timedelta(days=60)  # a failure that the first half of an article dates this close to its publication may be its own
NEVER_OTHER = frozenset({"title", "standfirst", "summary"})


@dataclasses.dataclass(frozen=True, slots=True)
class _Signs:
    """What speaks for a sentence's being of another incident, or of this one."""

    other: bool  # a phrase points to another outage
    here: bool  # a phrase points back
    old: bool  # it names a time before the incident
    own: bool  # it names a time of the incident
    failing: bool  # it tells of a failure
    leads_old: bool = False  # the first of its times lies before the incident


def read_story(doc: Doc) -> Story:
    """The story of a processed Doc: its sentences with their scopes."""
    article: Article = doc._.article
    sents = [(span, block_kind(doc, span.start)) for span in doc.sents]
    by_token = [number for number, (span, _) in enumerate(sents) for _ in span]
    signs = _signs(doc, len(sents), by_token)
    scopes = _scopes(doc, sents, signs)
    sentences = tuple(Sentence(span, block, scope) for (span, block), scope in zip(sents, scopes, strict=True))
    return Story(doc, article, sentences, tuple(by_token))


def _scopes(doc: Doc, sents: Sequence[tuple[Span, str]], signs: Sequence[_Signs]) -> list[int]:
    """The scope of each sentence: runs of sentences about another incident are numbered from 1."""
    starts = {block.start for block in doc.spans.get("blocks", [])}
    scopes: list[int] = []
    current, used = MAIN, MAIN
    for (span, block), sign in zip(sents, signs, strict=True):
        if span.start in starts:
            current = MAIN
        if block not in NEVER_OTHER and _is_other(sign):
            used, current = (used + 1, used + 1) if current == MAIN else (used, current)
        elif block in NEVER_OTHER or sign.here or sign.own:
            current = MAIN
        scopes.append(current)
    return scopes


def _is_other(sign: _Signs) -> bool:
    if sign.own:
        return sign.failing and (sign.leads_old or (sign.other and sign.old))
    return (sign.other or sign.old) and (sign.failing or (sign.other and sign.old))


def is_failing(span: Span) -> bool:
    """Whether a span of ``outage_impact`` tells of a failure ("was never affected" does not)."""
    denied = span[-1].lemma_ in HARM and any(token.lower_ in ("not", "n't", "never") for token in span)
    return span.label_ not in NOT_FAILING and not denied


def _signs(doc: Doc, count: int, by_token: Sequence[int]) -> list[_Signs]:
    labels: dict[int, set[str]] = defaultdict(set)
    for span in spans.spans(doc, "outage_background"):
        labels[by_token[span.start]].add(span.label_)
    failing = {by_token[span.start] for span in spans.spans(doc, "outage_impact") if is_failing(span)}
    caused = {by_token[span.start] for span in spans.spans(doc, "outage_causes")}
    times: dict[int, list[Time]] = defaultdict(list)
    for span in spans.spans(doc, "outage_times"):
        if span.label_ in ("DATE", "TIME") and (value := span._.timex) is not None:
            times[by_token[span.start]] += [value.time] if value.time else []
    first = _first_day(doc, times, failing, count)
    signs = [_sign(labels[number], number in failing, times[number], first) for number in range(count)]
    # A cause at a time long past is another outage's; at a recent one it may be the latent change that led to this one.
    return [
        dataclasses.replace(sign, failing=True) if number in caused and _is_long_past(times[number], first) else sign
        for number, sign in enumerate(signs)
    ]


def _first_day(doc: Doc, times: dict[int, list[Time]], failing: set[int], count: int) -> dt.date | None:
    """The first day of the article's own incident: the one most times name, or an earlier recent one that the lead dates a failure by."""
    first = main_day(doc._.article, [time for number in sorted(times) for time in times[number]])
    lead = [day for number in sorted(failing) if number <= count // 2 for time in times[number] if (day := _date(time.timex))]
    if first and lead and first - RECENT <= lead[0] < first:
        return lead[0]
    return first


def _sign(labels: set[str], failing: bool, times: Sequence[Time], first: dt.date | None) -> _Signs:
    ages = [_is_old(time, first) for time in times]
    known = [age for age in ages if age is not None]
    return _Signs("other" in labels, "here" in labels, True in ages, False in ages, failing, bool(known) and known[0])


def _is_old(time: Time, first: dt.date | None) -> bool | None:
    """Whether a time ends before the incident; None where that cannot be said."""
    if first is None or time.timex is None or time.latest is None:
        return None
    last = dt.date.fromisoformat(time.latest[:10])
    if last < first - BEFORE:
        return True
    return False if len(time.timex) >= len("2026-01-22") else None


def _is_long_past(times: Sequence[Time], first: dt.date | None) -> bool:
    return first is not None and any(time.latest and dt.date.fromisoformat(time.latest[:10]) < first - RECENT for time in times)


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
    return min(day for day, weight in weights.items() if weight == most)


def _date(value: str | None) -> dt.date | None:
    if value is None or len(value) < len("2026-01-22"):
        return None
    try:
        return dt.date.fromisoformat(value[:10])
    except ValueError:
        return None

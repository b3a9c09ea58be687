"""Which background accounts are of the article's own incident after all, seen when their facts are known.

One provider seldom has two outages on one day, and an article that dates nothing else is about the one outage that it does date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from spacy.tokens import Span

from extractor.accounts.story import MAIN, Story
from extractor.records import ProviderRole, TimelineEntry
from extractor.records.facts import AnyFact

_DAY = len("2026-01-22")
_OTHERS = frozenset({"also", "too", "another", "separate", "separately", "unrelated", "elsewhere", "meanwhile"})
_FIRST = ("started", "detected")


def others_of(story: Story) -> set[int]:
    """The scopes whose first sentence says that another failure is meant: "also", "separately"."""
    first: dict[int, Span] = {}
    for sentence in story.sentences:
        if sentence.scope > MAIN:
            first.setdefault(sentence.scope, sentence.span)
    return {scope for scope, span in first.items() if any(token.lower_ in _OTHERS for token in span)}


def rejoined(told: Mapping[int, Sequence[AnyFact]], others: Set[int] = frozenset()) -> dict[int, list[AnyFact]]:
    """The facts by incident, with those of the main one that were told of as if of another put to it.

    Args: told: the facts by scope, 0 the main incident; others: scopes that are not of the main incident, whatever their facts.
    Returns: the same facts; scopes that are of the main incident are gone.
    """
    own = told.get(MAIN, ())
    whose, day = _providers(own), first_day(own)
    same = {scope: first_day(facts) for scope, facts in told.items() if scope > MAIN and scope not in others and whose & _providers(facts)}
    dated = {scope: other for scope, other in same.items() if other}
    if day is None:
        found = set(dated) if len(dated) == 1 and not _times(own) else set()
    else:
        found = {scope for scope, other in dated.items() if other == day}
    joined: dict[int, list[AnyFact]] = defaultdict(list)
    for scope, facts in told.items():
        joined[MAIN if scope in found else scope] += facts
    return dict(joined)


def _providers(facts: Sequence[AnyFact]) -> set[str]:
    return {fact.organization.label for fact in facts if isinstance(fact, ProviderRole)}


def _times(facts: Sequence[AnyFact]) -> list[TimelineEntry]:
    return [fact for fact in facts if isinstance(fact, TimelineEntry)]


def first_day(facts: Sequence[AnyFact]) -> str | None:
    """The day on which an incident began, as ``2026-01-22``; the first that is told of it where none is said to be; None for months."""
    times = _times(facts)
    days = [
        sorted(day for entry in times if (not phases or entry.phase in phases) and len(day := (entry.time.timex or "")[:_DAY]) == _DAY)
        for phases in (_FIRST, ())
    ]
    return next((found[0] for found in days if found), None)

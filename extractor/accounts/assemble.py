"""From a Doc to its accounts: is it about an outage at all, which sentence speaks of which incident, what is said of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc

from extractor.accounts import (
    actions,
    causes,
    counts,
    durations,
    errors,
    groups,
    providers,
    references,
    regions,
    services,
    statements,
    timeline,
)
from extractor.accounts.merge import merge
from extractor.accounts.rejoin import others_of, rejoined
from extractor.accounts.relevance import is_relevant
from extractor.accounts.scopes import read_story
from extractor.accounts.story import MAIN, Story
from extractor.accounts.trust import with_confidence
from extractor.records import Account, Reading
from extractor.records.facts import AnyFact

KINDS = (providers, services, regions, groups, errors, references, timeline, durations, counts, causes, actions, statements)


def read_accounts(doc: Doc) -> Reading:
    """What the article of a prepared and processed Doc tells: no accounts where it reports no concrete outage."""
    story = read_story(doc)
    if not is_relevant(story):
        return Reading(story.article)
    told: dict[int, list[AnyFact]] = defaultdict(list)
    for fact in _facts(story):
        told[story.scope_at(fact.evidence[0].start)].append(fact)
    joined = rejoined(told, others_of(story))
    return Reading(story.article, tuple(_account(story, scope, joined.get(scope, [])) for scope in sorted({MAIN, *joined})))


def _facts(story: Story) -> Iterator[AnyFact]:
    for kind in KINDS:
        yield from kind.find(story)


def _account(story: Story, scope: int, facts: list[AnyFact]) -> Account:
    return Account(story.article.source_file, "main" if scope == MAIN else "background", tuple(map(with_confidence, merge(facts))), scope)

"""Whose failure a background incident is: the organisation that its sentences tell of, else the main incident's provider.

"TSB's meltdown of April 2018" is TSB's; "a similar outage in March" is that of whoever failed now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from extractor.accounts.hits import Hit, hits
from extractor.accounts.providers_blamed import is_blamed
from extractor.accounts.story import MAIN, Story
from extractor.language.names import Mention
from extractor.language.names_runs import lexicon
from extractor.language.names_types import APOSTROPHES
from extractor.records import Name

_NO_PROVIDERS = frozenset({"tracker", "channel", "person", "place", "generic_service", "component"})
_LEAST = 2.0


def background_providers(story: Story, main: Sequence[Name]) -> Iterator[tuple[Name, Span]]:
    """For each background incident its provider, and the span that stands as its evidence.

    Args: main: the providers of the main incident, the likeliest first.
    """
    named: dict[int, list[Span]] = defaultdict(list)
    for span in story.spans("outage_names"):
        if span._.named.type not in _NO_PROVIDERS:
            named[story.sentence(span).scope].append(span)
    told = {(hit.span.start, hit.span.end): hit for hit in hits(story)}
    first: dict[int, Span] = {}
    for sentence in story.sentences:
        if sentence.scope > MAIN:
            first.setdefault(sentence.scope, sentence.span)
    for scope in sorted(first):
        weights = [(_weight(span, told.get((span.start, span.end)), main), -span.start, span) for span in named[scope]]
        best = max(weights, key=lambda each: each[:2], default=None)
        if best is not None and best[0] >= _LEAST:
            yield _firm(best[2]._.named), best[2]
        elif main:
            yield main[0], first[scope]


def _firm(mention: Mention) -> Name:
    """The organisation: the owner of a service that has one."""
    return Name(mention.name.owner) if mention.name.owner and mention.type == "service" else mention.name


def _weight(span: Span, hit: Hit | None, main: Sequence[Name]) -> float:
    """How much speaks for a name's being the one that failed."""
    doc, words = span.doc, lexicon()
    mention: Mention = span._.named
    weight = 0.5 if mention.type == "organization" or mention.name.owner else 0.0
    if mention.name.label in {name.label for name in main} or (mention.name.owner or "") in {name.label for name in main}:
        weight += 1
    if hit is not None:
        weight += -2 if hit.spared else 2
    if is_blamed(span):
        weight -= 2
    following = doc[span.end : span.end + 5]
    if len(following) and (following[0].lower_ in words["fault_nouns"] or following[0].text in APOSTROPHES):
        weight += 2 if any(token.lower_ in words["fault_nouns"] for token in following) else 0
    before = doc[max(span.start - 4, 0) : span.start]
    if len(before) > 1 and before[-1].lower_ in ("at", "by", "of") and any(token.lower_ in words["fault_nouns"] for token in before):
        weight += 2
    if span.root.dep_ in ("nsubj", "nsubjpass") and span.root.head.lemma_ in words["provider_verbs"] | {
        "lose",
        "have",
        "crash",
        "fail",
        "fine",
    }:
        weight += 1.5
    return weight

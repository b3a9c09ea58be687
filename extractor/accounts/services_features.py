"""What speaks for and against a name's being a service that was hit: the features of the learned decider.

Plain strings about every naming of one thing in the sentences on the main incident; nothing here is learned.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from extractor.accounts.hits import Hit, hits
from extractor.accounts.providers import main_providers
from extractor.accounts.story import MAIN, Story
from extractor.accounts.surroundings import AROUND, beside, syntax
from extractor.language.names import Mention
from extractor.records import Name

_NEVER = frozenset({"person", "place", "channel"})
_MANY = 4  # namings; words of a name


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """A thing named in sentences on the main incident, the features of it and of each naming; ``ruled`` where a rule takes it for hit."""

    name: Name
    spans: tuple[Span, ...]
    features: tuple[str, ...]
    by_span: tuple[tuple[str, ...], ...]
    ruled: bool


def candidates(story: Story, ruled: frozenset[str], ignored: frozenset[tuple[int, int]]) -> Iterator[Candidate]:
    """Every thing that could be a service.

    Args: ruled: labels that a rule takes for services hit; ignored: token stretches that another component knows better.
    """
    providers = {name.label for name in main_providers(story)}
    told: dict[tuple[int, int], list[Hit]] = defaultdict(list)
    for found in hits(story):
        told[found.span.start, found.span.end].append(found)
    for spans in _things(story, ignored):
        mention: Mention = spans[0]._.named
        name = mention.twin or mention.name
        whole = {*_of_thing(story, spans, providers), f"rule={name.label in ruled}|{mention.type}"}
        whole.add(f"anyhit={any((span.start, span.end) in told for span in spans)}|{mention.type}")
        each = tuple(tuple(sorted(_of_naming(story, span, told[span.start, span.end]))) for span in spans)
        yield Candidate(name, tuple(spans), tuple(sorted(whole.union(*each))), each, name.label in ruled)


def _things(story: Story, ignored: frozenset[tuple[int, int]]) -> list[list[Span]]:
    things: dict[str, list[Span]] = defaultdict(list)
    for span in story.spans("outage_names"):
        mention: Mention = span._.named
        if story.sentence(span).scope == MAIN and mention.type not in _NEVER and (span.start, span.end) not in ignored:
            things[_key((mention.twin or mention.name).label)].append(span)
    return list(things.values())


def _key(label: str) -> str:
    """As "email" of "email services": what names one thing."""
    return label.casefold().removesuffix("s").removesuffix(" service")


def _of_thing(story: Story, spans: Sequence[Span], providers: set[str]) -> Iterator[str]:
    mention: Mention = spans[0]._.named
    kind, label = mention.type, (mention.twin or mention.name).label
    owner = "none" if not mention.name.owner else "provider" if mention.name.owner in providers else "other"
    yield from (f"type={kind}", f"kind={kind}|{mention.kind}", f"how={mention.how}", f"twin={mention.twin is not None}|{kind}")
    yield from (f"provider={mention.name.label in providers}|{kind}|{mention.twin is not None}", f"owner={owner}|{kind}")
    yield from (f"namings={min(len(spans), _MANY)}", f"first={min(story.index(spans[0]), AROUND)}")
    yield f"title={any(story.sentence(span).block == 'title' for span in spans)}"
    words = label.casefold().split()
    yield from (f"capital={label[:1].isupper()}|{kind}", f"words={min(len(words), _MANY)}|{kind}")
    if kind in ("generic_service", "name"):
        yield from (f"word={each}" for each in words)
        yield f"head={words[-1]}"


def _of_naming(story: Story, span: Span, told: Sequence[Hit]) -> Iterator[str]:
    sentence = story.sentence(span)
    yield f"block={sentence.block}"
    yield from syntax(span.root)
    yield from beside(span, sentence.span)
    for found in told:
        label = "spared" if found.spared else found.phrase.label_
        yield from (f"hit={label}|{found.direct}", f"hit={'spared' if found.spared else 'any'}", f"phrase={found.phrase.id_}")

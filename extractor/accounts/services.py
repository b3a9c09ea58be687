"""Which services are facts of the story: those that a phrase of failing speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.accounts.hits import Hit, hits
from extractor.accounts.providers import main_providers
from extractor.accounts.story import Story, evidence
from extractor.records import Name, ServiceImpact

_NEVER = frozenset({"channel", "person", "place"})
_BARE = frozenset(
    {
        "app",
        "apps",
        "website",
        "websites",
        "site",
        "sites",
        "portal",
        "platform",
        "network",
        "service",
        "services",
        "web site",
        "api",
        "messaging",
        "internet",
        "webpage",
        "dashboard",
        "console",
        "page",
    }
)


def find(story: Story) -> Iterator[ServiceImpact]:
    """Every ServiceImpact that the story states, with its evidence; the same one twice is merged later."""
    for hit_ in _hit(story):
        yield ServiceImpact(evidence=(evidence(hit_.span, hit_.phrase.id_),), service=hit_.span._.named.name)


def hit(story: Story) -> tuple[Name, ...]:
    """The services that the story says were hit, in order of first mention."""
    return tuple({h.span._.named.name.label: h.span._.named.name for h in _hit(story)}.values())


def _hit(story: Story) -> list[Hit]:
    spared = {(h.span.start, h.span.end) for h in hits(story) if h.spared}
    return [h for h in hits(story) if not h.spared and (h.span.start, h.span.end) not in spared and _is_service(story, h)]


def _is_service(story: Story, hit_: Hit) -> bool:
    mention = hit_.span._.named
    if mention.type in _NEVER:
        return False
    if mention.type == "generic_service":
        return mention.name.label not in _BARE or mention.name.owner is not None
    if mention.type == "organization":
        providers = {name.label for name in main_providers(story)}
        return mention.name.label in providers and mention.kind is None
    return True

"""Which services are facts of the story: those that a phrase of failing speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span

from extractor.accounts.hits import Hit, hits, words
from extractor.accounts.providers import main_providers
from extractor.accounts.story import Story, sentence_evidence
from extractor.language.names import Mention
from extractor.records import Name, ServiceImpact

_OUTRIGHT = ("down", "downs", "either", "intransitive")  # a phrase that makes a noun a service that is seldom one
_NEVER = frozenset({"channel", "person", "place", "component"})


def find(story: Story) -> Iterator[ServiceImpact]:
    """Every ServiceImpact that the story states, with its evidence; the same one twice is merged later."""
    for found in _hit(story):
        yield ServiceImpact(evidence=(sentence_evidence(story, found.span, found.phrase.id_),), service=_name(found))


def hit(story: Story) -> tuple[Name, ...]:
    """The services that the story says were hit, in order of first mention."""
    return tuple({_name(found).label: _name(found) for found in _hit(story)}.values())


def _name(found: Hit) -> Name:
    mention: Mention = found.span._.named
    return mention.twin or mention.name


def _hit(story: Story) -> list[Hit]:
    spared = {(h.span.start, h.span.end) for h in hits(story) if h.spared}
    return [h for h in hits(story) if not h.spared and (h.span.start, h.span.end) not in spared and _is_service(story, h)]


def _is_service(story: Story, found: Hit) -> bool:
    mention: Mention = found.span._.named
    if mention.type in _NEVER:
        return False
    if mention.type == "tracker":
        return found.phrase.label_ == "down"
    if mention.type == "generic_service" and mention.kind == "weak":
        return found.direct and found.phrase.label_ in _OUTRIGHT
    if mention.type == "generic_service":
        return mention.name.label not in words()["bare"] or mention.name.owner is not None or mention.kind == "possessed"
    if mention.type == "organization":
        own = mention.name.label in {name.label for name in main_providers(story)}
        if mention.how == "catalogue":
            return mention.kind not in words()["institutions"] and (not own or mention.twin is not None)
        return False
    return mention.type == "service" or mention.how == "catalogue" or not _strikes(found.phrase)


def _strikes(phrase: Span) -> bool:
    """Whether the phrase speaks of anyone that an outage can hurt, not of what fails: "hit", "affected"."""
    return any(token.lemma_ in ("hit", "affect", "impact", "strike", "disrupt") and token.tag_ != "VBN" for token in phrase)

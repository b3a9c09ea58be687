"""Which statements are facts of the story: what a party to the incident, an expert or somebody whom it hit said, word for word."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span

from extractor.accounts.providers import main_providers
from extractor.accounts.story import Story, evidence
from extractor.language.quotes import Quotation
from extractor.language.spans import text_of
from extractor.records import Agent, Evidence, Statement

_LEAST = 4  # words: GOLD.md, "Statements"


def find(story: Story) -> Iterator[Statement]:
    """Every Statement that the story states, with its evidence; the same one twice is merged later."""
    for spans in _sayings(story):
        quotation: Quotation = spans[0]._.quotation
        speaker = _speaker(story, quotation)
        text = " ".join(span._.quotation.text for span in spans)
        if speaker is None or len(text.split()) < _LEAST or _is_bystander(story, speaker, quotation):
            continue
        yield Statement(
            evidence=tuple(piece for span in spans for piece in _evidence(story, span)),
            speaker=speaker,
            text=text,
            channel=quotation.channel,
            time=quotation.time,
        )


def _sayings(story: Story) -> list[list[Span]]:
    """The attributed quotations, each with those that go on with its sentence after the attribution."""
    found: list[list[Span]] = []
    for span in story.spans("outage_quotes"):
        if span.label_ != "quotation":
            continue
        if span._.quotation.continues and found:
            found[-1].append(span)
        else:
            found.append([span])
    return found


def _speaker(story: Story, quotation: Quotation) -> Agent | None:
    """The speaker; "the company" without an antecedent near is the main provider."""
    if quotation.speaker is not None or quotation.refers != "organization":
        return quotation.speaker
    providers = main_providers(story)
    return Agent(providers[0].label, "organization", providers[0].iri) if providers else None


def _is_bystander(story: Story, speaker: Agent, quotation: Quotation) -> bool:
    """Whether a post on a social network is of somebody whom the article does not speak of: unnamed, or named in the signature alone."""
    if not quotation.social:
        return False
    return speaker.kind == "unnamed" or (speaker.iri is None and text_of(story.doc).count(speaker.label) < 2)


def _evidence(story: Story, span: Span) -> Iterator[Evidence]:
    """The quotation as evidence, a piece for each sentence that it runs over."""
    for number in range(story.index(span), story.index(span[-1]) + 1):
        sentence = story.sentences[number].span
        piece = evidence(span.doc[max(sentence.start, span.start) : min(sentence.end, span.end)], span.id_)
        if sum(character.isalnum() for character in text_of(span.doc)[piece.start : piece.end]) >= 3:
            yield piece

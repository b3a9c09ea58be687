"""To whom an attribution comes: the one it names, or the one whom "she", "the bank", "the retired postman" or "its spokesman" means."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from extractor.language.quotes_antecedents import antecedent, sentences_before
from extractor.language.quotes_attribution import Attribution
from extractor.language.quotes_layout import Layout, Quoted
from extractor.language.quotes_names import Names, may_be_organisation, organisation
from extractor.language.quotes_persons import nearest_person
from extractor.language.quotes_quotation import Spoken
from extractor.language.quotes_speakers import Speaker, read_speaker
from extractor.language.quotes_words import words
from extractor.records import Agent

_LONGEST = 3  # words of a noun that points back to a person: "the retired postman"


@dataclasses.dataclass(frozen=True, slots=True)
class Before:
    """What was read of a Doc so far: its names and layout, and who spoke, by the numbers of the quotations."""

    names: Names
    layout: Layout
    spoken: Mapping[int, Spoken]


def speaker_of(before: Before, number: int, quote: Quoted, found: Attribution) -> Agent | None:
    """The speaker whom the attribution of a quotation comes to; None where nobody near fits."""
    if found.rule == "quote.continued":
        other = before.layout.previous_whole(number)
        return before.spoken[other].speaker if other is not None else None
    if found.speaker.agent is not None:
        return _known_by(before, quote, found, found.speaker.agent) or found.speaker.agent
    if inside := _within_clause(before, found, quote):
        return inside
    end = min(before.layout.before(number)[1], quote.start) if found.start >= quote.start else found.start
    agent = antecedent(before.names, before.layout, found.speaker, quote.piece, end)
    return agent or _last_speaker(before, number, quote, found)


def as_spokesperson(before: Before, quote: Quoted, found: Attribution) -> Attribution:
    """ "A Kestrel spokeswoman said that … “…,” she said": she speaks for whom the spokeswoman speaks for."""
    if found.speaker.refers != "person":
        return found
    inside = [(other.start, other.end) for other in before.layout.quotes if other.whole]
    for start, stop in sentences_before(before.layout, quote.piece, min(quote.start, found.start))[:2]:
        if nearest_person(before.names, start, stop, inside) is not None:
            return found
        told = [token for token in before.names.doc[start:stop] if token.lower_ in words().spokespersons and token.tag_ == "NN"]
        if not told:
            continue
        if not before.names.organisation(start, stop):
            return dataclasses.replace(found, speaker=Speaker(refers="organization", head=told[-1].lower_))
        speaker = read_speaker(before.names, max(told[-1].left_edge.i, start), stop)
        if speaker is not None and speaker.agent is not None and speaker.agent.kind == "organization":
            return dataclasses.replace(found, speaker=speaker)
    return found


def _within_clause(before: Before, found: Attribution, quote: Quoted) -> Agent | None:
    """ "Kestrel kept silent until seven, when it wrote: “…”": whom the pronoun means, named before it in its own sentence."""
    if found.speaker.head not in ("it", "they") or found.start >= quote.start:
        return None
    clause = before.names.doc[found.start : found.end]
    pronoun = next((token.i for token in reversed(clause) if token.lower_ == found.speaker.head), None)
    if pronoun is None:
        return None
    named = [
        span
        for span in before.names.mentions
        if found.start <= span.start < pronoun and may_be_organisation(span) and span.label_ not in ("channel", "tracker")
    ]
    subjects = [span for span in named if span.root.dep_ in ("nsubj", "nsubjpass") or span.root.dep_ == "poss" or span.start == found.start]
    return organisation(subjects[-1]) if subjects else None


def _known_by(before: Before, quote: Quoted, found: Attribution, agent: Agent) -> Agent | None:
    """ "The professor said", "said the retired postman": one who was called that when they spoke before, or told of just before."""
    if agent.kind != "unnamed":
        return None
    clause = before.names.doc[found.start : found.end]
    if " " not in agent.label:
        for spoken in reversed(list(before.spoken.values())):
            earlier = before.names.doc[spoken.attribution.start : spoken.attribution.end]
            if spoken.speaker is not None and any(token.lower_ == agent.label.lower() for token in earlier):
                return spoken.speaker
    words_of = agent.label.split()
    first = next((token.i for token in clause if token.text == words_of[0] and token.i and token.nbor(-1).lower_ == "the"), None)
    if first is None or len(words_of) > _LONGEST:
        return None
    return _described_after(before.names, first + len(words_of), found.end) or _told_of(before, quote, found)


def _described_after(names: Names, start: int, end: int) -> Agent | None:
    """ "said the father, a 44-year-old clerk": what stands in apposition tells more."""
    if start + 2 >= end or names.doc[start].text != "," or names.doc[start + 1].lower_ not in ("a", "an"):
        return None
    person = nearest_person(names, start + 1, end)
    if person is None or person.kind != "unnamed":
        return None
    return dataclasses.replace(person, label=person.label.partition(" ")[2] or person.label)


def _told_of(before: Before, quote: Quoted, found: Attribution) -> Agent | None:
    """The person whom the paragraph has just told of."""
    inside = [(other.start, other.end) for other in before.layout.quotes if other.whole]
    end = min(quote.start, found.start)
    for start, stop in sentences_before(before.layout, quote.piece, end)[:2]:
        if start < before.layout.pieces[quote.piece].start:
            return None
        if person := nearest_person(before.names, start, stop, inside):
            return person
    return None


def _last_speaker(before: Before, number: int, quote: Quoted, found: Attribution) -> Agent | None:
    """ "She" is the last person who spoke; "they" and "it" whoever spoke last in the paragraph."""
    other = before.layout.previous_whole(number)
    if found.speaker.refers == "organization":
        if other is None or other not in before.spoken or found.speaker.head not in ("it", "they"):
            return None
        return before.spoken[other].speaker if before.layout.quotes[other].last_piece == quote.piece else None
    if found.speaker.refers != "person":
        return None
    speakers = [spoken.speaker for spoken in before.spoken.values()]
    return next((agent for agent in reversed(speakers) if agent is not None and agent.kind != "organization"), None)

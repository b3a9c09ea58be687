"""Whom "it", "the bank", "she" or "one" means: the last one before who fits."""

from __future__ import annotations

from spacy.tokens import Span

from extractor.language.counts_units import PEOPLES
from extractor.language.quotes_attribution import lead_in
from extractor.language.quotes_layout import Layout
from extractor.language.quotes_names import Names, may_be_organisation, organisation
from extractor.language.quotes_persons import SUBJECTS, Stretches, nearest_person, one_of_many, within
from extractor.language.quotes_speakers import Speaker
from extractor.language.quotes_words import words
from extractor.records import Agent

_PRONOUNS = frozenset({"it", "they"})
_NO_SPEAKERS = frozenset({"channel", "tracker"})


def antecedent(names: Names, layout: Layout, speaker: Speaker, piece: int, end: int) -> Agent | None:
    """The one whom a speaker's phrase points back to.

    Args: piece: the number of the paragraph; end: the token where the phrase, or the quotation before it, begins.
    Returns: None where nobody near fits: then "the company" is whom the whole article is about.
    """
    quoted = [(quote.start, quote.end) for quote in layout.quotes if quote.whole]
    sentences = sentences_before(layout, piece, end)
    if speaker.refers == "organization":
        return _organisation(names, speaker, [s for s in sentences if layout.pieces[piece].start <= s[0]], sentences, quoted)
    for start, stop in sentences[:6]:
        found = _person(names, start, stop, quoted) if speaker.refers == "person" else one_of_many(names, start, stop, quoted)
        if found is not None:
            return found
    return None


def _person(names: Names, start: int, stop: int, quoted: Stretches) -> Agent | None:
    """A person told of in a sentence: the nearest that is surely one, else whoever it says spoke ("a registrar told the Echo")."""
    if found := nearest_person(names, start, stop, quoted):
        return found
    told = lead_in(names, start, stop)
    agent = told.speaker.agent if told is not None else None
    return agent if agent is not None and agent.kind != "organization" else None


def sentences_before(layout: Layout, piece: int, end: int) -> list[tuple[int, int]]:
    """The sentences before a token, the last first, headings left out."""
    found: list[tuple[int, int]] = []
    for number in range(piece, -1, -1):
        paragraph = layout.pieces[number]
        if number != piece and paragraph.kind in ("title", "heading"):
            continue
        stop = start = min(end, paragraph.end)
        while start > paragraph.start:
            start -= 1
            if start == paragraph.start or layout.ends_sentence(start - 1):
                found.append((start, stop))
                stop = start
    return found


def _organisation(names: Names, speaker: Speaker, here: Stretches, before: Stretches, quoted: Stretches) -> Agent | None:
    """A name that the noun itself fits goes first ("the trust", "the airline"); else the last subject of the paragraph.

    "It" at the head of a paragraph means the last subject of the paragraph above.
    """
    kindred = (span for stretch in before for span in reversed(_candidates(names, stretch, quoted)) if _is_kind(span, speaker))
    if span := next(kindred, None):
        return organisation(span)
    stretches = here if any(_has_words(names, stretch, quoted) for stretch in here) or speaker.head not in _PRONOUNS else before[:2]
    for stretch in stretches:
        subject = _subject(names, stretch, quoted)
        if subject is not None and not (speaker.kinds and subject._.named.kind is not None):
            return organisation(subject)
        if speaker.head in _PRONOUNS and (told := _described(names, stretch, quoted)):
            return told
        if _has_company_subject(names, stretch):
            return None
    return None


def _described(names: Names, stretch: tuple[int, int], quoted: Stretches) -> Agent | None:
    """An organisation told by its noun and what it is for: "The country's digital ministry took to Telegram"."""
    for token in names.doc[stretch[0] : stretch[1]]:
        if token.dep_ != "nsubj" or token.lemma_.lower() not in words().organisations or within(token.i, quoted):
            continue
        kinds = words().organisations[token.lemma_.lower()]
        first = token.i
        while first > stretch[0] and names.doc[first - 1].dep_ in ("compound", "amod") and names.doc[first - 1].head.i == token.i:
            first -= 1
        if first < token.i and kinds & {"government", "regulator"} and names.at(token.i) is None:
            return Agent(names.doc[first : token.i + 1].text, "unnamed")
    return None


def _candidates(names: Names, stretch: tuple[int, int], quoted: Stretches) -> list[Span]:
    return [
        span
        for span in names.mentions
        if stretch[0] <= span.start < stretch[1]
        and may_be_organisation(span)
        and span.label_ not in _NO_SPEAKERS
        and not span[-1].lower_.endswith(PEOPLES)
        and not within(span.start, quoted)
    ]


def _has_words(names: Names, stretch: tuple[int, int], quoted: Stretches) -> bool:
    return any(token.is_alpha and not within(token.i, quoted) for token in names.doc[stretch[0] : stretch[1]])


def _subject(names: Names, stretch: tuple[int, int], quoted: Stretches) -> Span | None:
    """The organisation that a sentence is about: a subject by its arc, or the one that opens it; a listed one rather than another."""
    fitting = _candidates(names, stretch, quoted)
    about = [span for span in fitting if span.root.dep_ in SUBJECTS or _opens(names, span, stretch[0])]
    if not about and not any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in names.doc[stretch[0] : stretch[1]]):
        about = fitting[:1]
    sure = [span for span in about if span.label_ in ("organization", "service")]
    return next(reversed(sure or [span for span in about if _is_told_of(names, span)]), None)


def _is_told_of(names: Names, span: Span) -> bool:
    """Whether a name of no known type is more than a sentence's first word ("Foul play was ..."): no noun follows it."""
    return len(span) > 1 or span.end >= len(names.doc) or names.doc[span.end].pos_ not in ("NOUN", "ADJ")


def _opens(names: Names, span: Span, start: int) -> bool:
    """Whether nothing but a time, a conjunction or an article stands before the name in its sentence."""
    return all(token.pos_ in ("CCONJ", "SCONJ", "DET", "NUM", "PUNCT", "SPACE", "ADV") for token in names.doc[start : span.start])


def _has_company_subject(names: Names, stretch: tuple[int, int]) -> bool:
    """Whether the sentence begins with "The company ...": then who it is, is settled elsewhere."""
    first = [token for token in names.doc[stretch[0] : stretch[1]] if not token.is_space and not token.is_punct][:2]
    return len(first) == 2 and first[0].lower_ in ("the", "its") and first[1].lower_ in words().organisations


def _is_kind(span: Span, speaker: Speaker) -> bool:
    """Whether the noun of "the trust", "the Parliament" means the name: by the catalogue's kind, or as a word of it."""
    named = span._.named
    if named.kind is not None and named.kind in speaker.kinds:
        return True
    return speaker.head in words().organisations and speaker.head in named.name.label.casefold().split()

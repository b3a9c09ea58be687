"""Whom "it", "the bank", "she" or "one" means: the last one before who fits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Span, Token

from extractor.language.quotes_layout import Layout
from extractor.language.quotes_speakers import Names, Speaker, is_person_noun, may_be_organisation, organisation, read_speaker
from extractor.language.quotes_words import words
from extractor.records import Agent

_SUBJECTS = ("nsubj", "nsubjpass")
_PRONOUNS = frozenset({"it", "they"})
_NO_SPEAKERS = frozenset({"channel", "tracker"})
Stretches = Sequence[tuple[int, int]]


def antecedent(names: Names, layout: Layout, speaker: Speaker, piece: int, end: int) -> Agent | None:
    """The one whom a speaker's phrase points back to.

    Args: piece: the number of the paragraph; end: the token where the phrase, or the quotation before it, begins.
    Returns: None where nobody near fits: then "the company" is whom the whole article is about.
    """
    quoted = [(quote.start, quote.end) for quote in layout.quotes if quote.whole]
    sentences = _sentences(layout, piece, end)
    if speaker.refers == "organization":
        return _organisation(names, speaker, [s for s in sentences if layout.pieces[piece].start <= s[0]], sentences, quoted)
    for start, stop in sentences[:6]:
        found = nearest_person(names, start, stop, quoted) if speaker.refers == "person" else _one_of_many(names, start, stop, quoted)
        if found is not None:
            return found
    return None


def _sentences(layout: Layout, piece: int, end: int) -> list[tuple[int, int]]:
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
    if speaker.kinds:
        kindred = (span for stretch in before for span in reversed(_candidates(names, stretch, quoted)) if _is_kind(span, speaker))
        if span := next(kindred, None):
            return organisation(span)
    stretches = here if any(_has_words(names, stretch, quoted) for stretch in here) or speaker.head not in _PRONOUNS else before[:2]
    for stretch in stretches:
        subject = _subject(names, stretch, quoted)
        if subject is not None and not (speaker.kinds and subject._.named.kind is not None):
            return organisation(subject)
        if _has_company_subject(names, stretch):
            return None
    return None


def _candidates(names: Names, stretch: tuple[int, int], quoted: Stretches) -> list[Span]:
    return [
        span
        for span in names.mentions
        if stretch[0] <= span.start < stretch[1]
        and may_be_organisation(span)
        and span.label_ not in _NO_SPEAKERS
        and not _within(span.start, quoted)
    ]


def _has_words(names: Names, stretch: tuple[int, int], quoted: Stretches) -> bool:
    return any(token.is_alpha and not _within(token.i, quoted) for token in names.doc[stretch[0] : stretch[1]])


def _subject(names: Names, stretch: tuple[int, int], quoted: Stretches) -> Span | None:
    """The organisation that a sentence is about: a subject by its arc, or the one that opens it; a listed one rather than another."""
    fitting = _candidates(names, stretch, quoted)
    about = [span for span in fitting if span.root.dep_ in _SUBJECTS or _opens(names, span, stretch[0])]
    if not about and not any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in names.doc[stretch[0] : stretch[1]]):
        about = fitting[:1]
    sure = [span for span in about if span.label_ in ("organization", "service")]
    return next(reversed(sure or about), None)


def _opens(names: Names, span: Span, start: int) -> bool:
    """Whether nothing but a time, a conjunction or an article stands before the name in its sentence."""
    return all(token.pos_ in ("CCONJ", "SCONJ", "DET", "NUM", "PUNCT", "SPACE", "ADV") for token in names.doc[start : span.start])


def _has_company_subject(names: Names, stretch: tuple[int, int]) -> bool:
    """Whether the sentence begins with "The company ...": then who it is, is settled elsewhere."""
    first = [token for token in names.doc[stretch[0] : stretch[1]] if not token.is_space and not token.is_punct][:2]
    return len(first) == 2 and first[0].lower_ in ("the", "its") and first[1].lower_ in words().organisations


def _is_kind(span: Span, speaker: Speaker) -> bool:
    named = span._.named
    if named.kind is not None and named.kind in speaker.kinds:
        return True
    return speaker.head in named.name.label.casefold().split()


def nearest_person(names: Names, start: int, end: int, quoted: Stretches = ()) -> Agent | None:
    """The last person between two tokens: by full name, or told by a noun with "a" or "one" ("a baker from Leeds")."""
    for index in range(end - 1, start - 1, -1):
        if _within(index, quoted):
            continue
        mention = names.at(index)
        if mention is not None and mention.start == index and mention.label_ in ("person", "name") and len(mention) > 1:
            speaker = read_speaker(names, mention.start, mention.end)
            if speaker is not None and speaker.agent is not None and speaker.agent.kind == "person":
                return speaker.agent
        if names.doc[index].lower_ in ("a", "an", "one", "another") and _tells_person(names, index, end):
            speaker = read_speaker(names, index, _phrase_end(names, index, end))
            if speaker is not None and speaker.agent is not None and speaker.agent.kind != "organization":
                return speaker.agent
    return None


def _tells_person(names: Names, index: int, end: int) -> bool:
    head: Token | None = None
    for token in names.doc[index + 1 : min(index + 7, end)]:
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM") and token.text not in ("-", "'s", "’s") and token.tag_ not in ("VBN", "VBG"):
            break
        head = token if token.pos_ == "NOUN" else head
    return head is not None and is_person_noun(head)


def _phrase_end(names: Names, index: int, end: int) -> int:
    for at in range(index, end):
        if names.doc[at].text in (",", ";", ":", ".") or names.doc[at].tag_ in ("VBD", "VBZ", "VBP", "MD", "PRP"):
            return at
    return end


def _one_of_many(names: Names, start: int, end: int, quoted: Stretches) -> Agent | None:
    """ "Bakers and gym instructors were hit hardest. "…," said one": one of the people whom the sentence is about, the last ones."""
    many = [token for token in names.doc[start:end] if token.tag_ == "NNS" and is_person_noun(token) and not _within(token.i, quoted)]
    subjects = [token for token in many if token.dep_ in _SUBJECTS or (token.dep_ == "conj" and token.head.dep_ in _SUBJECTS)]
    chosen = next(reversed(subjects or many), None)
    if chosen is None:
        return None
    first = chosen.i
    while first > start and names.doc[first - 1].dep_ in ("compound", "amod", "nmod"):
        first -= 1
    return Agent(f"{names.doc[first : chosen.i].text} {chosen.lemma_.lower()}".strip(), "unnamed")


def _within(index: int, stretches: Iterable[tuple[int, int]]) -> bool:
    return any(start <= index < end for start, end in stretches)

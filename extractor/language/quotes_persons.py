"""Persons in a stretch of text, named or told by a noun: whom "she" and "one" can mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Span, Token

from extractor.language.names_runs import lexicon
from extractor.language.quotes_names import Names, is_person_noun
from extractor.language.quotes_speakers import is_told_as_person, read_speaker
from extractor.records import Agent

Stretches = Sequence[tuple[int, int]]
SUBJECTS = ("nsubj", "nsubjpass")


def nearest_person(names: Names, start: int, end: int, quoted: Stretches = ()) -> Agent | None:
    """The last person between two tokens by name, for want of one the last told by a noun with "a" or "one" ("a baker from Leeds").

    Args: quoted: token stretches inside quotations, where nobody is looked for.
    """
    unnamed: Agent | None = None
    for index in range(end - 1, start - 1, -1):
        if within(index, quoted):
            continue
        if named := _named(names, index, end):
            return named
        if unnamed is None and names.doc[index].lower_ in ("a", "an", "one", "another") and _tells_person(names, index, end):
            speaker = read_speaker(names, index, _phrase_end(names, index, end))
            if speaker is not None and speaker.agent is not None and speaker.agent.kind != "organization":
                unnamed = speaker.agent
    return unnamed


def _named(names: Names, index: int, end: int) -> Agent | None:
    """The person whose name begins, or is told after a noun, at a token."""
    mention = names.at(index)
    if mention is not None and mention.start == index and len(mention) > 1:
        if mention.start and _follows_person_noun(names.doc[mention.start - 1], mention):
            return Agent(mention.text, "person")
        speaker = read_speaker(names, mention.start, mention.end) if _may_be_person(names, mention) else None
        if speaker is not None and speaker.agent is not None and speaker.agent.kind == "person":
            return speaker.agent
    if names.doc[index].lower_ in ("the", "its", "their", "his", "her") and (called := _called(names, index, end)):
        return Agent(called, "person")
    return None


def _may_be_person(names: Names, mention: Span) -> bool:
    """Whether a run of capitals can be a person's name: neither "of the Norland Guild" nor "the Liberal Democrat group"."""
    if is_told_as_person(mention):
        return True
    before = names.doc[mention.start - 1].lower_ if mention.start else ""
    after = names.doc[mention.end] if mention.end < len(names.doc) else None
    return (
        mention.label_ in ("name", "person")
        and before not in ("the", "at", "in", "from", "of", "near", "to")
        and not (after is not None and after.pos_ == "NOUN" and after.tag_ in ("NN", "NNS") and not is_person_noun(after))
        and not any(token.lower_ in lexicon()["org_heads"] for token in mention)
    )


def _follows_person_noun(noun: Token, mention: Span) -> bool:
    """Whether a noun for a person stands right before two or three capitalised words: "the landlord Terry Moffat"."""
    return noun.pos_ == "NOUN" and is_person_noun(noun) and 2 <= len(mention) <= 3 and all(token.text.istitle() for token in mention)


def _called(names: Names, index: int, end: int) -> str | None:
    """The one name after a noun for a person: "The barman, Rubén, had ..."."""
    words_after = names.doc[index + 1 : min(index + 6, end)]
    comma = next((token.i for token in words_after if token.text == ","), None)
    if comma is None or comma + 2 >= len(names.doc) or comma == index + 1 or not is_person_noun(names.doc[comma - 1]):
        return None
    name = names.doc[comma + 1]
    alone = name.pos_ == "PROPN" and name.text[:1].isupper() and names.doc[comma + 2].text == ","
    return name.text if alone else None


def one_of_many(names: Names, start: int, end: int, quoted: Stretches) -> Agent | None:
    """ "Bakers and gym instructors were hit hardest. "…," said one": one of the people whom the sentence is about, the last ones."""
    many = [token for token in names.doc[start:end] if token.tag_ == "NNS" and is_person_noun(token) and not within(token.i, quoted)]
    subjects = [token for token in many if token.dep_ in SUBJECTS or (token.dep_ == "conj" and token.head.dep_ in SUBJECTS)]
    chosen = next(reversed(subjects or many), None)
    if chosen is None:
        return None
    first = chosen.i
    while first > start and names.doc[first - 1].dep_ in ("compound", "amod", "nmod"):
        first -= 1
    return Agent(f"{names.doc[first : chosen.i].text} {chosen.lemma_.lower()}".strip(), "unnamed")


def within(index: int, stretches: Iterable[tuple[int, int]]) -> bool:
    """Whether a token lies in one of the stretches."""
    return any(start <= index < end for start, end in stretches)


def _tells_person(names: Names, index: int, end: int) -> bool:
    head: Token | None = None
    for token in names.doc[index + 1 : min(index + 9, end)]:
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM") and token.text not in ("-", "'s", "’s") and token.tag_ not in ("VBN", "VBG"):
            break
        head = token if token.pos_ == "NOUN" else head
    return head is not None and is_person_noun(head)


def _phrase_end(names: Names, index: int, end: int) -> int:
    for at in range(index, end):
        if names.doc[at].text in (",", ";", ":", ".") or names.doc[at].tag_ in ("VBD", "VBZ", "VBP", "MD", "PRP"):
            return at
    return end

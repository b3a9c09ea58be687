"""Services that have no name of their own, in the article's words: "online banking", "the booking system", "Driftpad's mobile app"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from extractor.language.names_entities import Entity
from extractor.language.names_generic_owners import Generic, made, of_owners, share_owner, with_brand
from extractor.language.names_generic_words import candidates, ends_phrase, has_content, head_of, is_phrase, pair_at, words
from extractor.language.names_runs import lexicon, unread
from extractor.language.names_types import APOSTROPHES

_MODIFIER_POS = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "NUM", "ADV", "X"})
_MODIFIER_TAGS = frozenset({"VBG", "VBN", "NN", "NNS", "JJ", "RB", "CD", "FW", "HYPH", "AFX", "NNP", "NNPS"})
_NOT_AFTER = frozenset({"emergency services"})  # the fire brigade, not a service that is down
_ZONE = re.compile(r"\.[^\W\d_]{2,3}")  # a country's domain: ".ru"
_DIALLED = frozenset({"calls", "operators", "callers", "services", "lines", "centres", "centers"})
MOST_MODIFIERS = 4


def generic_services(doc: Doc, found: Iterable[Entity], taken: set[int], ordinary: frozenset[str] = frozenset()) -> Iterator[Generic]:
    """All generic services of a Doc that do not lie within a name.

    Args: taken: token indexes of names; ordinary: lower-case words of the language, to tell a brand from a modifier.
    """
    owners = {span.end: entity for entity in found for span in entity.spans}
    starts = {span.start: (span.end, entity) for entity in found for span in entity.spans}
    last: Generic | None = None
    hidden, heads, dot = unread(doc), candidates(), get_string_id(".")
    for index, (lower, prefix) in enumerate(doc.to_array(["LOWER", "PREFIX"]).tolist()):
        if (lower not in heads and prefix != dot) or index in taken or index in hidden or (last is not None and index < last.end):
            continue
        token = doc[index]
        if prefix == dot:
            if _ZONE.fullmatch(token.text):
                yield Generic(index, index + 1, token.text, (), None, "number")
            continue
        generic = _at(doc, token, owners, taken)
        if generic is not None:
            generic = share_owner(doc, last, with_brand(doc, generic, ordinary))
            last = generic
            yield from of_owners(doc, generic, starts)


def _at(doc: Doc, token: Token, owners: dict[int, Entity], taken: set[int]) -> Generic | None:
    lists = words()
    if token.lower_ in lists["numbers"] and not _counts(token):
        return Generic(token.i, token.i + 1, token.text, (), None, "number")
    if token.lower_ == "triple" and token.i + 1 < len(doc) and f"triple {doc[token.i + 1].lower_}" in lists["numbers"]:
        return Generic(token.i, token.i + 2, doc[token.i : token.i + 2].text, (), None, "number")
    end = token.i + 1
    single, pair = head_of(token), pair_at(doc, token, taken)
    if pair:
        head, end = pair, token.i + 2 if doc[token.i + 1].text != "-" else token.i + 3
    elif _can_head(doc, token, single):
        head = single
    else:
        return None
    if _modifies(doc, end, taken):
        return None
    start = _start(doc, token.i, end, taken)
    if _says_what_a_name_is(doc, start, owners) or _introduces(doc, end, taken):
        return None
    if (
        start
        and doc[start - 1].lower_ in words()["summing_up"]
        and doc[end - 1].tag_ in ("NNS", "NNPS")
        and doc[end - 1].lemma_.lower() in words()["classes"]
    ):
        return None  # "both streaming services"
    text = " ".join(doc[start:end].text.split())
    ok = head in lists["alone"] or has_content(doc, start, end) or is_phrase(doc, start, end) or _in_company(doc, start, head)
    bare = not ok and head in lists["weak_alone"] and token.pos_ in ("NOUN", "PROPN")
    ok = ok or bare
    if (
        not ok
        and end - start == 1
        and head in words()["itself"]
        and start > 0
        and doc[start - 1].lower_ == "the"
        and not doc[start].is_sent_start
    ):
        return Generic(start, end, text.lower(), (), None, "bare")
    if not ok or text.lower() in _NOT_AFTER or (token.pos_ == "VERB" and start == token.i):
        return None
    weak = bare or (head in lists["weak"] and not is_phrase(doc, start, end))
    return made(doc, start, end, text, owners, "weak" if weak else "phrase")


def _can_head(doc: Doc, token: Token, head: str) -> bool:
    lists = words()
    if head in lists["alone"] or head in lists["modified"]:
        return True
    return token.pos_ in ("NOUN", "PROPN") and (head in lists["weak"] or ends_phrase(doc, token.i))


def _in_company(doc: Doc, start: int, head: str) -> bool:
    """A bare noun that stands beside a service: "knocked out *booking* and check-in"."""
    after = doc[start + 1 : start + 4]
    return (
        doc[start].tag_ == "NN"
        and head in words()["modified"]
        and len(after) > 1
        and after[0].lower_ in ("and", ",")
        and (head_of(after[1]) in words()["alone"] or pair_at(doc, after[1], set()) is not None)
    )


def _counts(token: Token) -> bool:
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    before = token.nbor(-1) if token.i else None
    counted = following is not None and (
        (following.tag_ == "NNS" and following.lower_ not in _DIALLED)
        or following.text == "%"
        or (token.dep_ == "nummod" and token.head.i > token.i + 1 and token.head.tag_ == "NNS" and _is_no_line(token))
    )
    return counted or (before is not None and before.text in ("$", "£", "€", "error", "code", "HTTP", "."))


def _is_no_line(number: Token) -> bool:
    """Whether what a number counts cannot be dialled: "115 freestanding centers", not "911 call centers"."""
    return number.head.lower_ not in _DIALLED or number.nbor(1).pos_ == "ADJ" or number.nbor(1).tag_ == "VBG"


def _modifies(doc: Doc, end: int, taken: set[int]) -> bool:
    """Whether the words go on to another noun, of which they are only a part: "app *developers*", "system *failure*"."""
    if end >= len(doc) or doc[end].is_sent_start:
        return False
    following = doc[end]
    if following.text == "-" or following.i in taken:
        return following.text == "-"
    return (
        following.pos_ in ("NOUN", "PROPN")
        and following.dep_ != "npadvmod"
        and following.lemma_.lower()
        not in (
            "outage",
            "failure",
            "customer",
            "user",
            "disruption",
            "problem",
            "issue",
            "crash",
            "breakdown",
            "glitch",
            "operator",
        )
    )


def _start(doc: Doc, index: int, end: int, taken: set[int]) -> int:
    start = next(
        (
            index - count
            for count in (3, 2, 1)
            if index >= count and not taken & set(range(index - count, index)) and is_phrase(doc, index - count, end)
        ),
        index,
    )
    while start > 0 and index - start < MOST_MODIFIERS * 2:
        token = doc[start - 1]
        if doc[start].is_sent_start or token.i in taken or token.text in APOSTROPHES:
            break
        if token.text == "-" and start >= 2 and not token.whitespace_:
            start -= 2
            continue
        if _after_hyphen(doc, start - 1) and token.is_alpha and token.tag_ not in ("JJS", "JJR"):
            start -= 1
            continue
        if (
            not (token.is_alpha or token.text[0].isalnum())
            or token.lower_ in words()["no_modifiers"]
            or token.lower_ in lexicon()["fault_nouns"]
            or token.tag_ not in _MODIFIER_TAGS
            or token.pos_ not in _MODIFIER_POS
            or token.dep_ in ("nsubj", "ROOT", "dobj", "pobj", "advmod", "conj", "npadvmod", "nsubjpass")
        ):
            break
        start -= 1
    while start < index and (
        doc[start].lower_ in words()["empty_modifiers"]
        or doc[start].like_num
        or doc[start].pos_ in ("ADV", "NUM")
        or (doc[start].tag_ == "JJ" and doc[start].is_title and not doc[start].is_sent_start)
    ):
        compound = _opens_compound(doc, start, index)
        if is_phrase(doc, start, end) or _is_joined(doc, start, taken) or (compound and doc[start].pos_ == "NOUN"):
            break
        start += 3 if compound else 1
    return min(start, index)


def _opens_compound(doc: Doc, start: int, index: int) -> bool:
    """Whether a word is the first of one with a hyphen, that goes whole or not at all: "*large*-scale service"."""
    return start + 2 <= index and doc[start + 1].text == "-" and not doc[start].whitespace_ and not doc[start + 1].whitespace_


def _after_hyphen(doc: Doc, index: int) -> bool:
    """Whether a word is the last part of one with hyphens, whose arcs say little: "person-to-*person* transfers"."""
    return index >= 2 and doc[index - 1].text == "-" and not doc[index - 1].whitespace_ and not doc[index - 2].whitespace_


def _is_joined(doc: Doc, index: int, taken: set[int]) -> bool:
    """Whether a number is the first half of a word: "*4*G network"."""
    return doc[index].like_num and not doc[index].whitespace_ and pair_at(doc, doc[index], taken) is not None


def _says_what_a_name_is(doc: Doc, start: int, owners: dict[int, Entity]) -> bool:
    """An apposition: "Driftpad, the biggest *trading app*", "Driftpad and Zephyr, two *coding tools*"."""
    index = start
    while (
        index > 0
        and start - index < 5
        and (doc[index - 1].pos_ in ("ADJ", "ADV", "NUM") or doc[index - 1].lower_ in ("a", "an", "the", "its", "their", "two", "three"))
    ):
        index -= 1
    return index < start and index > 0 and doc[index - 1].text in (",", "–", "—") and index - 1 in owners


def _introduces(doc: Doc, end: int, taken: set[int]) -> bool:
    """Before the name that it describes: "the learning *platform* Quillcase", "its patient *portal*, Quillcase, was down"."""
    if end in taken:
        return True
    if end + 1 >= len(doc) or doc[end].text != "," or end + 1 not in taken:
        return False
    close = end + 1
    while close in taken:
        close += 1
    return (
        close + 1 < len(doc)
        and doc[close].text == ","
        and (doc[close + 1].pos_ in ("VERB", "AUX", "ADV") or doc[close + 1].tag_ in ("VBD", "WDT"))
    )

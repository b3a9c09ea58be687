"""Runs of capitalised tokens: where names can stand, whether or not any catalogue holds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from spacy.tokens import Doc, Span, Token

from extractor.language.kept import kept
from extractor.resources import data
from extractor.rules import load_data

_OPENING_PUNCTUATION = frozenset("“\"'‘([•-–—:|*>_…") | {"**", "--", ".."}
_CLOCK = frozenset({"am", "pm", "a.m.", "p.m.", "gmt", "utc", "et", "est", "edt", "pt", "pst", "pdt", "ist", "bst"})
_NUMBERED = re.compile(r"[A-Z]{2,5}-?\d{4,}")
_TITLE_CASE_SHARE = 0.7  # a heading with so many of its longer words capitalised says nothing about which are names


@lru_cache(maxsize=1)
def lexicon() -> dict[str, frozenset[str]]:
    """The word lists of ``rules/names_lexicon.yaml`` by their key. Raises RuleError where the file is no YAML."""
    lists: dict[str, list[Any]] = load_data(data("extractor.language", "rules", "names_lexicon.yaml"))
    return {key: frozenset(str(word) for word in words) for key, words in lists.items()}


def runs(doc: Doc, ordinary: frozenset[str]) -> list[Span]:
    """The stretches of a Doc that are written as names, in order of place, none in boilerplate.

    Args: doc: tagged; ordinary: lower-case words of the language, which a capital at a sentence's start does not make names.
    """
    shouted = title_case_tokens(doc)
    evident = _evident(doc, ordinary, shouted)
    found: list[Span] = []
    hidden = unread(doc)
    for sent in doc.sents:
        if sent.start not in shouted and sent.start not in hidden:
            found += [span for span in _runs_of(sent, ordinary, evident) if span is not None]
    return found


def unread(doc: Doc) -> frozenset[int]:
    """The tokens that say nothing of what happened: outside of every block, boilerplate, code and bylines. None in a Doc without blocks."""
    blocks = doc.spans.get("blocks", None)
    if not blocks:
        return frozenset()
    read = [range(block.start, block.end) for block in blocks if block.label_ not in ("boilerplate", "code", "byline")]
    return frozenset(range(len(doc))).difference(*read)


def bounds(span: Span) -> tuple[int, int]:
    """Start and end of the sentence that holds the span; ``Span.sent`` looks through the whole Doc each time."""
    doc, start, end = span.doc, span.start, span.end
    while start > 0 and not doc[start].is_sent_start:
        start -= 1
    while end < len(doc) and not doc[end].is_sent_start:
        end += 1
    return start, end


def is_capitalised(token: Token) -> bool:
    """Whether a token is spelled like a part of a name: ``Slack``, ``myGov``, ``e-Transfer``, ``X``."""
    text = token.text
    return not text.islower() and (text[0].isupper() or (len(text) > 2 and text[0].isalpha() and any(c.isupper() for c in text[1:])))


def is_opener(token: Token) -> bool:
    """Whether the token's capital may be due to its place alone: first of a sentence, a quotation, a list item."""
    if token.is_sent_start or token.i == 0:
        return True
    before = token.nbor(-1)
    clock = before.lower_ in _CLOCK or (before.text[0].isdigit() and before.lower_.endswith(("am", "pm")))
    return before.text in _OPENING_PUNCTUATION or before.is_space or clock or (before.is_digit and token.whitespace_ != "")


def title_case_tokens(doc: Doc) -> frozenset[int]:
    """The tokens of sentences written in title case or all in capitals."""
    return kept(doc, "title_case", _title_case_tokens, doc)


def _title_case_tokens(doc: Doc) -> frozenset[int]:
    found: list[int] = []
    for sent in doc.sents:
        words = [token for token in sent if token.is_alpha and len(token) > 3]
        capitalised = sum(token.text[0].isupper() for token in words)
        if len(words) >= 4 and capitalised / len(words) >= _TITLE_CASE_SHARE and not sent.text.rstrip().endswith((".", "”", '"')):
            found += range(sent.start, sent.end)
    return frozenset(found)


def _evident(doc: Doc, ordinary: frozenset[str], shouted: frozenset[int]) -> frozenset[str]:
    """Words seen capitalised where no rule of spelling asks for it."""
    words: set[str] = set()
    for sent in doc.sents:
        if sent.start in shouted:
            continue
        for token in sent:
            if is_capitalised(token) and not is_opener(token) and (token.lower_ not in ordinary or _stands_alone(token)):
                words.add(token.text)
    return frozenset(words)


def _stands_alone(token: Token) -> bool:
    """Whether an ordinary word is a name by itself, not a part of one ("Hall County *Emergency* Center")."""
    before, after = token.nbor(-1), token.nbor(1) if token.i + 1 < len(token.doc) else None
    return not is_capitalised(before) and (after is None or not is_capitalised(after))


def _runs_of(sent: Span, ordinary: frozenset[str], evident: frozenset[str]) -> Iterator[Span | None]:
    start = None
    tokens = list(sent)
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if start is None:
            if _begins(token, ordinary, evident, tokens[index + 1] if index + 1 < len(tokens) else None):
                start = token.i
            index += 1
            continue
        step = _goes_on(tokens, index)
        if step:
            index += step
            continue
        yield _trim(sent.doc, start, token.i)
        start = None
    if start is not None:
        yield _trim(sent.doc, start, sent.end)


def _begins(token: Token, ordinary: frozenset[str], evident: frozenset[str], following: Token | None) -> bool:
    words = lexicon()
    lower = token.lower_
    if not is_capitalised(token) or lower in words["not_names"] or token.pos_ in ("PRON", "DET", "NUM"):
        return False
    if _NUMBERED.fullmatch(token.text):
        return False  # an incident's number
    if len(token) == 1 and token.i and not token.nbor(-1).whitespace_ and token.nbor(-1).like_num:
        return False  # the G of 3G
    if not is_opener(token):
        return True
    if lower in words["openers"] or token.pos_ in ("ADP", "SCONJ", "AUX", "CCONJ", "INTJ"):
        return False
    if token.text in evident or not token.text[1:].islower():
        return True
    if _is_ordinary(token, ordinary):
        if token.tag_ == "NNP" and not _singular(lower) & ordinary and _acts(token, following):
            return True
        followed = following is not None and is_capitalised(following) and following.lower_ not in words["not_names"]
        return followed and following is not None and (following.text in evident or token.tag_ == following.tag_ == "NNP")
    return token.is_alpha or len(token) > 2


def _is_ordinary(token: Token, ordinary: frozenset[str]) -> bool:
    lower = token.lower_
    return (
        lower in ordinary
        or token.lemma_.lower() in ordinary
        or bool(_singular(lower) & ordinary)
        or token.tag_ in ("NNS", "JJ", "RB", "VBG", "VBD", "VBN")
    )


def _acts(token: Token, following: Token | None) -> bool:
    """Whether an ordinary word at a sentence's start is a name by what it does: it speaks, or has a spokesperson."""
    words = lexicon()
    if following is not None and (following.lower_ in words["spokesperson"] or following.text in ("'s", "’s")):
        return True
    verb = token.head.lemma_
    return token.dep_ == "nsubj" and (verb in words["speech_verbs"] or verb in words["provider_verbs"])


def _singular(word: str) -> set[str]:
    """What an inflected word may be a form of, whatever the tagger took it for; empty for other words."""
    if word.endswith("ed"):
        return {word[:-1], word[:-2]}
    if word.endswith("ing"):
        return {word[:-3], f"{word[:-3]}e"}
    if not word.endswith("s") or word.endswith("ss"):
        return set()
    return {word[:-1], word[:-2], f"{word[:-3]}y" if word.endswith("ies") else word[:-1]}


def _goes_on(tokens: list[Token], index: int) -> int:
    """How many tokens the run takes on from here: 0 where it ends."""
    words = lexicon()
    token = tokens[index]
    if token.lower_ in words["not_names"] and not token.text.isupper() and token.lower_ not in words["service_heads"]:
        return 0
    if is_capitalised(token) and token.text[0].isalnum():
        return 0 if token.lower_ in ("i", "et", "est", "pst", "gmt", "ist", "utc") else 1
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None:
        return 0
    glued = not tokens[index - 1].whitespace_
    if (
        glued
        and not token.whitespace_
        and token.text in ("-", "/", ".", "&", "!", "+")
        and (is_capitalised(following) or following.like_num)
    ):
        return 2 if token.text != "/" else 0
    if token.lower_ in words["joiners"] and is_capitalised(following) and following.lower_ not in words["not_names"]:
        return 2 if token.lower_ != "for" or tokens[index - 1].lower_ in words["org_heads"] else 0
    if token.text.isdigit() and len(token) <= 3 and tokens[index - 1].whitespace_ and tokens[index - 1].is_alpha:
        return 0 if following.lower_ in ("am", "pm", "a.m.", "p.m.", "per", "percent", "%", "million", "billion", "people", "users") else 1
    if token.text in ("'s", "’s", "'", "’"):
        if following.text[0].isupper() and _heads_organisation(tokens, index + 1):
            return 2
        if following.lower_ in ("and", "&") and _heads_organisation(tokens, index + 2):
            return 3
    return 0


def _heads_organisation(tokens: list[Token], index: int) -> bool:
    """Whether the capitalised words from here end in an organisation's head noun: ``(Guy's) Hospital``."""
    last = None
    while index < len(tokens) and (is_capitalised(tokens[index]) or tokens[index].text in ("'s", "’s", "'", "’")):
        last = tokens[index].lower_
        index += 1
    return last in ("hospital", "hospitals", "trust", "college", "school", "bank")


def _trim(doc: Doc, start: int, end: int) -> Span | None:
    while end > start and doc[end - 1].lower_ in ("and", "&", "of", "the", "-"):
        end -= 1
    if end <= start or (end == start + 1 and doc[start].lower_ in lexicon()["org_heads"]):
        return None
    if end == start + 1 and doc[start].tag_ == "JJ" and doc[start].dep_ == "amod":
        return None  # "European systems"
    return Span(doc, start, end)

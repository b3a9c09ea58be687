"""Whether a noun phrase is said to be hurt: by its verb, by what it hangs on, or by what hangs on it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from spacy.tokens import Doc, Span, Token

from extractor.accounts.hits import FAILING
from extractor.language.groups_words import lexicon
from extractor.resources import data
from extractor.rules import load_data

Words = frozenset[str]
_MODALS = frozenset({"could", "can", "ca", "would", "wo"})
_LISTED = frozenset({"conj", "appos"})
_PEOPLES = frozenset({"of", "for", "to", "at", "in", "among", "across", "from", "by", "on", "upon", "with", "inside", "around", "between", "through"})
_OWN = frozenset({"at", "of", "in", "with", "by", "from", "on", "inside"})
_LIKE = frozenset({"like", "including", "as"})


@functools.cache
def lists() -> dict[str, Words]:
    """The plain lists of ``rules/groups_harm.yaml``. Raises RuleError where the file is no YAML."""
    return {key: frozenset(map(str, words)) for key, words in _file().items() if isinstance(words, list)}


@functools.cache
def _with(key: str) -> dict[str, Words]:
    return {verb: frozenset(map(str, words)) for verb, words in _file()[key].items()}


@functools.cache
def _file() -> dict[str, Any]:
    words: dict[str, Any] = load_data(data("extractor.language", "rules", "groups_harm.yaml"))
    return words


def hurt(head: Token) -> str | None:
    """How the text says that those whom a noun names were hurt, as a rule's id; None where it does not."""
    for sign, name in _SIGNS:
        if sign(head):
            return f"group.{name}"
    return None


def tops(head: Token) -> Iterator[Token]:
    """The noun and those that it stands beside or under: the first of its list, the thousands that it is of."""
    seen: set[int] = set()
    token = head
    while token.i not in seen:
        seen.add(token.i)
        yield token
        if token.dep_ in _LISTED and token.head.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "VERB"):
            token = token.head
        elif token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in lexicon()["quantities"] | _NUMBERS:
            token = token.head.head
        elif token.dep_ == "pobj" and token.head.lower_ in ("of", "at") and token.head.head.lemma_.lower() in lists()["theirs"]:
            token = token.head.head
        elif token.dep_ == "pobj" and token.head.lower_ in _LIKE and token.head.head.pos_ in ("NOUN", "PROPN", "ADP"):
            token = token.head.head if token.head.head.pos_ != "ADP" else token.head.head.head


_NUMBERS = frozenset({"thousands", "hundreds", "dozens", "millions", "tens", "scores"})


def _as_subject(head: Token) -> bool:
    return any(_suffers(verb, passive) for verb, passive in _verbs(head))


def _verbs(head: Token) -> Iterator[tuple[Token, bool]]:
    """The verbs that have the noun as their subject, its clauses' too; whether the noun is what they are done to."""
    for token in tops(head):
        if token.dep_ in ("nsubj", "nsubjpass"):
            yield token.head, token.dep_ == "nsubjpass"
        for child in token.children:
            if child.dep_ in ("relcl", "acl"):
                yield child, child.dep_ == "acl" and child.tag_ == "VBN" or any(c.dep_ == "nsubjpass" for c in child.children)


def _suffers(verb: Token, passive: bool) -> bool:
    if _barred(verb) or _has_trouble(verb) or _says_so(verb) or _does_too(verb):
        return True
    for word in _chain(verb):
        done_to = (passive and word is verb) or any(child.dep_ == "auxpass" for child in word.children)
        if done_to and _says("hurts", word):
            return True
        if not done_to and word.dep_ != "xcomp" and _says("suffers", word):
            return True
        if done_to and _says("suffers", word) and word.lemma_ in ("cancel", "delay", "ground", "suspend", "divert", "postpone", "close", "shut", "halt", "bring"):
            return True
    return False


def _chain(verb: Token) -> Iterator[Token]:
    """The verb and those that share its subject: "found themselves", "had to wait", "queued and complained"."""
    yield verb
    for child in verb.children:
        if child.dep_ in ("xcomp", "conj", "acomp") and not any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children):
            yield from _chain(child)


def _barred(verb: Token) -> bool:
    """ "could not pay", "were unable to", "had to walk", "did not get", "were among the victims"."""
    words = {child.lower_ for child in verb.children}
    negated = any(child.dep_ == "neg" for child in verb.children) or "no" in words and "longer" in words
    if negated and (words & _MODALS or verb.lemma_ in ("get", "receive", "work", "show", "appear", "arrive", "have", "know", "see")):
        return True
    if "cannot" in words or (verb.lemma_ == "have" and verb.tag_ != "VBP" and verb.tag_ != "VBZ" and _takes_infinitive(verb)):
        return True
    if any(child.lemma_ in lists()["barred"] for child in verb.children if child.i > verb.i and child.dep_ in ("acomp", "advmod", "attr", "prep", "oprd", "prt", "xcomp")):
        return verb.lemma_ in ("be", "remain", "stay", "leave", "go", "stand", "get", "become", "find", "keep", "sit")
    return False


def _has_trouble(verb: Token) -> bool:
    """ "had difficulties", "saw flights cancelled"."""
    if verb.lemma_ not in ("have", "see", "get", "meet", "face", "hit"):
        return False
    nouns = [child for child in verb.children if child.dep_ == "dobj"]
    if any(noun.lemma_.lower() in lists()["harm"] and not any(child.dep_ == "det" and child.lower_ == "no" for child in noun.children) for noun in nouns):
        return True
    done = [child for parent in (verb, *nouns) for child in parent.children if child.tag_ == "VBN" and child.i > verb.i and child.dep_ in ("ccomp", "acl", "xcomp", "oprd")]
    return any(child.lemma_ in lists()["hurts"] or child.lemma_ in lists()["suffers"] for child in done)


def _says_so(verb: Token) -> bool:
    """ "shoppers said their cards were declined": what they say of their own things is that they failed."""
    if verb.lemma_ not in ("say", "report", "tell", "complain", "find", "write", "post", "tweet"):
        return False
    for clause in verb.children:
        if clause.dep_ == "ccomp" and any(token.lower_ in ("their", "they", "its") for token in clause.subtree if token.i < clause.i):
            first, last = clause.left_edge.i, clause.right_edge.i
            if any(phrase.label_ in FAILING and first <= phrase.start <= last for phrase in _phrases(verb.doc)):
                return True
            if any(child.dep_ == "auxpass" for child in clause.children) and (_says("hurts", clause) or clause.lemma_ in lists()["breaks"]):
                return True
    return False


def _does_too(verb: Token) -> bool:
    """ "as did start-ups", "so will riders", "as were those of ..."."""
    words = {child.lower_ for child in verb.children if child.i < verb.i}
    above = verb.head
    if verb.lemma_ not in ("do", "be", "will", "have") or not words & {"as", "so"} or above is verb or above.dep_ == verb.dep_ == "ROOT":
        return False
    return above.pos_ in ("VERB", "AUX") and _suffers(above, any(child.dep_ == "auxpass" for child in above.children))


def _takes_infinitive(verb: Token) -> bool:
    return any(child.dep_ == "xcomp" and any(c.lower_ == "to" for c in child.children) for child in verb.children)


def _says(key: str, verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    if lemma not in lists()[key]:
        return False
    needed = _with(f"{key}_with").get(lemma)
    return needed is None or bool(needed & _beside(verb))


def _beside(verb: Token) -> Words:
    """The words of a verb's own phrase after it, as written and as lemmas."""
    last = verb.i + 9
    tokens = verb.doc[verb.i + 1 : min(last, len(verb.doc))]
    found: set[str] = set()
    for token in tokens:
        if token.is_sent_start or token.text in (".", ";", ":"):
            break
        found |= {token.lower_, token.lemma_.lower()}
    return frozenset(found)


def _as_object(head: Token) -> bool:
    """ "left commuters stranded", "locked traders out", "cost retailers a day"; "forcing hospitals to"."""
    for token in tops(head):
        verb = token.head
        if token.dep_ in ("dobj", "iobj", "dative", "oprd") and _says("hurts", verb):
            return not _negated(verb)
        if token.dep_ in ("nsubj", "nsubjpass") and verb.dep_ in ("ccomp", "xcomp") and _says("hurts", verb.head) and verb.i > token.i > verb.head.i:
            return not _negated(verb.head)
        if token.dep_ == "pobj" and token.head.lower_ in ("to", "on", "into", "through", "across", "over") and _says("hurts", token.head.head):
            return not _negated(token.head.head)
    return False


def _negated(verb: Token) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)


def _under_harm(head: Token) -> bool:
    """ "chaos for commuters", "complaints from traders", "the terminals died in shops"."""
    for token in tops(head):
        if token.dep_ == "pobj" and token.head.lower_ in _PEOPLES:
            above = token.head.head
            preposition = token.head.lower_
            if above.lemma_.lower() in lists()["harm"] and not (above.lemma_.lower() in lists()["own_failure"] and preposition in _OWN):
                return not any(child.lower_ in ("no", "without", "any") for child in above.children)
            if preposition == "from" and above.lemma_ in lists()["comes"]:
                return any(child.dep_ == "nsubj" and child.lemma_.lower() in lists()["harm"] for child in above.children)
            if preposition in ("in", "at", "across", "for", "inside") and (above.lemma_ in lists()["breaks"] or _breaks_above(above)):
                return True
    return False


def _breaks_above(noun: Token) -> bool:
    """ "froze card readers in shops"."""
    return noun.pos_ == "NOUN" and noun.dep_ in ("dobj", "nsubj", "nsubjpass") and noun.head.lemma_ in lists()["breaks"]


def _inverted(head: Token) -> bool:
    """ "Affected are bakeries and filling stations"."""
    for token in tops(head):
        if token.head.lemma_ == "be" and token.i > token.head.i and token.dep_ in ("nsubj", "attr", "nsubjpass"):
            first = token.head.doc[token.head.i - 1] if token.head.i else token.head
            return first.lower_ in lists()["hurt"]
    return False


def _phrases(doc: Doc) -> list[Span]:
    return list(doc.spans.get("outage_impact", []))


def _by_adjective(head: Token) -> bool:
    """ "stranded passengers", "affected businesses"."""
    words = [child for child in head.children if child.i < head.i and child.dep_ in ("amod", "nmod", "compound")]
    return any(word.lower_ in lists()["hurt"] for word in words)


_SIGNS = (
    (_by_adjective, "adjective"),
    (_as_subject, "subject"),
    (_as_object, "object"),
    (_under_harm, "under"),
    (_inverted, "inverted"),
)

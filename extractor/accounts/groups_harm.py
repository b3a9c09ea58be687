"""Whether a noun phrase is said to be hurt: by its verb, by what it hangs on, or by what hangs on it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from spacy.tokens import Doc, Span, Token

from extractor.accounts.hits import FAILING
from extractor.language.groups_words import class_of, lexicon
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
    return any(_suffers(verb, passive) for verb, passive in _verbs(head)) or _joins_in(head)


def _joins_in(head: Token) -> bool:
    """ "as did shops", where the parse makes the noun the clause."""
    return any(
        token.dep_ == "advcl" and any(child.lower_ in ("as", "so") for child in token.children) and _suffers(token.head, False) for token in tops(head)
    )


def _verbs(head: Token) -> Iterator[tuple[Token, bool]]:
    """The verbs that have the noun as their subject, its clauses' too; whether the noun is what they are done to."""
    for token in tops(head):
        if token.dep_ in ("nsubj", "nsubjpass"):
            yield token.head, token.dep_ == "nsubjpass"
        places = [noun for child in token.children if child.dep_ == "prep" for noun in child.children if noun.dep_ == "pobj"]
        clauses = [clause for noun in places for clause in noun.children if clause.dep_ == "relcl"]
        for child in (*token.children, *clauses):
            if child.dep_ in ("relcl", "acl"):
                yield child, child.dep_ == "acl" and child.tag_ == "VBN" or any(c.dep_ == "nsubjpass" for c in child.children)


def _suffers(verb: Token, passive: bool) -> bool:
    if _denied(verb):
        return False
    if _barred(verb) or _has_trouble(verb) or _says_so(verb) or _does_too(verb) or _copes(verb):
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


def _denied(verb: Token) -> bool:
    """ "were not affected", "had not noticed anything"."""
    return _negated(verb) and (verb.lemma_ in lists()["hurts"] or verb.lemma_ in lists()["suffers"]) and not any(c.lower_ in _MODALS for c in verb.children)


def _went_down(head: Token) -> bool:
    """ "newsrooms went dark", "the station dropped off the air"; people do not go down."""
    return class_of(head) != "people" and any(_goes_down(verb) for verb, _ in _verbs(head))


def _goes_down(verb: Token) -> bool:
    if any(child.dep_ == "dobj" for child in verb.children) or _denied(verb):
        return False
    return any(phrase.label_ in ("down", "intransitive") and phrase.start <= verb.i < phrase.end for phrase in _phrases(verb.doc))


def _copes(verb: Token) -> bool:
    """ "noted names by hand", "took cash only"."""
    words = f"_{'_'.join(token.lower_ for token in _after(verb))}_"
    return any(f"_{phrase}_" in words or f"_{phrase}s_" in words for phrase in lists()["coping"])


def _has_trouble(verb: Token) -> bool:
    """ "had difficulties", "had no access", "saw flights cancelled", "saw their sites stop"."""
    if verb.lemma_ not in ("have", "see", "get", "meet", "face", "hit", "receive", "watch", "report"):
        return False
    nouns = [child for child in verb.children if child.dep_ == "dobj"]
    if verb.lemma_ in ("have", "get", "receive") and any(child.lower_ == "no" for noun in nouns for child in noun.children):
        return not any(noun.lemma_.lower() in lists()["harm"] for noun in nouns)
    if any(noun.lemma_.lower() in lists()["harm"] and not any(child.lower_ == "no" for child in noun.children) for noun in nouns):
        return True
    done = [c for parent in (verb, *nouns) for c in parent.children if c.i > verb.i and c.dep_ in ("ccomp", "acl", "xcomp", "oprd", "amod")]
    lists_ = lists()
    return any(c.tag_ in ("VBN", "VB", "VBG") and c.lemma_ in lists_["hurts"] | lists_["suffers"] | lists_["breaks"] for c in done)


def _says_so(verb: Token) -> bool:
    """ "shoppers said their cards were declined": what they say of their own things is that they failed."""
    if verb.lemma_ not in ("say", "report", "tell", "complain", "find", "write", "post", "tweet"):
        return False
    speaker_is_plural = any(child.dep_ == "nsubj" and child.tag_ == "NNS" for child in verb.children)
    for clause in verb.children:
        if clause.dep_ == "ccomp" and (speaker_is_plural or any(t.lower_ in ("their", "they", "its", "it") for t in clause.subtree if t.i < clause.i)):
            first, last = clause.left_edge.i, clause.right_edge.i
            if any(phrase.label_ in FAILING and first <= phrase.start <= last for phrase in _phrases(verb.doc)) or _barred(clause):
                return not _denied(clause)
            if any(child.dep_ == "auxpass" for child in clause.children) and (_says("hurts", clause) or clause.lemma_ in lists()["breaks"]):
                return not _denied(clause)
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
    if lemma not in lists()[key] or any(child.dep_ == "dobj" and any(c.lower_ == "no" for c in child.children) for child in verb.children):
        return False
    needed = _with(f"{key}_with").get(lemma)
    return needed is None or bool(needed & _beside(verb))


def _beside(verb: Token) -> Words:
    """The words of a verb's own phrase after it, as written and as lemmas."""
    return frozenset(form for token in _after(verb) for form in (token.lower_, token.lemma_.lower()))


def _after(verb: Token) -> Iterator[Token]:
    """The few words after a verb, to the end of its clause's stretch."""
    for token in verb.doc[verb.i + 1 : min(verb.i + 9, len(verb.doc))]:
        if token.is_sent_start or token.text in (".", ";", ":"):
            return
        yield token


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
            if above.dep_ == "xcomp" and above.head.lemma_ in lists()["breaks"]:
                above = above.head
            preposition = token.head.lower_
            if above.lemma_.lower() in lists()["harm"] and not (above.lemma_.lower() in lists()["own_failure"] and preposition in _OWN):
                return not any(child.lower_ in ("no", "without", "any") for child in above.children)
            if preposition == "from" and above.lemma_ in lists()["comes"]:
                return any(child.dep_ == "nsubj" and child.lemma_.lower() in lists()["harm"] for child in above.children)
            if preposition in ("in", "at", "across", "for", "inside") and (above.lemma_ in lists()["breaks"] or _breaks_above(above)):
                return True
            if preposition in ("in", "at", "inside") and above.pos_ in ("VERB", "AUX") and _people_suffer(above):
                return True
    return False


def _people_suffer(verb: Token) -> bool:
    """ "In hospitals, nurses went back to paper"."""
    subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    return any(class_of(noun) is not None and _suffers(verb, noun.dep_ == "nsubjpass") for noun in subjects)


def _speaks_up(head: Token) -> bool:
    """ "said the owner of a flower shop": someone of a body that was hurt tells of it."""
    if head.lemma_.lower() in lists()["lookers_on"] or not any(child.lower_ in ("a", "an", "one") for child in head.children):
        return False
    for token in head.ancestors:
        if token.dep_ == "nsubj" and token.head.lemma_ in ("say", "tell", "write", "complain", "message", "sigh", "recall", "rue", "lament", "report"):
            return token.lemma_.lower() not in lists()["bystanders"] and '"' in head.doc[head.sent.start : head.sent.end].text.replace("“", '"').replace("”", '"')
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("relcl", "acl"):
            return False
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
    (_went_down, "down"),
    (_as_object, "object"),
    (_under_harm, "under"),
    (_inverted, "inverted"),
    (_speaks_up, "speaker"),
)

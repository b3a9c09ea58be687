"""Whether a verb tells that its subject, or its object, was hurt by the outage. The words stand in ``rules/groups_harm.yaml``."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from spacy.tokens import Doc, Span, Token

from extractor.accounts.hits import FAILING
from extractor.resources import data
from extractor.rules import load_data

Words = frozenset[str]
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_AFTER_BE = frozenset({"acomp", "advmod", "attr", "prep", "oprd", "prt", "xcomp"})
_REACH = 8  # words after a verb that are looked at for what goes with it


@functools.cache
def lists() -> dict[str, Words]:
    """The plain lists. Raises RuleError where the file is no YAML."""
    found = {key: frozenset(map(str, words)) for key, words in _file().items() if isinstance(words, list)}
    return found | {"any_harm": found["hurts"] | found["suffers"] | found["breaks"]}


@functools.cache
def _with(key: str) -> dict[str, Words]:
    return {verb: frozenset(map(str, words)) for verb, words in _file()[key].items()}


@functools.cache
def _file() -> dict[str, Any]:
    words: dict[str, Any] = load_data(data("extractor.language", "rules", "groups_harm.yaml"))
    return words


def suffers(verb: Token, passive: bool) -> bool:
    """Whether the subject of a verb is hurt; ``passive`` says that it is what the verb is done to."""
    if _denied(verb):
        return False
    return any(sign(verb) for sign in _SIGNS) or any(_tells(word, passive and word is verb) for word in _chain(verb))


def _tells(word: Token, passive: bool) -> bool:
    done_to = passive or any(child.dep_ == "auxpass" for child in word.children) or _is_headline_passive(word)
    if done_to:
        return word.lemma_ in lists()["ordered"] or says("hurts", word) or (word.lemma_ in lists()["both_ways"] and says("suffers", word))
    return word.dep_ != "xcomp" and says("suffers", word)


def _is_headline_passive(verb: Token) -> bool:
    """ "Students locked out of portal": a participle that the parse takes for a past tense."""
    if verb.tag_ not in ("VBD", "VBN") or verb.lemma_ not in lists()["hurts"] or verb.lemma_ in lists()["suffers"]:
        return False
    return not any(child.dep_ in ("dobj", "ccomp", "aux") for child in verb.children)


def _chain(verb: Token) -> Iterator[Token]:
    """The verb and those that share its subject: "found themselves", "had to wait", "queued and complained"."""
    yield verb
    for child in verb.children:
        if child.dep_ in ("xcomp", "conj", "acomp") and not any(c.dep_ in _SUBJECTS for c in child.children):
            yield from _chain(child)


def says(key: str, verb: Token) -> bool:
    """Whether a verb is of a list ("hurts", "suffers"), with a word beside it that the list asks for."""
    lemma = verb.lemma_.lower()
    if lemma not in lists()[key] or any(child.dep_ == "dobj" and _has_no(child) for child in verb.children):
        return False
    needed = _with(f"{key}_with").get(lemma)
    return needed is None or bool(needed & {form for token in _after(verb) for form in (token.lower_, token.lemma_.lower())})


def negated(verb: Token) -> bool:
    """Whether "not" belongs to the verb, or a word that comes to the same: "hardly"."""
    return any(child.dep_ == "neg" or child.lower_ in lists()["scarcely"] for child in verb.children)


def gives_no_answer(verb: Token) -> bool:
    """ "did not respond to emails": says nothing of the failure, whatever it sounds like."""
    return negated(verb) and verb.lemma_ in lists()["answers"]


def goes_down(verb: Token) -> bool:
    """ "went dark", "dropped off the air"."""
    if any(child.dep_ == "dobj" for child in verb.children) or _denied(verb):
        return False
    return any(phrase.label_ in ("down", "intransitive") and phrase.start <= verb.i < phrase.end for phrase in _phrases(verb.doc))


def _denied(verb: Token) -> bool:
    """ "were not affected", "had not noticed anything"."""
    if _is_unserved(verb):
        return False
    return negated(verb) and verb.lemma_ in lists()["any_harm"] and not any(child.lower_ in lists()["modals"] for child in verb.children)


def _barred(verb: Token) -> bool:
    """ "could not pay", "had to walk", "did not get"."""
    words = {child.lower_ for child in verb.children}
    if negated(verb) or {"no", "longer"} <= words:
        return _is_unserved(verb) or bool(words & lists()["modals"]) or verb.lemma_ in lists()["getting"]
    return "cannot" in words or (verb.lemma_ == "have" and verb.tag_ not in ("VBP", "VBZ") and _takes_infinitive(verb))


def _is_unserved(verb: Token) -> bool:
    """ "were not paid"."""
    return verb.lemma_ in lists()["serving"] and negated(verb) and any(child.dep_ == "auxpass" for child in verb.children)


def _takes_infinitive(verb: Token) -> bool:
    return any(child.dep_ == "xcomp" and any(c.lower_ == "to" for c in child.children) for child in verb.children)


def _is_in_need(verb: Token) -> bool:
    """ "were unable to", "were left without", "were among the victims"."""
    if verb.lemma_ not in lists()["being"]:
        return False
    return any(child.i > verb.i and child.dep_ in _AFTER_BE and child.lemma_ in lists()["barred"] for child in verb.children)


def _has_trouble(verb: Token) -> bool:
    """ "had difficulties", "had no access", "saw flights cancelled", "saw their sites stop"."""
    if verb.lemma_ not in lists()["having"]:
        return False
    nouns = [child for child in verb.children if child.dep_ == "dobj"]
    harm = [noun for noun in nouns if noun.lemma_.lower() in lists()["harm"]]
    if any(_has_no(noun) and noun.lemma_.lower() in lists()["harmless"] for noun in nouns):
        return False
    if any(_has_no(noun) for noun in nouns):
        return verb.lemma_ in ("have", "get", "receive", "see", "find") and not harm
    if harm:
        return True
    told = [noun for child in verb.children if child.lower_ in ("of", "about") for noun in child.children if noun.dep_ == "pobj"]
    if any(noun.lemma_.lower() in lists()["harm"] and not _has_no(noun) for noun in told):
        return True
    done = [child for above in (verb, *nouns) for child in above.children if child.i > verb.i and child.tag_ in ("VBN", "VB", "VBG")]
    return any(child.dep_ in ("ccomp", "acl", "xcomp", "oprd", "amod") and child.lemma_ in lists()["any_harm"] for child in done)


def _has_no(noun: Token) -> bool:
    return any(child.lower_ == "no" for child in noun.children)


def _says_so(verb: Token) -> bool:
    """ "shoppers said their cards were declined": what people say, or a body says of itself, is that it failed."""
    if verb.lemma_ not in lists()["telling"]:
        return False
    many = any(child.dep_ == "nsubj" and child.tag_ == "NNS" for child in verb.children)
    for clause in verb.children:
        if clause.dep_ != "ccomp" or _denied(clause):
            continue
        if (many or any(token.lower_ in lists()["own"] for token in clause.subtree if token.i < clause.i)) and _tells_of_failure(clause):
            return True
    return False


def _tells_of_failure(clause: Token) -> bool:
    first, last = clause.left_edge.i, clause.right_edge.i
    if _barred(clause) or any(phrase.label_ in FAILING and first <= phrase.start <= last for phrase in _phrases(clause.doc)):
        return True
    if clause.lemma_ == "be" and any(
        child.dep_ in ("acomp", "attr", "advmod") and child.lower_ in lists()["broken"] for child in clause.children
    ):
        return True
    return any(child.dep_ == "auxpass" for child in clause.children) and (says("hurts", clause) or clause.lemma_ in lists()["breaks"])


def _does_too(verb: Token) -> bool:
    """ "as did start-ups", "so will riders", "as were those of ..."."""
    above = verb.head
    if verb.lemma_ not in ("do", "be", "will", "have") or above.i == verb.i or above.pos_ not in ("VERB", "AUX"):
        return False
    joined = any(child.lower_ in ("as", "so") for child in verb.children if child.i < verb.i)
    return joined and suffers(above, any(child.dep_ == "auxpass" for child in above.children))


def _copes(verb: Token) -> bool:
    """ "noted names by hand", "took cash only"."""
    words = f"_{'_'.join(token.lower_ for token in _after(verb))}_"
    if any(f"_{phrase}_" in words or f"_{phrase}s_" in words for phrase in lists()["coping"]):
        return True
    lacked = words.partition("_without_")[2].split("_")
    return lacked != [""] and not set(lacked[:4]) & lists()["harmless"]


def _asks_of_its_own(verb: Token) -> bool:
    """ "told staff to go back to paper", "told clients to expect delays"."""
    if verb.lemma_ not in lists()["ordered"] or not any(
        child.dep_ in ("dobj", "nsubj") and child.i > verb.i and child.lemma_.lower() in lists()["own_people"] for child in verb.children
    ):
        return False
    asked = [child for child in verb.children if child.dep_ in ("xcomp", "ccomp") and child.i > verb.i and child.lemma_ in lists()["asked"]]
    return any(_copes(word) or says("suffers", word) or _expects_harm(word) for word in asked)


def _expects_harm(verb: Token) -> bool:
    return any(
        child.dep_ == "dobj"
        and (child.lemma_.lower() in lists()["harm"] or any(word.lower_ in ("late", "longer", "delayed") for word in child.children))
        for child in verb.children
    )


def _uses_what_fails(verb: Token) -> bool:
    """ "the portal, which accountants use to file their returns, was unusable"."""
    if verb.dep_ != "relcl" or verb.lemma_ not in lists()["uses"] or negated(verb):
        return False
    thing = verb.head
    above = thing.head
    if thing.dep_ not in _SUBJECTS or above.i < verb.i:
        return False
    ahead = range(verb.right_edge.i + 1, min(above.i + 4, len(verb.doc)))
    return any(phrase.label_ in FAILING and phrase.start in ahead for phrase in _phrases(verb.doc))


def _after(verb: Token) -> Iterator[Token]:
    """The few words after a verb, to the end of its clause's stretch."""
    for token in verb.doc[verb.i + 1 : min(verb.i + 1 + _REACH, len(verb.doc))]:
        if token.is_sent_start or token.text in (".", ";", ":"):
            return
        yield token


def _phrases(doc: Doc) -> list[Span]:
    return list(doc.spans.get("outage_impact", []))


_SIGNS = (_barred, _is_in_need, _has_trouble, _says_so, _does_too, _copes, _asks_of_its_own, _uses_what_fails)

"""Services that have no name of their own, in the article's words: "online banking", "the booking system", "Driftpad's mobile app"."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from extractor.language.names_entities import Entity
from extractor.language.names_runs import lexicon, unread
from extractor.language.names_types import APOSTROPHES
from extractor.resources import data
from extractor.rules import load_data

_MODIFIER_POS = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "NUM", "ADV", "X"})
_MODIFIER_TAGS = frozenset({"VBG", "VBN", "NN", "NNS", "JJ", "RB", "CD", "FW", "HYPH", "AFX", "NNP", "NNPS"})
_NOT_AFTER = frozenset({"emergency services"})  # the fire brigade, not a service that is down
_ZONE = re.compile(r"\.[^\W\d_]{2,3}")  # a country's domain: ".ru"
_ITSELF = frozenset({"site", "service", "platform", "network", "exchange", "blockchain"})  # "the site" may be what the article is about
_EACH_ITS_OWN = ("website", "site", "app", "portal")  # "the apps of A and B" are two
_SUMMING_UP = ("both", "two", "three", "four", "multiple", "these", "various", "popular")
_CLASSES = ("service", "app", "platform", "site", "website", "tool", "exchange", "store", "shop", "portal", "wallet", "game")
_NO_MODIFIERS = frozenset({"am", "pm", "a.m.", "p.m.", "froze", "crashes", "hits", "crippled", "crippling"})
MOST_MODIFIERS = 4


@dataclasses.dataclass(frozen=True, slots=True)
class Generic:
    """A generic service: token offsets, its words without article and brand, other ways to call it, whose it is."""

    start: int
    end: int
    label: str
    aliases: tuple[str, ...]
    owner: str | None
    rule: str  # "number", "phrase", "bare" ("the site"), "weak" (a noun that is seldom a service), "owned" by a name, "possessed" by "its", "the company's"


@lru_cache(maxsize=1)
def words() -> dict[str, frozenset[str]]:
    """The lists of ``rules/names_generic.yaml``. Raises RuleError where the file is no YAML."""
    lists: dict[str, list[Any]] = load_data(data("extractor.language", "rules", "names_generic.yaml"))
    return {key: frozenset(str(word) for word in values) for key, values in lists.items()}


@lru_cache(maxsize=1)
def _phrase_heads() -> frozenset[str]:
    return frozenset(phrase.split()[-1].split("-")[-1] for phrase in words()["phrases"])


@lru_cache(maxsize=1)
def _candidates() -> frozenset[int]:
    """The hashes of all words, singular and plural, at which a generic service's head can begin."""
    lists = words()
    heads = (
        {re.split(r"[ -]|(?<=\d)(?=[a-z])", word)[0] for key in ("alone", "modified", "weak", "numbers") for word in lists[key]}
        | _phrase_heads()
        | _ITSELF
    )
    heads |= lists["alone"] | lists["modified"] | lists["weak"]
    plural = {
        f"{word[:-1]}ies" if word.endswith("y") else f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s" for word in heads
    }
    return frozenset(get_string_id(word) for word in heads | plural)


def generic_services(doc: Doc, found: Iterable[Entity], taken: set[int], ordinary: frozenset[str] = frozenset()) -> Iterator[Generic]:
    """All generic services of a Doc that do not lie within a name.

    Args: taken: token indexes of names; ordinary: lower-case words of the language, to tell a brand from a modifier.
    """
    owners = {span.end: entity for entity in found for span in entity.spans}
    starts = {span.start: (span.end, entity) for entity in found for span in entity.spans}
    last: Generic | None = None
    hidden, candidates, dot = unread(doc), _candidates(), get_string_id(".")
    for index, (lower, prefix) in enumerate(doc.to_array(["LOWER", "PREFIX"]).tolist()):
        if (lower not in candidates and prefix != dot) or index in taken or index in hidden or (last is not None and index < last.end):
            continue
        token = doc[index]
        if prefix == dot:
            if _ZONE.fullmatch(token.text):
                yield Generic(index, index + 1, token.text, (), None, "number")
            continue
        generic = _at(doc, token, owners, taken)
        if generic is not None:
            generic = _shares_owner(doc, last, _with_brand(doc, generic, ordinary))
            last = generic
            yield from _of_owners(doc, generic, starts)


def _with_brand(doc: Doc, generic: Generic, ordinary: frozenset[str]) -> Generic:
    """A brand in lower case is a name by itself: "the *digibank* app"."""
    first = doc[generic.start]
    brand = (
        generic.end - generic.start == 2
        and first.is_lower
        and first.is_alpha
        and len(first) > 4
        and doc[generic.end - 1].lower_ in ("app", "wallet")
    )
    if not ordinary or not brand or {first.lower_, first.lemma_, f"{first.lower_}s"} & ordinary or first.lower_ in words()["alone"]:
        return generic
    return dataclasses.replace(generic, aliases=(*generic.aliases, first.text))


def _shares_owner(doc: Doc, last: Generic | None, generic: Generic) -> Generic:
    """As in "its app and *website*": what owns the first member of an enumeration owns the next."""
    if last is None or generic.rule != "phrase" or last.rule not in ("possessed", "owned"):
        return generic
    between = [token.lower_ for token in doc[last.end : generic.start]]
    if not 0 < len(between) <= 2 or not set(between) <= {",", "and", "or", "&"}:
        return generic
    if last.owner is None or generic.end - generic.start > 1:
        return dataclasses.replace(generic, rule="possessed")
    full = f"{last.owner} {generic.label}"
    return dataclasses.replace(generic, label=full, aliases=(generic.label, *generic.aliases), owner=last.owner, rule="owned")


def _of_owners(doc: Doc, generic: Generic, starts: dict[int, tuple[int, Entity]]) -> Iterator[Generic]:
    """As in "the websites of Brightwater and mobile operator Kelpie": one service for each owner; itself where there is none."""
    index, any_owner = generic.end, False
    if generic.owner is None and index < len(doc) and doc[index].lower_ in ("of", "at"):
        while (index := _next_owner(doc, index + 1, starts)) in starts:
            end, entity = starts[index]
            if entity.type in ("place", "person", "tracker"):
                break
            any_owner = True
            if entity.type != "service":
                yield _named_for(doc, generic, end, entity)
            index = end
            if index >= len(doc) or doc[index].lower_ not in (",", "and") or doc[generic.end - 1].lemma_.lower() not in _EACH_ITS_OWN:
                break
    if not any_owner:
        yield generic


def _next_owner(doc: Doc, index: int, starts: dict[int, tuple[int, Entity]]) -> int:
    """Where a name starts, past "and", "the" and what says which sort it is; -1 where none does."""
    for at in range(index, min(index + 4, len(doc))):
        if at in starts:
            return at
        if doc[at].is_sent_start or (doc[at].pos_ not in ("NOUN", "ADJ", "DET", "CCONJ", "PRON") and doc[at].lower_ not in ("and", "the")):
            return -1
    return -1


def _named_for(doc: Doc, generic: Generic, end: int, owner: Entity) -> Generic:
    name, label = owner.usual(), doc[generic.start : generic.end - 1].text_with_ws + doc[generic.end - 1].lemma_.lower()
    written = tuple(f"{text} {label}" for text in sorted({name, *owner.spellings}) if text)
    if generic.end - generic.start == 1:
        full = f"{name} {label}"
        return Generic(generic.start, end, full, (label, *(text for text in written if text != full)), name, "owned")
    return Generic(generic.start, end, generic.label, (*generic.aliases, *written), name, "owned")


def _at(doc: Doc, token: Token, owners: dict[int, Entity], taken: set[int]) -> Generic | None:
    lists = words()
    if token.lower_ in lists["numbers"] and not _counts(token):
        return Generic(token.i, token.i + 1, token.text, (), None, "number")
    if token.lower_ == "triple" and token.i + 1 < len(doc) and f"triple {doc[token.i + 1].lower_}" in lists["numbers"]:
        return Generic(token.i, token.i + 2, doc[token.i : token.i + 2].text, (), None, "number")
    end = token.i + 1
    single, pair = _head(token), _pair(doc, token, taken)
    if pair:
        head, end = pair, token.i + 2 if doc[token.i + 1].text != "-" else token.i + 3
    elif single in lists["alone"] or single in lists["modified"] or (token.pos_ == "NOUN" and _ends_phrase(doc, token.i)):
        head = single
    elif single in lists["weak"] and token.pos_ in ("NOUN", "PROPN"):
        head = single
    else:
        return None
    if _modifies(doc, end, taken):
        return None
    start = _start(doc, token.i, end, taken)
    if _says_what_a_name_is(doc, start, owners) or _introduces(doc, end, taken):
        return None
    if start and doc[start - 1].lower_ in _SUMMING_UP and doc[end - 1].tag_ in ("NNS", "NNPS") and doc[end - 1].lemma_.lower() in _CLASSES:
        return None  # "both streaming services"
    text = " ".join(doc[start:end].text.split())
    ok = head in lists["alone"] or _has_content(doc, start, end) or _phrase(doc, start, end) or _in_company(doc, start, head)
    if not ok and end - start == 1 and head in _ITSELF and start > 0 and doc[start - 1].lower_ == "the" and not doc[start].is_sent_start:
        return Generic(start, end, text.lower(), (), None, "bare")
    if not ok or text.lower() in _NOT_AFTER or (token.pos_ == "VERB" and start == token.i):
        return None
    weak = head in lists["weak"] and not _phrase(doc, start, end)
    return _made(doc, start, end, text, owners, "weak" if weak else "phrase")


def _in_company(doc: Doc, start: int, head: str) -> bool:
    """A bare noun that stands beside a service: "knocked out *booking* and check-in"."""
    after = doc[start + 1 : start + 4]
    return (
        doc[start].tag_ == "NN"
        and head in words()["modified"]
        and len(after) > 1
        and after[0].lower_ in ("and", ",")
        and (_head(after[1]) in words()["alone"] or _pair(doc, after[1], set()) is not None)
    )


def _head(token: Token) -> str:
    return token.lower_ if token.lower_ in words()["alone"] else token.lemma_.lower()


def _pair(doc: Doc, token: Token, taken: set[int]) -> str | None:
    """Heads of two words, with or without a hyphen: "check-in", "call centre"."""
    if token.i + 1 >= len(doc) or token.i + 1 in taken:
        return None
    second = doc[token.i + 1]
    if second.text == "-" and not token.whitespace_ and token.i + 2 < len(doc):
        joined = f"{token.lower_}-{doc[token.i + 2].lemma_.lower()}"
    else:
        joined = f"{token.lower_} {second.lemma_.lower()}" if token.whitespace_ else f"{token.lower_}{second.lower_}"
    return joined if joined in words()["alone"] or joined in words()["modified"] else None


def _counts(token: Token) -> bool:
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    before = token.nbor(-1) if token.i else None
    counted = following is not None and (
        (following.tag_ == "NNS" and following.lower_ not in ("calls", "operators", "callers", "services", "lines", "centres", "centers"))
        or following.text == "%"
    )
    return counted or (before is not None and before.text in ("$", "£", "€", "error", "code", "HTTP", "."))


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
    start = index
    while start > 0 and index - start < MOST_MODIFIERS * 2:
        token = doc[start - 1]
        if doc[start].is_sent_start or token.i in taken or token.text in APOSTROPHES:
            break
        if token.text == "-" and start >= 2 and not token.whitespace_:
            start -= 2
            continue
        if (
            not (token.is_alpha or token.text[0].isalnum())
            or token.lower_ in _NO_MODIFIERS
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
        if _phrase(doc, start, end):
            break
        start += 1
    return start


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


def _has_content(doc: Doc, start: int, end: int) -> bool:
    return any(token.lower_ not in words()["empty_modifiers"] and token.is_alpha for token in doc[start : end - 1])


def _phrase(doc: Doc, start: int, end: int) -> bool:
    text = (doc[start : end - 1].text_with_ws + doc[end - 1].lemma_).lower()
    return text in words()["phrases"] or doc[start:end].text.lower() in words()["phrases"]


def _ends_phrase(doc: Doc, index: int) -> bool:
    return doc[index].lemma_.lower() in _phrase_heads() and any(
        _phrase(doc, index - count, index + 1) for count in range(4) if index >= count
    )


def _aliases(doc: Doc, start: int, end: int) -> tuple[str, ...]:
    """With the modifiers that say little, and without a head that says less: "guest helpline" for "helpline", "check-in" for "check-in system"."""
    first = start
    while (
        first > 0
        and not doc[first].is_sent_start
        and doc[first - 1].lower_ in words()["empty_modifiers"]
        and doc[first - 1].pos_ in ("NOUN", "ADJ")
    ):
        first -= 1
    found = [" ".join(doc[at:end].text.split()).lower() for at in range(first, start)]
    if end - start > 2 and doc[start].pos_ in ("ADJ", "PROPN") and doc[start + 1].text != "-":
        found.append(" ".join(doc[start + 1 : end].text.split()).lower())
    if end - start > 1 and doc[end - 1].lemma_.lower() in (
        "system",
        "service",
        "app",
        "terminal",
        "machine",
        "platform",
        "account",
        "network",
        "function",
    ):
        rest = doc[start : end - 1]
        if rest[-1].text != "-" and (_head(rest[-1]) in words()["alone"] or _pair(doc, rest[0], set()) is not None):
            found.append(" ".join(rest.text.split()).lower())
    return tuple(found)


def _made(doc: Doc, start: int, end: int, text: str, owners: dict[int, Entity], rule: str) -> Generic | None:
    """The service with its owner; None where the words only say what the name before them is: "the Driftpad *app*"."""
    label = text if any(char.isupper() for word in text.split() for char in word[1:]) else text.lower()
    more = _aliases(doc, start, end)
    owned = start > 0 and (doc[start - 1].text in APOSTROPHES or doc[start - 1].lower_ == "whose")
    owner = owners.get(start - 1 if start > 0 and doc[start - 1].text in APOSTROPHES else start)
    if owner is None and start > 2 and doc[start - 1].lower_ == "whose":
        owner = owners.get(start - 2 if doc[start - 2].text == "," else start - 1)
    if owner is None or owner.type in ("place", "person"):
        possessed = owned or (start > 0 and doc[start - 1].lower_ in ("its", "our", "their"))
        return Generic(start, end, label, more, None, "possessed" if possessed and rule != "weak" else rule)
    if not owned and end - start == 1 and _is_product(doc, owner, start):
        owner.spellings[f"{owner.usual()} {label}"] += 0
        return None
    name = owner.usual()
    written = tuple(f"{text} {label}" for text in sorted({name, *owner.spellings}) if text)
    if end - start == 1:
        full = f"{name} {label}"
        return Generic(start, end, full, (label, *(alias for alias in written if alias != full)), name, "owned")
    return Generic(start, end, label, (*more, *written), name, "owned" if rule != "weak" else rule)


def _is_product(doc: Doc, entity: Entity, start: int) -> bool:
    """Whether "Driftpad app" is another way to say Driftpad, not the app of a firm called so: it has an owner, or is never alone."""
    if entity.owner is not None or entity.type == "service":
        return True
    alone = [span for span in entity.spans if span.end >= len(doc) or doc[span.end].lower_ != doc[start].lower_]
    mine = next((span for span in entity.spans if span.end == start), None)
    return not alone or (mine is not None and mine.start > 0 and doc[mine.start - 1].lower_ == "its")

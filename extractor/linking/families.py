"""Whose incident a telling tells of: the topmost owner of its providers, so that Teams, Microsoft 365 and Azure are all Microsoft's."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping

from extractor.catalogue import Catalogue
from extractor.records import Account, Cause, Name, ProviderRole, ServiceImpact, Telling
from extractor.records.facts import AnyFact
from extractor.resources import data
from extractor.rules import load_data

_POSSESSIVE = re.compile(r"[’']s?$")
_RUN = re.compile(r"[A-ZÀ-Þ][\w&.’'+-]*(?:\s+(?:[A-ZÀ-Þ0-9][\w&.’'+-]*|of|and|&))*")
_LONGEST = 4  # words of a name that the catalogue is asked for
_NO_OWNERS = ("tracker", "channel")


def fold(label: str) -> str:
    """A name without capitals, accents, punctuation, a leading "the" and the legal form: names that fold alike are one."""
    return _fold(label)


@functools.lru_cache(maxsize=65536)
def _fold(label: str) -> str:
    letters = unicodedata.normalize("NFKD", label.casefold().replace("’s", "s").replace("'s", "s").replace("&", " and "))
    words = re.sub(r"[^\w]+", " ", "".join(char for char in letters if not unicodedata.combining(char))).strip().removeprefix("the ")
    first, _, last = words.rpartition(" ")
    return (first if last in _lists()["legal_forms"] and first else words) or label


@functools.cache
def _lists() -> Mapping[str, frozenset[str]]:
    """The word lists of ``names.yaml``."""
    lists: Mapping[str, list[str]] = load_data(data("extractor.linking", "names.yaml"))
    return {name: frozenset(words) for name, words in lists.items()}


def family(name: Name, catalogue: Catalogue) -> str:
    """The topmost owner's IRI, or the folded name where the catalogue does not hold it."""
    top = catalogue.top_of(name.iri) if name.iri else None
    return top.iri if top else _short(fold(name.label))


def _short(folded: str) -> str:
    words = folded.split()
    return words[0] if len(words) == 2 and words[1] in _lists()["types"] and words[0] not in _lists()["no_names"] else folded


def providers(account: Account, catalogue: Catalogue) -> Mapping[str, AnyFact]:
    """The families of an account's providers, each with the fact that names it; less those that only stand in as its cause."""
    found: dict[str, AnyFact] = {}
    for fact in account.facts:
        if isinstance(fact, ProviderRole) and fact.status in ("stated", "suspected"):
            found.setdefault(family(fact.organization, catalogue), fact)
    return found


def owners(account: Account, catalogue: Catalogue) -> Mapping[str, AnyFact]:
    """The families that a telling without providers may be of: the owners of its services, and services that nobody is known to own."""
    found: dict[str, AnyFact] = {}
    for fact in account.facts:
        if isinstance(fact, ServiceImpact) and is_proper(fact.service):
            found.setdefault(family(fact.service, catalogue), fact)
    return found


def is_proper(name: Name) -> bool:
    """Whether it is a name and not a generic service ("online banking")."""
    return name.iri is not None or any(char.isupper() for char in name.label)


def blamed(telling: Telling, catalogue: Catalogue) -> Mapping[str, Cause]:
    """The families that a telling puts its outage down to ("an outage at Cloudflare"), each with the cause that names it."""
    found: dict[str, Cause] = {}
    for fact in telling.account.facts:
        if isinstance(fact, Cause) and fact.category == "dependency" and fact.status in ("stated", "suspected"):
            for name in _named(fact, telling.article.text, catalogue):
                found.setdefault(name, fact)
    return found


def _named(cause: Cause, text: str, catalogue: Catalogue) -> list[str]:
    """Whom the cause names: in its own words, else in the sentence that they stand in."""
    sentence = text[cause.evidence[0].start : cause.evidence[0].end]
    for words in (cause.description or "", sentence):
        if found := list(_names(words, catalogue)):
            return found
    return []


def _names(words: str, catalogue: Catalogue) -> Iterator[str]:
    for run in _RUN.findall(words):
        parts = run.split()
        known = [iri for first in range(len(parts)) for iri in _known(parts[first : first + _LONGEST], catalogue)]
        yield from known or [_short(fold(_POSSESSIVE.sub("", run)))]


def _known(parts: list[str], catalogue: Catalogue) -> list[str]:
    """What the longest piece from the first word on is the name of: at most one family, none where the name is two owners'."""
    for last in range(len(parts), 0, -1):
        name = " ".join(parts[:last]).rstrip(".,;:’'")
        entries = [entry for entry in catalogue.find(name.removesuffix("’s").removesuffix("'s")) if entry.type not in _NO_OWNERS]
        tops = {top.iri for entry in entries if (top := catalogue.top_of(entry.iri))}
        if tops:
            return sorted(tops) if len(tops) == 1 else []
    return []

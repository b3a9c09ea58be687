"""Whose incident a telling tells of: the topmost owner of its providers, so that Teams, Microsoft 365 and Azure are all Microsoft's."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping

from extractor.catalogue import Catalogue, Entry
from extractor.language.places import load_places
from extractor.records import Account, Cause, Name, ProviderRole, ServiceImpact, Telling, TimelineEntry
from extractor.records.facts import AnyFact
from extractor.resources import data
from extractor.rules import load_data

_POSSESSIVE = re.compile(r"[’']s?$")
_RUN = re.compile(r"[A-ZÀ-Þ][\w&.’'+-]*(?:\s+(?:[A-ZÀ-Þ0-9][\w&.’'+-]*|of|and|&))*")
SHORTEST = 4  # letters of a name that the catalogue does not hold
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
    """The topmost owner's IRI, or the folded name where the catalogue does not hold it or knows several owners of it."""
    known = [name.iri] if name.iri else [entry.iri for entry in catalogue.find(name.label)]
    tops = {top.iri for iri in known if (top := catalogue.top_of(iri))}
    return tops.pop() if len(tops) == 1 else _short(fold(name.label))


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


def unnamed(telling: Telling, catalogue: Catalogue) -> Mapping[str, AnyFact]:
    """The families of a telling that names no provider.

    The one organisation that the catalogue knows in the sentences that date it; else the owners of its services; else, where the catalogue
    knows nobody, every name that stands there (in each of them, of what an article is about), since a word that is no provider joins
    nothing.
    """
    organizations: dict[str, AnyFact] = {}
    unknown: list[dict[str, AnyFact]] = []
    known = False
    for fact in telling.account.facts:
        if isinstance(fact, TimelineEntry):
            runs = list(_runs(telling.article.text[fact.evidence[0].start : fact.evidence[0].end], catalogue))
            known = known or any(entries for entries, _ in runs)
            unknown.append({name: fact for entries, name in runs if not entries and len(name) >= SHORTEST and not _is_place(name)})
            for entries, name in runs:
                if any(entry.type == "organization" for entry in entries):
                    organizations.setdefault(name, fact)
    if len(organizations) == 1:
        return organizations
    everywhere = telling.account.role == "main"
    names = {name: fact for told in unknown for name, fact in told.items() if not everywhere or all(name in other for other in unknown)}
    return owners(telling.account, catalogue) or ({} if known else names)


def _is_place(name: str) -> bool:
    return bool(load_places().find(name.title()))


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
    return (name for _, name in _runs(words, catalogue))


def _runs(words: str, catalogue: Catalogue) -> Iterator[tuple[list[Entry], str]]:
    """The names in a text: what the catalogue knows them as (nothing where it does not), and whose they are."""
    for run in _RUN.findall(words):
        parts = run.split()
        known = [found for first in range(len(parts)) for found in _known(parts[first : first + _LONGEST], catalogue)]
        yield from known or [([], _short(fold(_POSSESSIVE.sub("", run))))]


def _known(parts: list[str], catalogue: Catalogue) -> list[tuple[list[Entry], str]]:
    """What the longest piece from the first word on is the name of: at most one family, none where the name is two owners'."""
    for last in range(len(parts), 0, -1):
        name = " ".join(parts[:last]).rstrip(".,;:’'")
        entries = [entry for entry in catalogue.find(_POSSESSIVE.sub("", name)) if entry.type not in _NO_OWNERS]
        tops = sorted({top.iri for entry in entries if (top := catalogue.top_of(entry.iri))})
        if tops:
            return [(entries, tops[0])] if len(tops) == 1 else []
    return []

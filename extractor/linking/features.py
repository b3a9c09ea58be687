"""What linking knows of a telling: whose incident, when it began, and what it says that another telling may say too."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from extractor.catalogue import Catalogue
from extractor.language.places import load_places
from extractor.linking.families import blamed, family, fold, is_proper, providers, unnamed
from extractor.linking.when import When, starts
from extractor.records import (
    Account,
    Article,
    Cause,
    Count,
    DurationReport,
    ErrorSighting,
    Name,
    ProviderReference,
    ProviderRole,
    RegionImpact,
    ServiceImpact,
    Statement,
    Telling,
    TimelineEntry,
)
from extractor.records.facts import AnyFact

Kind = Literal[
    "provider", "reference", "service", "generic_service", "error", "region", "country", "count", "cause", "duration", "end", "quote"
]
Told = Mapping[Kind, Mapping[str, AnyFact]]
QUOTE = 6  # words that tell a quotation from others
BROAD = 15  # services and brands that the catalogue holds of one owner
LEAST_COUNT = 3  # figures below this agree by chance
VAGUE_CAUSES = frozenset({"unknown", "infrastructure"})
BROAD_PLACES = frozenset({"continent", "world_region"})
_WORD = re.compile(r"\w+")


@dataclasses.dataclass(frozen=True, slots=True)
class Features:
    """``families``: whose incident; ``named`` is whether providers say so, and not just services.

    ``starts``: the best known first. ``told``: of each kind, comparable values with the fact that gives them. ``blamed``: the families
    whose outage is given as the cause. ``broad`` is a provider of many services, which has several outages a month.
    """

    telling: Telling
    families: frozenset[str]
    named: bool
    starts: tuple[When, ...]
    told: Told
    blamed: Mapping[str, Cause]
    broad: bool = False

    @property
    def article(self) -> Article:
        """The article that tells."""
        return self.telling.article


def features(telling: Telling, catalogue: Catalogue) -> Features:
    """Reads them off a telling's facts."""
    whose = providers(telling.account, catalogue)
    to_blame = {name: cause for name, cause in blamed(telling, catalogue).items() if len(whose) > 1 or name not in whose}
    own = {name: fact for name, fact in whose.items() if name not in to_blame} or whose
    to_blame = {name: cause for name, cause in to_blame.items() if name not in own}
    families = own or unnamed(telling, catalogue)
    brands = _brands(telling.account, frozenset(families), catalogue)
    told: dict[Kind, dict[str, AnyFact]] = defaultdict(dict)
    told["provider"].update(families)
    for fact in telling.account.facts:
        if fact.status in ("stated", "suspected"):
            for kind, value in _values(fact, brands, catalogue):
                told[kind].setdefault(value, fact)
    broad = any(len(catalogue.family(name)) >= BROAD for name in families)
    return Features(telling, frozenset(families), bool(own), starts(telling), dict(told), to_blame, broad)


def _values(fact: AnyFact, brands: _Brands, catalogue: Catalogue) -> Iterator[tuple[Kind, str]]:
    if isinstance(fact, ProviderReference):
        yield "reference", fact.reference_number.casefold()
    elif isinstance(fact, ServiceImpact):
        yield from _service(fact, brands, catalogue)
    elif isinstance(fact, ErrorSighting):
        yield "error", fold(fact.code)
    elif isinstance(fact, RegionImpact):
        yield from _region(fact.region.label)
    elif isinstance(fact, Count) and fact.value >= LEAST_COUNT:
        yield "count", f"{fact.kind} {fact.value:g}"
    elif isinstance(fact, Cause) and fact.category not in VAGUE_CAUSES:
        yield "cause", fact.category
    elif isinstance(fact, DurationReport):
        yield "duration", fact.duration
    elif isinstance(fact, TimelineEntry) and fact.phase == "resolved" and fact.time.earliest == fact.time.latest and fact.time.earliest:
        yield "end", fact.time.earliest
    elif isinstance(fact, Statement):
        words = _WORD.findall(fact.text.casefold())
        if len(words) >= QUOTE:
            yield "quote", " ".join(words[:QUOTE])


@dataclasses.dataclass(frozen=True, slots=True)
class _Brands:
    """The families whose incident it is, and what they and the providers themselves are called."""

    families: frozenset[str]
    names: frozenset[str]


def _service(fact: ServiceImpact, brands: _Brands, catalogue: Catalogue) -> Iterator[tuple[Kind, str]]:
    """A provider's own service tells its incidents apart; other people's, which fell with it, and generic ones only speak for one."""
    name = fact.service
    if not is_proper(name):
        yield "generic_service", fold(name.label)
    elif fold(name.label) not in brands.names and not _is_brand(name, catalogue):
        own = name.iri is None or family(name, catalogue) in brands.families
        yield "service" if own else "generic_service", name.iri or fold(name.label)


def _brands(account: Account, families: frozenset[str], catalogue: Catalogue) -> _Brands:
    """A service that is called as its provider is says no more than the provider does."""
    entries = [entry for entry in map(catalogue.by_iri.get, sorted(families)) if entry]
    labels = [label for entry in entries for label in (entry.label, *entry.aliases)]
    for fact in account.facts:
        if isinstance(fact, ProviderRole):
            labels += (fact.organization.label, *fact.organization.aliases)
    return _Brands(families, frozenset(map(fold, labels)) | families)


def _is_brand(name: Name, catalogue: Catalogue) -> bool:
    owner = catalogue.owner_of(name.iri) if name.iri else None
    return owner is not None and fold(owner.label) == fold(name.label)


def _region(label: str) -> Iterator[tuple[Kind, str]]:
    kind, country = _place(label)
    if kind not in BROAD_PLACES and fold(label) != "worldwide":
        yield "region", fold(label)
        if country:
            yield "country", country


@functools.lru_cache(maxsize=65536)
def _place(label: str) -> tuple[str, str]:
    """What kind of place the label names and in which country; empty for cloud regions and unknown places."""
    found = load_places().find(label)
    return (found[0].kind, found[0].country) if found else ("", "")


@functools.total_ordering
class Last:
    """A value that is compared only where all before it in a key are equal: by its text, which takes long to write."""

    __slots__ = ("_value",)

    def __init__(self, value: Any) -> None:
        """Args: value: anything with a ``repr`` that says all of it."""
        self._value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Last) and bool(self._value == other._value)

    def __lt__(self, other: Last) -> bool:
        return repr(self._value) < repr(other._value)

    __hash__ = None  # type: ignore[assignment]


def order(telling: Telling) -> tuple[Any, ...]:
    """A key that sorts tellings by what they are, in whatever order they came."""
    article, account = telling.article, telling.account
    return (article.source_file, article.published or "", article.text, article.url or "", account.number, Last((article, account)))

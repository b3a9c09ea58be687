"""The word lists of ``rules/quotes.yaml``."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterable, Mapping

from extractor.resources import data
from extractor.rules import load_data

_DETERMINER = r"(?:(?:a|an|the|its|their|his|her|this|one|\w+(?:['’]s|s['’]))\s+)?"


@dataclasses.dataclass(frozen=True, slots=True)
class Words:
    """What the file holds. The patterns find where something was said: "on X", "in a statement", "its status page says"."""

    saying: frozenset[str]
    surely_saying: frozenset[str]
    embedding: frozenset[str]
    sayings: frozenset[str]
    manners: frozenset[str]
    officials: frozenset[str]
    spokespersons: frozenset[str]
    documents: frozenset[str]
    organisations: Mapping[str, frozenset[str]]
    crowds: frozenset[str]
    shown: frozenset[str]
    naming: frozenset[str]
    roles: frozenset[str]
    offices: frozenset[str]
    bystanders: frozenset[str]
    posting: frozenset[str]
    social: frozenset[str]
    account_words: frozenset[str]
    titles: frozenset[str]
    person_endings: tuple[str, ...]
    no_persons: frozenset[str]
    networks: Mapping[str, str]
    network: re.Pattern[str]
    issued: re.Pattern[str]
    speaking: re.Pattern[str]


@functools.cache
def words() -> Words:
    """The lists, read once. Raises RuleError where the file is no YAML."""
    lists = load_data(data("extractor.language", "rules", "quotes.yaml"))
    plain = {field: frozenset(lists[field]) for field in lists if isinstance(lists[field], list) and field != "person_endings"}
    issued, said = _alternatives(lists["channels"]["nouns"]), _alternatives(lists["surely_saying"] + ["read", "reads"])
    networks = dict(lists["channels"]["names"])
    return Words(
        organisations={head: frozenset(kinds) for head, kinds in lists["organisations"].items()},
        person_endings=tuple(lists["person_endings"]),
        networks=networks,
        network=re.compile(rf"\b(?:on|via|to|through|over|an?)\s+({_alternatives(networks)})\b", re.IGNORECASE),
        issued=re.compile(rf"\b(?:in|on|via|by|from|at)\s+{_DETERMINER}(?:[\w-]+\s+){{0,3}}?({issued})\b", re.IGNORECASE),
        speaking=re.compile(rf"\b({issued})\s+(?:{said})\b|\b(?:{said})\s+{_DETERMINER}(?:[\w-]+\s+){{0,3}}?({issued})\b", re.IGNORECASE),
        **plain,
    )


def _alternatives(texts: Iterable[str]) -> str:
    return "|".join(re.escape(text) for text in sorted(texts, key=lambda text: (-len(text), text)))

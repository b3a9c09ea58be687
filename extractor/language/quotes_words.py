"""The word lists of ``rules/quotes.yaml``."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterable, Mapping

from extractor.resources import data
from extractor.rules import load_data


@dataclasses.dataclass(frozen=True, slots=True)
class Words:
    """What the file holds. ``network`` and ``issued`` find where something was said: "on X", "in a statement"."""

    saying: frozenset[str]
    surely_saying: frozenset[str]
    embedding: frozenset[str]
    sayings: frozenset[str]
    officials: frozenset[str]
    spokespersons: frozenset[str]
    organisations: Mapping[str, frozenset[str]]
    crowds: frozenset[str]
    shown: frozenset[str]
    naming: frozenset[str]
    roles: frozenset[str]
    social: frozenset[str]
    account_words: frozenset[str]
    titles: frozenset[str]
    networks: Mapping[str, str]
    network: re.Pattern[str]
    issued: re.Pattern[str]


@functools.cache
def words() -> Words:
    """The lists, read once. Raises RuleError where the file is no YAML."""
    lists = load_data(data("extractor.language", "rules", "quotes.yaml"))
    plain = {field: frozenset(lists[field]) for field in lists if isinstance(lists[field], list)}
    networks = dict(lists["channels"]["names"])
    return Words(
        organisations={head: frozenset(kinds) for head, kinds in lists["organisations"].items()},
        networks=networks,
        network=re.compile(rf"\b(?:on|via|to|through|over)\s+({_alternatives(networks)})\b", re.IGNORECASE),
        issued=re.compile(rf"\b({_alternatives(lists['channels']['nouns'])})\b", re.IGNORECASE),
        **plain,
    )


def _alternatives(texts: Iterable[str]) -> str:
    return "|".join(re.escape(text) for text in sorted(texts, key=lambda text: (-len(text), text)))

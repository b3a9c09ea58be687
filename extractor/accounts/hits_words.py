"""The word lists of the modules that decide what was hit."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from extractor.resources import data
from extractor.rules import load_data

SERVICES = ("service", "generic_service")  # labels of ``outage_names``


@lru_cache(maxsize=1)
def words() -> dict[str, frozenset[str]]:
    """The word lists of ``rules/hits.yaml``. Raises RuleError where the file is no YAML."""
    lists: dict[str, list[Any]] = load_data(data("extractor.accounts", "rules", "hits.yaml"))
    return {key: frozenset(str(word) for word in values) for key, values in lists.items()}

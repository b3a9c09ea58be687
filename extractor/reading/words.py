"""The word lists of ``words.yaml``."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from extractor.resources import data
from extractor.rules import load_data


@functools.cache
def words(name: str) -> tuple[str, ...]:
    """One list, in its order."""
    return tuple(_lists()[name])


@functools.cache
def word_set(name: str) -> frozenset[str]:
    """One list as a set."""
    return frozenset(words(name))


@functools.cache
def _lists() -> Mapping[str, list[str]]:
    lists: Mapping[str, list[str]] = load_data(data("extractor.reading", "words.yaml"))
    return lists

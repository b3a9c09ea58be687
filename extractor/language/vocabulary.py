"""Which words are ordinary English ones: those of ``data/words.txt`` (``scripts/build_words.py``)."""

from __future__ import annotations

import functools

from extractor.resources import data


def is_known(word: str) -> bool:
    """Whether the list holds the word. Case makes no difference."""
    return word.lower() in _known()


@functools.cache
def _known() -> frozenset[str]:
    return frozenset(data("extractor.language", "data", "words.txt").read_text("utf-8").split())

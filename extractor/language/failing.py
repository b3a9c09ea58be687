"""How much a word is like the words of failing: a weak sign, for words that the rules of ``impact.yaml`` don't hold.

The cosine of the word's vector (:mod:`vectors`) with the mean of those in ``rules/failing.yaml``. Of failing words that are not among
them, 94 in 100 are nearer to it than an unrelated word is (tests/language/test_failing.py); alone it decides nothing.
"""

from __future__ import annotations

import functools

import numpy as np

from extractor.language.vectors import Vector, vector
from extractor.resources import data
from extractor.rules import load_data


@functools.lru_cache(maxsize=16384)
def likeness(word: str) -> float:
    """-1 to 1: above 0.2 for half of the failing words that are not among those, and for 12 in 100 of all words. 0 without a vector."""
    found = vector(word)
    return 0.0 if found is None else float(found @ _centre())


@functools.cache
def _centre() -> Vector:
    lines = load_data(data("extractor.language", "rules", "failing.yaml"))
    known = [found for line in lines for word in line if (found := vector(word)) is not None]
    mean: Vector = np.mean(known, axis=0)
    return mean / np.float32(np.linalg.norm(mean))

"""Word vectors: what a word means, as near to or far from other words.

Distilled by ``scripts/make_vectors.py``: every word of the vocabulary put once through a sentence encoder, reduced by principal
components and stored in one byte a number. Nothing but numpy reads them. A text is the mean of its words, each weighted by how
rare it is (smooth inverse frequency: Arora, Liang & Ma 2017, "A simple but tough-to-beat baseline for sentence embeddings").
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractor.resources import data

Vector = NDArray[np.float32]


class Table:
    """The packaged vectors: a row of unit length for each word, and each word's weight in a text."""

    def __init__(self, words: Iterable[str], vectors: NDArray[np.int8], weights: NDArray[np.uint8]) -> None:
        """Args: words: in the order of the rows; weights: 255 for the rarest words."""
        self.places = {word: number for number, word in enumerate(words)}
        self.vectors: Vector = vectors.astype(np.float32)
        self.vectors /= np.linalg.norm(self.vectors, axis=1, keepdims=True)
        self.weights: Vector = weights.astype(np.float32) / np.float32(255)
        self.width = int(vectors.shape[1])


@functools.cache
def table() -> Table:
    """The packaged table, read once."""
    with _arrays() as arrays:
        return Table(_words_in(arrays), arrays["vectors"], arrays["weights"])


def is_known(word: str) -> bool:
    """Whether the table holds the word; reads none of the vectors. Case makes no difference."""
    return word.lower() in _known()


@functools.cache
def _known() -> frozenset[str]:
    with _arrays() as arrays:
        return frozenset(_words_in(arrays))


@contextlib.contextmanager
def _arrays() -> Iterator[Mapping[str, NDArray[Any]]]:
    with data("extractor.language", "data", "vectors.npz").open("rb") as file, np.load(file) as arrays:
        yield arrays


def _words_in(arrays: Mapping[str, NDArray[Any]]) -> list[str]:
    text: str = arrays["words"].tobytes().decode("utf-8")
    return text.split("\n")


def vector(word: str) -> Vector | None:
    """The word's vector, of length 1; None for a word that the table doesn't hold. Case makes no difference."""
    place = table().places.get(word.lower())
    return None if place is None else table().vectors[place]


def similarity(one: str, other: str) -> float | None:
    """The cosine of two words, -1 to 1; None where the table doesn't hold both."""
    first, second = vector(one), vector(other)
    return None if first is None or second is None else float(first @ second)


def mean(words: Iterable[str]) -> Vector:
    """The weighted mean of the words that the table holds, of length 1; all zeros where it holds none."""
    kept = table()
    places = [place for word in words if (place := kept.places.get(word.lower())) is not None]
    total: Vector = kept.weights[places] @ kept.vectors[places]
    length = float(np.linalg.norm(total))
    return total / np.float32(length) if length else total

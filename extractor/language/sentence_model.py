"""A learned reader of sentences: which category of a scheme each one tells of, if any.

A multinomial logistic regression over :mod:`sentence_features`; the weights are whole hundredths in ``data/NAME.npz``, made by
``scripts/train_causes_actions.py``.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from extractor.language.logistic import NONE, SCALE
from extractor.resources import data

Matrix = NDArray[np.int32]


class SentenceModel:
    """Weights by feature, one for each label; ``none`` is among the labels."""

    def __init__(self, labels: Sequence[str], features: Iterable[str], weights: NDArray[np.int16]) -> None:
        """Args: weights: hundredths, a row for each feature, a column for each label; the first feature is the bias."""
        self.labels = tuple(labels)
        self.places = {feature: number for number, feature in enumerate(features)}
        self.weights: Matrix = weights.astype(np.int32)  # whole numbers: their sum is the same in every order

    def shares(self, sentences: Iterable[Iterable[str]]) -> list[dict[str, float]]:
        """How likely each category is in each sentence, by its features; ``none`` left out."""
        rows: list[int] = []
        starts: list[int] = []
        for features in sentences:
            starts.append(len(rows))
            rows += (0, *filter(None, map(self.places.get, features)))
        if not starts:
            return []
        sums = np.add.reduceat(self.weights[rows], starts, axis=0) / SCALE
        powers = np.exp(sums - sums.max(axis=1, keepdims=True))
        powers /= powers.sum(axis=1, keepdims=True)
        return [{label: share for label, share in zip(self.labels, row, strict=True) if label != NONE} for row in powers.tolist()]

    def weight(self, feature: str, label: str) -> int:
        """How much a feature speaks for a label rather than for none, in hundredths; 0 where it is unknown."""
        place = self.places.get(feature)
        if place is None:
            return 0
        row = self.weights[place]
        return int(row[self.labels.index(label)] - row[self.labels.index(NONE)])


@functools.cache
def load_sentence_model(name: str) -> SentenceModel:
    """The packaged model of that name: ``causes`` or ``actions``."""
    with data("extractor.language", "data", f"{name}.npz").open("rb") as file, np.load(file) as arrays:
        labels, features = (arrays[key].tobytes().decode("utf-8").split("\n") for key in ("labels", "features"))
        return SentenceModel(labels, features, arrays["weights"])

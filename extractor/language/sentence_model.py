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

Matrix = NDArray[np.float32]


class SentenceModel:
    """Weights by feature, one for each label; ``none`` is among the labels."""

    def __init__(self, labels: Sequence[str], features: Iterable[str], weights: NDArray[np.int16]) -> None:
        """Args: weights: hundredths, a row for each feature, a column for each label; the first feature is the bias."""
        self.labels = tuple(labels)
        self.places = {feature: number for number, feature in enumerate(features)}
        self.weights: Matrix = weights.astype(np.float32) / np.float32(SCALE)

    def shares(self, features: Iterable[str]) -> dict[str, float]:
        """How likely each category is, ``none`` left out."""
        rows = [0, *(place for feature in features if (place := self.places.get(feature)) is not None)]
        sums = self.weights[rows].sum(axis=0)
        powers = np.exp(sums - sums.max())
        powers /= powers.sum()
        return {label: float(share) for label, share in zip(self.labels, powers.tolist(), strict=True) if label != NONE}

    def weight(self, feature: str, label: str) -> float:
        """How much a feature speaks for a label rather than for none; 0 where it is unknown."""
        place = self.places.get(feature)
        if place is None:
            return 0.0
        row = self.weights[place]
        return float(row[self.labels.index(label)] - row[self.labels.index(NONE)])


@functools.cache
def load_sentence_model(name: str) -> SentenceModel:
    """The packaged model of that name: ``causes`` or ``actions``."""
    with data("extractor.language", "data", f"{name}.npz").open("rb") as file, np.load(file) as arrays:
        labels, features = (arrays[key].tobytes().decode("utf-8").split("\n") for key in ("labels", "features"))
        return SentenceModel(labels, features, arrays["weights"])

"""The learned deciders: which label a thing has, from the features around it.

Multinomial logistic regressions over sparse features; the weights are whole hundredths in ``data/NAME.json``. To read one needs
nothing but a sum for each label. ``phases``: which phase a time dates (``scripts/train_clauses.py``); ``services``: whether a
name is a service that was hit (``scripts/train_services.py``); ``relevance``: whether an article reports an outage at all
(``scripts/train_relevance.py``).
"""

from __future__ import annotations

import functools
import itertools
import json
import math
from collections.abc import Iterable, Mapping, Sequence

from extractor.resources import data

NONE = "none"
SCALE = 100.0


class LogisticModel:
    """Weights by feature, one for each label."""

    def __init__(self, labels: Sequence[str], weights: Mapping[str, Sequence[int]]) -> None:
        """Args: labels: what there is to tell apart; weights: hundredths by feature, in the order of the labels."""
        self.labels = tuple(labels)
        self._weights = weights
        self._margins = {feature: row[1] - row[0] for feature, row in weights.items()} if len(labels) == 2 else None

    def rows(self) -> list[tuple[str, Sequence[int]]]:
        """The weights by feature, sorted."""
        return sorted(self._weights.items())

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """How likely each label is; they sum to 1. The weights are whole numbers: in whatever order they are added, the sum is the same."""
        if self._margins is not None:
            sums = [0, sum(map(self._margins.get, (*features, "bias"), itertools.repeat(0)))]
        else:
            rows = filter(None, map(self._weights.get, (*features, "bias")))
            sums = list(map(sum, zip([0] * len(self.labels), *rows, strict=True)))
        top = max(sums)
        powers = [math.exp((value - top) / SCALE) for value in sums]
        total = math.fsum(powers)
        return {label: power / total for label, power in zip(self.labels, powers, strict=True)}


@functools.cache
def load_model(name: str) -> LogisticModel:
    """The packaged model of that name."""
    plain = json.loads(data("extractor.language", "data", f"{name}.json").read_text("utf-8"))
    return LogisticModel(plain["labels"], plain["weights"])

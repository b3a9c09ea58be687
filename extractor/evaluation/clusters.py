"""Measures of incident linking: V-measure and B-cubed over the main incidents of the articles."""

from __future__ import annotations

import collections
import math
from collections.abc import Hashable, Iterable, Sequence


def v_measure(gold: Sequence[Hashable], said: Sequence[Hashable]) -> float:
    """The harmonic mean of homogeneity and completeness (Rosenberg and Hirschberg 2007), 0 for nothing at all."""

    def entropy(counts: Iterable[int]) -> float:
        counts = list(counts)
        total = sum(counts)
        return -sum(c / total * math.log(c / total) for c in counts if c)

    if not gold:
        return 0.0
    n = len(gold)
    joint = collections.Counter(zip(gold, said, strict=True))
    g, s = collections.Counter(gold), collections.Counter(said)
    hg, hs = entropy(g.values()), entropy(s.values())
    hgs = -sum(c / n * math.log(c / s[b]) for (_, b), c in joint.items())
    hsg = -sum(c / n * math.log(c / g[a]) for (a, _), c in joint.items())
    hom = 1 - hgs / hg if hg else 1.0
    com = 1 - hsg / hs if hs else 1.0
    return 2 * hom * com / (hom + com) if hom + com else 0.0


def b_cubed(gold: Sequence[Hashable], said: Sequence[Hashable]) -> float:
    """F1 of B-cubed precision and recall (Bagga and Baldwin 1998), 0 for nothing at all."""
    if not gold:
        return 0.0
    n = len(gold)
    joint = collections.Counter(zip(gold, said, strict=True))
    g, s = collections.Counter(gold), collections.Counter(said)
    precision = sum(c * c / s[b] for (_, b), c in joint.items()) / n
    recall = sum(c * c / g[a] for (a, _), c in joint.items()) / n
    return 2 * precision * recall / (precision + recall)

"""Fits the learned deciders: multinomial logistic regression with an L2 penalty, minimised by L-BFGS from zero.

Nocedal & Wright, Numerical Optimization, algorithm 7.4. No random numbers, so the same instances give the same file. Needs
nothing but what the package needs.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractor.language.logistic import SCALE, LogisticModel

Vector = NDArray[np.float64]
Row = tuple[Iterable[str], str, float]  # features, label, weight


def fit(rows: Sequence[Row], labels: Sequence[str], penalty: float, least: int, tolerance: float = 1e-6) -> LogisticModel:
    """The model of these rows.

    Args: penalty: half of it times the sum of the squared weights is added to the loss; least: how many rows a feature must stand with;
        tolerance: it ends when a step lessens the loss by less than this share of it.
    """
    counts = Counter(feature for features, _, _ in rows for feature in set(features))
    names = ["bias", *sorted(feature for feature, count in counts.items() if count >= least)]
    place = {name: number for number, name in enumerate(names)}
    used = [[0, *(place[f] for f in sorted(set(features)) if f in place)] for features, _, _ in rows]
    columns = np.concatenate([np.array(row) for row in used])
    starts = np.cumsum([0, *(len(row) for row in used[:-1])])
    owners = np.repeat(np.arange(len(used)), [len(row) for row in used])[np.argsort(columns, kind="stable")]
    firsts = np.searchsorted(np.sort(columns), np.arange(len(names)))  # every feature stands somewhere
    wanted = np.zeros((len(rows), len(labels)))
    wanted[np.arange(len(rows)), [labels.index(label) for _, label, _ in rows]] = 1
    weight = np.array([weight for _, _, weight in rows])[:, None]

    def loss(flat: Vector) -> tuple[float, Vector]:
        table = flat.reshape(len(names), len(labels))
        sums = np.add.reduceat(table[columns], starts)
        sums -= sums.max(axis=1, keepdims=True)
        shares = np.exp(sums)
        shares /= shares.sum(axis=1, keepdims=True)
        value = -float((weight * wanted * np.log(shares + 1e-300)).sum()) + penalty / 2 * float((table[1:] ** 2).sum())
        slope: Vector = np.add.reduceat((weight * (shares - wanted))[owners], firsts)
        slope[1:] += penalty * table[1:]
        return value, slope.ravel()

    table = minimise(loss, np.zeros(len(names) * len(labels)), tolerance).reshape(len(names), len(labels))
    whole = np.rint(table * SCALE).astype(int)
    return LogisticModel(labels, {name: row for name, row in zip(names, whole.tolist(), strict=True) if any(abs(w) > 2 for w in row)})


def write(model: LogisticModel, path: Path) -> str:
    """Writes a model as the package reads it, a feature a line. Returns a line that tells its size."""
    lines = ",\n".join(f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}" for name, row in model.rows())
    path.write_text(f'{{"labels":{json.dumps(list(model.labels))},"weights":{{\n{lines}\n}}}}\n', "utf-8")
    return f"{len(model.rows())} features, {path.stat().st_size} bytes"


def minimise(
    loss: Callable[[Vector], tuple[float, Vector]], start: Vector, tolerance: float = 1e-6, rounds: int = 150, memory: int = 10
) -> Vector:
    """L-BFGS with a backtracking line search, until a step lessens the loss by less than ``tolerance`` of it."""
    at = start
    value, slope = loss(at)
    pairs: list[tuple[Vector, Vector]] = []
    for _ in range(rounds):
        direction = -_curved(slope, pairs)
        step, fall = (1.0 if pairs else 1.0 / max(float(np.abs(slope).sum()), 1.0)), float(slope @ direction)
        new_value, new_slope = loss(at + step * direction)
        while new_value > value + 1e-4 * step * fall and step > 1e-10:
            step /= 2
            new_value, new_slope = loss(at + step * direction)
        moved, turned = step * direction, new_slope - slope
        if float(moved @ turned) > 1e-10:
            pairs = [*pairs[-memory + 1 :], (moved, turned)]
        done = value - new_value < tolerance * abs(value)
        at, value, slope = at + moved, new_value, new_slope
        if done:
            break
    return at


def _curved(slope: Vector, pairs: Sequence[tuple[Vector, Vector]]) -> Vector:
    """The slope times the approximate inverse of the curvature: the two loops of L-BFGS."""
    vector, used = slope.copy(), []
    for moved, turned in reversed(pairs):
        share = float(moved @ vector) / float(moved @ turned)
        vector = vector - share * turned
        used.append(share)
    if pairs:
        moved, turned = pairs[-1]
        vector = vector * (float(moved @ turned) / float(turned @ turned))
    for (moved, turned), share in zip(pairs, reversed(used), strict=True):
        vector = vector + moved * (share - float(turned @ vector) / float(moved @ turned))
    return vector

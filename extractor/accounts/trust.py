"""How sure a fact is: what its rule, or the share of a learned component, came to on articles with gold.

The figures stand in ``data/precision.json``, written by ``scripts/measure_trust.py``. They never decide whether a fact is given.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import math
from typing import Any

from extractor.records.facts import AnyFact
from extractor.resources import data

PRIOR = 4  # how many facts of its kind's usual precision a rule is given beside its own: few facts say little
EDGE = 0.01  # nothing is surer than 1 - EDGE, or less sure than EDGE


def with_confidence(fact: AnyFact) -> AnyFact:
    """The fact with its confidence, 0 to 1: the share of facts as sure as this one that gold has; as it was where nothing was measured."""
    share = expected(type(fact).__name__, fact.confidence, {evidence.rule for evidence in fact.evidence}, figures())
    return fact if share is None else dataclasses.replace(fact, confidence=round(share, 3))


def expected(kind: str, raw: float | None, rules: set[str], measured: dict[str, Any]) -> float | None:
    """The share of such facts that are right.

    Args:
        kind: the class of the fact.
        raw: the share that a learned component gave it, None where rules alone decided.
        rules: the ids of what found it.
        measured: ``rules`` (right and said by kind and rule) and ``calibration`` (slope and offset by kind).
    """
    share = raw if raw is not None else of_rules(kind, rules, measured["rules"])
    if share is None or kind not in measured["calibration"]:
        return raw
    slope, offset = measured["calibration"][kind]
    return sigmoid(slope * logit(share) + offset)


def of_rules(kind: str, rules: set[str], records: dict[str, dict[str, list[int]]]) -> float | None:
    """The precision of the best of these rules for this kind of fact, drawn to the kind's own by ``PRIOR``; None where it has none."""
    known = records.get(kind, {})
    if not known:
        return None
    usual = sum(right for right, _ in known.values()) / sum(said for _, said in known.values())
    return max((right + PRIOR * usual) / (said + PRIOR) for right, said in (known.get(rule, (0, 0)) for rule in sorted(rules)))


def logit(share: float) -> float:
    """The log of the odds of a share, kept off 0 and 1 by ``EDGE``."""
    kept = min(max(share, EDGE), 1 - EDGE)
    return math.log(kept / (1 - kept))


def sigmoid(value: float) -> float:
    """The share whose logit this is, kept off 0 and 1 by ``EDGE``."""
    return min(max(1 / (1 + math.exp(-value)), EDGE), 1 - EDGE)


@functools.cache
def figures() -> dict[str, Any]:
    """What was measured, as the package carries it."""
    read: dict[str, Any] = json.loads(data("extractor.accounts", "data", "precision.json").read_text("utf-8"))
    return read

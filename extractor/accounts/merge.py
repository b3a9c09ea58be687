"""Within one article, one fact for each identifying value, with all its evidences."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

from extractor.records import Cause, ServiceImpact
from extractor.records.facts import AnyFact
from extractor.records.identity import identity, identity_text


def merge(facts: Iterable[AnyFact]) -> tuple[AnyFact, ...]:
    """One fact for each identity, in order of first evidence; the first one's other values stand, gaps are filled from the others."""
    merged: dict[tuple[Any, ...], AnyFact] = {}
    for fact in facts:
        key = identity(fact)
        merged[key] = _join(merged[key], fact) if key in merged else fact
    return tuple(sorted(merged.values(), key=lambda fact: (fact.evidence[0], identity_text(fact))))


def _join(first: AnyFact, other: AnyFact) -> AnyFact:
    changes: dict[str, Any] = {"evidence": tuple(sorted(dict.fromkeys((*first.evidence, *other.evidence))))}
    if isinstance(first, ServiceImpact) and isinstance(other, ServiceImpact):
        changes["symptoms"] = tuple(dict.fromkeys((*first.symptoms, *other.symptoms)))
    if isinstance(first, Cause) and isinstance(other, Cause):
        changes["led_to"] = tuple(sorted({*first.led_to, *other.led_to}))
    for field in dataclasses.fields(first):
        if field.name not in changes and getattr(first, field.name) is None:
            changes[field.name] = getattr(other, field.name)
    if first.confidence is not None and other.confidence is not None:
        changes["confidence"] = max(first.confidence, other.confidence)
    return dataclasses.replace(first, **changes)

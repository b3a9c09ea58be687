"""How many providers and services are found, and how many of those found are right, in the small articles of ``whose_and_what.yaml``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractor.accounts import providers, services
from extractor.accounts.story import Story
from extractor.records import Name
from tests.accounts.test_providers import story

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("whose_and_what.yaml").read_text("utf-8"))


def said_providers(told: Story) -> list[Name]:
    return [fact.organization for fact in providers.find(told)]


def said_services(told: Story) -> list[Name]:
    return [fact.service for fact in services.find(told)]


def words(text: str, brand: frozenset[str]) -> frozenset[str]:
    """A name as a set of words without plural s and the provider's own name, as GOLD.md compares them."""
    folded = [word.removesuffix("'s").removesuffix("s") for word in text.casefold().replace("’", "'").split()]
    kept = frozenset(folded) - {"the", "service"}
    return kept - brand or kept


@pytest.mark.parametrize(
    ("kind", "find", "precision", "recall"),
    [("providers", said_providers, 0.85, 0.8), ("services", said_services, 0.75, 0.75)],
)
def test_precision_and_recall_do_not_fall(kind: str, find: Callable[[Story], list[Name]], precision: float, recall: float) -> None:
    right = said = expected = 0
    for case in CASES:
        brand = frozenset[str]().union(*(words(name, frozenset()) for name in case["providers"])) if kind == "services" else frozenset()
        found = {name.label: {words(label, brand) for label in (name.label, *name.aliases)} for name in find(story(case["text"].strip()))}
        wanted = {words(name, brand) for name in case[kind]}
        right += sum(1 for name in wanted if any(name in labels for labels in found.values()))
        said, expected = said + len(found), expected + len(wanted)
    assert expected >= 40
    assert (right / said >= precision, right / expected >= recall) == (True, True), (right, said, expected)

"""Which articles report a concrete outage of an online or IT service."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from extractor.accounts.relevance import is_relevant
from extractor.accounts.scopes import read_story
from extractor.language.pipeline import load_pipeline, prepare
from extractor.reading import read_text

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "relevance.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_relevance(case: dict[str, Any]) -> None:
    nlp = load_pipeline()
    doc = nlp(prepare(nlp, read_text(case["text"], published="2025-06-11")))
    assert is_relevant(read_story(doc)) is case["relevant"]


def test_there_are_cases_of_both_kinds() -> None:
    assert sum(case["relevant"] for case in CASES) >= 8
    assert sum(not case["relevant"] for case in CASES) >= 12

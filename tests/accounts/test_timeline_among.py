"""What the other times of an account say of a time."""

from __future__ import annotations

import pytest

from extractor.accounts.scopes import read_story
from extractor.accounts.timeline import entries_of, shares_of
from extractor.accounts.timeline_among import among, likeliest
from extractor.accounts.timeline_candidates import Candidate, candidates
from extractor.language.logistic import NONE, LogisticModel, load_model
from extractor.language.pipeline import load_pipeline, prepare
from extractor.records import Article, Block

TEXT = "Quillmail failed at 9:10 UTC on Tuesday. It said so at 9:40 UTC. Mail came back at 11:20 UTC."
PHASES = ("acknowledged", "started", "resolved", NONE)


@pytest.fixture(scope="module")
def found() -> list[Candidate]:
    article = Article(TEXT, "a.txt", published="2031-05-06T18:00Z", blocks=(Block(0, len(TEXT), "paragraph"),))
    return candidates(read_story(load_pipeline()(prepare(load_pipeline(), article))))


def shares(*likely: str) -> list[dict[str, float]]:
    return [{label: 0.85 if label == one else 0.05 for label in PHASES} for one in likely]


def test_order_in_time_and_in_the_text_is_told(found: list[Candidate]) -> None:
    first, second, third = among(found, shares("started", "acknowledged", "resolved"))
    assert "later resolved best started" in first
    assert "left end" in first
    assert {"earlier started best acknowledged", "left started best acknowledged", "right resolved best acknowledged"} <= set(second)
    assert "earlier acknowledged" in third
    assert "right end" in third


def test_what_another_time_dates_better_is_told(found: list[Candidate]) -> None:
    told = among(found, [*shares("started"), {**shares("started")[0], "started": 0.6}, *shares("resolved")])
    assert "most started" in told[0]
    assert "most started" not in told[1]
    assert "elsewhere started likely here" in told[1]


def test_features_are_sorted_and_the_same_each_time(found: list[Candidate]) -> None:
    given = shares("started", "acknowledged", "resolved")
    assert among(found, given) == among(found, given)
    assert all(list(one) == sorted(set(one)) for one in among(found, given))
    assert among([], []) == []


def test_none_is_never_the_likeliest_phase() -> None:
    assert likeliest({NONE: 0.9, "started": 0.04, "resolved": 0.06}) == "resolved"


def test_the_second_decider_has_the_last_word(found: list[Candidate]) -> None:
    alone = LogisticModel(PHASES, {"bias": (0, 100, 0, 0)})
    together = LogisticModel(PHASES, {"best started": (0, 0, 0, 500)})  # whatever seems to start is nothing
    assert list(entries_of(found, shares_of(found, alone, together))) == []


def test_the_packaged_second_decider_knows_the_phases_of_the_first() -> None:
    assert load_model("phases_among").labels == load_model("phases").labels

"""When two values are the same: the table of GOLD.md."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.evaluation.clusters import b_cubed, v_measure
from extractor.evaluation.matching import match
from extractor.evaluation.names import same_name
from extractor.evaluation.values import fold_code, parse_time, same_time, same_words, seconds


@pytest.mark.parametrize(
    ("gold", "said", "same"),
    [
        ("2026-01-22T14:37-05:00", "2026-01-22T19:37Z", True),
        ("2026-01-22T14:37-05:00", "2026-01-22T14:37", True),
        ("2026-01-22T14:37-05:00", "2026-01-22T14:38-05:00", False),
        ("2026-01-22T14:37-05:00", "2026-01-22TAF", True),
        ("2026-01-22T14:37-05:00", "2026-01-22", False),
        ("2026-01-22TMO", "2026-01-22", True),
        ("2026-01-22TNI", "2026-01-23T03:00", True),
        ("2026-01", "2026-01-22", True),
        ("2026-01-22", "2026", False),
        ("2026-01-22", "the 22nd", False),
        ("2026-02-30", "2026-02-30", False),
    ],
)
def test_same_time(gold: str, said: str, same: bool) -> None:
    assert same_time(gold, said) is same


@pytest.mark.parametrize(
    ("gold", "said", "loose", "same"),
    [
        ("The Guardian", ["Guardian"], False, True),
        ("US", ["United States"], False, True),
        ("drivers", ["drivers of connected cars"], True, True),
        ("drivers", ["drivers of connected cars"], False, False),
        ("Acme Inc.", ["Acme"], False, True),
        ("Acme", [], False, False),
    ],
)
def test_same_name(gold: str, said: list[str], loose: bool, same: bool) -> None:
    assert same_name(gold, said, loose=loose) is same


@pytest.mark.parametrize(("code", "folded"), [("HTTP 503", "503"), ("error 503", "503"), ("451 4.3.2", "4514.3.2"), ("error", "error")])
def test_fold_code(code: str, folded: str) -> None:
    assert fold_code(code) == folded


@pytest.mark.parametrize(("duration", "length"), [("PT2H30M", 9000), ("P14D", 1209600), ("P2W", 1209600), ("P1M", None), ("soon", None)])
def test_seconds(duration: str, length: float | None) -> None:
    assert seconds(duration) == length


def test_same_words_need_four_fifths_of_the_shorter() -> None:
    assert same_words("we are sorry for this today", "We are sorry for this")
    assert not same_words("we are sorry for this today", "Nobody knows what happened then")


@given(st.text(max_size=25))
def test_any_text_is_a_time_or_none(text: str) -> None:
    assert parse_time(text) is None or text[:4].isdigit()


@given(st.lists(st.integers(0, 3), min_size=1, max_size=8))
def test_perfect_linking_scores_one(labels: list[int]) -> None:
    assert b_cubed(labels, labels) == pytest.approx(1)
    assert v_measure(labels, [str(label) for label in labels]) == pytest.approx(1)


@pytest.mark.parametrize(
    ("gold", "said", "b3"),
    [
        (["a", "a", "b"], [1, 2, 3], 0.8),
        (["a", "a", "b"], [1, 1, 1], 5 / 7),
        ([], [], 0.0),
    ],
)
def test_b_cubed(gold: list[str], said: list[int], b3: float) -> None:
    assert b_cubed(gold, said) == pytest.approx(b3)


def test_match_is_a_largest_one_to_one_matching() -> None:
    gold, said = [{"v": {1, 2}}, {"v": {1}}], [{"v": 1}, {"v": 2}]
    pairs = match(gold, said, lambda g, s: s["v"] in g["v"])
    assert sorted(pairs) == [(0, 1), (1, 0)]

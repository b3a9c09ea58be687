"""Confidence: measured, monotone, and on every fact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.accounts.trust import expected, figures, of_rules, with_confidence
from extractor.records import Cause, Evidence, TimelineEntry
from extractor.records.facts import AnyFact, Fact

MEASURED = {
    "rules": {"Cause": {"good": [90, 100], "bad": [10, 40], "rare": [1, 1]}},
    "calibration": {"Cause": [1.0, 0.0], "TimelineEntry": [0.5, -0.2]},
}


@pytest.mark.parametrize(
    ("rules", "share"),
    [
        ({"good"}, (90 + 4 * 101 / 141) / 104),
        ({"bad"}, (10 + 4 * 101 / 141) / 44),
        ({"rare"}, (1 + 4 * 101 / 141) / 5),
        ({"good", "bad"}, (90 + 4 * 101 / 141) / 104),
        ({"new"}, 101 / 141),
    ],
)
def test_a_rule_is_as_sure_as_it_was_right(rules: set[str], share: float) -> None:
    assert of_rules("Cause", rules, MEASURED["rules"]) == pytest.approx(share)
    assert expected("Cause", None, rules, MEASURED) == pytest.approx(share)


@pytest.mark.parametrize(("kind", "raw"), [("Action", None), ("Action", 0.7)])
def test_what_was_never_measured_stays_as_it_was(kind: str, raw: float | None) -> None:
    assert expected(kind, raw, {"good"}, MEASURED) == raw


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_surer_share_is_never_less_sure(one: float, other: float) -> None:
    low, high = (expected("TimelineEntry", raw, set(), MEASURED) for raw in sorted((one, other)))
    assert low is not None
    assert high is not None
    assert 0 < low <= high < 1


def test_every_class_of_fact_has_its_figures() -> None:
    kinds = {cls.__name__ for cls in Fact.__subclasses__()}
    assert set(figures()["calibration"]) == kinds
    assert set(figures()["rules"]) == kinds
    assert all(slope > 0 for slope, _ in figures()["calibration"].values())


@pytest.mark.parametrize("fact", [Cause(category="dns", evidence=(Evidence(0, 4, "no.such.rule"),))])
def test_a_fact_takes_its_confidence(fact: AnyFact) -> None:
    sure = with_confidence(fact).confidence
    assert sure is not None
    assert 0 < sure < 1
    assert TimelineEntry.__name__ in figures()["calibration"]

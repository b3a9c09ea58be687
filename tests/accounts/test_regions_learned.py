"""The learned decider of regions: what it reads of a place, and how sure it is."""

from __future__ import annotations

import pytest

from extractor.accounts.candidates import HIT
from extractor.accounts.regions import LEAST, LEAST_RULED, find, things
from extractor.language.logistic import load_model
from tests.accounts.test_providers import story

TEXT = (
    "Quillcase outage locks out savers in Oslo\nQuillcase went down in Oslo and Bergen at noon. "
    "An analyst in Boston called it predictable. Readers from Ayrford were turned away."
)


def test_a_candidate_for_each_place() -> None:
    found = {thing.name.label: thing for thing in things(story(TEXT))}
    assert {"Oslo", "Bergen", "Boston", "Ayrford"} <= found.keys()
    assert (len(found["Oslo"].spans), found["Oslo"].ruled) == (2, True)
    assert not found["Boston"].ruled
    assert not found["Ayrford"].ruled, "what only may be a place is never a rule's"


@pytest.mark.parametrize(
    ("label", "feature"),
    [("Oslo", "title=True"), ("Oslo", "kind=city"), ("Boston", "why=is_home_of_speaker"), ("Ayrford", "id=regions.near")],
)
def test_features(label: str, feature: str) -> None:
    found = {thing.name.label: thing for thing in things(story(TEXT))}
    assert feature in found[label].features


def test_where_it_failed_has_more_than_where_one_speaks() -> None:
    model = load_model("regions")
    shares = {thing.name.label: model.probabilities(thing.features)[HIT] for thing in things(story(TEXT))}
    assert min(shares["Oslo"], shares["Bergen"]) > shares["Boston"]


def test_a_fact_says_how_sure_the_decider_is() -> None:
    facts = list(find(story(TEXT)))
    labels = {fact.region.label for fact in facts}
    assert {"Oslo", "Bergen"} <= labels
    assert "Boston" not in labels
    assert all(fact.confidence is not None and min(LEAST, LEAST_RULED) <= fact.confidence <= 1 for fact in facts)

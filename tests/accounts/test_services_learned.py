"""The learned decider of services: what it reads, how it weighs, and what it says of unruled names."""

from __future__ import annotations

import pytest

from extractor.accounts.candidates import HIT
from extractor.accounts.services import LEAST, LEAST_RULED, find, things
from extractor.language.logistic import load_model
from tests.accounts.test_providers import story

TEXT = "Quillcase outage locks out savers\nQuillcase went down at noon. Driftpad kept working, Kelpie said. Mary Fernley blamed an update."


def test_a_candidate_for_each_thing_named() -> None:
    found = {thing.name.label: thing for thing in things(story(TEXT))}
    assert {"Quillcase", "Driftpad", "Kelpie"} <= found.keys()
    assert found["Quillcase"].ruled
    assert len(found["Quillcase"].spans) == len(found["Quillcase"].by_span) == 2


@pytest.mark.parametrize(("label", "feature"), [("Quillcase", "hit=any"), ("Quillcase", "verb=go|nsubj"), ("Driftpad", "hit=spared")])
def test_features(label: str, feature: str) -> None:
    found = {thing.name.label: thing for thing in things(story(TEXT))}
    assert feature in found[label].features


def test_shares_sum_to_one_and_what_is_hit_has_more() -> None:
    model = load_model("services")
    shares = {thing.name.label: model.probabilities(thing.features) for thing in things(story(TEXT))}
    assert all(sum(share.values()) == pytest.approx(1) for share in shares.values())
    assert shares["Quillcase"][HIT] > shares["Driftpad"][HIT]


def test_a_fact_says_how_sure_the_decider_is() -> None:
    facts = list(find(story(TEXT)))
    assert {fact.service.label for fact in facts} == {"Quillcase"}
    assert all(fact.confidence is not None and min(LEAST, LEAST_RULED) <= fact.confidence <= 1 for fact in facts)

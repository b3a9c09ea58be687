"""The learned decider of groups: what it reads of a group, and how sure it is."""

from __future__ import annotations

import pytest

from extractor.accounts.candidates import HIT
from extractor.accounts.groups import find, least, things
from extractor.language.logistic import load_model
from tests.accounts.test_providers import story

TEXT = (
    "Quillcase outage locks out savers\nQuillcase went down at noon. "
    "Accountants could not file returns, and Oakmart, a grocer, shut its tills. "
    "Analysts were not surprised. Readers will remember the choirs."
)


def test_a_candidate_for_each_group_but_the_provider() -> None:
    found = {thing.name.label: thing for thing in things(story(TEXT))}
    assert {"savers", "accountants", "Oakmart", "choirs"} <= {label.lower() if label != "Oakmart" else label for label in found}
    assert "Quillcase" not in found
    assert found["Oakmart"].ruled
    assert not found["choirs"].ruled, "what only general English knows is never a rule's"


@pytest.mark.parametrize(
    ("label", "feature"),
    [("savers", "title=True|False"), ("Oakmart", "called=people"), ("Oakmart", "named=True"), ("choirs", "class=groups.likely")],
)
def test_features(label: str, feature: str) -> None:
    found = {thing.name.label: thing for thing in things(story(TEXT))}
    assert feature in found[label].features


def test_those_who_could_not_work_have_more_than_those_who_look_on() -> None:
    model = load_model("groups")
    shares = {thing.name.label.lower(): model.probabilities(thing.features)[HIT] for thing in things(story(TEXT))}
    assert shares["accountants"] > shares["choirs"]


def test_a_fact_says_how_sure_the_decider_is() -> None:
    facts = {fact.group.label.lower(): fact for fact in find(story(TEXT))}
    assert {"accountants", "oakmart"} <= facts.keys()
    assert "choirs" not in facts
    judged = {thing.name.label.lower(): least(thing) for thing in things(story(TEXT))}
    assert all(fact.confidence is not None and judged[label] <= fact.confidence <= 1 for label, fact in facts.items())

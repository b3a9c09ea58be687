"""Causes with their status: stated, suspected, ruled out; what supersedes what."""

import pytest

from extractor.accounts import causes
from extractor.accounts.scopes import read_story
from extractor.language.pipeline import load_pipeline, prepare
from extractor.records import Article, Block


def told(text: str) -> set[tuple[str, str]]:
    article = Article(text, "a.txt", published="2031-05-06", blocks=(Block(0, len(text), "paragraph"),))
    return {(c.category, c.status) for c in causes.find(read_story(load_pipeline()(prepare(load_pipeline(), article))))}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The company said a software bug had caused the outage.", ("software_bug", "stated")),
        ("Experts said a power failure may have caused the outage.", ("power", "suspected")),
        ("The bank ruled out a cyberattack.", ("security", "ruled_out")),
        ("The cause of the outage was not immediately known.", ("unknown", "stated")),
    ],
)
def test_a_cause_has_its_status(text: str, wanted: tuple[str, str]) -> None:
    assert wanted in told(text)


def test_unknown_never_stands_beside_a_stated_cause() -> None:
    found = told("The cause was not immediately known. The company later said a software bug had caused the outage.")
    assert ("software_bug", "stated") in found
    assert all(category != "unknown" for category, _ in found)


def test_what_was_ruled_out_is_no_longer_suspected() -> None:
    found = told("Users suspected a cyberattack. The bank ruled out a cyberattack.")
    assert {status for category, status in found if category == "security"} == {"ruled_out"}


def test_a_condition_states_nothing() -> None:
    assert told("If the link fails, a power failure follows.") == set()

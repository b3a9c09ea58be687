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


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The council's phones were down after a ransomware attack. The malware didn't reach all of its servers.", "stated"),
        ("The council's phones were down after a ransomware attack. There was no further damage, it said.", "stated"),
        ("The council's phones were down. The council insisted it had not been attacked by hackers.", "ruled_out"),
    ],
)
def test_what_an_attack_left_whole_does_not_rule_it_out(text: str, status: str) -> None:
    assert {found for category, found in told(text) if category == "security"} == {status}


def test_what_would_have_been_right_is_not_ruled_out() -> None:
    text = "The ferry line's booking site was down. Its gateways were not loaded with the proper configuration."
    assert ("configuration", "stated") in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The ferry line's booking site was down. A spokesman did not elaborate on what might have caused the outage.",
        "The ferry line's booking site was down. It was not immediately clear what was causing the problem.",
    ],
)
def test_what_nobody_explains_is_unknown_and_nothing_less(text: str) -> None:
    assert {status for category, status in told(text) if category == "unknown"} == {"stated"}


def test_unknown_never_stands_beside_a_stated_cause() -> None:
    found = told("The cause was not immediately known. The company later said a software bug had caused the outage.")
    assert ("software_bug", "stated") in found
    assert all(category != "unknown" for category, _ in found)


def test_what_was_ruled_out_is_no_longer_suspected() -> None:
    found = told("Users suspected a cyberattack. The bank ruled out a cyberattack.")
    assert {status for category, status in found if category == "security"} == {"ruled_out"}


def test_a_condition_states_nothing() -> None:
    assert told("If the link fails, a power failure follows.") == set()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Users suspected hackers. Its security team found nothing of the kind.", ("security", "ruled_out")),
        ("Engineers at first blamed a power failure.", ("power", "ruled_out")),
        ("The bank denied that it had been hacked, and said a software bug was to blame.", ("software_bug", "stated")),
        ("The bank insists that no intruder was involved.", ("security", "ruled_out")),
        ("The library said that its systems had not been breached.", ("security", "ruled_out")),
        ("The society blamed the power supply.", ("power", "stated")),
        ("Talk of a ransomware attack was “entirely wrong”, the museum said.", ("security", "ruled_out")),
        ("Whether a cyberattack lay behind it was also examined, but no traces were found.", ("security", "ruled_out")),
    ],
)
def test_what_is_denied_is_ruled_out_and_no_more_than_that(text: str, wanted: tuple[str, str]) -> None:
    assert wanted in told(text)


def test_another_firm_by_its_name_is_a_dependency_and_the_firm_itself_is_not() -> None:
    story = "Canva apologised on Monday. The outage at Canva was caused by an outage at {}. Canva said it was back."
    assert ("dependency", "stated") in told(story.format("Cloudflare"))
    assert ("dependency", "stated") not in told(story.format("Canva"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The library's systems failed after somebody had copied the list of test readers over the live one.", ("human_error", "stated")),
        ("The ferry line's booking engine stalled because its payments partner had stopped answering.", ("dependency", "stated")),
        ("A table that holds the balances had run out of room, the credit union said.", ("storage", "stated")),
    ],
)
def test_a_cause_in_words_that_no_rule_holds_is_learned(text: str, wanted: tuple[str, str]) -> None:
    assert wanted in told(text)


def test_what_is_learned_says_how_likely_it_is_and_shows_where() -> None:
    text = "Trains stood still. Somebody had copied the list of test lines over the live one."
    article = Article(text, "a.txt", published="2031-05-06", blocks=(Block(0, len(text), "paragraph"),))
    story = read_story(load_pipeline()(prepare(load_pipeline(), article)))
    found = [cause for cause in causes.find(story) if cause.category == "human_error"]
    assert found
    for cause in found:
        assert cause.confidence is not None
        assert 0 < cause.confidence <= 1
        assert cause.description
        assert cause.description in text
        assert text[cause.evidence[0].start : cause.evidence[0].end].startswith("Somebody had copied")

"""Chains of cause: what brought about what."""

import pytest

from extractor.accounts import causes
from extractor.accounts.scopes import read_story
from extractor.language.pipeline import load_pipeline, prepare
from extractor.records import Article, Block


def chains(text: str) -> set[tuple[str, str]]:
    """Pairs of categories, each with one that it led to."""
    text = "The ferry line's booking site was down on Monday. " + text
    article = Article(text, "a.txt", published="2031-05-06", blocks=(Block(0, len(text), "paragraph"),))
    found = list(causes.find(read_story(load_pipeline()(prepare(load_pipeline(), article)))))
    return {(cause.category, category) for cause in found for category, _ in cause.led_to}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A power failure led to the failure of the cooling in its data centre.", ("power", "cooling")),
        ("A faulty software update triggered a surge of requests.", ("change", "load")),
        ("A software bug led to a flood of retries.", ("software_bug", "load")),
        ("The database was overloaded because of a misconfiguration.", ("configuration", "load")),
        ("A flood of retries, caused by a software bug, did the rest.", ("software_bug", "load")),
        ("A flood of retries followed. It was due to a faulty software update.", None),
        ("The outage began with a power failure. This in turn led to the failure of the cooling.", ("power", "cooling")),
        ("A router failure at its depot overwhelmed the database.", ("network", "load")),
        ("It blamed a faulty software update. As a result, its database was overloaded.", ("change", "load")),
    ],
)
def test_what_brought_about_what(text: str, wanted: tuple[str, str] | None) -> None:
    assert chains(text) == ({wanted} if wanted else set())


@pytest.mark.parametrize(
    "text",
    [
        "A power failure and a software bug were to blame.",
        "It was not a cyberattack that caused the flood of retries.",
        "The cause of the power failure is unknown.",
    ],
)
def test_causes_side_by_side_and_what_was_ruled_out_are_no_chain(text: str) -> None:
    assert chains(text) == set()

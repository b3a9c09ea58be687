"""Which kinds of people and bodies a text names, and by what name."""

from __future__ import annotations

import pytest

from extractor.language.groups_words import class_of, lexicon, with_word
from extractor.language.pipeline import load_pipeline
from extractor.language.spans import spans


def marked(text: str) -> list[str]:
    """The names of the groups of a text."""
    return [span._.group.label for span in spans(load_pipeline()(text), "outage_groups")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thousands of angry commuters waited.", ["commuters"]),
        ("Day traders lost money.", ["day traders"]),
        ("Many small businesses, schools and city halls closed.", ["small businesses", "schools", "city halls"]),
        ("Some airline passengers slept on the floor.", ["airline passengers"]),
        ("Bank customers and deaf people were cut off.", ["bank customers", "deaf people"]),
        ("Owners of smart locks were stuck outside.", ["owners of locks"]),
        ("Customers of some of the biggest banks were shut out.", ["customers of banks"]),
        ("Those with a disability were cut off.", ["people with a disability"]),
        ("Start-ups and petrol stations closed.", ["start-ups", "petrol stations"]),
        ("Mariners, astronomers and parishioners complained.", ["mariners", "astronomers", "parishioners"]),
        ("A bakery and a bookshop lost power.", ["bakery", "bookshop"]),
        ("IT departments went back to paper.", ["IT departments"]),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Users and customers complained.",
        "The company said that people should wait.",
        "Its servers, routers and computers failed.",
        "Mobile users lost signal.",
        "The nurse laughed.",
        "Its shops were shut.",
        "Business was slow.",
        "The airport shuttle was late.",
    ],
)
def test_plain_users_things_and_single_people_are_none(text: str) -> None:
    assert marked(text) == []


def test_a_word_is_of_one_class_only() -> None:
    people, bodies, things = (lexicon()[key] for key in ("people", "organisations", "things"))
    assert not people & things
    assert not set(with_word()) & people
    assert bodies


def test_the_parts_of_speech_matter_for_what_only_an_ending_tells() -> None:
    doc = load_pipeline()("He steers while the parishioners wait.")
    assert [token.text for token in doc if class_of(token) == "people"] == ["parishioners"]

"""Number words."""

from __future__ import annotations

import re

import pytest

from extractor.language.times.numbers import NUMBER_PATTERN, YEAR_WORDS_PATTERN, number, year_in_words


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("2.5", 2.5),
        ("1,200", 1200),
        ("1½", 1.5),
        ("½", 0.5),
        ("two-and-a-half", 2.5),
        ("two and a half", 2.5),
        ("half an", 0.5),
        ("a quarter of an", 0.25),
        ("three-quarters of an", 0.75),
        ("twenty-three", 23),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("a hundred", 100),
        ("one hundred and twenty", 120),
        ("an", 1),
        ("another", 1),
        ("several", None),
        ("a few", None),
        ("a couple of", None),
    ],
)
def test_number(text: str, value: float | None) -> None:
    assert re.fullmatch(NUMBER_PATTERN, text) or text == "an"
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("nineteen ninety-nine", 1999),
        ("nineteen eighty", 1980),
        ("two thousand and eight", 2008),
        ("twenty twenty-one", 2021),
        ("nineteen hundred", 1900),
    ],
)
def test_year_in_words(text: str, year: int) -> None:
    assert re.fullmatch(YEAR_WORDS_PATTERN, text)
    assert year_in_words(text) == year

"""Numbers in text: their values, how they are meant, and the look-alikes that are none."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.numbers import find_numbers, share_value, vague_value, words_value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("15,890 reports", 15890),
        ("1,23,456 users", 123456),
        ("1.9 million people", 1_900_000),
        ("£48.65m", 48_650_000),
        ("640 000 meters", 640_000),
        ("£8million", 8_000_000),
        ("$1.5bn", 1_500_000_000),
        ("Rs 5,000 crore", 50_000_000_000),
        ("3 lakh", 300_000),
        ("200k users", 200_000),
        ("27.2 per cent", 27.2),
        ("5pc", 5),
        ("a quarter of users", 25),
        ("two thirds of sites", 66.67),
        ("half of them", 50),
        ("half the country", 50),
        ("one in five", 20),
        ("nine out of ten", 90),
        ("thousands", 1000),
        ("tens of thousands", 10_000),
        ("hundreds of thousands", 100_000),
        ("dozens", 12),
        ("several hundred", 100),
        ("a dozen countries", 12),
        ("half a million people", 500_000),
        ("a quarter of a million people", 250_000),
        ("two and a half million", 2_500_000),
        ("two hundred and five", 205),
        ("twenty-three", 23),
    ],
)
def test_values(text: str, value: float) -> None:
    (number,) = find_numbers(text)
    assert number.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("1,300 trips", "exact"),
        ("nearly 1,300 trips", "about"),
        ("some 1,300 trips", "about"),
        ("1,300 or so", "about"),
        ("close to 1,300", "about"),
        ("an estimated 1,300", "about"),
        ("more than 1,300", "more_than"),
        ("upwards of 1,300", "more_than"),
        ("no fewer than 1,300", "more_than"),
        ("just over 1,300", "more_than"),
        ("1,300-plus", "more_than"),
        ("topped 1,300", "more_than"),
        ("dozens", "more_than"),
        ("up to 1,300", "less_than"),
        ("as many as 1,300", "less_than"),
        ("a shade under 1,300", "less_than"),
        ("fewer than 1,300", "less_than"),
        ("no more than 1,300", "less_than"),
        ("spread over 1,300 sites", "exact"),
    ],
)
def test_modifiers(text: str, modifier: str) -> None:
    (number,) = find_numbers(text)
    assert number.modifier == modifier


def test_what_qualifies_the_first_of_two_qualifies_both() -> None:
    assert [number.modifier for number in find_numbers("more than 300,000 and 40,000 reports")] == ["more_than", "more_than"]


@pytest.mark.parametrize("text", ["v1.17.20", "at 10:05", "9.30am", "3rd", "10.0.0.1", "A320", "5G", "COVID-19", "40C", "24/7"])
def test_no_numbers(text: str) -> None:
    assert find_numbers(text) == []


def test_offsets_hold_the_qualifying_words() -> None:
    text = "It drew nearly 4,200 or so complaints."
    (number,) = find_numbers(text)
    assert text[number.start : number.end] == "nearly 4,200 or so"
    assert text[number.figure :].startswith("4,200")


@given(st.integers(min_value=1, max_value=999_999_999))
def test_grouped_figures_read_back(value: int) -> None:
    (number,) = find_numbers(f"{value:,}")
    assert number.value == value


@given(st.text(max_size=200))
def test_numbers_come_in_order_and_never_overlap(text: str) -> None:
    numbers = find_numbers(text)
    assert all(0 <= number.start <= number.figure < number.end <= len(text) for number in numbers)
    assert all(first.figure < second.figure for first, second in itertools.pairwise(numbers))


@pytest.mark.parametrize(
    ("function", "words", "value"),
    [(words_value, "half a dozen", 6), (vague_value, "tens of millions", 10**7), (share_value, "three quarters", 75)],
)
def test_readers_of_words(function: object, words: str, value: float) -> None:
    assert callable(function)
    assert function(words) == value

"""What holds for any text."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.language.times import tag
from extractor.language.times.lexicon import lexicon

VOCABULARY = sorted({word for words in lexicon().words.values() for word in words})
OTHERS = (
    "12|7|2019|24/03/2020|10:30|10.30|a.m.|p.m.|ET|GMT|local time|on|at|by|the|of|to|and|–|-|'s|'|,|.|(|)|ago|later|earlier|about|nearly|"
    "early|late|half|a|every|half past|2026-01-22T14:37:00Z|31|February 30|0|99999|24:00|Q3|1990s|end of|more than|will|said|May|\n|\n\n"
)
NEWS = st.lists(st.sampled_from([*VOCABULARY, *OTHERS.split("|")]), max_size=14).map(" ".join)
TEXTS = st.one_of(NEWS, st.text(max_size=60), NEWS.map(str.upper))
DATES = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))


@settings(max_examples=250, deadline=None)
@given(TEXTS, st.one_of(st.none(), DATES.map(str), st.text(max_size=20), st.just("2026-01-22T14:37+05:30")))
def test_any_text(text: str, published: str | None) -> None:
    times = tag(text, published)
    assert times == tag(text, published)
    reached = 0
    for found in times:
        assert reached <= found.start < found.end <= len(text)
        assert found.text == text[found.start : found.end]
        assert found.value
        assert "T24:" not in found.value
        for bounds in (found, found.time):
            if bounds is not None and bounds.earliest and bounds.latest:
                assert bounds.earliest <= bounds.latest
        reached = found.end


@pytest.mark.parametrize("day", [dt.date(1, 1, 1), dt.date(9999, 12, 31)])
def test_the_ends_of_the_calendar(day: dt.date) -> None:
    text = "It failed yesterday, last week, last year, 300 years ago, in 900 days, and will return next century at 11 p.m. ET on Sunday."
    assert len(tag(text, day.isoformat())) > 5


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(
        [
            "It failed yesterday.",
            "It failed today.",
            "It will end tomorrow.",
            "It failed on Monday.",
            "It will end on Thursday night.",
            "It failed last Friday.",
            "It failed this morning.",
            "It failed last night.",
            "It failed three days ago.",
            "It failed at 10:30 p.m. on Sunday.",
            "It failed the day before yesterday.",
            "It failed overnight.",
            "At 7 a.m. ET it failed.",
            "It will end next Tuesday.",
        ]
    ),
    DATES,
)
def test_a_week_later_every_deictic_value_is_a_week_later(text: str, day: dt.date) -> None:
    week = dt.timedelta(days=7)
    first, second = tag(text, str(day)), tag(text, str(day + week))
    assert len(first) == len(second) == 1
    assert dt.date.fromisoformat(second[0].value[:10]) - dt.date.fromisoformat(first[0].value[:10]) == week
    assert first[0].value[10:] == second[0].value[10:]


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "a ", "the ", "may ", "one two ", "- ", "early ", "about ", "and a half ", "at 1" + " " * 99, "10:30 "]
)
def test_the_time_taken_grows_with_the_length_of_the_text(piece: str) -> None:
    tag(piece * 10, "2026-01-22")
    start = time.perf_counter()
    tag(piece * 4000, "2026-01-22")
    assert time.perf_counter() - start < 20  # quadratic work on 4,000 pieces takes minutes

"""What holds for any text."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.language.times import tag
from extractor.language.times.lexicon import lexicon

# fmt: off
PIECES = sorted({word for words in lexicon().words.values() for word in words}) + [
    "12", "7", "2019", "24/03/2020", "10:30", "10.30", "a.m.", "p.m.", "ET", "GMT", "local time", "on", "at", "by", "the", "of", "to", "and", "–",
    "-", "'s", "'", ",", ".", "\n", "\n\n", "(", ")", "ago", "later", "earlier", "about", "nearly", "early", "late", "half", "a", "every",
    "half past", "2026-01-22T14:37:00Z", "31", "February 30", "0", "99999", "24:00", "Q3", "1990s", "end of", "more than", "will", "said", "May",
]
# fmt: on
NEWS = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
TEXTS = st.one_of(NEWS, st.text(max_size=60), NEWS.map(str.upper))
DATES = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))


@settings(max_examples=250, deadline=None)
@given(TEXTS, st.one_of(st.none(), DATES.map(str), st.text(max_size=20), st.just("2026-01-22T14:37+05:30")))
def test_any_text(text: str, published: str | None) -> None:
    times = tag(text, published)
    assert times == tag(text, published)
    reached = 0
    for time in times:
        assert reached <= time.start < time.end <= len(text)
        assert time.text == text[time.start : time.end]
        assert time.value
        assert "T24" not in time.value
        if time.earliest and time.latest:
            assert time.earliest <= time.latest
        if time.time and time.time.earliest and time.time.latest:
            assert time.time.earliest <= time.time.latest
        reached = time.end


@pytest.mark.parametrize("day", [dt.date(0o001, 1, 1), dt.date(9999, 12, 31)])
def test_the_ends_of_the_calendar(day: dt.date) -> None:
    text = "It failed yesterday, last week, last year, 300 years ago, in 900 days, and will return next century at 11 p.m. ET on Sunday."
    assert len(tag(text, day.isoformat())) > 5


DEICTIC = [
    "It failed yesterday.", "It failed today.", "It will end tomorrow.", "It failed on Monday.", "It will end on Thursday night.",
    "It failed last Friday.", "It failed this morning.", "It failed last night.", "It failed three days ago.", "It failed at 10:30 p.m. on Sunday.",
    "It failed the day before yesterday.", "It failed overnight.", "At 7 a.m. ET it failed.", "It will end next Tuesday.",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(DEICTIC), DATES)
def test_a_week_later_every_deictic_value_is_a_week_later(text: str, day: dt.date) -> None:
    week = dt.timedelta(days=7)
    for first, second in zip(tag(text, str(day)), tag(text, str(day + week)), strict=True):
        assert dt.date.fromisoformat(second.value[:10]) - dt.date.fromisoformat(first.value[:10]) == week
        assert first.value[10:] == second.value[10:]


def test_a_long_text_of_digits_and_blanks_is_quick() -> None:
    for text in (
        "1" * 20000,
        "1 " * 10000,
        "a " * 10000,
        "the " * 10000,
        "at 1" + " " * 20000,
        "may " * 10000,
        "one two " * 5000,
        "- " * 9000,
    ):
        tag(text, "2026-01-22")

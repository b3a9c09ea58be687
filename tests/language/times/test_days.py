"""The day of a clock time that names none: which days are in question, and which is taken."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from extractor.language.logistic import load_model
from extractor.language.times import tag
from extractor.language.times.days import RIGHT, Choice, likeliest
from extractor.language.times.document import Document
from extractor.language.times.mentions import event_day, mentions
from extractor.language.times.moment import Moment
from extractor.language.times.recognise import recognise
from extractor.language.times.story import Story, reference_of
from extractor.language.times.tag import resolve_all


def values(text: str, published: str) -> list[str]:
    return [time.value for time in tag(text, published)]


@pytest.mark.parametrize(
    ("published", "text", "wanted"),
    [
        (  # a follow-up that appeared days later
            "2034-05-19",
            "Orrery has said why it was silent last week. In a paper published today it traces the halt of May 11 to a lapsed key.\n\n"
            "At 08:02 UTC the first node stopped. At 09:40 UTC all were back.",
            ["2034-05-11T08:02", "2034-05-11T09:40"],
        ),
        (  # the evening before, and an hour of publication that these clocks lie behind
            "2034-05-18T11:00-05:00",
            "Two towns lost their water app on Wednesday evening.\n\nOn Thursday the vendor apologised.\n\n"
            "It failed at 6:40 p.m. and was back at 10:15 p.m.",
            ["2034-05-17T18:40", "2034-05-17T22:15"],
        ),
        (  # what was done the night before is no day for what follows
            "2034-05-18",
            "Parcel lockers jammed on Wednesday.\n\nA patch that was installed on Monday night had spoiled a table. The lockers closed at "
            "7.10am and opened again at 9.45am.",
            ["2034-05-17T07:10", "2034-05-17T09:45"],
        ),
        (  # over midnight
            "2034-05-20",
            "It went dark at 11.20pm on Thursday. Power returned at 1.40am and the last hall was up at 6am.",
            ["2034-05-19T01:40", "2034-05-19T06:00"],
        ),
        (  # a morning told the same evening
            "2034-05-18T21:00Z",
            "The clinic's diary vanished on Thursday. It was first missed at 7.30am and restored at 5.15pm.",
            ["2034-05-18T07:30", "2034-05-18T17:15"],
        ),
    ],
    ids=["follow-up", "evening before", "excursion", "midnight", "same day"],
)
def test_the_day_of_a_clock_time_that_names_none(published: str, text: str, wanted: list[str]) -> None:
    assert [value for value in values(text, published) if "T" in value and ":" in value][-len(wanted) :] == wanted


def test_what_was_is_never_put_after_the_publication() -> None:
    asked: list[list[str]] = []

    def decide(_at: int, options: list[Choice]) -> Moment:
        asked.append([option.moment.value() for option in options])
        return options[0].moment

    text = "The depot lost its link on Tuesday, the line said on Wednesday. It failed at 19:30."
    document = Document(text, tuple(recognise(text)), reference_of("2034-05-17T12:00Z"))
    resolve_all(document, decide)  # type: ignore[arg-type]
    assert asked == [["2034-05-16T19:30"]]


def test_a_day_in_the_sentence_leaves_no_choice() -> None:
    text = "At 9:15 on Friday it broke. It broke at 3 p.m. EDT (1900 GMT) on Thursday."
    document = Document(text, tuple(recognise(text)), reference_of("2034-05-20"))

    def decide(_at: int, _options: object) -> Moment:
        raise AssertionError("nothing to decide")

    assert [time.value for time in resolve_all(document, decide)][1] == "2034-05-18T15:00"


def test_the_likeliest_choice_is_taken_and_the_rules_own_of_equals() -> None:
    model = load_model("days")
    features = {name: weights[0] for name, weights in model.rows()}
    good, bad = max(features, key=features.__getitem__), min(features, key=features.__getitem__)
    one = Moment("minute", dt.datetime(2034, 5, 17, 9))
    other = dataclasses.replace(one, start=dt.datetime(2034, 5, 18, 9))
    assert likeliest(1, [Choice(one, (bad,)), Choice(other, (good,))]) == other
    assert likeliest(1, [Choice(one, (good,)), Choice(other, (good,))]) == one
    assert model.labels[0] == RIGHT


def document(text: str, published: str = "2034-05-19") -> Document:
    return Document(text, tuple(recognise(text)), reference_of(published))


@pytest.mark.parametrize(
    ("text", "reported", "aside"),
    [
        ("It failed on Monday.", False, False),
        ("It failed, the firm said on Monday.", True, False),
        ("On Monday the firm apologised to all.", True, False),
        ("A report published on Monday tells more.", True, False),
        ("A switch that was installed on Monday restarted.", False, True),
        ("On Monday it had moved the page.", False, True),
        ("They used a copy taken on Monday.", False, False),  # no other verb of the past is known before it
        ("Engineers restored the tables from a copy taken on Monday.", False, True),
        ("The site crashed on Monday.", False, False),
    ],
)
def test_days_that_say_when_somebody_spoke_or_what_came_before(text: str, reported: bool, aside: bool) -> None:
    page = document(text)
    (mention,) = mentions(page, resolve_all(page, None))
    assert (mention.reported, mention.aside) == (reported, aside)
    assert mention.day == dt.date(2034, 5, 15)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("It failed on Tuesday. On Tuesday nobody could log in. It spoke on Wednesday.", "2034-05-16"),
        ("Traders met it on Wednesday. Read our Sunday digest.", "2034-05-17"),  # the one named first among equals
        ("It failed on Monday. It grew on Tuesday. It lasted through Tuesday.", "2034-05-15"),  # the first of a spell
        ("It always fails.", None),
    ],
)
def test_the_day_that_a_text_is_about(text: str, day: str | None) -> None:
    page = document(text)
    found = event_day(page, resolve_all(page, None))
    assert (found.isoformat() if found else None) == day


def test_the_story_is_a_value() -> None:
    assert dataclasses.fields(Story)
    with pytest.raises(dataclasses.FrozenInstanceError):
        Story().day = dt.date(2034, 5, 1)  # type: ignore[misc]

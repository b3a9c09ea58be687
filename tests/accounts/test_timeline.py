"""Which times date a phase, and how several tellings of one event become one entry."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.accounts import timeline
from extractor.accounts.scopes import read_story
from extractor.accounts.timeline_candidates import candidates, clock_times
from extractor.accounts.timeline_labels import Labelled, labelled
from extractor.language.pipeline import load_pipeline, prepare
from extractor.records import Article, Block, Evidence, Time, TimelineEntry

PUBLISHED = "2031-05-06T18:00Z"


def article(*paragraphs: str) -> Article:
    """An article of these paragraphs, published on a Tuesday."""
    text, blocks = "", []
    for paragraph in paragraphs:
        blocks.append(Block(len(text), len(text) + len(paragraph), "paragraph"))
        text += paragraph + "\n\n"
    return Article(text, str(Path("a.txt")), published=PUBLISHED, blocks=tuple(blocks))


def told(*paragraphs: str) -> set[tuple[str, str | None]]:
    doc = load_pipeline()(prepare(load_pipeline(), article(*paragraphs)))
    return {(entry.phase, entry.time.timex) for entry in timeline.find(read_story(doc))}


def test_an_incident_that_nothing_else_dates_began_when_its_failure_is_told_of() -> None:
    assert told("The council heard on Tuesday how Quillmail was down for ten hours on 14 April.") == {("started", "2031-04-14")}


def test_a_time_beside_no_failure_dates_nothing() -> None:
    assert told("Quillmail is unavailable.", "Its founder was born on 14 April in Leith.") == set()


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("The outage of the parcel tracker began at 9:10 UTC on Tuesday.", ("started", "2031-05-06T09:10Z")),
        ("Quillmail acknowledged the problem on X at 9:40 UTC on Tuesday.", ("acknowledged", "2031-05-06T09:40Z")),
        ("Complaints on Downdetector began to climb at 9:15 UTC on Tuesday.", ("detected", "2031-05-06T09:15Z")),
        ("Engineers found the root cause at 10:05 UTC on Tuesday.", ("identified", "2031-05-06T10:05Z")),
        ("As of 11:30 UTC on Tuesday, the booking system was still down.", ("ongoing", "2031-05-06T11:30Z")),
        ("All services were fully restored by 14:20 UTC on Tuesday.", ("resolved", "2031-05-06T14:20Z")),
    ],
)
def test_a_time_dates_the_phase_that_stands_with_it(text: str, entry: tuple[str, str]) -> None:
    assert entry in told("Quillmail went down on Tuesday.", text)


@pytest.mark.parametrize(
    "text",
    [
        "Quillmail expects to restore the service by 9:10 UTC on Wednesday.",
        "Shares of Quillmail closed down 4.2% on Tuesday.",
        "The minister will speak at 16:00 UTC on Thursday.",
        "Service is expected to be restored by 11:40 UTC on Wednesday.",
        "The line should be fixed by 17:00 UTC on Wednesday.",
        "The outage, the widest-reaching in the county since 2019, left clerks idle.",
        "Quillmail doubts that its servers will be restored by 2035.",
    ],
)
def test_forecasts_and_market_colour_date_nothing(text: str) -> None:
    assert told(text) == set()


def test_a_sentence_without_a_verb_is_read_too() -> None:
    assert ("resolved", "2031-05-06T14:20Z") in told(
        "Quillmail went down on Tuesday.", "All services back to normal by 14:20 UTC on Tuesday."
    )


def test_the_time_of_a_count_is_no_time_of_the_outage() -> None:
    found = told(
        "Quillmail went down at 9:10 UTC on Tuesday.", "As of 12:28 UTC on Tuesday, there had been 66,761 reports on Downdetector."
    )
    assert found == {("started", "2031-05-06T09:10Z")}


def test_a_sentence_that_the_parser_breaks_at_a_clock_time_is_whole_again() -> None:
    doc = load_pipeline()(prepare(load_pipeline(), article("9.37am One down: Harbour Bank is up and running.")))
    (candidate,) = [one for one in candidates(read_story(doc)) if one.span.text == "9.37am"]
    assert "Harbour Bank" in candidate.stretch.text


def test_a_stamp_dates_the_sentences_of_its_entry() -> None:
    entries = (
        "9.10am Trouble at Quillmail. Mail is bouncing.",
        "9.40am No word yet. Nothing moves.",
        "10.30am It is over. Mail flows again.",
    )
    doc = load_pipeline()(prepare(load_pipeline(), article(*entries)))
    stamped = {one.stretch.text.strip(): one.span.text for one in candidates(read_story(doc))}
    assert stamped["Mail flows again."] == "10.30am"


def test_few_clock_times_make_no_live_blog() -> None:
    doc = load_pipeline()(prepare(load_pipeline(), article("9.10am Trouble at Quillmail. Mail is bouncing.")))
    assert all(one.span.text in one.stretch.text for one in candidates(read_story(doc)))


def test_an_entry_points_to_its_words() -> None:
    text = "The outage of the parcel tracker began at 9:10 UTC on Tuesday."
    doc = load_pipeline()(prepare(load_pipeline(), article(text)))
    (entry,) = timeline.find(read_story(doc))
    assert text[entry.evidence[0].start : entry.evidence[0].end] == text
    assert entry.confidence is not None
    assert 0 < entry.confidence <= 1


def entry(phase: str, timex: str, earliest: str, latest: str, start: int = 0, modifier: str = "exact") -> TimelineEntry:
    time = Time(timex, modifier, earliest, latest)  # type: ignore[arg-type]
    return TimelineEntry(phase=phase, time=time, evidence=(Evidence(start, start + 5, "r"),), confidence=0.5)


DAY = entry("started", "2031-05-06", "2031-05-06T00:00:00Z", "2031-05-06T23:59:59Z", 0)
MORNING = entry("started", "2031-05-06TMO", "2031-05-06T00:00:00Z", "2031-05-06T11:59:59Z", 10)
CLOCK = entry("started", "2031-05-06T09:10Z", "2031-05-06T09:10:00Z", "2031-05-06T09:10:00Z", 20)
ABROAD = entry("started", "2031-05-06T05:10-04:00", "2031-05-06T09:10:00Z", "2031-05-06T09:10:00Z", 30)
LATER = entry("started", "2031-05-06T15:00Z", "2031-05-06T15:00:00Z", "2031-05-06T15:00:00Z", 40)
BACK = entry("resolved", "2031-05-06", "2031-05-06T00:00:00Z", "2031-05-06T23:59:59Z", 50)


@pytest.mark.parametrize(
    ("entries", "left"),
    [
        ([DAY, CLOCK], [CLOCK]),  # the finest time
        ([DAY, MORNING, CLOCK], [CLOCK]),
        ([CLOCK, ABROAD], [CLOCK]),  # one instant on two clocks
        ([CLOCK, LATER], [CLOCK, LATER]),  # each wave its own
        ([MORNING, LATER], [MORNING, LATER]),
        ([DAY, BACK], [DAY, BACK]),  # phases apart
    ],
)
def test_one_event_told_several_times_is_one_entry(entries: list[TimelineEntry], left: list[TimelineEntry]) -> None:
    settled = list(timeline.settle(entries))
    assert [(e.phase, e.time) for e in settled] == [(e.phase, e.time) for e in left]
    assert sorted(proof for e in settled for proof in e.evidence) == sorted(e.evidence[0] for e in entries)


@given(st.permutations([DAY, MORNING, CLOCK, ABROAD, LATER, BACK]))
def test_the_order_of_telling_changes_nothing(entries: list[TimelineEntry]) -> None:
    assert list(timeline.settle(entries)) == list(timeline.settle([DAY, MORNING, CLOCK, ABROAD, LATER, BACK]))


def test_the_labels_of_a_status_page_say_the_phases() -> None:
    found = told(
        "Resolved - Mail flows again at Quillmail.",
        "May 6, 11:20 UTC",
        "Update - The queue is shrinking.",
        "May 6, 10:50 UTC",
        "Monitoring - A fix is in place.",
        "May 6, 10:31 UTC",
        "Identified - A disk has failed.",
        "May 6, 09:44 UTC",
        "Investigating - Quillmail is slow to deliver mail.",
        "May 6, 09:15 UTC",
    )
    assert found == {
        ("acknowledged", "2031-05-06T09:15Z"),
        ("identified", "2031-05-06T09:44Z"),
        ("mitigated", "2031-05-06T10:31Z"),
        ("resolved", "2031-05-06T11:20Z"),
    }


def test_two_labels_make_no_history() -> None:
    doc = load_pipeline()(
        prepare(
            load_pipeline(),
            article("Investigating - Quillmail is slow.", "May 6, 09:15 UTC", "Resolved - It is quick.", "May 6, 11:20 UTC"),
        )
    )
    story = read_story(doc)
    assert len(clock_times(story)) == 2
    assert labelled(story, clock_times(story)) == Labelled()

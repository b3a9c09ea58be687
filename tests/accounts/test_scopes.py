"""Which sentence speaks of which incident."""

from __future__ import annotations

import pytest

from extractor.accounts.assemble import read_accounts
from extractor.accounts.scopes import read_story
from extractor.language.pipeline import load_pipeline, prepare
from extractor.reading import read_text
from extractor.records import TimelineEntry

LEAD = (
    "Tollgate Pay went down on Tuesday morning, and card payments failed in shops for two hours.\n\n"
    "The company said that a faulty update was to blame. Shops took cash.\n\n"
)


def scopes(text: str) -> list[int]:
    nlp = load_pipeline()
    story = read_story(nlp(prepare(nlp, read_text(text, published="2025-06-11"))))
    return [one.scope for one in story.sentences if one.span.text.strip()]


@pytest.mark.parametrize(
    "other",
    [
        "A similar outage hit the company in March 2023, when a database failed for six hours.",
        "In April 2019 customers of Harrow Bank were locked out of their accounts for a week after a botched migration.",
        "The last time it failed, in November 2021, a certificate had expired.",
        "It is the second such outage in a year: in December a power failure stopped card payments for an hour.",
    ],
)
def test_history_is_of_another_incident(other: str) -> None:
    assert scopes(LEAD + other)[-1] > 0


@pytest.mark.parametrize(
    ("last", "other"),
    [
        ("On Sunday the tills of Harrow Bank, a rival, failed as well.", True),
        ("Its website also went down on Sunday, when nobody could sign in.", True),
        ("Its website also went down on Tuesday evening.", False),
        ("Its website went down on Tuesday as well.", False),
    ],
)
def test_a_failure_that_also_happened_on_an_earlier_day_is_another(last: str, other: bool) -> None:
    assert (scopes(LEAD + last)[-1] > 0) is other


@pytest.mark.parametrize(
    "own",
    [
        "Engineers rolled back the update at 11 am, and payments were back by noon.",
        "More than 9,000 people reported problems on Downdetector on Tuesday.",
        "“We are sorry for the trouble that we caused,” a Tollgate spokesman said.",
        "Cafés in Leeds and Hull turned customers away.",
        "Parking machines and the ticket app of the city's trams stopped working as well.",
    ],
)
def test_what_follows_of_the_incident_is_its_own(own: str) -> None:
    assert set(scopes(LEAD + own)) == {0}


def test_a_paragraph_goes_on_with_the_other_incident_and_the_next_one_leads_back() -> None:
    text = (
        LEAD
        + "In April 2019 Harrow Bank suffered an outage that lasted a week. A database had been overwhelmed."
        + "\n\nTollgate said on Tuesday evening that card payments were working again."
    )
    *_, first, second, back = scopes(text)
    assert first == second > 0
    assert back == 0


def test_two_outages_years_apart_are_two_accounts() -> None:
    text = (
        LEAD + "Tollgate has failed before. On 12 March 2021 an outage stopped card payments for a day. "
        "On 5 October 2018 a failure of its network left shops without card payments for three hours."
    )
    nlp = load_pipeline()
    reading = read_accounts(nlp(prepare(nlp, read_text(text, published="2025-06-11"))))
    years = [
        {str(fact.time.timex)[:4] for fact in account.facts if isinstance(fact, TimelineEntry)}
        for account in reading.accounts
        if account.role == "background"
    ]
    assert all(len(told) <= 1 for told in years)
    assert len(years) >= 2

"""Whose failure it is, in small articles about invented firms."""

from __future__ import annotations

import pytest

from extractor.accounts import providers
from extractor.accounts.scopes import read_story
from extractor.accounts.story import Story
from extractor.language.pipeline import load_pipeline, prepare
from extractor.records import Article, Block


def story(text: str) -> Story:
    """A story of an article whose lines are its blocks, the first one the title."""
    blocks, start = [], 0
    for number, line in enumerate(text.split("\n")):
        blocks.append(Block(start, start + len(line), "title" if number == 0 else "paragraph"))
        start += len(line) + 1
    nlp = load_pipeline()
    return read_story(nlp(prepare(nlp, Article(text, "a.txt", blocks=tuple(blocks)))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Brightwater Bank outage locks customers out\nCustomers of Brightwater Bank could not log in on Monday.\n"
            "“We are sorry,” a Brightwater Bank spokesperson said. A regulator, the Harbour Authority, is watching.",
            ["Brightwater Bank"],
        ),
        (
            "Driftpad down for thousands\nDriftpad went down at noon, according to Pulsewatch, which tracks outages.\n"
            "Kelpie said that Driftpad, its notes service, was back by two. Kelpie apologised.",
            ["Kelpie"],
        ),
        (
            "Oakmart halts online sales, cites Tidepool outage\n"
            "Oakmart, a grocer, halted online sales for an hour on Monday because of an outage at Tidepool.",
            ["Oakmart"],
        ),
        (
            "Diary app Driftpad down as its host fails\n"
            "Driftpad went down at noon on Monday. The company blamed a fault at Tidepool, its host.\n"
            "Driftpad said no diary had been lost.",
            ["Driftpad"],
        ),
        (
            "Tidepool outage takes down diaries and tills\n"
            "Tidepool went down on Monday. Driftpad blamed an outage at Tidepool, and so did Oakmart.\n"
            "Tidepool said that it had restored its servers.",
            ["Tidepool"],
        ),
        (
            "Shops go cash-only after Tillwright failure\nA failure at Tillwright silenced tills at Oakmart on Monday.\n"
            "Tillwright said it had rolled back a change. Oakmart told shoppers to bring cash.",
            ["Tillwright"],
        ),
        (
            "Driftpad down for thousands\nDriftpad went down at noon, users said. Driftpad was back by two.\n"
            "Kelpie Works, the company behind Driftpad, said that it was the target of an attack.",
            ["Kelpie Works"],
        ),
        (
            "Ports at a standstill\nA fault at the processor Tillwright Payments stopped the booking site on Monday.\n"
            "Tillwright said that it was sorry. Oakmart told shoppers to bring cash.",
            ["Tillwright Payments"],
        ),
        (
            "Parking app fails\nOn Saturday Ringwell, the app used by the council, stopped accepting cards.\n"
            "Ringwell blamed its payment processor, Tillwright, and said that it was sorry.",
            ["Ringwell"],
        ),
        (
            "Driftpad down for thousands\nDriftpad, the ride service owned by Kelpie Mobility, stopped matching riders at noon.\n"
            "Kelpie said that it was alerted at 7.15am. Kelpie's engineers restarted the service. Kelpie apologised.",
            ["Kelpie Mobility"],
        ),
        (
            "Payroll gone\nWages went missing on Monday at a dozen hospitals after an error at Kelpie.\n"
            "The Information Commissioner's Office, which has been notified, says only that it is making enquiries.",
            ["Kelpie"],
        ),
    ],
)
def test_providers(text: str, expected: list[str]) -> None:
    told = story(text)
    assert [name.label for name in providers.main_providers(told)] == expected
    assert [fact.organization.label for fact in providers.find(told)] == expected


def test_the_provider_is_found_by_the_catalogue_though_unnamed() -> None:
    told = story("Gmail down for thousands\nGmail went down at noon on Monday. Gmail was back by two.")
    assert [name.label for name in providers.main_providers(told)] == ["Google"]


def test_no_provider_where_none_is_named() -> None:
    assert providers.main_providers(story("Tills freeze\nTills froze at noon and nobody knew why.")) == ()


def test_evidence_is_a_sentence_that_names_it() -> None:
    told = story("Outage at Kelpie\nAn outage at Kelpie began at noon. It was over by two.")
    (fact,) = providers.find(told)
    (found,) = fact.evidence
    assert told.article.text[found.start : found.end] == "An outage at Kelpie began at noon."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In March 2023 an outage at Tidepool locked out clients for two days.", "Tidepool"),
        ("A similar outage in March 2023 lasted two days.", "Brightwater Bank"),
        ("In March 2023 customers of Monzo in Wales were locked out for two days after an outage at its supplier, FIS.", "Monzo"),
        ("In March 2023 a faulty router brought down Southwest Airlines' booking system for two days.", "Southwest Airlines"),
        ("In March 2023 the ticket machines of Oakmere Rail, a rival, failed for two days.", "Oakmere Rail"),
        ("A similar outage struck NTT Docomo in March 2023 and lasted two days.", "NTT Docomo"),
        ("In March 2023 an outage left shops in Swindon and Wells without the tills for two days.", "Brightwater Bank"),
    ],
)
def test_background_incidents_have_a_provider(sentence: str, expected: str) -> None:
    read = story(
        "Brightwater Bank outage locks customers out\n"
        "Customers of Brightwater Bank could not log in on 6 May 2024, Brightwater Bank said.\n" + sentence
    )
    found = [(fact.organization.label, read.scope_at(fact.evidence[0].start)) for fact in providers.find(read)]
    assert ("Brightwater Bank", 0) in found
    assert [label for label, scope in found if scope] == [expected]

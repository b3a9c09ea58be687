"""How long an outage lasted, among the other durations that articles name."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.accounts import durations
from extractor.accounts.counts_measures import MarkedSentence, Measure, measures
from extractor.accounts.durations import core, xsd_duration
from extractor.accounts.scopes import read_story
from extractor.language.pipeline import load_pipeline, prepare
from extractor.records import Article, Block, DurationReport

MARK = re.compile(r"\[\[(.*?)\]\]")


def reports(text: str, title: str = "") -> list[DurationReport]:
    blocks = [Block(0, len(title), "title")] if title else []
    start = len(title) + 2 if title else 0
    whole = f"{title}\n\n{text}" if title else text
    article = Article(whole, "a.txt", published="2031-05-06", blocks=(*blocks, Block(start, len(whole), "paragraph")))
    return list(durations.find(read_story(load_pipeline()(prepare(load_pipeline(), article)))))


@pytest.mark.parametrize(
    ("text", "duration", "modifier"),
    [
        ("The outage lasted five hours and ten minutes.", "PT5H10M", "exact"),
        ("The portal was down for about four hours on Monday.", "PT4H", "about"),
        ("The six-hour outage hit shops and banks.", "PT6H", "exact"),
        ("The last schools waited almost two weeks.", "P14D", "about"),
        ("It took more than seven hours to restore service.", "PT7H", "more_than"),
        ("Clients were locked out of their accounts for over 30 hours.", "PT30H", "more_than"),
        ("Trading resumed after three hours or so.", "PT3H", "about"),
        ("All of it was working again within 40 minutes.", "PT40M", "less_than"),
        ("Everything was back roughly nine hours after the trouble began.", "PT9H", "about"),
        ("The chain was stuck for two and a half hours.", "PT2H30M", "exact"),
        ("For about a quarter of an hour on Monday, the app told people that it was asleep.", "PT15M", "about"),
        ("The shop turned customers away for six hours.", "PT6H", "exact"),
        ("Crews restored all services in about two hours.", "PT2H", "about"),
        ("The 31-hour snag hit savers.", "PT31H", "exact"),
        ("The bourse matched no trades for close to three hours.", "PT3H", "about"),
        ("Nobody could see a balance for two days.", "P2D", "exact"),
        ("Users met intermittent failures over a 25-minute period.", "PT25M", "exact"),
        ("The console went down for a total time of 140 minutes.", "PT2H20M", "exact"),
        ("The failure has caused more than a day of confusion at the clinic.", "P1D", "more_than"),
    ],
)
def test_lengths(text: str, duration: str, modifier: str) -> None:
    assert [(report.duration, report.modifier) for report in reports(text)] == [(duration, modifier)]


@pytest.mark.parametrize(
    "text",
    [
        "Repairs should take two hours, the firm said.",
        "The app crashed three weeks ago.",
        "The firm then went two hours without another word.",
        "Mail has been flowing without delay for an hour now.",
        "Contracts promise a refund once a service has been down for 24 hours or more.",
        "In the past 24 hours it has crashed twice.",
        "It took two hours to notice the fault.",
        "Trains ran 40 minutes late.",
        "Customers were given two days of free data.",
        "The firm acknowledged the outage 40 minutes after it began.",
        "The hours-long outage hit banks.",
        "Within two minutes of the upgrade, the site fell over.",
        "The app failed on 5 May 2031. In January 2027 a burst pipe had taken the site off the air for four days.",
        "The regulator barred the bank from opening branches for six months.",
        "It was alerted by its own monitoring at 7.15am, three minutes after the first failure, before services returned.",
        "The chain has run for 12 years.",
    ],
)
def test_other_durations(text: str) -> None:
    assert reports(text) == []


def test_a_headlines_round_figure_gives_way_to_the_texts() -> None:
    found = reports("The chat app was down for one hour and 50 minutes on Monday.", title="Chat app down for two hours")
    assert [report.duration for report in found] == ["PT1H50M"]


@pytest.mark.parametrize(
    ("timex", "duration"),
    [
        ("PT7H", "PT7H"),
        ("P2W", "P14D"),
        ("PT2.5H", "PT2H30M"),
        ("PT0.5H", "PT30M"),
        ("P1.5D", "P1DT12H"),
        ("P1M", "P30D"),
        ("PXD", None),
        ("P22Y", None),
        ("P", None),
    ],
)
def test_xsd_duration(timex: str, duration: str | None) -> None:
    assert xsd_duration(timex) == duration


@given(st.integers(0, 60), st.integers(0, 23), st.integers(0, 59))
def test_xsd_durations_stay_as_they_are(days: int, hours: int, minutes: int) -> None:
    clock = "".join(f"{amount}{unit}" for amount, unit in ((hours, "H"), (minutes, "M")) if amount)
    value = f"P{f'{days}D' if days else ''}{f'T{clock}' if clock else ''}"
    assert xsd_duration(value) == (value if value != "P" else None)


@pytest.mark.parametrize("measure", measures("duration"), ids=lambda measure: measure.rule.id)
def test_every_rule_reads_its_examples_and_none_of_its_rejects(measure: Measure) -> None:
    for text in (*measure.rule.examples, *measure.rule.rejects):
        doc = load_pipeline()(MARK.sub(r"\1", text))
        spans = [span for span in doc.spans["outage_times"] if span.label_ == "DURATION"]
        marked = MarkedSentence(doc[:], [core(span) for span in spans])
        fits = [
            measure.fits(marked.around(n), "duration") for n, span in enumerate(spans) if any(m in span.text for m in MARK.findall(text))
        ]
        assert fits == [True] if text in measure.rule.examples else not any(fits), text

"""Which numbers are facts of the incident, how they are meant and who says them."""

import re

import pytest

from extractor.accounts import counts
from extractor.accounts.counts_measures import MarkedSentence, Measure, measures
from extractor.accounts.scopes import read_story
from extractor.accounts.story import Story
from extractor.language.pipeline import load_pipeline, prepare
from extractor.records import Article, Block, Count

MARK = re.compile(r"\[\[(.*?)\]\]")


def story(text: str) -> Story:
    article = Article(text, "a.txt", published="2031-05-06", blocks=(Block(0, len(text), "paragraph"),))
    return read_story(load_pipeline()(prepare(load_pipeline(), article)))


def facts(text: str) -> list[Count]:
    return list(counts.find(story(text)))


@pytest.mark.parametrize(
    ("text", "value", "kind", "modifier"),
    [
        ("Downdetector had more than 8,200 reports about Kestrel Pay.", 8200, "reports", "more_than"),
        ("Thousands of users reported problems with the app.", 1000, "reports", "more_than"),
        ("Nearly 3,000 people have complained of trouble with the bank.", 3000, "reports", "about"),
        ("The fault left about 70,000 homes without broadband.", 70_000, "users", "about"),
        ("At least 40 hospitals could not open patient records.", 40, "organisations", "more_than"),
        ("The airline cancelled 312 flights on Friday.", 312, "flights", "exact"),
        ("The halt cost dealers an estimated $12 million.", 12_000_000, "money", "about"),
        ("The regulator fined the carrier £4.5m over the failure.", 4_500_000, "money", "exact"),
        ("Its shares slid more than 4% on the day.", 4, "percentage", "more_than"),
        ("NetBlocks put connectivity in Fiji at 12% of normal levels.", 12, "percentage", "exact"),
        ("As many as 35 per cent of card payments failed.", 35, "percentage", "less_than"),
        ("The vendor estimated that 2.1 million laptops had crashed.", 2_100_000, "devices", "about"),
    ],
)
def test_extents(text: str, value: float, kind: str, modifier: str) -> None:
    assert [(fact.value, fact.kind, fact.modifier) for fact in facts(text)] == [(value, kind, modifier)]


@pytest.mark.parametrize(
    "text",
    [
        "Kestrel Pay has more than 400 million users worldwide.",
        "The bank, which serves 12 million customers, apologised.",
        "Some 30 million people use the app every day.",
        "Zephyr holds about a third of the world market for hosting.",
        "Revenue rose 17% to $81.3 billion in the quarter.",
        "The $44bn takeover closed last year.",
        "The firm polled 1,700 banks in 23 countries.",
        "They raised the ceiling to 70,000 calls.",
        "It sent 200 engineers to the site.",
        "Tollgate, which provides payroll for 70 of the nation's 90 largest councils, said that it was failing.",
        "Tollgate, which prints tickets and serves more than 9 million riders, reported that its site was failing.",
    ],
)
def test_sizes_are_no_extents(text: str) -> None:
    assert facts(text) == []


def test_a_corrected_figure_is_left_out() -> None:
    found = facts("The company had talked of about 400 customers. The real figure was 775, all of whom lost access.")
    assert [(fact.value, fact.kind) for fact in found] == [(775, "users")]


def test_a_number_told_twice_is_one_fact() -> None:
    (fact,) = facts("Complaints peaked at 5,300. On Downdetector 5,300 reports stood at noon.")
    assert (fact.value, fact.peak, len(fact.evidence)) == (5300, True, 2)


@pytest.mark.parametrize("measure", measures(), ids=lambda measure: measure.rule.id)
def test_every_rule_reads_its_examples_and_none_of_its_rejects(measure: Measure) -> None:

    for text in (*measure.rule.examples, *measure.rule.rejects):
        doc = load_pipeline()(MARK.sub(r"\1", text))
        spans = list(doc.spans["outage_counts"])
        marked = MarkedSentence(doc[:], [(span.start_char, span.end_char) for span in spans])
        fits = [
            measure.fits(marked.around(n), "close" if measure.kinds == {"close"} else span.label_)
            for n, span in enumerate(spans)
            if any(mark in span.text for mark in MARK.findall(text))
        ]
        wanted = text in measure.rule.examples
        assert fits == [True] if wanted else not any(fits), text


def test_a_range_is_two_counts() -> None:
    said = [(fact.value, fact.modifier) for fact in facts("Analysts put the lost sales at between £8million and £11million.")]
    assert said == [(8_000_000, "more_than"), (11_000_000, "less_than")]

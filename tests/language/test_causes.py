"""Which words tell a cause, and of which category."""

import pytest

from extractor.language.pipeline import load_pipeline, prepare
from extractor.records import Article, Block


def labels(text: str) -> set[str]:
    article = Article(text, "a.txt", published="2031-05-06", blocks=(Block(0, len(text), "paragraph"),))
    doc = load_pipeline()(prepare(load_pipeline(), article))
    return {span.label_ for span in doc.spans["outage_causes"]}


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Moorland Rail said a software bug had emptied its timetable.", "software_bug"),
        ("The lender said its app failed after a routine upgrade.", "change"),
        ("A misconfiguration cut the library off for a day.", "configuration"),
        ("The ticket site was overwhelmed by fans.", "load"),
        ("A digger cut a fibre cable near the harbour.", "network"),
        ("The council blamed a DNS failure.", "dns"),
        ("An expired certificate locked drivers out of their vans.", "certificate"),
        ("The clinic put it down to a power failure.", "power"),
        ("Servers overheated after the chiller failed.", "cooling"),
        ("The cause was not immediately known.", "unknown"),
        ("An engineer had accidentally deleted a table.", "human_error"),
        ("It was the victim of a ransomware attack.", "security"),
    ],
)
def test_a_cause_is_marked_with_its_category(text: str, category: str) -> None:
    assert category in labels(text)


@pytest.mark.parametrize(
    "text",
    [
        "Spokespeople met reporters at the town hall.",
        "The three-hour blackout left viewers without their film.",  # a figure of speech for an outage
        "The shop opened at nine and sold out by noon.",
    ],
)
def test_no_cause_is_marked(text: str) -> None:
    assert labels(text) == set()

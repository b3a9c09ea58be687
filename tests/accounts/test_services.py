"""Which services were hit and which were not, in own sentences about invented firms."""

from __future__ import annotations

import pytest

from extractor.accounts import services
from tests.accounts.test_providers import story


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("On Monday Quillcase and Driftpad went down at noon.", {"Quillcase", "Driftpad"}),
        ("The fault took Quillcase offline for an hour.", {"Quillcase"}),
        ("Nurses were unable to log in to Quillcase on Monday.", {"Quillcase"}),
        ("An outage at Quillcase began at noon.", {"Quillcase"}),
        ("Complaints about Quillcase and Driftpad peaked at noon.", {"Quillcase", "Driftpad"}),
        ("Users of Quillcase were met by error pages.", {"Quillcase"}),
        ("Snags at noon: out went Quillcase, Driftpad and the payroll system.", {"Quillcase", "Driftpad", "payroll system"}),
        ("It froze the card terminals, online banking and the departure boards.", {"card terminals", "online banking", "departure boards"}),
        ("Members could not use online check-in all morning.", {"online check-in"}),
        ("People dialling 999 were cut off at noon.", {"999"}),
        ("Around noon services including Quillcase and Driftpad failed.", {"Quillcase", "Driftpad"}),
        ("Engineers restored Quillcase at noon.", {"Quillcase"}),
        ("Quillcase unreachable after storm", {"Quillcase"}),
        ("Among those that could not be reached were the news site Quillcase and Driftpad.", {"Quillcase"}),
        ("On Monday the broadband customers of Kelpie were cut off at noon.", {"broadband"}),
        ("The websites of Kelpie and mobile operator Tidepool went dark.", {"Kelpie website", "Tidepool website"}),
        ("Tills, phone lines, ticket sales and the wifi that the man from Leeds used were all gone.", {"phone lines", "ticket sales"}),
        ("Names ending in .ru stopped resolving at noon.", {".ru"}),
        ("Kelpie said its wallet app and website were down.", {"wallet app", "website"}),
    ],
)
def test_hit(sentence: str, expected: set[str]) -> None:
    found = {fact.service.label for fact in services.find(story(f"Trouble in the morning\n{sentence}"))}
    assert expected <= found


@pytest.mark.parametrize(
    ("sentence", "spared"),
    [
        ("The site was down, but telephone banking was not affected.", "telephone banking"),
        ("The site was down. Card payments kept working throughout.", "Card payments"),
        ("The fault did not affect Quillcase.", "Quillcase"),
        ("The firm posted on Chirper that the site was down.", "Chirper"),
        ("The fault was at its data centre in Portugal.", "Portugal"),
        ("Shops in Leeds and Brambleford were hit by the fault in the booking site.", "Brambleford"),
        ("Quillcase and Driftpad went down as both streaming services buckled.", "streaming services"),
        ("Kelpie's booking helpline went down. Later the helpline crashed again.", "helpline"),
        ("The firm opened incident ZX4411223 after Quillcase went down.", "ZX4411223"),
    ],
)
def test_not_hit(sentence: str, spared: str) -> None:
    found = {fact.service.label for fact in services.find(story(f"Trouble in the morning\n{sentence}"))}
    assert spared.lower() not in {label.lower() for label in found}


def test_evidence_is_the_sentence_and_names_its_rule() -> None:
    told = story("Trouble in the morning\nRain fell. On Monday Quillcase went down at noon. It was back by two.")
    (fact,) = (fact for fact in services.find(told) if fact.service.label == "Quillcase")
    (found,) = fact.evidence
    assert told.article.text[found.start : found.end] == "On Monday Quillcase went down at noon."
    assert found.rule.startswith("impact.down.")


def test_hit_names_each_service_once() -> None:
    told = story("Trouble in the morning\nOn Monday Quillcase went down. Users of Quillcase saw errors. Nobody could access Quillcase.")
    assert [name.label for name in services.hit(told)] == ["Quillcase"]

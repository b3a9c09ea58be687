"""Which places a text names, whether or not they were hit: gazetteer, peoples, cloud regions, everywhere, and names that no list holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.pipeline import load_pipeline
from extractor.language.regions_cloud import cloud_regions
from extractor.language.spans import spans


def marked(text: str) -> list[tuple[str, str]]:
    """The label and the rule of each place of a text."""
    return [(span._.place.label, span.id_.removeprefix("regions.")) for span in spans(load_pipeline()(text), "outage_regions")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trains stopped in Nairobi.", [("Nairobi", "place")]),
        ("Customers across Britain complained.", [("United Kingdom", "place")]),
        ("The U.S. was hit, and so was the UK.", [("United States", "place"), ("United Kingdom", "place")]),
        ("Users in the United Arab Emirates were cut off.", [("United Arab Emirates", "place")]),
        ("Tills failed in Reading.", [("Reading", "place")]),
        ("Cards failed in Cork and Galway.", [("Cork", "place"), ("Galway", "place")]),
        ("Phones died in northern England.", [("northern England", "place")]),
        ("It was dark along the east coast.", [("East Coast", "place")]),
        ("Australian shoppers paid in cash.", [("Australia", "people")]),
        ("It hit South African banks.", [("South Africa", "people")]),
        ("Requests to US-EAST-1 failed.", [("us-east-1", "cloud")]),
        ("Machines in europe-west2 and us-ashburn-1 froze.", [("europe-west2", "cloud"), ("us-ashburn-1", "cloud")]),
        ("Its UK South region failed.", [("UK South", "cloud")]),
        ("It failed around the world.", [("worldwide", "world")]),
        ("It failed in every corner of the globe.", [("worldwide", "world")]),
        ("A global outage began.", [("worldwide", "world")]),
        ("Banks in Kenya failed. Kenya has few others, and phones failed nationwide.", [("Kenya", "place")] * 2 + [("Kenya", "nation")]),
        ("It was out in all 50 states.", [("United States", "nation")]),
        ("Power failed in the village of Little Ardsley.", [("Little Ardsley", "unlisted")]),
        (
            "Signal was lost in Oakdale, Fernley and Nettlecombe.",
            [("Oakdale", "unlisted"), ("Fernley", "unlisted"), ("Nettlecombe", "unlisted")],
        ),
    ],
)
def test_places(text: str, expected: list[tuple[str, str]]) -> None:
    assert marked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Bank of Ireland was down.",
        "The reading was wrong and the mobile app was nice.",
        "Tell us what you saw.",
        "A bug in Safe Mode was found.",
        "The new SAN was slow.",
        "Paris Hilton tweeted about it.",
        "They live on Madrid Street.",
        "Nationwide Building Society said sorry.",
        "The global bank said sorry.",
    ],
)
def test_no_places(text: str) -> None:
    assert marked(text) == []


@given(st.sampled_from(["us-east-1", "EU-West-3", "asia-southeast1", "ca-central-1", "me-jeddah-1"]), st.text(" abc.,(", max_size=8))
def test_cloud_regions_stand_in_any_text(region: str, around: str) -> None:
    doc = load_pipeline().make_doc(f"{around} {region} {around}")
    assert [span._.place.label for span in cloud_regions(doc)] == [region.lower()]

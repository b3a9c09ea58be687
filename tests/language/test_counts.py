"""Component ``outage_counts``: what each number counts, by its noun or by what stands before it."""

import pytest

from extractor.language.counts import CountMention
from extractor.language.pipeline import load_pipeline


def counts(text: str) -> list[CountMention]:
    doc = load_pipeline()(text)
    return [span._.count for span in doc.spans["outage_counts"]]


@pytest.mark.parametrize(
    ("text", "value", "kind", "unit"),
    [
        ("The site logged 4,210 reports by noon.", 4210, "reports", "reports"),
        ("It left 2.5 million customers in the dark.", 2_500_000, "users", "customers"),
        ("Some 310 domestic flights were scrubbed.", 310, "flights", "domestic flights"),
        ("Over 900 cash registers and 300 servers crashed.", 300, "devices", "servers"),
        ("About 40 banks were hit.", 40, "organisations", "banks"),
        ("Dozens of branches shut early.", 12, "locations", "branches"),
        ("It cost £3.5m to mend.", 3_500_000, "money", "£"),
        ("Owners spoke of losing thousands of dollars.", 1000, "money", "dollars"),
        ("It failed 28 per cent of all requests.", 28, "percentage", "per cent"),
        ("Roughly half of the replicas went away.", 50, "percentage", "%"),
        ("Some 7,400 voice calls failed.", 7400, "other", "voice calls"),
        ("Another 8,000 attempts to log in failed.", 8000, "requests", "attempts"),
        ("Hundreds of apps and websites went dark.", 100, "sites", "apps"),
        ("Some 900 self-employed people could not file.", 900, "users", "self-employed people"),
        ("Payments worth R$ 418 million were rejected.", 418_000_000, "money", "R$"),
        ("Dealers lost Rs 2 lakh crore.", 2e12, "money", "Rs"),
        ("A couple of thousand meters were blank.", 2000, "devices", "meters"),
        ("A source put the number of payments that bounced at 38 lakh.", 3_800_000, "transactions", "payments"),
        ("Downdetector showed 113 incidents.", 113, "reports", "incidents"),
        ("Thousands report trouble with Kestrel Pay.", 1000, "reports", "Thousands"),
        ("The fault left millions without calls.", 1_000_000, "users", "millions"),
    ],
)
def test_nouns(text: str, value: float, kind: str, unit: str) -> None:
    assert (value, kind, unit) in [(mention.value, mention.kind, mention.unit) for mention in counts(text)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Downdetector took 2,300 reports about Kestrel and 510 about Zephyr.", [(2300, "reports"), (510, "reports")]),
        ("Complaints about Kestrel peaked at nearly 9,100 at noon.", [(9100, "reports")]),
        ("The carrier scrubbed 400 flights on Monday and 212 on Tuesday.", [(400, "flights"), (212, "flights")]),
        ("The firm spoke of 40 customers. The real figure was 77.", [(40, "users"), (77, "users")]),
        ("The carrier scrubbed 34 flights and 87 others ran late.", [(34, "flights"), (87, "flights")]),
        ("Some 640 000 meters are on it, of which 58 000 ran dry.", [(640_000, "devices"), (58_000, "devices")]),
        ("Reports reached 4,000. Another wave brought a further 2,600 or so.", [(4000, "reports"), (2600, "reports")]),
    ],
)
def test_numbers_without_a_noun(text: str, kinds: list[tuple[float, str]]) -> None:
    assert [(mention.value, mention.kind) for mention in counts(text)] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "It failed in 2024 and on 12 March.",
        "The fault lasted 40 minutes.",
        "Microsoft 365 services were slow.",
        "Zephyr and Seven customers could not ring each other.",
        "The county said that the 911 connection was lost.",
        "He read an 11-page letter.",
        "The back half of the day was calm.",
        "Chapter 14 tells more.",
        "They run Windows 11 on it.",
        "The score was 30 all.",
    ],
)
def test_no_counts(text: str) -> None:
    assert counts(text) == []

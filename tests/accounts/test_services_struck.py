"""Things without a name that failed, which no list of nouns holds."""

from __future__ import annotations

import pytest

from extractor.accounts.services_struck import STRUCK, struck
from tests.accounts.test_providers import story

TITLE = "Kelpie outage on Monday\n"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The tide gauges went down at noon.", ["tide gauges"]),
        ("The tide gauges and the ticket machines stopped working.", ["tide gauges"]),
        ("The app, the tide gauges and the sluices crashed on Monday.", ["tide gauges", "sluices"]),
        ("The tide gauges were repaired in May.", []),
        ("Nurses and carers went down with flu.", []),
    ],
)
def test_what_failed(sentence: str, expected: list[str]) -> None:
    read = story(TITLE + sentence)
    found = struck(read, read.spans("outage_names"))
    assert [span._.named.name.label for span in found] == expected
    assert all(span._.named.kind == STRUCK for span in found)

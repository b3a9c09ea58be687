"""A day that no calendar has is left as it is written, and the rest of the text is read."""

from __future__ import annotations

import pytest

from extractor.language.times.tag import tag


@pytest.mark.parametrize("day", ["Feb. 29, 2025", "31 February 2025", "February 30", "31 April 2025", "2025-02-30"])
def test_no_such_day(day: str) -> None:
    found = tag(f"The service went down on {day}. It was restored on 3 March 2025 at 9:00 UTC.", "2025-03-04")
    assert any(time.value.startswith("2025-03-03") for time in found)

"""The graph's times: grains, modifiers, bounds."""

from __future__ import annotations

import pytest

from extractor.language.times import tag
from extractor.records import Time


def last(text: str, published: str = "2025-06-11") -> Time | None:
    return tag(text, published)[-1].time


@pytest.mark.parametrize(
    ("text", "timex", "modifier"),
    [
        ("It failed in 2019.", "2019", "exact"),
        ("It failed in July 2019.", "2019-07", "exact"),
        ("It failed in late August 2019.", "2019-08", "exact"),
        ("It failed on Monday.", "2025-06-09", "exact"),
        ("It failed on Monday morning.", "2025-06-09TMO", "exact"),
        ("It failed late on Monday.", "2025-06-09TEV", "exact"),
        ("It failed early Monday.", "2025-06-09TMO", "exact"),
        ("By late on Monday it was back.", "2025-06-09TEV", "before"),
        ("It was back by the end of Monday.", "2025-06-09TEV", "before"),
        ("It failed around midday on Monday.", "2025-06-09TMI", "about"),
        ("It failed before dawn on Monday.", "2025-06-09TMO", "exact"),
        ("It failed at 8 p.m. on Monday.", "2025-06-09T20:00", "exact"),
        ("It failed at 8 p.m. ET on Monday.", "2025-06-09T20:00-04:00", "exact"),
        ("By 8 p.m. on Monday it was back.", "2025-06-09T20:00", "before"),
        ("By about 8 p.m. on Monday it was back.", "2025-06-09T20:00", "before"),
        ("It failed just before 8 p.m. on Monday.", "2025-06-09T20:00", "before"),
        ("It failed a bit after 8 p.m. on Monday.", "2025-06-09T20:00", "after"),
        ("It failed shortly after 8 p.m. on Monday.", "2025-06-09T20:00", "after"),
        ("It went on well past 9:00 p.m. ET on Monday.", "2025-06-09T21:00-04:00", "after"),
        ("It failed at about 8 p.m. on Monday.", "2025-06-09T20:00", "about"),
        ("Since 8 p.m. on Monday it has been down.", "2025-06-09T20:00", "exact"),
        ("As of 8 p.m. on Monday it was down.", "2025-06-09T20:00", "exact"),
        ("It failed at midnight on Monday.", "2025-06-10T00:00", "exact"),
        ("It failed shortly after midnight on Monday.", "2025-06-09T00:00", "after"),
        ("It failed last week.", None, "exact"),
        ("It failed in the third quarter of 2024.", None, "exact"),
        ("It failed in the 1990s.", None, "exact"),
        ("It failed last summer.", None, "exact"),
        ("It failed over the weekend.", None, "exact"),
    ],
)
def test_timex_and_modifier(text: str, timex: str | None, modifier: str) -> None:
    time = last(text)
    assert time is not None
    assert (time.timex, time.modifier) == (timex, modifier)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("It failed at 8 p.m. ET on Monday.", "2025-06-10T00:00:00Z", "2025-06-10T00:00:00Z"),
        ("By 8 p.m. ET on Monday it was back.", None, "2025-06-10T00:00:00Z"),
        ("It failed shortly after 8 p.m. ET on Monday.", "2025-06-10T00:00:00Z", None),
        ("It failed at 8 p.m. on Monday.", "2025-06-09T06:00:00Z", "2025-06-10T08:00:00Z"),
        ("It failed on Monday.", "2025-06-08T10:00:00Z", "2025-06-10T11:59:59Z"),
        ("It failed in the first quarter of 2024.", "2023-12-31T10:00:00Z", "2024-04-01T11:59:59Z"),
        ("It failed last week.", "2025-06-01T10:00:00Z", "2025-06-09T11:59:59Z"),
    ],
)
def test_bounds(text: str, earliest: str | None, latest: str | None) -> None:
    time = last(text)
    assert time is not None
    assert (time.earliest, time.latest) == (earliest, latest)


@pytest.mark.parametrize("text", ["It took two hours.", "It fails every Friday.", "It is recently repaired.", "In fiscal 2024 it failed."])
def test_what_is_no_point_in_time(text: str) -> None:
    time = last(text)
    assert time is None or time == Time(None)

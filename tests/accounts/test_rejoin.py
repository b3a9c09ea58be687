"""Which background accounts are of the article's own incident after all."""

from __future__ import annotations

import pytest

from extractor.accounts.rejoin import first_day, rejoined
from extractor.records import Evidence, Name, ProviderRole, Time, TimelineEntry
from extractor.records.facts import AnyFact

HERE = (Evidence(0, 4, "test"),)


def facts(provider: str, *times: str, phase: str = "started") -> list[AnyFact]:
    entries = [TimelineEntry(phase=phase, time=Time(time, "exact", None, None), evidence=HERE) for time in times]
    return [ProviderRole(organization=Name(provider), evidence=HERE), *entries]


def all_of(told: dict[int, list[AnyFact]]) -> list[str]:
    return sorted(repr(fact) for found in told.values() for fact in found)


@pytest.mark.parametrize(
    ("told", "left"),
    [
        pytest.param({0: facts("Kelpie", "2026-03-02"), 1: facts("Kelpie", "2026-03-02T10:05Z")}, {0}, id="one day"),
        pytest.param({0: facts("Kelpie", "2026-03-02"), 1: facts("Kelpie", "2026-03-01")}, {0, 1}, id="the day before"),
        pytest.param({0: facts("Kelpie", "2026-03-02"), 1: facts("Tidepool", "2026-03-02")}, {0, 1}, id="another provider"),
        pytest.param({0: facts("Kelpie", "2026-03-02"), 1: facts("Kelpie", "2026-03")}, {0, 1}, id="a month"),
        pytest.param({0: facts("Kelpie"), 1: facts("Kelpie", "2026-02-20")}, {0}, id="nothing else is dated"),
        pytest.param(
            {0: facts("Kelpie"), 1: facts("Kelpie", "2026-02-20"), 2: facts("Kelpie", "2025-07-01")}, {0, 1, 2}, id="two are dated"
        ),
        pytest.param({0: facts("Kelpie", "2026-02"), 1: facts("Kelpie", "2026-02-20")}, {0, 1}, id="the main one has a month"),
    ],
)
def test_rejoined(told: dict[int, list[AnyFact]], left: set[int]) -> None:
    joined = rejoined(told)
    assert set(joined) == left
    assert all_of(joined) == all_of(told)


def test_another_failure_stays_another() -> None:
    told = {0: facts("Kelpie", "2026-03-02"), 1: facts("Kelpie", "2026-03-02")}
    assert set(rejoined(told, {1})) == {0, 1}


@pytest.mark.parametrize(
    ("found", "day"),
    [
        (facts("Kelpie", "2026-03-02T10:00Z", "2026-03-01"), "2026-03-01"),
        (facts("Kelpie", "2026-03-02", phase="resolved"), "2026-03-02"),
        (facts("Kelpie", "2026-03"), None),
        (facts("Kelpie"), None),
    ],
)
def test_first_day(found: list[AnyFact], day: str | None) -> None:
    assert first_day(found) == day

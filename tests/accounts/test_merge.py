"""Within one article, one fact for each identifying value, with all its evidences."""

from __future__ import annotations

import pytest

from extractor.accounts.merge import merge
from extractor.records import Cause, Count, Evidence, Fact, Name, ServiceImpact, Time
from extractor.records.identity import identity

A, B = Evidence(0, 5, "a"), Evidence(10, 20, "b")


def cause(status: str, *evidence: Evidence) -> Cause:
    return Cause(category="change", status=status, evidence=evidence)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([cause("stated", B), cause("stated", A)], [cause("stated", A, B)]),
        ([cause("stated", A), cause("suspected", B)], [cause("stated", A), cause("suspected", B)]),
        (
            [
                Cause(category="change", led_to=(("load", "stated"),), evidence=(A,)),
                Cause(category="change", led_to=(("dns", "stated"),), evidence=(B,)),
            ],
            [Cause(category="change", led_to=(("dns", "stated"), ("load", "stated")), evidence=(A, B))],
        ),
        ([Count(value=5, kind="users", evidence=(A,)), Count(value=5, kind="reports", evidence=(A,))], None),
        (
            [ServiceImpact(service=Name("Mail"), evidence=(A,)), ServiceImpact(service=Name("mail"), symptoms=("slow",), evidence=(B,))],
            [ServiceImpact(service=Name("Mail"), symptoms=("slow",), evidence=(A, B))],
        ),
        (
            [Count(value=5, kind="users", evidence=(A,)), Count(value=5, kind="users", unit="people", evidence=(B,))],
            [Count(value=5, kind="users", unit="people", evidence=(A, B))],
        ),
    ],
)
def test_merge(facts: list[Fact], expected: list[Fact] | None) -> None:
    merged = list(merge(facts))  # type: ignore[arg-type]
    assert merged == expected if expected is not None else len(merged) == len(facts)


def test_a_time_at_another_clock_is_another_count() -> None:
    early, late = (Count(value=5, kind="users", time=Time(t), evidence=(A,)) for t in ("2025", "2026"))
    assert identity(early) != identity(late)

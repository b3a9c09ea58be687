"""How each kind of fact is stated: denied, hedged, attributed, conditional, promised and forecast, by kind of fact."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractor.accounts.assemble import read_accounts
from extractor.language.pipeline import load_pipeline, prepare
from extractor.reading import read_text
from extractor.records import (
    Action,
    Cause,
    Count,
    DurationReport,
    ErrorSighting,
    GroupImpact,
    RegionImpact,
    ServiceImpact,
    Statement,
    TimelineEntry,
)
from extractor.records.facts import AnyFact

LEAD = (
    "Tollgate Pay goes down\n\n"
    "Tollgate Pay, the card processor, suffered an outage on Tuesday 10 June that began at 9:05 am. "
    "Its app and its website could not be reached, the company said.\n\n"
)
READ: dict[type[AnyFact], Callable[..., str]] = {  # type: ignore[valid-type]
    Cause: lambda fact: fact.category,
    Action: lambda fact: fact.category,
    TimelineEntry: lambda fact: fact.phase,
    DurationReport: lambda fact: fact.duration,
    Count: lambda fact: f"{fact.value:g} {fact.kind}",
    ServiceImpact: lambda fact: fact.service.label,
    RegionImpact: lambda fact: fact.region.label,
    GroupImpact: lambda fact: fact.group.label,
    ErrorSighting: lambda fact: fact.code,
    Statement: lambda fact: fact.speaker.label,
}


def told(sentence: str, kind: type[AnyFact]) -> list[tuple[str, str]]:  # type: ignore[valid-type]
    """The facts of a kind that stand in the sentence after the lead, each with its status."""
    nlp = load_pipeline()
    reading = read_accounts(nlp(prepare(nlp, read_text(LEAD + sentence, published="2025-06-11"))))
    facts = [fact for account in reading.accounts if account.role == "main" for fact in account.facts]
    assert facts, "the lead alone reports an outage"
    here = [fact for fact in facts if isinstance(fact, kind) and any(piece.end > len(LEAD) for piece in fact.evidence)]
    return sorted((READ[kind](fact), fact.status) for fact in here)


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("The company said a faulty update was to blame.", [("change", "stated")]),
        ("A faulty update may be to blame, two engineers said.", [("change", "suspected")]),
        ("The company denied that it had been hacked.", [("security", "ruled_out")]),
        ("It was not a cyber attack, the company said.", [("security", "ruled_out")]),
        ("The company said that it did not yet know the cause.", [("unknown", "stated")]),
        ("Had the database failed, a copy would have taken over.", []),
        ("If a cable is cut, traffic takes another path.", []),
        ("Was it a cyber attack?", []),
    ],
)
def test_causes(sentence: str, facts: list[tuple[str, str]]) -> None:
    assert told(sentence, Cause) == facts


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("Engineers rolled back the update.", [("rollback", "stated")]),
        ("Engineers have not yet rolled back the update.", []),
        ("If it happens again, the company will restart the servers.", []),
        ("The company said it had restarted its servers.", [("restart", "stated")]),
    ],
)
def test_actions(sentence: str, facts: list[tuple[str, str]]) -> None:
    assert [fact for fact in told(sentence, Action) if fact[1] not in ("planned", "ruled_out")] == facts


@pytest.mark.parametrize(
    ("sentence", "phases"),
    [
        ("Service was restored at 11:40 am, the company said.", ["resolved"]),
        ("The company hopes to have everything back by Thursday noon.", []),
    ],
)
def test_phases(sentence: str, phases: list[str]) -> None:
    assert [phase for phase, _ in told(sentence, TimelineEntry)] == phases


@pytest.mark.parametrize(
    ("sentence", "durations"),
    [
        ("The outage lasted two hours and ten minutes.", ["PT2H10M"]),
        ("The outage could last two more days, the company warned.", []),
        ("Repairs are expected to take three hours.", []),
        ("Had the spare failed too, it would have been down for three days.", []),
        ("The company denied that the outage had lasted six hours.", []),
    ],
)
def test_durations(sentence: str, durations: list[str]) -> None:
    assert [duration for duration, _ in told(sentence, DurationReport)] == durations


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("About 40,000 customers were unable to pay.", ["40000 users"]),
        ("Up to 40,000 customers may have been affected.", ["40000 users"]),
        ("A longer outage could have cost shops $40 million.", []),
        ("None of its 40,000 customers was affected.", []),
        ("If the spare had failed, 40,000 customers would have been cut off.", []),
        ("Tollgate Pay has 40,000 customers.", []),
    ],
)
def test_counts(sentence: str, counts: list[str]) -> None:
    assert [count for count, _ in told(sentence, Count)] == counts


@pytest.mark.parametrize(
    ("sentence", "services"),
    [
        ("Kestrel Maps was hit as well.", ["Kestrel Maps"]),
        ("Kestrel Maps was not affected.", []),
        ("Kestrel Maps kept working throughout.", []),
        ("The outage did not touch Kestrel Maps.", []),
    ],
)
def test_services(sentence: str, services: list[str]) -> None:
    assert [service for service, status in told(sentence, ServiceImpact) if status != "ruled_out"] == services


@pytest.mark.parametrize(
    ("sentence", "regions"),
    [
        ("Shops in Belgium and Norway could not take cards.", ["Belgium", "Norway"]),
        ("Shops in Belgium were not affected.", []),
    ],
)
def test_regions(sentence: str, regions: list[str]) -> None:
    assert [region for region, status in told(sentence, RegionImpact) if status != "ruled_out"] == regions


@pytest.mark.parametrize(
    ("sentence", "groups"),
    [
        ("Bakeries and pharmacies could not take cards.", ["bakeries", "pharmacies"]),
        ("Pharmacies were not affected.", []),
    ],
)
def test_groups(sentence: str, groups: list[str]) -> None:
    assert [group for group, status in told(sentence, GroupImpact) if status != "ruled_out"] == groups


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("Customers saw the error code PAY-5031.", ["PAY-5031"]),
        ("Customers who see error 503 again should restart the app.", ["HTTP 503"]),
    ],
)
def test_error_codes(sentence: str, codes: list[str]) -> None:
    assert [code for code, _ in told(sentence, ErrorSighting)] == codes


@pytest.mark.parametrize(
    ("sentence", "speakers"),
    [
        ("“We are sorry for the trouble we caused,” the company said.", ["Tollgate Pay"]),
        ("The company did not say whether “the worst of it is over now”.", []),
        ("Nobody at the company would say when “the worst of it is over”.", []),
        ("“She told me that ‘nothing will ever be the same’ at the shop,” said Rosa Lindqvist, a baker.", ["Rosa Lindqvist"]),
    ],
)
def test_statements(sentence: str, speakers: list[str]) -> None:
    assert [speaker for speaker, _ in told(sentence, Statement)] == speakers

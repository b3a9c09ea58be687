"""The kinds of fact, as ONTOLOGY.md has them."""

from __future__ import annotations

import dataclasses
from typing import Literal

from extractor.records.values import Agent, Evidence, Modifier, Name, Time

Status = Literal["stated", "suspected", "ruled_out", "planned"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every fact carries: where it stands (never empty), how it was stated, by whom, how sure it is (0 to 1, accounts/trust.py)."""

    evidence: tuple[Evidence, ...]
    status: Status = "stated"
    attributed_to: Agent | None = None
    confidence: float | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ProviderRole(Fact):
    """The organisation that runs what failed."""

    organization: Name


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ServiceImpact(Fact):
    """A service that was hit; ``symptoms`` in the article's words."""

    service: Name
    symptoms: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RegionImpact(Fact):
    """Where it was felt."""

    region: Name


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class GroupImpact(Fact):
    """Who was hurt."""

    group: Name


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ErrorSighting(Fact):
    """An error code, with the human text that came with it and the service that showed it."""

    code: str
    message: str | None = None
    service: Name | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ProviderReference(Fact):
    """The provider's own number for the incident."""

    reference_number: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry(Fact):
    """A phase and when it came; ``phase`` is a key of the phase scheme."""

    phase: str
    time: Time
    service: Name | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DurationReport(Fact):
    """How long it lasted: ``xsd:duration`` without weeks or fractions (``PT2H30M``, ``P14D``)."""

    duration: str
    modifier: Modifier = "exact"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Count(Fact):
    """A number that measures the incident; ``kind`` is a key of the count-kind scheme, ``unit`` the noun as written."""

    value: float
    kind: str
    modifier: Modifier = "exact"
    unit: str | None = None
    source: Agent | None = None
    peak: bool = False
    time: Time | None = None
    service: Name | None = None
    region: Name | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Cause(Fact):
    """What it is put down to; ``category`` is a key of the cause scheme.

    ``led_to``: the causes of the same account that this one brought about, each by its category and status.
    """

    category: str
    description: str | None = None
    led_to: tuple[tuple[str, Status], ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Action(Fact):
    """What was done about it; ``category`` is a key of the action scheme."""

    category: str
    description: str | None = None
    actor: Agent | None = None
    time: Time | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Fact):
    """A direct quotation: ``text`` is the words inside the quotation marks."""

    speaker: Agent
    text: str
    channel: str | None = None
    time: Time | None = None


AnyFact = (
    ProviderRole
    | ServiceImpact
    | RegionImpact
    | GroupImpact
    | ErrorSighting
    | ProviderReference
    | TimelineEntry
    | DurationReport
    | Count
    | Cause
    | Action
    | Statement
)

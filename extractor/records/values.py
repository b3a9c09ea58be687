"""The values that facts are made of."""

from __future__ import annotations

import dataclasses
from typing import Literal

Modifier = Literal["exact", "about", "before", "after", "more_than", "less_than"]


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A stretch of the article's text (code points, end excluded; one sentence at most) and the id of the rule that read it."""

    start: int
    end: int
    rule: str


@dataclasses.dataclass(frozen=True, slots=True)
class Name:
    """Something named: ``label`` is its usual name, ``aliases`` what else this article or the catalogue calls it.

    ``iri`` is the catalogue's, None for names that it does not hold; ``owner`` is the label of the organisation that
    runs it, where known.
    """

    label: str
    iri: str | None = None
    aliases: tuple[str, ...] = ()
    owner: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Agent:
    """Someone who speaks, counts or acts. ``unnamed`` ones ("a cafe owner in Parramatta") are this article's own."""

    label: str
    kind: Literal["organization", "person", "unnamed"] = "organization"
    iri: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Time:
    """A resolved time.

    ``timex`` has one of GOLD.md's five grains on the article's own clock (``2026``, ``2026-01``, ``2026-01-22``,
    ``2026-01-22TMO``, ``2026-01-22T14:37-05:00``); None for weeks, quarters, seasons and decades, which have bounds only.
    ``earliest`` and ``latest`` are ``xsd:dateTime`` in ``Z``; None where open.
    """

    timex: str | None
    modifier: Modifier = "exact"
    earliest: str | None = None
    latest: str | None = None


def fineness(time: Time) -> int:
    """How fine a time is: clock times before parts of a day before days; its value's length without seconds or offset, 0 without one."""
    return min(len(time.timex or ""), len("2026-01-22T14:37"))

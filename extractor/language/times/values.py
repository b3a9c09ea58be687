"""TIMEX3 values as strings."""

from __future__ import annotations

from extractor.language.times.expression import Amount, Unit

_LETTERS: dict[Unit, str] = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "week": "W",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "E",
    "century": "C",
}
_CLOCK_UNITS = frozenset({"second", "minute", "hour"})


def duration(amount: Amount) -> str:
    """A length of time as TIMEX3 has it: ``PT2H30M``, ``P2W``, ``P1E``; ``X`` for a count that isn't said.

    A century is ten decades: ISO 8601 has no letter for it, TIMEX3 writes it ``P1C``.
    """
    days = [part for part in amount.parts if part[1] not in _CLOCK_UNITS]
    clock = [part for part in amount.parts if part[1] in _CLOCK_UNITS]
    return "P" + "".join(map(_part, days)) + ("T" + "".join(map(_part, clock)) if clock else "")


def _part(part: tuple[float | None, Unit]) -> str:
    count, unit = part
    return ("X" if count is None else f"{count:.10g}") + _LETTERS[unit]

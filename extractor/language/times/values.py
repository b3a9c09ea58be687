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
    "decade": "DE",
    "century": "CE",
}
_CLOCK_UNITS = frozenset({"second", "minute", "hour"})


def duration(amount: Amount) -> str:
    """A length of time as TIMEX3 has it: ``PT2H30M``, ``P2W``, ``P1DE``; ``X`` for a count that isn't said.

    Fractions go into smaller units where these are whole (half a day is ``PT12H``). ``DE`` and ``CE`` are TIMEX2's and
    TIMEX3's own letters for decades and centuries.
    """
    amount = Amount(tuple(whole for part in amount.parts for whole in _whole(part)))
    days = [part for part in amount.parts if part[1] not in _CLOCK_UNITS]
    clock = [part for part in amount.parts if part[1] in _CLOCK_UNITS]
    return "P" + "".join(map(_part, days)) + ("T" + "".join(map(_part, clock)) if clock else "")


_SMALLER: dict[Unit, tuple[tuple[int, Unit], ...]] = {
    "minute": ((60, "second"),),
    "hour": ((60, "minute"),),
    "day": ((24, "hour"),),
    "week": ((7, "day"),),
    "year": ((12, "month"),),
    "decade": ((10, "year"),),
    "century": ((100, "year"),),
}


def _whole(part: tuple[float | None, Unit]) -> list[tuple[float | None, Unit]]:
    count, unit = part
    pieces: list[tuple[float | None, Unit]] = [part]
    if count is None or count == int(count):
        return pieces
    for size, smaller in _SMALLER.get(unit, ()):
        rest = (count - int(count)) * size
        if abs(rest - round(rest)) < 1e-6:
            pieces = [(float(int(count)), unit)] if count >= 1 else []
            return [*pieces, (float(round(rest)), smaller)]
    return pieces


def _part(part: tuple[float | None, Unit]) -> str:
    count, unit = part
    return ("X" if count is None else f"{count:.10g}") + _LETTERS[unit]

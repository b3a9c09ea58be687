"""Productions of lengths of time, of points that lie such a length away, and of sets of times."""

from __future__ import annotations

from typing import Any

from extractor.language.times.expression import Amount, Calendar, Recurring, Shift, Unit, Vague
from extractor.language.times.groups import Groups, Made, value_of
from extractor.language.times.lexicon import Rule, Words
from extractor.language.times.numbers import number
from extractor.language.times.values import duration


def _unit(groups: Groups, *names: str) -> tuple[Unit, int]:
    """The unit and how many of it the word means (a fortnight is two weeks)."""
    word = next(groups[name] for name in names if name in groups).rstrip(".")
    factor = 2 if word.startswith("fortnight") else 1
    singular = word.removesuffix("s") if word not in ("centuries",) else "century"
    table = {"sec": "second", "min": "minute", "hr": "hour", "yr": "year", "fortnight": "week", "night": "day", "weekend": "weekend"}
    unit: Any = table.get(singular, singular)
    return unit, factor


def _amounts(groups: Groups) -> tuple[tuple[float | None, Unit], ...]:
    names = ("anyunit", "units", "unit")
    unit, factor = _unit(groups, *names)
    count = number(groups["number"])
    if count is not None and "andhalf" in groups:
        count += 0.25 if "quarter" in groups["andhalf"] else 0.5
    parts: list[tuple[float | None, Unit]] = [(None if count is None else count * factor, unit)]
    for copy in ("2", "3"):
        if f"number{copy}" in groups:
            more, factor = _unit(groups, f"anyunit{copy}")
            count = number(groups[f"number{copy}"])
            parts.append((None if count is None else count * factor, more))
    return tuple(parts)


def amount(rule: Rule, groups: Groups, words: Words) -> Made | None:
    """A length of time; "the past six months" looks back from the publication. Nothing lasts no time ("zero-day")."""
    if number(groups["number"]) == 0:
        return None
    window = groups.get("window", "")
    side: Any = "past" if window in ("last", "past", "previous", "preceding") else "future" if window in ("next", "coming") else None
    return "DURATION", Amount(_amounts(groups), side)


_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}


def large_amount(rule: Rule, groups: Groups, words: Words) -> Made | None:
    """ "A 13-million-year-old tooth", "4.5 billion years"."""
    count = float(groups["figures"]) if "figures" in groups else number(groups["number"])
    unit, _ = _unit(groups, "anyunit")
    return "DURATION", Amount(((None if count is None else count * _SCALES[groups["scale"]], unit),))


def window(rule: Rule, groups: Groups, words: Words) -> Made | None:
    """ "Recent weeks", "the coming days": no length, only a side."""
    return "DATE", Vague("FUTURE_REF" if rule.value or groups.get("window") in ("coming", "upcoming", "next") else "PAST_REF")


_COUNTED_YEARS = 1900  # a year so far back is before the first one


def offset(rule: Rule, groups: Groups, words: Words) -> Made | None:
    """A point that lies a length of time from the publication or from the story."""
    amounts = _amounts(groups)
    count, unit = amounts[0]
    if len(amounts) == 2 and count is not None and amounts[1][0] is not None:
        minutes = {"hour": 60, "day": 1440, "week": 10080}.get(unit)
        if unit == "hour" and amounts[1][1] == "minute" and minutes:
            count, unit = count * 60 + amounts[1][0], "minute"
    anchor: Any = rule.anchor
    shift = Shift(unit, None if count is None else count * rule.direction, anchor)
    if count is not None and "exactly" in groups:
        grain: Any = {"today": "day", "this week": "week", "this month": "month"}[groups["exactly"]]
        months = {"year": 12, "decade": 120, "century": 1200, "month": 1}.get(unit)
        if months:
            return "DATE", Calendar(shift=Shift("month", -count * months, "published", grain=grain))
    if count is not None and unit == "year" and rule.anchor == "published" and rule.direction < 0 and count > _COUNTED_YEARS:
        return "DATE", Vague("PAST_REF")
    if count is None and rule.anchor == "published":
        return "DATE", Vague("PAST_REF" if rule.direction < 0 else "FUTURE_REF")
    if count is None:
        return "DURATION", Amount(amounts)
    return ("TIME" if unit in ("second", "minute", "hour") else "DATE"), Calendar(shift=shift)


def vague_amount(rule: Rule, groups: Groups, words: Words) -> Made | None:
    """ "Hours", "weeks": some, not said how many."""
    return "DURATION", Amount(((None, _unit(groups, "vagueunit")[0] if "vagueunit" in groups else "minute"),))


def vague_offset(rule: Rule, groups: Groups, words: Words) -> Made | None:
    """ "Years ago", "weeks later"."""
    if groups["agoword"] == "ago":
        return "DATE", Vague("PAST_REF")
    return vague_amount(rule, groups, words)


def bare_amount(rule: Rule, groups: Groups, words: Words) -> Made | None:
    """ "A year-long fight", "all day": one of the unit."""
    unit, factor = _unit(groups, "bareunit")
    return "DURATION", Amount(((float(factor), unit),))


def compact(rule: Rule, groups: Groups, words: Words) -> Made | None:
    """ "2h 15m"."""
    return "DURATION", Amount(((float(groups["h"]), "hour"), (float(groups["m"]), "minute")))


_PERIODS = {
    "second": "PT1S",
    "minute": "PT1M",
    "hour": "PT1H",
    "day": "P1D",
    "night": "XXXX-XX-XXTNI",
    "week": "P1W",
    "weekend": "XXXX-WXX-WE",
}
_PERIODS |= {
    "month": "P1M",
    "quarter": "P3M",
    "year": "P1Y",
    "decade": "P1DE",
    "fortnight": "P2W",
    "half hour": "PT30M",
    "half-hour": "PT30M",
    "weekday": "XXXX-WXX-WD",
}
_PLURALS = {"weekdays": "XXXX-WXX-WD", "weekends": "XXXX-WXX-WE"}
_PLURALS |= {"mornings": "XXXX-XX-XXTMO", "evenings": "XXXX-XX-XXTEV", "afternoons": "XXXX-XX-XXTAF"}


def recurring(rule: Rule, groups: Groups, words: Words) -> Made | None:
    """A set of times."""
    quant = groups["quant"].upper() if "quant" in groups else None
    part = value_of(groups, words, "daypart") or {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}.get(
        groups.get("parts", groups.get("part", ""))
    )
    day = value_of(groups, words, "longday") or value_of({"longday": groups.get("weekdays", "").removesuffix("s")}, words, "longday")
    if day:
        return "SET", Recurring(f"XXXX-WXX-{day}" + (f"T{part}" if part else ""), quant)
    if "adverb" in groups:
        return "SET", Recurring(value_of(groups, words, "adverb"))
    if "plural" in groups:
        return "SET", Recurring(_PLURALS[groups["plural"]])
    if "per" in groups:
        count = (
            None if "units" in groups else value_of(groups, words, "times") or (number(groups["number"]) if "number" in groups else None)
        )
        return "SET", Recurring(_PERIODS[groups["setunit"]], "EACH", f"{count:g}X" if count else None)
    if "number" in groups:
        return "SET", Recurring(duration(Amount(_amounts(groups))), quant)
    month, season = value_of(groups, words, "month"), value_of(groups, words, "season")
    if month or season:
        return "SET", Recurring(f"XXXX-{month:02d}" if month else f"XXXX-{season}", quant)
    if part:
        return "SET", Recurring(f"XXXX-XX-XXT{part}", quant)
    return "SET", Recurring(_PERIODS[groups["setunit"]], quant or "EACH")

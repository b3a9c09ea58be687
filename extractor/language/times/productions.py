"""From the groups of a match to its meaning: one function for each ``make`` of the rule files."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from extractor.language.times.expression import Amount, Calendar, Meaning, Part, Recurring, Shift, TimexType, Unit, Vague
from extractor.language.times.lexicon import Rule, Words
from extractor.language.times.numbers import number, year_in_words

Groups = Mapping[str, str]
Made = tuple[TimexType, Meaning]


def produce(rule: Rule, match: re.Match[str], words: Words) -> Made | None:
    """The type and meaning of a match, None where the words make no time after all (a 31st of April)."""
    groups = {name: value.casefold() for name, value in match.groupdict().items() if value is not None}
    return _MAKERS[rule.make](rule, groups, words)


def _value(groups: Groups, words: Words, name: str, *classes: str) -> Any:
    """The vocabulary's value of the first of the groups ``name``, ``name2`` and the further classes that matched."""
    for key in (name, f"{name}2", *classes):
        if key in groups:
            table = words[key.rstrip("23")]
            word = re.sub(r" {2,}", " ", groups[key])
            found = table.get(word, table.get(word.rstrip("."), table.get(word + ".")))
            if found is not None:
                return found
    return None


def _int(groups: Groups, *names: str) -> int | None:
    return next((int(groups[name]) for name in names if name in groups), None)


def _year(groups: Groups) -> int | None:
    if "yearwords" in groups:
        return year_in_words(groups["yearwords"])
    short = _int(groups, "year2", "year3")
    if short is not None:
        return short + (2000 if short < 50 else 1900)
    year = _int(groups, "year")
    return year + (2000 if year < 50 else 1900) if year is not None and year < 100 else year


def calendar(rule: Rule, groups: Groups, words: Words) -> Made | None:
    """A date or a time of day."""
    fields: dict[str, Any] = {"year": _year(groups), **_date(groups, words), **_periods(groups, words)}
    clock = _clock(groups, words)
    if clock is None:
        return None
    fields |= clock
    fields |= _relative(groups, words)
    fields = {name: value for name, value in fields.items() if value is not None}
    if fields.get("day", 1) > 31 or not _possible(fields):
        return None
    return _type(fields), Calendar(**fields)


def _possible(fields: dict[str, Any]) -> bool:
    month, day = fields.get("month"), fields.get("day")
    if not month or not day or fields.get("order_open"):
        return True
    return bool(day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31))


def _type(fields: dict[str, Any]) -> TimexType:
    shift = fields.get("shift")
    timed = {"hour", "part"} & fields.keys() or (shift is not None and shift.unit in ("hour", "minute", "second"))
    return "TIME" if timed else "DATE"


def _date(groups: Groups, words: Words) -> dict[str, Any]:
    month = groups.get("month", "")
    fields: dict[str, Any] = {
        "month": int(month) if month.isdigit() else _value(groups, words, "month"),
        "day": _int(groups, "day", "day2"),
        "weekday": _value(groups, words, "longday", "weekday"),
    }
    if "ordinal" in groups and "centuryth" not in groups and fields["month"]:
        fields["day"] = _value(groups, words, "ordinal")
    if "first" in groups:
        fields |= {"month": int(groups["first"]), "day": int(groups["second_number"]), "order_open": True}
        if groups["sep"] == ".":
            fields |= {"month": fields["day"], "day": fields["month"], "order_open": False}
        elif fields["month"] > 12 or fields["day"] > 12:
            low, high = sorted((fields["month"], fields["day"]))
            fields |= {"month": low, "day": high, "order_open": False}
    holiday = _value(groups, words, "holiday")
    if isinstance(holiday, list):
        fields |= {"month": holiday[0], "day": holiday[1], "holiday": groups["holiday"]}
    elif holiday:
        fields["holiday"] = holiday
    if "weekend" in groups:
        fields["weekend"] = True
    if "weekof" in groups:
        fields["week_of"] = True
    if "weekend" in groups and fields["day"]:
        fields |= {"week_of": True}
    return fields


def _periods(groups: Groups, words: Words) -> dict[str, Any]:
    century = _int(groups, "centuryth")
    if century is None and "ordinal" in groups and not (groups.keys() & {"month", "month2"}):
        century = _value(groups, words, "ordinal")
    decade = _int(groups, "decade4")
    short = _int(groups, "decade2", "decade22") or 10 * (_value(groups, words, "decadeword") or 0)
    if short:
        decade = short + (2000 if short < 30 else 1900)
    quarter = _int(groups, "quarter") or _value(groups, words, "quarterth")
    return {
        "century": century - 1 if century else None,
        "decade": decade // 10 if decade else None,
        "quarter": quarter,
        "half": _int(groups, "half") or _value(groups, words, "halfth"),
        "season": _value(groups, words, "season"),
        "fiscal": True if "fiscal" in groups else None,
        "shift": Shift("year", 0, "published", True) if "theyear" in groups else None,
    }


_PART_HALF = {"MO": "a", "AF": "p", "EV": "p", "NI": "n", "MI": "p"}
_MINUTES = {"ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45}


def _clock(groups: Groups, words: Words) -> dict[str, Any] | None:
    """Hour, minute, second and part; an empty dict without any, None where they make no clock time."""
    part: Part | None = _value(groups, words, "daypart", "part", "part2")
    fields: dict[str, Any] = {"part": part}
    if "clockword" in groups:
        return {"hour": 12 if groups["clockword"] == "noon" else 24, "minute": 0}
    if "halfhour" in groups:
        return {"hour": _value({"hourword": groups["halfhour"]}, words, "hourword"), "minute": 30, "twelve": True}
    hour = _int(groups, "hour")
    word = groups.get("hourword")
    if hour is None and word is None:
        return fields
    hour = _value(groups, words, "hourword") if hour is None else hour
    fields |= {"second": _int(groups, "second"), "minute": _int(groups, "minute") or 0, "part": None}
    if "pastto" in groups:
        minute = _int(groups, "minutes") if "minutes" in groups else _value(groups, words, "minuteword")
        if minute is None or minute > 59:
            return None
        fields["minute"] = minute
        if groups["pastto"] != "past":
            hour, fields["minute"] = (hour - 1) % 24 if word != "one" else 12, 60 - minute
    elif "minuteword" in groups:
        fields["minute"] = _MINUTES[groups["minuteword"]]
    return fields | _half_of_day(hour, word, groups)


def _half_of_day(hour: int, word: str | None, groups: Groups) -> dict[str, Any]:
    mark = re.sub(r"[. ]", "", groups.get("ampm", ""))
    if mark in ("noon", "midday") or word in ("noon", "midday"):
        return {"hour": hour if word else 12}
    if word == "midnight" or mark == "midnight":
        return {"hour": 24 if not groups.get("pastto") or hour == 0 and groups["pastto"] != "past" else hour % 24}
    if not mark:
        spelled = word is not None or "minute" not in groups
        return {"hour": hour, "twelve": bool(spelled and 1 <= hour <= 12)}
    if mark.startswith(("p", "intheafternoon", "intheevening")):
        return {"hour": hour % 12 + 12}
    if mark == "atnight":
        return {"hour": hour % 12 + 12 if 6 <= hour < 12 else 24 if hour == 12 else hour}
    return {"hour": hour % 12}


_DEICTIC = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def _relative(groups: Groups, words: Words) -> dict[str, Any]:
    """What "last", "next", "yesterday", "the day before" and their like add."""
    if "deictic" in groups:
        shift = Shift("day", _DEICTIC[groups["deictic"]], "published", True)
        return {"shift": shift, "part": "NI"} if groups["deictic"] == "tonight" else {"shift": shift}
    if "beforeafter" in groups:
        return {"shift": Shift("day", -2 if groups["beforeafter"].startswith("before") else 2, "published", True)}
    if "beforeafter2" in groups:
        return {"shift": Shift(groups["calunit"], -2 if "last" in groups["beforeafter2"] else 2, "published", True)}  # type: ignore[arg-type]
    if "storydir" in groups:
        unit: Any = groups.get("calunit", "day")
        return {"shift": Shift(unit, 1 if groups["storydir"] == "after" else -1, "story", True)}
    if "storynext" in groups:
        return {
            "shift": Shift(
                "day", {"before": -1, "previous": -1, "after": 1, "next": 1, "following": 1}.get(_which(groups), 0), "story", True
            )
        }
    if "yearearlier" in groups or "yearbefore" in groups:
        return {"shift": Shift("year", -1, "published", True)} | ({"quarter": None} if "calunit" not in groups else {})
    if "exactly" in groups:
        return {}
    if "edgeunit" in groups or "theunit" in groups or "calunit2" in groups:
        unit = groups.get("edgeunit") or groups.get("theunit") or groups["calunit2"]
        if unit in ("afternoon", "evening", "day"):
            return {"shift": Shift("day", 0, "story", True), "part": {"afternoon": "AF", "evening": "EV"}.get(unit)}
        return {"shift": Shift(unit, 0, "published", True)}
    return _rel(groups, words)


def _which(groups: Groups) -> str:
    return groups["storynext"].split()[-1] if groups["storynext"].startswith("day") else groups["storynext"].split()[0]


def _rel(groups: Groups, words: Words) -> dict[str, Any]:
    rel = _value(groups, words, "rel")
    if rel is None:
        return {}
    count, anchor = rel
    unit: Any = groups.get("relunit") or groups.get("calunit")
    unit = "day" if unit == "date" else unit
    if unit == "time" or (unit == "period"):
        unit = "year"
    if unit in ("day", "week", "month", "quarter", "year", "decade", "century"):
        anchor = "story" if unit == "day" and groups["rel"] in ("next", "this", "last") and "rel" in groups else anchor
        return {"shift": Shift(unit, count, anchor, True)}
    if "weekend" in groups:
        return {"shift": Shift("week", count, anchor, True), "weekend": True}
    if groups.keys() & {"longday", "month", "season"}:
        return {} if anchor == "story" and count == 0 else {"direction": count}
    if groups.keys() & {"daypart", "part"}:
        if groups["rel"] in ("next",):
            anchor = "story"
        return {"shift": Shift("day", count, anchor, True)}
    return {}


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
    if "number2" in groups:
        more, factor = _unit(groups, "anyunit2")
        count = number(groups["number2"])
        parts.append((None if count is None else count * factor, more))
    return tuple(parts)


def amount(rule: Rule, groups: Groups, words: Words) -> Made | None:
    """A length of time; "the past six months" looks back from the publication. Nothing lasts no time ("zero-day")."""
    if number(groups["number"]) == 0:
        return None
    window = groups.get("window", "")
    side: Any = "past" if window in ("last", "past", "previous", "preceding") else "future" if window in ("next", "coming") else None
    return "DURATION", Amount(_amounts(groups), side)


def window(rule: Rule, groups: Groups, words: Words) -> Made | None:
    """ "Recent weeks", "the coming days": no length, only a side."""
    return "DATE", Vague("FUTURE_REF" if rule.value or groups.get("window") == "coming" else "PAST_REF")


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
    "quarter": "P1Q",
    "year": "P1Y",
    "decade": "P1E",
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
    part = _value(groups, words, "daypart") or {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}.get(
        groups.get("parts", groups.get("part", ""))
    )
    day = _value(groups, words, "longday") or _value({"longday": groups.get("weekdays", "").removesuffix("s")}, words, "longday")
    if day:
        return "SET", Recurring(f"XXXX-WXX-{day}" + (f"T{part}" if part else ""), quant)
    if "adverb" in groups:
        return "SET", Recurring(_value(groups, words, "adverb"))
    if "plural" in groups:
        return "SET", Recurring(_PLURALS[groups["plural"]])
    if "per" in groups:
        count = None if "units" in groups else _value(groups, words, "times") or (number(groups["number"]) if "number" in groups else None)
        return "SET", Recurring(_PERIODS[groups["setunit"]], "EACH", f"{count:g}X" if count else None)
    if "number" in groups:
        from extractor.language.times.values import duration

        return "SET", Recurring(duration(Amount(_amounts(groups))), quant)
    month, season = _value(groups, words, "month"), _value(groups, words, "season")
    if month or season:
        return "SET", Recurring(f"XXXX-{month:02d}" if month else f"XXXX-{season}", quant)
    if part:
        return "SET", Recurring(f"XXXX-XX-XXT{part}", quant)
    return "SET", Recurring(_PERIODS[groups["setunit"]], quant or "EACH")


def vague(rule: Rule, groups: Groups, words: Words) -> Made | None:
    """PRESENT_REF and its like: the rule's own value."""
    value: Any = rule.value
    return "DATE", Vague(value)


_MAKERS: Mapping[str, Callable[[Rule, Groups, Words], Made | None]] = {
    "calendar": calendar,
    "offset": offset,
    "amount": amount,
    "window": window,
    "vague-amount": vague_amount,
    "vague-offset": vague_offset,
    "bare-amount": bare_amount,
    "compact": compact,
    "set": recurring,
    "vague": vague,
}

"""Productions of dates and times of day."""

from __future__ import annotations

import re
from typing import Any

from extractor.language.times.expression import Calendar, Part, Shift, TimexType, Vague
from extractor.language.times.groups import Groups, Made, int_of, value_of
from extractor.language.times.lexicon import Rule, Words
from extractor.language.times.numbers import number, year_in_words


def _year(groups: Groups) -> int | None:
    if "yearwords" in groups:
        return year_in_words(groups["yearwords"])
    short = int_of(groups, "year2", "year3")
    if short is not None:
        return short + (2000 if short < 50 else 1900)
    year = int_of(groups, "year")
    return year + (2000 if year < 50 else 1900) if year is not None and year < 100 else year


def calendar(rule: Rule, groups: Groups, words: Words) -> Made | None:
    """A date or a time of day."""
    fields: dict[str, Any] = {"year": _year(groups), **_date(groups, words), **_periods(groups, words)}
    clock = _clock(groups, words)
    if clock is None:
        return None
    fields |= clock
    fields |= _relative(rule, groups, words)
    fields = {name: value for name, value in fields.items() if value is not None}
    if fields.get("day", 1) > 31 or not _possible(fields):
        return None
    return _type(fields), Calendar(**fields)


def era(rule: Rule, groups: Groups, words: Words) -> Made | None:
    """A year, a day or a century with its era: "44 B.C.", "August 24, 79 A.D."."""
    after = groups["era"].startswith(("a", "c"))
    if "erayear" not in groups:
        century = (int_of(groups, "centuryth") or value_of(groups, words, "ordinal")) - 1
        return "DATE", Calendar(century=century) if after else Vague(f"BC{century:02d}")
    year = int(groups["erayear"])
    if not year:
        return None
    if not after:
        return "DATE", Vague(f"BC{year:04d}")
    fields = {"year": year, "month": value_of(groups, words, "month"), "day": int_of(groups, "day")}
    return ("DATE", Calendar(**fields)) if _possible(fields) else None


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
        "month": int(month) if month.isdigit() else value_of(groups, words, "month"),
        "day": int_of(groups, "day", "day2"),
        "weekday": value_of(groups, words, "longday", "weekday"),
    }
    if "ordinal" in groups and "centuryth" not in groups and fields["month"]:
        fields["day"] = value_of(groups, words, "ordinal")
    if "first" in groups:
        fields |= {"month": int(groups["first"]), "day": int(groups["second_number"]), "order_open": True}
        if groups["sep"] == ".":
            fields |= {"month": fields["day"], "day": fields["month"], "order_open": False}
        elif fields["month"] > 12 or fields["day"] > 12:
            low, high = sorted((fields["month"], fields["day"]))
            fields |= {"month": low, "day": high, "order_open": False}
    holiday = value_of(groups, words, "holiday")
    if isinstance(holiday, list):
        fields |= {"month": holiday[0], "day": holiday[1], "holiday": groups["holiday"]}
        fields |= {"year": holiday[2]} if len(holiday) > 2 else {}
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
    century = int_of(groups, "centuryth")
    if century is None and "ordinal" in groups and not (groups.keys() & {"month", "month2"}):
        century = value_of(groups, words, "ordinal")
    if "century4" in groups:
        return {"century": int(groups["century4"])}
    decade = int_of(groups, "decade4")
    short = int_of(groups, "decade2", "decade22") or 10 * (value_of(groups, words, "decadeword") or 0)
    if short:
        decade = short + (2000 if short < 30 else 1900)
    quarter = int_of(groups, "quarter") or value_of(groups, words, "quarterth", "quartermonths")
    return {
        "century": century - 1 if century else None,
        "decade": decade // 10 if decade else None,
        "quarter": quarter,
        "half": int_of(groups, "half") or value_of(groups, words, "halfth"),
        "season": value_of(groups, words, "season"),
        "fiscal": True if "fiscal" in groups or "fiscal2" in groups else None,
        "shift": Shift("year", 0, "published", True) if "theyear" in groups else None,
    }


_PART_HALF = {"MO": "a", "AF": "p", "EV": "p", "NI": "n", "MI": "p"}
_MINUTES = {"ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45}


def _clock(groups: Groups, words: Words) -> dict[str, Any] | None:
    """Hour, minute, second and part; an empty dict without any, None where they make no clock time."""
    part: Part | None = value_of(groups, words, "daypart", "part", "part2")
    fields: dict[str, Any] = {"part": part}
    if "clockword" in groups:
        return {"hour": 12 if groups["clockword"] == "noon" else 24, "minute": 0}
    if "halfhour" in groups:
        return {"hour": value_of({"hourword": groups["halfhour"]}, words, "hourword"), "minute": 30, "twelve": True}
    hour = int_of(groups, "hour")
    word = groups.get("hourword")
    if hour is None and word is None:
        return fields
    hour = value_of(groups, words, "hourword") if hour is None else hour
    fields |= {"second": int_of(groups, "second"), "minute": int_of(groups, "minute") or 0, "part": None}
    if "pastto" in groups:
        minute = int_of(groups, "minutes") if "minutes" in groups else value_of(groups, words, "minuteword")
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
        return {"hour": 23 if groups.get("pastto") == "to" else 24}
    if not mark:
        spelled = word is not None or "minute" not in groups
        return {"hour": hour, "twelve": bool(spelled and 1 <= hour <= 12)}
    if mark.startswith(("p", "intheafternoon", "intheevening")):
        return {"hour": hour % 12 + 12}
    if mark == "atnight":
        return {"hour": hour % 12 + 12 if 6 <= hour < 12 else 24 if hour == 12 else hour}
    return {"hour": hour % 12}


_DEICTIC = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def _relative(rule: Rule, groups: Groups, words: Words) -> dict[str, Any]:
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
    if "agocount" in groups:
        return {"direction": -round(number(groups["agocount"]) or 1)}
    if "nth" in groups:
        return {"nth": -1 if groups["nth"] == "last" else value_of({"ordinal": groups["nth"]}, words, "ordinal")}
    if "yearearlier" in groups:
        return {"shift": Shift("year", -1, "story", grain="period")}
    if "yearbefore" in groups:
        return {"shift": Shift("year", -1, "published", True)} | ({"quarter": None} if "calunit" not in groups else {})
    if "exactly" in groups:
        return {}
    if "midunit" in groups:
        return {"shift": Shift(groups["midunit"], 0, "published", True)}  # type: ignore[arg-type]
    if "edgeunit" in groups or "theunit" in groups or "calunit2" in groups:
        unit = groups.get("edgeunit") or groups.get("theunit") or groups["calunit2"]
        if unit in ("afternoon", "evening", "day"):
            return {"shift": Shift("day", 0, "story", True), "part": {"afternoon": "AF", "evening": "EV"}.get(unit)}
        return {"shift": Shift(unit, 0, "published", True, "period" if unit == "quarter" and "theunit" in groups else None)}
    return _rel(rule, groups, words)


def _which(groups: Groups) -> str:
    return groups["storynext"].split()[-1] if groups["storynext"].startswith("day") else groups["storynext"].split()[0]


def _rel(rule: Rule, groups: Groups, words: Words) -> dict[str, Any]:
    rel = value_of(groups, words, "rel")
    if rel is None:
        return {}
    count: int = rel[0]
    anchor: Any = "story" if rule.anchor == "story" else rel[1]
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
        if anchor == "published":
            return {"direction": count}
        if "longday" in groups:
            return {"direction": count, "shift": Shift("day", 0, "story", True)}
        return {"shift": Shift("year", 0, "story", True)} if count == 0 else {"direction": count}
    if groups.keys() & {"daypart", "part"}:
        if groups["rel"] in ("next",):
            anchor = "story"
        return {"shift": Shift("day", count, anchor, True)}
    return {}

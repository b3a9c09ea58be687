"""When two values are the same: times, durations, codes, words. GOLD.md's table, one function a row."""

from __future__ import annotations

import collections
import datetime as dt
import re
import unicodedata

Parsed = tuple[str, dt.datetime, dt.timedelta | None, str | None]
STEPS = {"year": 0, "month": 1, "day": 2, "part": 3, "minute": 4}
PARTS = {"MO": (0, 12), "MI": (11, 14), "AF": (12, 18), "EV": (17, 24), "NI": (18, 30)}

TIME = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(MO|MI|AF|EV|NI|(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?))?)?)?")
NUMBER = r"(\d+(?:\.\d+)?)"
DURATION = re.compile(rf"P(?:{NUMBER}W)?(?:{NUMBER}D)?(?:T(?:{NUMBER}H)?(?:{NUMBER}M)?(?:{NUMBER}S)?)?")


def fold(name: str) -> str:
    """A name without case, accents, punctuation, possessive and leading article."""
    name = unicodedata.normalize("NFKD", name).casefold().replace("&", " and ")
    name = re.sub(r"['’]s\b", "", name)
    name = re.sub(r"[^\w+]+", " ", name).strip()
    return re.sub(r"^the ", "", name)


def fold_code(code: str) -> str:
    """A code without case, blanks and a leading HTTP, error or code."""
    code = re.sub(r"\s+", "", code.casefold())
    return re.sub(r"^((http|status|error|code)[:#-]?)+", "", code) or code


def parse_time(value: str) -> Parsed | None:
    """A gold-style time as (step, naive datetime or date, offset or None, part or None); None if it is no such time."""
    try:
        return parse_time_strictly(value)
    except ValueError:
        return None


def parse_time_strictly(value: str) -> Parsed | None:
    """As ``parse_time``; raises ValueError for a day or an hour that does not exist."""
    m = TIME.fullmatch(value)
    if not m:
        return None
    year, month, day, tail, hour, minute, offset = m.groups()
    if not month:
        return "year", dt.datetime(int(year), 1, 1), None, None
    if not day:
        return "month", dt.datetime(int(year), int(month), 1), None, None
    date = dt.datetime(int(year), int(month), int(day))
    if not tail:
        return "day", date, None, None
    if tail in PARTS:
        return "part", date, None, tail
    if offset == "Z":
        offset = "+00:00"
    delta = None
    if offset:
        sign = -1 if offset[0] == "-" else 1
        delta = sign * dt.timedelta(hours=int(offset[1:3]), minutes=int(offset[4:6]))
    return "minute", date.replace(hour=int(hour), minute=int(minute)), delta, None


def in_part(moment: dt.datetime, day: dt.datetime, part: str) -> bool:
    """Whether a moment lies in a part of a day."""
    first, last = PARTS[part]
    hours = (moment - day).total_seconds() / 3600
    return first <= hours < last or (part == "NI" and 0 <= hours < 6)


def same_time(gold: str, said: str) -> bool:
    """Equal at the coarser of the two grains, which is never coarser than gold's by more than one step."""
    a, b = parse_time(gold), parse_time(said)
    if a is None or b is None or STEPS[b[0]] < STEPS[a[0]] - 1:
        return False
    coarse = a if STEPS[a[0]] <= STEPS[b[0]] else b
    fine = b if coarse is a else a
    if coarse[0] == "minute":
        if a[2] is not None and b[2] is not None:
            return a[1] - a[2] == b[1] - b[2]
        return a[1] == b[1]
    if coarse[0] == "part":
        if fine[0] == "part":
            return a[1] == b[1] and a[3] == b[3]
        return in_part(fine[1], coarse[1], str(coarse[3]))
    keep = {"year": 1, "month": 2, "day": 3}[coarse[0]]
    return coarse[1].timetuple()[:keep] == fine[1].timetuple()[:keep]


def seconds(duration: str) -> float | None:
    """The length of an ISO 8601 duration in seconds; None for what is none, or has months or years."""
    m = DURATION.fullmatch(duration)
    if not m:
        return None
    return sum(float(n or 0) * u for n, u in zip(m.groups(), (604800, 86400, 3600, 60, 1), strict=True))


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    return re.findall(r"\w+", text.casefold())


def same_words(gold: str, said: str) -> bool:
    """Whether four fifths of the shorter one's words stand in the other (four words at least)."""
    a, b = collections.Counter(words(gold)), collections.Counter(words(said))
    shorter = min(sum(a.values()), sum(b.values()))
    return shorter >= min(4, sum(a.values())) and sum((a & b).values()) / shorter >= 0.8

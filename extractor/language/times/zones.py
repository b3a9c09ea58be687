"""Zone words and places to zones, and zones to the offset that they have at a local time."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
import zoneinfo
from collections.abc import Iterator, Mapping
from typing import Any

from extractor.language.times.lexicon import alternatives, load

#: The zones of the world lie between these: what an unknown zone allows.
WESTMOST = dt.timedelta(hours=-12)
EASTMOST = dt.timedelta(hours=14)


@dataclasses.dataclass(frozen=True, slots=True)
class Zone:
    """An IANA zone by its name, or a fixed offset."""

    name: str | None = None
    fixed: dt.timedelta | None = None

    def offset(self, local: dt.datetime) -> dt.timedelta | None:
        """The offset at a local time; None where the clock showed it twice or never (the hour of the change)."""
        if self.fixed is not None:
            return self.fixed
        first = local.replace(tzinfo=_zone(self.name or "UTC"), fold=0).utcoffset()
        second = local.replace(tzinfo=_zone(self.name or "UTC"), fold=1).utcoffset()
        return first if first == second else None


@functools.cache
def _zone(name: str) -> zoneinfo.ZoneInfo:
    return zoneinfo.ZoneInfo(name)


@functools.cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = load("zones")
    return table


def _of(value: str | float) -> Zone:
    return Zone(name=value) if isinstance(value, str) else Zone(fixed=dt.timedelta(hours=value))


@functools.cache
def zone_pattern() -> re.Pattern[str]:
    """A zone after a clock time: its word, its name with or without "time", an offset, or a place's time."""
    words = alternatives([word for word in _table()["words"] if word != "Z"])
    names = alternatives(list(_table()["names"]))
    return re.compile(
        rf",? ?[(\[]?(?P<zone>(?:UTC|GMT)(?: ?[+−-]| \+ )(?:1[0-4]|0?\d)(?::?[0-5]\d)?(?!:?\d| (?:UTC|GMT))"
        rf"|[+−-]\d\d:\d\d|\+\d{{4}}\b|(?:{words})\b"
        r"|(?:[ECMP]\.(?:[SD]\.)?T\.|G\.M\.T\.|U\.T\.C\.)"
        rf"|(?i:{names})(?i:(?: standard| daylight| summer)? time)\b"
        r"|(?:US |U\.S\. )?(?:Eastern|Central|Mountain|Pacific)\b"
        r"(?! (?:(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Z]|coast))"
        r"|(?:eastern|pacific)\b(?=[.,;:)]| (?:on|and|to|until|by)\b|$)|local (?:[A-Z][\w.’'-]+ ){1,2}time\b"
        r"|(?i:local time)\b|local(?= (?:on|in)\b|[.,;)]|$)|(?:[A-Z][\w.’'-]+ ){1,3}time\b)"
    )


@functools.cache
def place_pattern() -> re.Pattern[str]:
    """A place after a clock time that says whose clock it is: "in New York", "on the US east coast"."""
    return re.compile(
        r",? (?:(?:local (?:time )?)?in (?P<place>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2})"
        r"|on the (?P<coast>(?i:(?:US |U\.S\. )?(?:east|west) coast)))"
    )


def zone_of_place(name: str) -> Zone | None:
    """The zone of a town, region or country with a single one; None where unknown."""
    folded = re.sub(r"['’]s$", "", name.strip()).casefold().rstrip(".")
    found = _gazetteer(folded) or _table()["names"].get(folded) or _table()["places"].get(folded)
    return None if found is None else _of(found)


@functools.cache
def _gazetteer(name: str) -> str | None:
    try:
        from extractor.language.places import zone_of
    except ImportError:
        return None
    found: str | None = zone_of(name)
    return found


def zone_of_word(word: str, places: frozenset[Zone], offset: dt.timedelta | None = None) -> Zone | None:
    """The zone that a zone word means; None where it stays open.

    Args: word: as ``zone_pattern`` matched it. places: the zones of the places in the story. offset: the publication's.
    """
    said = re.sub(r"\s+", " ", word.strip()).replace("−", "-")
    said = said.replace(".", "") if re.fullmatch(r"(?:[A-Z]\.)+", said) else said
    numeric = re.fullmatch(r"(?:UTC|GMT)? ?([+-]) ?(\d\d?)(?::?(\d\d))?", said)
    if numeric:
        size = dt.timedelta(hours=int(numeric[2]), minutes=int(numeric[3] or 0))
        return Zone(fixed=-size if numeric[1] == "-" else size)
    if said in _table()["words"]:
        return _shared(_table()["words"][said], places, offset)
    folded = said.casefold().removesuffix(" time").removeprefix("local ")
    if folded == "local":
        return next(iter(places)) if len(places) == 1 else None
    value = _table()["names"].get(folded)
    return zone_of_place(folded) if value is None else _of(value)


def _shared(value: Any, places: frozenset[Zone], offset: dt.timedelta | None) -> Zone | None:
    if not isinstance(value, dict):
        return _of(value)
    here = {hours for name, hours in value.items() if name and any(place.name == name for place in places)}
    if not here and offset is not None:
        here = {hours for name, hours in value.items() if name and "" not in value and dt.timedelta(hours=hours) == offset}
    if len(here) == 1:
        return _of(here.pop())
    return _of(value[""]) if not here and "" in value else None


def local_zone(text: str, start: int, end: int, at: int) -> Zone | None:
    """The zone of "local time" at an offset of a sentence: of the last place before it, else of the only one behind."""
    before = list(_places(text[start:at]))
    behind = set(_places(text[at:end]))
    return before[-1] if before else next(iter(behind)) if len(behind) == 1 else None


@functools.cache
def _signs() -> Mapping[str, Zone]:
    return {word: Zone(name=name) for name, words in _table()["signs"].items() for word in words}


_SIGN = re.compile(r"\b[\w]+\b|[₹₪]")


def signs_in(text: str) -> frozenset[Zone]:
    """The zones of the countries that a text gives away by its words: "crore", "Knesset"."""
    signs = _signs()
    return frozenset(signs[word] for word in _SIGN.findall(text) if word in signs)


_CAPITALISED = re.compile(r"[A-Z][\w.’'-]*\w(?: [A-Z][\w’'-]*\w)*")


def places_in(text: str) -> frozenset[Zone]:
    """The zones of the places named in a stretch of text."""
    return frozenset(_places(text))


def _places(text: str) -> Iterator[Zone]:
    for match in _CAPITALISED.finditer(text):
        words, at = match[0].split(), 0
        while at < len(words):
            size, zone = _longest(words[at : at + 3])
            if zone is not None:
                yield zone
            at += size


def _longest(words: list[str]) -> tuple[int, Zone | None]:
    """How many of the words name a place, and its zone."""
    for size in range(len(words), 0, -1):
        zone = zone_of_place(" ".join(words[:size]))
        if zone is not None and zone.name:
            return size, zone
    return 1, None


def carried(word: str, zone: Zone | None) -> Zone | None:
    """The zone to carry on to other dates: a summer or winter time's own country."""
    name = _table()["carry"].get(word.strip())
    return Zone(name=name) if name and zone is not None else zone


def between(minutes: int, others: int, offset: dt.timedelta, ahead: int | None = None) -> Zone | None:
    """The zone of a clock that shows ``minutes`` of the day when one at ``offset`` shows ``others``; None where no zone lies there.

    Args: ahead: days by which its date is ahead of the other's, None where that isn't known.
    """
    here = offset + dt.timedelta(minutes=minutes - others)
    options = [here + dt.timedelta(days=days) for days in ((0, 1, -1) if ahead is None else (ahead,))]
    found = min(options, key=abs)
    return Zone(fixed=found) if WESTMOST <= found <= EASTMOST and found.total_seconds() % 900 == 0 else None

"""Zone words of datelines and bylines (``ET``, ``BST``, ``Pacific time``, ``GMT+5:30``) and the offset they stand for on a day."""

from __future__ import annotations

import datetime as dt
import functools
import re
import zoneinfo
from collections.abc import Mapping
from typing import Any

from extractor.resources import data
from extractor.rules import load_data

ZONE = (
    r"(?:(?:UTC|GMT)?\s?[+−-]\d{1,2}(?::?\d{2})?(?!\d)|[A-Z]{1,4}T\b|UTC\b|GMT\b|Z\b|MSK\b|WIB\b"
    r"|(?:US\s+)?(?:Eastern|Central|Mountain|Pacific)(?:\s+(?:Standard|Daylight|Summer))?(?:\s+[Tt]ime)?\b)"
)
_OFFSET = re.compile(r"(?:UTC|GMT)?\s?(?P<sign>[+−-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?")
_LONGEST = dt.timedelta(hours=14)


def offset(word: str, on: dt.datetime, country: str | None = None) -> dt.timedelta | None:
    """How far the clock of a zone word is ahead of UTC.

    Args:
        word: as written; its case does not matter.
        on: the clock time, naive, whose offset is asked for.
        country: ISO 3166, decides words that several countries use.
    Returns: None where the word names no zone, or one of several.
    """
    if found := _OFFSET.fullmatch(word.strip()):
        size = dt.timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
        return None if size > _LONGEST else size if found["sign"] == "+" else -size
    names = _table()["zones"].get(_key(word), {})
    name = names.get(country) or names.get("default")
    if name is None:
        return None
    return offset(name, on) if name[0] in "+-" else on.replace(tzinfo=zoneinfo.ZoneInfo(name)).utcoffset()


def is_zone(word: str) -> bool:
    """Whether a word names a zone."""
    return _OFFSET.fullmatch(word.strip()) is not None or _key(word) in _table()["zones"]


def strip(text: str) -> str:
    """The text without zone words in capitals and stray commas."""
    words = [word for word in text.split() if not (word.strip(",.()").isupper() and is_zone(word.strip(",.()")))]
    return re.sub(r"(?:\s*,)+(?=\s*,|\s*$)", "", " ".join(words)).strip()


def country_of(head: str, text: str, url: str | None = None) -> str | None:
    """The country that an article shows most clearly: in its head (dateline, byline), its address, else in its text; ISO 3166."""
    suffix = re.search(r"^\w+://[^/:]+\.([a-z]{2})(?:[/:]|$)", url or "")
    by_address = {"uk": "GB"}.get(suffix[1], suffix[1].upper()) if suffix else None
    return _most_named(head) or (by_address if by_address in _table()["places"] else None) or _most_named(text)


def is_place(text: str) -> bool:
    """Whether the text is the name of one of the places listed, in any case."""
    return text.strip().casefold() in _place_names()


def month_first(country: str | None) -> bool:
    """Whether a country writes the month before the day."""
    return country in _table()["month_first"]


def _key(word: str) -> str:
    return re.sub(r"^US\s+|\s+(?:standard|daylight|summer)\b|\s+time\b", "", word.strip(), flags=re.IGNORECASE).upper()


def _most_named(text: str) -> str | None:
    """The country with the most of its words in the text, None where two have as many."""
    counts = sorted(((sum(1 for _ in regex.finditer(text)), country) for country, regex in _places().items()), reverse=True)
    return counts[0][1] if counts[0][0] > counts[1][0] else None


@functools.cache
def _places() -> Mapping[str, re.Pattern[str]]:
    return {country: re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b") for country, words in _table()["places"].items()}


@functools.cache
def _place_names() -> frozenset[str]:
    return frozenset(name.casefold() for names in _table()["places"].values() for name in names)


@functools.cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = load_data(data("extractor.reading", "zones.yaml"))
    return table

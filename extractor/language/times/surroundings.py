"""The zone or the place that follows a clock time."""

from __future__ import annotations

import dataclasses
import re

from extractor.language.times.expression import Calendar, TimeExpression
from extractor.language.times.zones import place_pattern, zone_of_place, zone_pattern


def is_clock(item: TimeExpression) -> bool:
    """Does the expression hold an hour?"""
    return isinstance(item.meaning, Calendar) and item.meaning.hour is not None


def names_day(item: TimeExpression) -> bool:
    """Does the expression itself say on which day it is?"""
    meaning = item.meaning
    if not isinstance(meaning, Calendar):
        return False
    return bool(
        meaning.weekday or meaning.day or meaning.holiday or (meaning.shift and meaning.shift.unit == "day" and meaning.shift.named)
    )


def attach_zone(text: str, item: TimeExpression) -> TimeExpression:
    """The expression with the zone word that follows it; a place's name stays outside the extent."""
    if not is_clock(item) or item.zone is not None:
        return item
    match = zone_pattern().match(text, item.end)
    place = place_pattern().match(text, item.end)
    if match and not (place and place["place"] and zone_of_place(place["place"])) and _means_zone(match["zone"]):
        closed = text[match.start("zone") - 1] in "(["
        if _OFFSET.fullmatch(match["zone"]) and not (_whole(item) or closed):
            return item
        end = item.end if closed else match.end()
        return dataclasses.replace(item, zone=match["zone"], end=end)
    if place is None:
        return item
    name = place["coast"] or place["place"]
    while name and zone_of_place(name) is None:
        name = name.rpartition(" ")[0]
    return dataclasses.replace(item, zone=f"in {name}") if name else item


def _whole(item: TimeExpression) -> bool:
    """A time stamp may end in an offset ("-06:00"); after a mere clock time it is the other end of a range."""
    meaning = item.meaning
    return isinstance(meaning, Calendar) and (meaning.second is not None or meaning.year is not None)


_OFFSET = re.compile(r"[−-]\d\d:\d\d")


def _means_zone(word: str) -> bool:
    """ "Local time" and a known place's time are zones, "Prime time" is none."""
    if not word.casefold().endswith(" time") or word.casefold() == "local time":
        return True
    return zone_of_place(word[: -len(" time")]) is not None or _named(word)


def _named(word: str) -> bool:
    from extractor.language.times.zones import zone_of_word

    return zone_of_word(word, frozenset()) is not None

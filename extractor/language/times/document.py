"""A text with its expressions: what each can know from its sentence, its line and the story before it."""

from __future__ import annotations

import bisect
import dataclasses
import functools
import re

from extractor.language.times.conversions import GAP, place_elsewhere
from extractor.language.times.expression import Calendar, TimeExpression
from extractor.language.times.figures import day_first
from extractor.language.times.layout import Layout, declared_zone, descending, layout_of, said_order
from extractor.language.times.moment import later, midnight
from extractor.language.times.sentence import sentence_bounds, tense_at, tense_marks
from extractor.language.times.story import Hints, Reference, Story, Tense
from extractor.language.times.surroundings import is_clock, names_day
from extractor.language.times.zones import Zone, between, carried, local_zone, places_in, signs_in, zone_of_place, zone_of_word

_LONG = 400
RANGE = re.compile(r" ?(?:-|–|—|to|and|until|till) ?(?:about |around )?")
_AIM = re.compile(r"\b(?:for|until|till) (?:the )?$")
_LISTED = re.compile(r",? (?:and|or) (?:on )?|, ")
_SURELY = re.compile(
    r"(?i:\bwill\b(?! (?:have|long|well|all)\b)|'ll\b"
    r"|\b(?:is|are)(?: (?:now|still|also|currently|then))? (?:expected|scheduled|due|set|slated|planned|poised|going|to)\b)"
)
_STANDARD = {"EST": "EDT", "PST": "PDT"}
_ONWARD = re.compile(r"(?i:\b(?:by|until|till|to|through) (?:about |around )?)$")


class Document:
    """One text on its way through resolution; read only, what changes is the Story."""

    def __init__(self, text: str, items: tuple[TimeExpression, ...], reference: Reference | None) -> None:
        self.text = text
        self.items = items
        self.reference = reference
        self.layout: Layout = layout_of(text, items, reference.moment.date() if reference else None)
        self.bounds = sentence_bounds(text)
        self._tenses: dict[int, list[tuple[int, int, Tense]]] = {}
        said = said_order(text)
        minutes = [minutes_of(items[at]) for at in sorted(self.layout.stamps)]
        self.newest_first = descending([minute for minute in minutes if minute >= 0]) if said is None else said

    # ------------------------------------------------------------ what the whole text says
    @functools.cached_property
    def clocks(self) -> tuple[int, ...]:
        """The minutes of the day of the clock times that name no day; -1 for one that doesn't say which half of the day."""
        bare = (item for at, item in enumerate(self.items) if is_clock(item) and not names_day(item) and at not in self.layout.stamps)
        return tuple(-1 if isinstance(item.meaning, Calendar) and item.meaning.twelve else minutes_of(item) for item in bare)

    @functools.cached_property
    def places(self) -> frozenset[Zone]:
        """The zones of the places that the text names."""
        return places_in(self.text)

    @functools.cached_property
    def zone(self) -> Zone | None:
        """The zone that the text declares for its clock, or else the first one that it names."""
        word = declared_zone(self.text)
        if word is not None:
            return carried(word, self.zone_of(word, 0))
        for at, item in enumerate(self.items):
            if item.zone and not self.is_conversion(at):
                found = self.zone_of(item.zone, item.start)
                if found is not None:
                    return carried(item.zone, found)
        return None

    @functools.cached_property
    def day_first(self) -> bool | None:
        """Whether dates in figures put the day first; None where nothing tells."""
        return day_first(self.text, self.items, self.reference, lambda: self.places)

    # ------------------------------------------------------------ one expression
    def sentence(self, offset: int) -> tuple[int, int]:
        """The bounds of the sentence around an offset, no further than a long sentence's length away from it."""
        at = bisect.bisect_right(self.bounds, offset)
        end = self.bounds[at] if at < len(self.bounds) else len(self.text)
        return max(self.bounds[at - 1], offset - _LONG), min(end, offset + _LONG)

    def tenses(self, offset: int) -> list[tuple[int, int, Tense]]:
        """Where the verbs of the sentence around an offset mark a tense."""
        at = bisect.bisect_right(self.bounds, offset)
        if at not in self._tenses:
            end = self.bounds[at] if at < len(self.bounds) else len(self.text)
            self._tenses[at] = tense_marks(self.text, self.bounds[at - 1], end)
        return self._tenses[at]

    def is_conversion(self, at: int) -> bool:
        """A clock in brackets, at a place or straight after another clock is a conversion: its zone isn't carried on."""
        item = self.items[at]
        left = self.text[max(0, item.start - 5) : item.start]
        follows = at > 0 and is_clock(self.items[at - 1]) and bool(self.items[at - 1].zone)
        gap = self.text[self.items[at - 1].end : item.start] if follows else "…"
        return left.endswith("(") or (item.zone or "").startswith("in ") or bool(GAP.fullmatch(gap))

    def zone_of(self, word: str, offset: int) -> Zone | None:
        """The zone that a zone word means at an offset of the text; None where it stays open."""
        if word.startswith("in "):
            return zone_of_place(word[3:])
        if word in _STANDARD and re.search(rf"\b{_STANDARD[word]}\b", self.text):
            return carried(word, Zone())  # "11:22 AM EST" beside "11:41 EDT": the clock of the day is meant
        start, end = self.sentence(offset)
        if word.casefold() in ("local time", "local") and (zone := local_zone(self.text, start, end, offset)) is not None:
            return zone
        here = places_in(self.text[start:end]) if word.casefold() == "local time" or len(word) <= 4 else frozenset()
        published = self.reference.offset if self.reference else None
        found = zone_of_word(word, here, published) or zone_of_word(word, self.places, published)
        return found or zone_of_word(word, signs_in(self.text), published)

    def converted(self, at: int, story: Story) -> Zone | None:
        """The zone that a conversion in brackets gives away: "1 p.m. local time (2 p.m. ET)"."""
        if at + 1 >= len(self.items):
            return None
        item, other = self.items[at], self.items[at + 1]
        minutes, others = minutes_of(item), minutes_of(other)
        day = story.day or (self.reference.day if self.reference else None)
        if day is None or min(minutes, others) < 0 or not other.zone or self.text[item.end : other.start] != " (":
            return None
        zone = self.zone_of(other.zone, other.start)
        offset = zone.offset(later(midnight(day), minutes=others)) if zone else None
        return None if offset is None else between(minutes, others, offset, _days_apart(item, other))

    def hints(self, at: int, story: Story) -> Hints:
        """What the sentence says about the expression."""
        item, said = self.items[at], self._said[at]
        own = self.zone_of(item.zone, item.start) if item.zone else None
        own = own or self._elsewhere(item) or self.converted(at, story) or self._shared_zone(at)
        zone = own if item.zone else own or self._elsewhere(item) or story.zone or self.zone
        return dataclasses.replace(said, zone=zone) if zone is not None else said

    def _shared_zone(self, at: int) -> Zone | None:
        """The zone of the range's other end: "from 8:05 until 9:50 CET"."""
        if self.items[at].zone or not self.opens_range(at):
            return None
        other = self.items[at + 1]
        return self.zone_of(other.zone, other.start) if other.zone and not other.zone.startswith("in ") else None

    @functools.cached_property
    def _said(self) -> list[Hints]:
        """What the words around each expression say, whatever the story."""
        return [self._wording(at) for at in range(len(self.items))]

    def _wording(self, at: int) -> Hints:
        item = self.items[at]
        tense = tense_at(self.text, self.tenses(item.start), self.sentence(item.start), self._first_of_list(at).start, item.end)
        left = self.text[max(0, item.start - 16) : item.start]
        aims = tense != "future" and bool(_AIM.search(left))
        tense = None if at in self.layout.stamps or (aims and tense == "past") else tense
        doubtful = tense == "scheduled"
        folded = left.casefold()
        return Hints(
            tense="future" if doubtful else tense,
            doubtful=doubtful,
            aims=aims,
            previous=folded.endswith("last "),
            surely=tense == "future" and bool(_SURELY.search(self.text, self.sentence(item.start)[0], item.start)),
            day_first=self.day_first,
            stamped=at in self.layout.stamps,
            apposed=folded.endswith(", a "),
            owned=self.text[item.end : item.end + 2] in ("'s", "’s"),
            definite=folded.endswith("the "),
            opens=self.opens_range(at),
            onward=bool(_ONWARD.search(left)),
        )

    def _first_of_list(self, at: int) -> TimeExpression:
        """The first day of "Saturday and Sunday": what is said of it is said of both."""
        while at and names_day(self.items[at - 1]) and _LISTED.fullmatch(self.text[self.items[at - 1].end : self.items[at].start]):
            at -= 1
        return self.items[at]

    def _elsewhere(self, item: TimeExpression) -> Zone | None:
        if not is_clock(item):
            return None
        place = place_elsewhere(self.text[max(0, item.start - 80) : item.start])
        return zone_of_place(place) if place else None

    def opens_range(self, at: int) -> bool:
        """Is it the first end of a range of clock times?"""
        if at + 1 >= len(self.items) or not is_clock(self.items[at]) or not is_clock(self.items[at + 1]):
            return False
        return bool(RANGE.fullmatch(self.text[self.items[at].end : self.items[at + 1].start]))


def _days_apart(item: TimeExpression, other: TimeExpression) -> int | None:
    """How many days the first is ahead of the second by their weekdays: 1, 0 or -1; None where one names none."""
    days = [expression.meaning.weekday for expression in (item, other) if isinstance(expression.meaning, Calendar)]
    if len(days) < 2 or days[0] is None or days[1] is None:
        return None
    return {0: 0, 1: 1, 6: -1}.get((days[0] - days[1]) % 7)


def minutes_of(item: TimeExpression) -> int:
    """The minutes of the day of a clock time; -1 for anything else."""
    meaning = item.meaning
    return meaning.hour * 60 + (meaning.minute or 0) if isinstance(meaning, Calendar) and meaning.hour is not None else -1

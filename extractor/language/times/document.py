"""A text with its expressions: what each can know from its sentence, its line and the story before it."""

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
import functools
import itertools
import re

from extractor.language.times.conversions import GAP, day_of, place_elsewhere, same_moment
from extractor.language.times.expression import Calendar, TimeExpression
from extractor.language.times.figures import day_first
from extractor.language.times.layout import Layout, declared_zone, descending, layout_of, said_order
from extractor.language.times.moment import Moment, later, midnight
from extractor.language.times.resolve import Resolved, resolve
from extractor.language.times.sentence import sentence_bounds, tense_at, tense_marks
from extractor.language.times.story import Hints, Reference, Story, Tense
from extractor.language.times.surroundings import is_clock, names_day
from extractor.language.times.zones import Zone, between, carried, local_zone, places_in, signs_in, zone_of_place, zone_of_word

_LONG = 400
_BYLINE = re.compile(r"[\W_]*(?:(?:first |last |originally )?(?:published|updated|posted|modified)|date:)\b", re.IGNORECASE)
_BYLINE_NEAR = re.compile(r"(?:\b(?:Published|Updated|Posted|Last updated)|[Uu]pdated:|[Pp]ublished:)(?: on| at)?:? ?$")
_RANGE = re.compile(r" ?(?:-|–|—|to|and|until|till) ?(?:about |around )?")
_REPORTED = re.compile(
    r"(?:\b(?:said|says|told|announced|wrote|confirmed|reported|added|tweeted|posted)"
    r"(?: (?:reporters|investors|customers|users|in an? [a-z]+|[A-Z]\w+)){0,2}"
    r"|\b(?:statement|note|post|tweet|e-?mail|letter|report|memo|filing|interview|briefing)"
    r"(?: (?:released|published|issued|posted|dated|sent|on X))?"
    r"|\b(?:published|released|issued|posted|disclosed|unveiled|put out)(?: (?:by|on|in|at|to) [\w/'’ ]{1,30})?)"
    r" (?:on |late |early |late on |early on )?$"
)
_SAYING = "said|says|told|announced|wrote|confirmed|reported|added|acknowledged|posted|tweeted"
_SPOKE = re.compile(
    r",? (?:(?:the|its|their|an?|it|he|she|they|we) )?(?:[\w.&’'-]+ ){0,5}?"
    rf"(?:{_SAYING}|apologi[sz]ed|offered|published|released|issued|blamed|explained|asked|fined|gave|named|disclosed|admitted|promised"
    r"|revealed|called)\b"
)
_SAID_AT = re.compile(rf"\b(?:{_SAYING})(?: on X| on its \w+)?(?: shortly| just| soon)? (?:before |after |at |around |about |by )*$")
_ASIDE = re.compile(r"(?:\b(?:that|which|who)(?: \w+)? (?:was|were|had|has|have)\b|\bhad (?!to\b|no\b)|\b(?:after|since|before)\b)[^,.;]*$")
_PARTICIPLE = re.compile(
    r"\b(?:[a-z]{3,}ed|made|taken|sent|given|built|put out|written|drawn|laid|done|begun|run) (?:on |in |at |late |early |the )*$"
)
_CLAUSE = re.compile(r"[,;:.—–(]|\b(?:when|as|and|but|that|which|who|while|after|because|if|so|until|before|since|where)\b")
_HAD = re.compile(r",? (?:(?:the|its|their|an?|it|he|she|they|we) )?(?:[\w’'-]+ ){0,3}?had (?!to\b|no\b)")
_DOCUMENT = re.compile(r"'s (?:note|statement|report|post|letter|memo|filing|briefing|review|hearing)\b")
_AIM = re.compile(r"\b(?:for|until|till) (?:the )?$")
_CLOSE = re.compile(r",? (?:from|by|at|until|before|after|around|shortly before|shortly after)(?: about| around)? ")
_UNTIL = re.compile(r"(?<!\b[Nn]ot )\b(?:until|till|to|through) (?:about |around )?$")
_INDEFINITE = re.compile(r"(?i:\ban? (?:[a-z-]+ )?)$")
_LISTED = re.compile(r",? (?:and|or) (?:on )?|, ")
_ONWARD = re.compile(r"(?i:\b(?:by|until|till|to|through) (?:about |around )?)$")
_OPENING = re.compile(r"(?:\A|\n)[\W_]*(?:On |By |The )?\Z")


class Document:
    """One text on its way through resolution; read only, what changes is the Story."""

    def __init__(self, text: str, items: tuple[TimeExpression, ...], reference: Reference | None) -> None:
        self.text = text
        self.items = items
        self.reference = reference
        self.layout: Layout = layout_of(text, items, reference.moment.date() if reference else None)
        self.bounds = sentence_bounds(text)
        said = said_order(text)
        minutes = [minutes_of(items[at]) for at in sorted(self.layout.stamps)]
        self.newest_first = descending([minute for minute in minutes if minute >= 0]) if said is None else said

    # ------------------------------------------------------------ what the whole text says
    @functools.cached_property
    def tenses(self) -> list[tuple[int, int, Tense]]:
        """Where the text's verbs mark a tense."""
        return tense_marks(self.text)

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
            return carried(word, self._zone(word, 0))
        for at, item in enumerate(self.items):
            if item.zone and not self._aside(at):
                found = self._zone(item.zone, item.start)
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

    def _aside(self, at: int) -> bool:
        """A clock in brackets, at a place or straight after another clock is a conversion: its zone isn't carried on."""
        item = self.items[at]
        left = self.text[max(0, item.start - 5) : item.start]
        follows = at > 0 and is_clock(self.items[at - 1]) and bool(self.items[at - 1].zone)
        gap = self.text[self.items[at - 1].end : item.start] if follows else "…"
        return left.endswith("(") or (item.zone or "").startswith("in ") or bool(GAP.fullmatch(gap))

    def _zone(self, word: str, offset: int) -> Zone | None:
        if word.startswith("in "):
            return zone_of_place(word[3:])
        start, end = self.sentence(offset)
        if word.casefold() in ("local time", "local") and (zone := local_zone(self.text, start, end, offset)) is not None:
            return zone
        here = places_in(self.text[start:end]) if word.casefold() == "local time" or len(word) <= 4 else frozenset()
        published = self.reference.offset if self.reference else None
        found = zone_of_word(word, here, published) or zone_of_word(word, self.places, published)
        return found or zone_of_word(word, signs_in(self.text), published)

    def _converted(self, at: int, story: Story) -> Zone | None:
        """The zone that a conversion in brackets gives away: "1 p.m. local time (2 p.m. ET)"."""
        if at + 1 >= len(self.items):
            return None
        item, other = self.items[at], self.items[at + 1]
        minutes, others = minutes_of(item), minutes_of(other)
        day = story.day or (self.reference.day if self.reference else None)
        if day is None or min(minutes, others) < 0 or not other.zone or self.text[item.end : other.start] != " (":
            return None
        zone = self._zone(other.zone, other.start)
        offset = zone.offset(later(midnight(day), minutes=others)) if zone else None
        return None if offset is None else between(minutes, others, offset)

    def hints(self, at: int, story: Story) -> Hints:
        """What the sentence says about the expression."""
        item = self.items[at]
        bounds = self.sentence(item.start)
        tense = tense_at(self.text, self.tenses, bounds, self._first_of_list(at).start, item.end)
        own = self._zone(item.zone, item.start) if item.zone else None
        own = own or self._converted(at, story)
        zone = own if item.zone else own or self._elsewhere(item) or story.zone or self.zone
        aims = tense != "future" and bool(_AIM.search(self.text[max(0, item.start - 16) : item.start]))
        tense = None if at in self.layout.stamps or (aims and tense == "past") else tense
        doubtful = tense == "scheduled"
        left = self.text[max(0, item.start - 4) : item.start].casefold()
        apposed, definite = left.endswith(", a "), left == "the "
        return Hints(
            tense="future" if doubtful else tense,
            doubtful=doubtful,
            aims=aims,
            previous=self.text[max(0, item.start - 5) : item.start].casefold() == "last ",
            zone=zone,
            day_first=self.day_first,
            stamped=at in self.layout.stamps,
            apposed=apposed,
            definite=definite,
            opens=self._opens(at),
            onward=bool(_ONWARD.search(self.text[max(0, item.start - 16) : item.start])),
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

    def same_moment(self, at: int, moment: Moment, story: Story) -> Moment:
        """The same moment on another clock, as the one before it in the text is: "8:37 a.m. JST on Wednesday (2337 GMT)"."""
        item, last = self.items[at], story.last
        if not at or last is None or not is_clock(item) or not is_clock(self.items[at - 1]):
            return moment
        return same_moment(moment, last) if GAP.fullmatch(self.text[self.items[at - 1].end : item.start]) else moment

    def _opens(self, at: int) -> bool:
        if at + 1 >= len(self.items) or not is_clock(self.items[at]) or not is_clock(self.items[at + 1]):
            return False
        return bool(_RANGE.fullmatch(self.text[self.items[at].end : self.items[at + 1].start]))

    def arrive(self, at: int, story: Story) -> Story:
        """The story when the reading comes to an expression: a new paragraph may end an excursion."""
        item = self.items[at]
        if at and self.layout.line(item.start) != self.layout.line(self.items[at - 1].start):
            story = story.paragraph()
        return story

    def _day_behind(self, at: int) -> TimeExpression | None:
        """The day that belongs to this clock past a conversion or the end of a range: "3 p.m. EDT (1900 GMT) on Thursday"."""
        for gap, near in zip(self.items[at:], self.items[at + 1 : at + 4], strict=False):
            between = self.text[gap.end : near.start]
            joined = is_clock(near) and bool(_RANGE.fullmatch(between) or GAP.fullmatch(between))
            if _own_day(near) and (joined or re.fullmatch(r"\)?,? (?:on |of )?", between)):
                return near
            if not joined:
                return None
        return None

    def _follows_date(self, at: int, story: Story) -> bool:
        """Does the clock follow close on a day that it doesn't share an extent with: "due tomorrow by noon"?"""
        if story.point is None or story.point.grain != "day" or not at:
            return False
        before, item = self.items[at - 1], self.items[at]
        return names_day(before) and not is_clock(before) and bool(_CLOSE.fullmatch(self.text[before.end : item.start]))

    def lookahead(self, at: int, story: Story, hints: Hints) -> Story:
        """The story as the expression sees it: a clock time before any day takes the day that its sentence names after it."""
        item = self.items[at]
        if not is_clock(item) or at in self.layout.stamps or names_day(item):
            return story
        behind = self._day_behind(at)
        if behind is not None:
            theirs = self._zone(behind.zone, behind.start) if behind.zone else hints.zone
            moment = resolve(behind, self.reference, story, dataclasses.replace(hints, zone=theirs)).moment
            if moment is not None and moment.grain in ("day", "part", "minute"):
                day = day_of(minutes_of(item), hints.zone, moment) or moment.start.date()
                if self._opens(at) and is_clock(behind) and minutes_of(item) % 1440 > minutes_of(behind):
                    return self._night_before(item, behind, story, hints)
                return dataclasses.replace(story, day=day, given=True, last=None)
        if self._follows_date(at, story):
            return dataclasses.replace(story, day=story.point.start.date() if story.point else None, given=True, last=None)
        if story.day is not None:
            return story
        end = self.sentence(item.start)[1]
        for near in itertools.islice(self.items, at + 1, at + 12):
            if near.start >= end:
                break
            if is_clock(near) and _own_day(near) and minutes_of(near) >= 0:
                return self._night_before(item, near, story, hints)
            until = _UNTIL.search(self.text[max(0, near.start - 20) : near.start])
            if near.type == "DATE" and near.relation is None and not until and not self.reported(near):
                resolved = resolve(near, self.reference, story, Hints(tense="past", day_first=self.day_first))
                if resolved.moment is not None and resolved.moment.grain == "day":
                    return dataclasses.replace(story, day=resolved.moment.start.date(), given=True)
        return story

    def _night_before(self, item: TimeExpression, near: TimeExpression, story: Story, hints: Hints) -> Story:
        """The day of the clock time in "at 10:40 p.m., and by 1:15 a.m. on Wednesday": the one behind's, or the day before it."""
        moment = resolve(near, self.reference, story, hints).moment
        if moment is None or moment.start.date() == dt.date.min:
            return story
        earlier = minutes_of(item) % 1440 <= minutes_of(near)
        until = _UNTIL.search(self.text[max(0, near.start - 20) : near.start])
        if until and not earlier and not (minutes_of(item) >= 1020 and minutes_of(near) < 720):
            return story
        return dataclasses.replace(story, day=moment.start.date() - dt.timedelta(0 if earlier else 1), given=True, last=None)

    def leave(self, at: int, story: Story, resolved: Resolved, hints: Hints) -> Story:
        """The story after the expression."""
        item, moment = self.items[at], resolved.moment
        carries = item.zone and (not self._aside(at) or (story.zone is None and item.zone.startswith("in ")))
        if hints.zone is not None and (carries or (not self._aside(at) and story.zone is None and self._converted(at, story))):
            story = dataclasses.replace(story, zone=carried(item.zone or "", hints.zone))
        if moment is None or self.is_publication(item, moment):
            return story
        if not self._quoted_far(item) and not _compares(item):
            period = moment if moment.grain in ("month", "quarter", "half") else story.period
            story = dataclasses.replace(story, point=moment, period=period)
        if at in self.layout.stamps and moment.grain in ("minute", "second"):
            return dataclasses.replace(story, day=moment.start.date(), given=True, last=None, stamp=moment)
        if at in self.layout.headings:
            return dataclasses.replace(story.on(moment.start.date(), opens=True), last=None, stamp=None)
        if moment.grain in ("minute", "second", "part"):
            if self._quoted_far(item) or (
                story.last is not None
                and _UNTIL.search(self.text[max(0, item.start - 20) : item.start])
                and moment.start.date() != story.day
            ):
                return story
            if moment.grain == "part" and story.given and self._elsewhen(item):
                return story
            return (story.on(moment.start.date()) if names_day(item) else story).after(moment)
        if moment.grain == "day" and not self.indefinite(item):
            reported = story.given and self._elsewhen(item)
            ahead = self.reference is not None and moment.start.date() > self.reference.day
            if reported or ahead:
                return story
            story = story.on(moment.start.date(), self.opens_line(item))
            return (
                story.after(dataclasses.replace(moment, grain="part", part="EV"))
                if item.mod == "end" and not self.reported(item)
                else story
            )
        return story

    def opens_line(self, item: TimeExpression) -> bool:
        """Does its paragraph begin with it: "Friday brought relief", "On 3 May the ..."?"""
        return bool(_OPENING.search(self.text[max(0, item.start - 12) : item.start]))

    def reported(self, item: TimeExpression) -> bool:
        """Does the day say when somebody spoke or wrote, rather than when it happened?"""
        return bool(_REPORTED.search(self.text[max(0, item.start - 48) : item.start]) or _DOCUMENT.match(self.text, item.end))

    def spoken(self, item: TimeExpression) -> bool:
        """Does the clause behind it tell what somebody said that day: "On Friday the bank apologised"?"""
        return self.reported(item) or bool(_SPOKE.match(self.text, item.end))

    def _elsewhen(self, item: TimeExpression) -> bool:
        """Is the day one that the story doesn't move to: when somebody spoke, or what came before the events?"""
        return self.reported(item) or (not self.layout.stamps and self.aside(item))

    def said_at(self, item: TimeExpression) -> bool:
        """Is it the time at which somebody spoke: "it said shortly before 9 a.m."?"""
        return bool(_SAID_AT.search(self.text[max(0, item.start - 48) : item.start]))

    def aside(self, item: TimeExpression) -> bool:
        """Does the day date what came before the events: "a router that was installed on Monday", "On Monday it had moved"?"""
        start = max(self.sentence(item.start)[0], item.start - 80)
        left = self.text[start : item.start]
        return bool(_ASIDE.search(left) or _HAD.match(self.text, item.end) or self._participle(start, item.start))

    def _participle(self, start: int, end: int) -> bool:
        """Does a participle stand there whose clause has its verb already: "They used a copy taken on Monday"?"""
        participle = _PARTICIPLE.search(self.text, start, end)
        if participle is None:
            return False
        begins = max((match.end() for match in _CLAUSE.finditer(self.text, start, participle.start())), default=start)
        return any(begins <= first < participle.start() for first, _, tense in self.tenses if tense == "past")

    def indefinite(self, item: TimeExpression) -> bool:
        """ "A quiet Thursday" is no day that anything else is told of."""
        meaning = item.meaning
        alone = isinstance(meaning, Calendar) and meaning.weekday is not None and not meaning.day and meaning.shift is None
        return alone and bool(_INDEFINITE.search(self.text[max(0, item.start - 24) : item.start]))

    def is_publication(self, item: TimeExpression, moment: Moment) -> bool:
        """Is this the line that says when the article was published or updated? It sets the zone, not the day of the story."""
        line = self.layout.text_of_line(self.text, item.start)
        if len(line) > 160:
            return False
        if _BYLINE.match(line) or _BYLINE_NEAR.search(self.text[max(0, item.start - 24) : item.start]):
            return True
        meaning = item.meaning
        whole = isinstance(meaning, Calendar) and meaning.year is not None and meaning.day is not None
        return (
            whole
            and self.reference is not None
            and moment.start.date() == self.reference.day
            and item.start < 1200
            and not self.layout.stamps
        )

    def _quoted_far(self, item: TimeExpression) -> bool:
        return self.text[max(0, item.start - 1) : item.start] == "("


def _compares(item: TimeExpression) -> bool:
    """ "A year earlier" is what a figure is compared with; the story goes on from the date before it."""
    shift = item.meaning.shift if isinstance(item.meaning, Calendar) else None
    return shift is not None and shift.anchor == "story" and (shift.count or 0) < 0 and shift.unit in ("year", "quarter", "month")


def _own_day(item: TimeExpression) -> bool:
    """Does it name a day that isn't counted from the story ("the next morning")?"""
    shift = item.meaning.shift if isinstance(item.meaning, Calendar) else None
    return names_day(item) and (shift is None or shift.anchor == "published")


def minutes_of(item: TimeExpression) -> int:
    meaning = item.meaning
    return meaning.hour * 60 + (meaning.minute or 0) if isinstance(meaning, Calendar) and meaning.hour is not None else -1

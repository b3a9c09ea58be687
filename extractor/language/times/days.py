"""On which of the days in question a clock time falls that names none: what speaks for each, weighed by a learned decider.

The days in question: the one that the rules of ``clock.py`` take, the publication's and the one before, those that the text names
nearest, the last event's and the one after it. Plain features, as ``scripts/train_days.py`` learned their weights (``data/days.json``).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from extractor.language.logistic import load_model
from extractor.language.times.document import Document
from extractor.language.times.expression import Calendar
from extractor.language.times.moment import Moment, later, midnight
from extractor.language.times.story import Hints, Mention, Story, local_moment, told_hour
from extractor.language.times.wording import said_at

_PARTS = re.compile(r"[,;:–—]|\b(?:and|but|when|as|while|that|which|who|after|before|until)\b")  # what parts clauses
RIGHT = "right"
_PART_HOUR = {"MO": 9, "MI": 12, "AF": 15, "EV": 20, "NI": 22, "DT": 12}
_HOURS = (-48, -12, -3, 0, 1, 4, 9, 14, 24, 48)  # the edges of the steps in which hours are told
_DAYS = (-1, 0, 1, 2, 4, 8)


@dataclasses.dataclass(frozen=True, slots=True)
class Choice:
    """A day (and half of the day) that the expression may mean, with what speaks for it and against it."""

    moment: Moment
    features: tuple[str, ...]


Decide = Callable[[int, Sequence[Choice]], Moment]  # the number of the expression, its choices: the one to take


def likeliest(_at: int, options: Sequence[Choice]) -> Moment:
    """The choice that the learned decider finds likeliest, the rules' own where two are alike."""
    model = load_model("days")
    return max(options, key=lambda option: model.probabilities(option.features)[RIGHT]).moment


def open_to_choice(document: Document, at: int, moment: Moment, story: Story, seen: Story, hints: Hints) -> bool:
    """Is it a clock time or a part of a day of which neither its words, its sentence nor the stamp of its entry tells the day?

    Args: story: up to the expression; seen: the same with what the sentence says behind it.
    """
    meaning = document.items[at].meaning
    if not isinstance(meaning, Calendar) or moment.grain not in ("minute", "second", "part") or document.reference is None:
        return False
    if seen is not story or story.stamp is not None or hints.surely:
        return False
    bare = dataclasses.replace(meaning, hour=None, minute=None, second=None, part=None, twelve=False) == Calendar()
    return bare and at not in document.layout.stamps


def choices(document: Document, at: int, moment: Moment, story: Story, hints: Hints) -> list[Choice]:
    """The choices for an expression, the rules' own first.

    Args: moment: as the rules resolved it. story: up to the expression.
    """
    before = [mention for mention in story.mentions if mention.at < at]
    after = [mention for mention in story.mentions if mention.at > at]
    weigh = _Weigher(document, at, moment, story, hints, before, after)
    return [Choice(option, weigh.features(option)) for option in _options(document, at, moment, story, hints, before, after)]


def _options(
    document: Document, at: int, moment: Moment, story: Story, hints: Hints, before: Sequence[Mention], after: Sequence[Mention]
) -> Iterator[Moment]:
    published = local_moment(document.reference, moment.zone).date() if document.reference else moment.start.date()
    days = [moment.start.date(), published, _shifted(published, -1)]
    days += [day for day in (story.event, story.mentions[0].day if story.mentions else None) if day]
    days += [mention.day for mention in before[-2:]] + [mention.day for mention in after[:1]]
    if story.last is not None:
        days += [story.last.start.date(), _shifted(story.last.start.date(), 1)]
    meaning = document.items[at].meaning
    clock = moment.start - midnight(moment.start.date())
    halves = (0, -12 if clock >= dt.timedelta(hours=12) else 12) if isinstance(meaning, Calendar) and meaning.twelve else (0,)
    starts = [later(midnight(day), seconds=clock.total_seconds() + 3600 * half) for half in halves for day in dict.fromkeys(days)]
    options = [dataclasses.replace(moment, start=start) for start in starts]
    yield from [option for option in options if _can_be(option, document, hints)] or options


def _can_be(option: Moment, document: Document, hints: Hints) -> bool:
    """What was did not come after the publication; an article goes on being written for a while."""
    reference = document.reference
    if reference is None or hints.tense != "past":
        return True
    local = local_moment(reference, option.zone)
    if told_hour(reference, option.zone):
        return option.first <= later(local, hours=1)
    return option.start.date() < local.date() if option.part == "NI" else option.start.date() <= local.date()


def _shifted(day: dt.date, days: int) -> dt.date:
    return later(midnight(day), days=days).date()


@dataclasses.dataclass(frozen=True, slots=True)
class _Weigher:
    document: Document
    at: int
    rule: Moment
    story: Story
    hints: Hints
    before: Sequence[Mention]
    after: Sequence[Mention]

    def features(self, option: Moment) -> tuple[str, ...]:
        """What speaks for or against an option, sorted."""
        return tuple(sorted({*self._rules(option), *self._publication(option), *self._named(option), *self._order(option)}))

    def _rules(self, option: Moment) -> Iterator[str]:
        given = "given" if self.story.given else "taken"
        if option.start == self.rule.start:
            yield f"rule {given}"
        elif option.start.date() == self.rule.start.date():
            yield "rule's day"
        elif option.start.time() != self.rule.start.time():
            yield "neither"
        else:
            yield f"other day {given}"

    def _publication(self, option: Moment) -> Iterator[str]:
        reference = self.document.reference
        if reference is None:
            return
        local = local_moment(reference, option.zone)
        ahead = (option.start.date() - local.date()).days
        days = _step(-ahead, _DAYS)
        yield f"published {days}"
        yield f"published {days} {self.hints.tense}"
        yield f"published {days} {self._late()}"
        if said_at(self.document, self.document.items[self.at]):
            yield f"said {days}"
        if told_hour(reference, option.zone) and abs(ahead) <= 1:
            hours = (_hour(option) - local).total_seconds() / 3600
            late = "long after" if hours > 4 else "after" if hours > 0.75 else "just after" if hours > 0 else "before"
            yield f"hour {late} {self.hints.tense}"
            yield f"hour {late} {option.grain}"

    def _late(self) -> str:
        """How many of the text's clock times would lie after the hour of publication, were they all on its day."""
        reference = self.document.reference
        if reference is None or not told_hour(reference, self.rule.zone):
            return "untimed"
        clocks = [minutes for minutes in self.document.clocks if minutes >= 0]
        local = local_moment(reference, self.rule.zone)
        late = sum(minutes > local.hour * 60 + local.minute + 45 for minutes in clocks)
        return "all before" if not late else "few late" if 3 * late < len(clocks) else "many late"

    def _named(self, option: Moment) -> Iterator[str]:
        day, mentions = option.start.date(), [mention for mention in self.story.mentions if not (mention.reported or mention.aside)]
        counts = Counter(mention.day for mention in mentions)
        if day == self.story.event:
            yield "event"
        if not counts:
            yield "no day named"
        elif day not in counts:
            yield "unnamed"
        else:
            share = counts[day] / len(mentions)
            yield f"share {'all' if share > 0.99 else 'most' if share > 0.5 else 'some' if share > 0.25 else 'little'}"
            order = list(dict.fromkeys(mention.day for mention in mentions))
            yield f"named {('first', 'second', 'later')[min(order.index(day), 2)]} of {min(len(order), 3)}"
        yield from self._nearest(day)

    def _nearest(self, day: dt.date) -> Iterator[str]:
        last = self.before[-1] if self.before else None
        if last is not None:
            same = "is" if last.day == day else "not"
            place = self._place(last)
            yield f"{same} last {place}"
            yield f"{same} last {place} {last.kind}"
            yield f"{same} last {place} {'spoken' if last.reported else 'aside' if last.aside else 'opens' if last.opens else 'told'}"
        told = next((mention for mention in reversed(self.before) if not (mention.reported or mention.aside)), None)
        if told is not None:
            yield f"{'is' if told.day == day else 'not'} last told {self._place(told)}"
        behind = self.after[0] if self.after else None
        if behind is not None and (place := self._place(behind)) in ("clause", "sentence", "paragraph"):
            yield f"{'is' if behind.day == day else 'not'} next {place} {behind.kind}"

    def _place(self, mention: Mention) -> str:
        here, document = self.document.items[self.at].start, self.document
        if document.sentence(here) == document.sentence(mention.start):
            between = document.text[min(here, mention.start) : max(here, mention.start)]
            return "sentence" if _PARTS.search(between) else "clause"
        lines = document.layout.line(here) - document.layout.line(mention.start)
        return ("paragraph", "near", "near")[lines] if 0 <= lines < 3 else "far"

    def _order(self, option: Moment) -> Iterator[str]:
        story, now = self.story, _hour(option)
        if story.last is not None:
            hours = _step((now - _hour(story.last)).total_seconds() / 3600, _HOURS)
            yield f"last {hours}"
            yield f"last {'clock' if story.last.grain != 'part' else 'part'} {hours}"
            if self.hints.onward:
                yield f"onward {hours}"
            yield from self._night(option, story.last)
        if story.first is not None:
            yield f"first {_step((now - _hour(story.first)).total_seconds() / 3600, _HOURS)}"

    def _night(self, option: Moment, last: Moment) -> Iterator[str]:
        """Small hours after a late evening are of the night that follows."""
        if _hour(last).hour >= 17 and option.grain != "part" and option.start.hour < 9:
            days = (option.start.date() - last.start.date()).days
            yield f"night {'early' if option.start.hour < 5 else 'morning'} {_step(days, (0, 1, 2))}"


def _hour(moment: Moment) -> dt.datetime:
    return later(moment.start, hours=_PART_HOUR.get(moment.part or "", 12)) if moment.grain == "part" else moment.start


def _step(number: float, edges: Sequence[float]) -> str:
    return f"<{next((edge for edge in edges if number < edge), 'more')}"

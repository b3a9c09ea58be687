"""Time tagging of a whole text: recognise, then resolve from its first expression to its last."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from extractor.language.times.anchored import anchored, within
from extractor.language.times.days import Decide, choices, likeliest, open_to_choice
from extractor.language.times.document import Document
from extractor.language.times.expression import Calendar, TimeExpression, TimexType
from extractor.language.times.graph import to_graph_time
from extractor.language.times.mentions import event_day, mentions
from extractor.language.times.moment import Moment, offset_text
from extractor.language.times.ordering import in_order, not_after, stamp_day, that_day
from extractor.language.times.recognise import recognise
from extractor.language.times.resolve import Resolved, resolve
from extractor.language.times.steps import arrive, leave, lookahead, same_moment
from extractor.language.times.story import Reference, Story, reference_of
from extractor.records import Block, Time

_MODS = {"about": "APPROX", "start": "START", "mid": "MID", "end": "END", "less_than": "LESS_THAN", "more_than": "MORE_THAN"}
_MODS |= {"before": "BEFORE", "after": "AFTER", "at_least": "EQUAL_OR_MORE", "at_most": "EQUAL_OR_LESS"}


@dataclasses.dataclass(frozen=True, slots=True)
class TaggedTime:
    """A time expression and what it means.

    ``start`` and ``end`` count code points of the text (end excluded); ``type``, ``value`` and ``mod`` are TIMEX3's, the value
    on the local clock without offset; ``earliest`` and ``latest`` bound the expression itself, in ``Z``, None where unknown
    (``time`` has them opened by "before" and "after");
    ``rule`` is the id of the rule that found it; ``time`` is the graph's time, None where it is no point in time;
    ``offset`` is the clock's offset ("-05:00", "Z"), empty where the zone is unknown or the grain coarser than a minute.
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    mod: str | None
    earliest: str | None
    latest: str | None
    rule: str
    time: Time | None = None
    offset: str = ""


def tag(text: str, published: str | None = None, blocks: Iterable[Block] | None = None) -> list[TaggedTime]:
    """The time expressions of a text in order.

    Args: text: any text. published: ISO 8601 date or date-time (offset optional); where None, the one absolute date of the
    text serves, if there is just one. blocks: its parts; what is boilerplate is passed over.
    """
    items = recognise(text)
    if blocks is not None:
        skipped = [(block.start, block.end) for block in blocks if block.kind == "boilerplate"]
        items = [item for item in items if not any(start <= item.start < end for start, end in skipped)]
    reference = _updated(text, items, reference_of(published)) or _only_date(items)
    return resolve_all(Document(text, tuple(items), reference))


_UPDATED = re.compile(r"\b[Uu]pdated:?(?: at| on)? ?$|\bUPDATED:?(?: AT| ON)? ?$")


def _updated(text: str, items: Sequence[TimeExpression], reference: Reference | None) -> Reference | None:
    """The publication, at the later hour of the same day that its byline gives for the last update."""
    if reference is None or not reference.timed:
        return reference
    for item in items[:6]:
        meaning = item.meaning
        if not isinstance(meaning, Calendar) or meaning.hour is None or not _UPDATED.search(text[max(0, item.start - 16) : item.start]):
            continue
        day = (meaning.year or reference.day.year, meaning.month or reference.day.month, meaning.day or reference.day.day)
        later_hour = meaning.hour % 24 * 60 + (meaning.minute or 0) > reference.moment.hour * 60 + reference.moment.minute
        if day == (reference.day.year, reference.day.month, reference.day.day) and later_hour:
            moment = reference.moment.replace(hour=meaning.hour % 24, minute=meaning.minute or 0)
            return dataclasses.replace(reference, moment=moment)
    return reference


def _only_date(items: Sequence[TimeExpression]) -> Reference | None:
    days = {
        (m.year, m.month, m.day)
        for m in (item.meaning for item in items)
        if isinstance(m, Calendar) and m.year and m.month and m.day and not m.order_open
    }
    if len(days) != 1:
        return None
    year, month, day = days.pop()
    try:
        return Reference(dt.datetime(year or 1, month or 1, day or 1))
    except ValueError:
        return None


def resolve_all(document: Document, decide: Decide | None = likeliest) -> list[TaggedTime]:
    """The expressions of a document, each resolved against the publication and the story up to it.

    Read twice: the first time tells which days the text names, the second puts clock times without a day on one of them.

    Args: decide: chooses among the days in question; None leaves the rules' choice.
    """
    first = [resolved for resolved, _ in _read(document, Story(), None)]
    story = Story(event=event_day(document, first), mentions=tuple(mentions(document, first)))
    read = zip(document.items, _read(document, story, decide), strict=True)
    tagged = [(_tagged(item, resolved, document.reference, before), before) for item, (resolved, before) in read]
    return [_led_to(document, at, time, before) for at, (time, before) in enumerate(tagged)]


def _read(document: Document, story: Story, decide: Decide | None) -> Iterator[tuple[Resolved, Story]]:
    """Each expression's meaning, with the story up to it."""
    for at, item in enumerate(document.items):
        story = arrive(document, at, story)
        hints = document.hints(at, story)
        seen = lookahead(document, at, story, hints)
        resolved = resolve(item, document.reference, seen, hints)
        if resolved.moment is not None:
            moment = (stamp_day if hints.stamped else in_order)(document, at, resolved.moment, story)
            moment = not_after(document, at, that_day(document, at, moment, story), hints)
            if decide is not None and open_to_choice(document, at, moment, story, seen, hints):
                moment = decide(at, choices(document, at, moment, story, hints))
            moment = same_moment(document, at, moment, story)
            resolved = Resolved(moment.value(), moment)
        yield resolved, story
        story = leave(document, at, story, resolved, hints)


def _led_to(document: Document, at: int, tagged: TaggedTime, story: Story) -> TaggedTime:
    """A length of time with the moment that it leads to, where the story tells what it is counted from."""
    item = document.items[at]
    if tagged.type != "DURATION" or (moment := anchored(document.text, document.items, at, document.sentence(item.start), story)) is None:
        return tagged
    relation: Literal["before"] | None = "before" if within(document.text, item) else None
    time = to_graph_time(dataclasses.replace(item, relation=relation), Resolved(moment.value(), moment))
    return dataclasses.replace(tagged, time=time)


def _tagged(item: TimeExpression, resolved: Resolved, reference: Reference | None, story: Story) -> TaggedTime:
    time = to_graph_time(item, resolved, reference, story)
    earliest, latest = resolved.moment.bounds(item.mod, None) if resolved.moment else (None, None)
    kind: TimexType = (
        "DURATION" if resolved.value.startswith("P") and item.type in ("DATE", "TIME") and "REF" not in resolved.value else item.type
    )
    if kind == "DATE" and resolved.moment is not None and resolved.moment.grain in ("minute", "second"):
        kind = "TIME"
    return TaggedTime(
        item.start,
        item.end,
        item.text,
        kind,
        resolved.value,
        _MODS.get(item.mod),
        earliest,
        latest,
        item.rule,
        time,
        _offset(resolved.moment),
    )


def _offset(moment: Moment | None) -> str:
    if moment is None or moment.zone is None or moment.grain not in ("minute", "second"):
        return ""
    return offset_text(moment.zone.offset(moment.start))

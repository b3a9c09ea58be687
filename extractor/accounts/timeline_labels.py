"""The entries of a status page's history: a label ("Investigating", "Resolved") with its stamp says the phase by itself.

The stamp stands in the label's line, or, as status pages print it, on a line of its own below the entry.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from extractor.accounts.story import Story, evidence
from extractor.records import Time, TimelineEntry

_RULE = "timeline.status-label"
_PHASES = {"investigating": "acknowledged", "identified": "identified", "monitoring": "mitigated", "resolved": "resolved"}
_LABEL = re.compile(
    r"(?i)^(?:[^\w]*)(investigating|identified|monitoring|resolved|update|post-?mortem)\s*(?:$|[-–—:|\]]|(?=\(?<T>))|^\W*<T>\W*"
    r"(investigating|identified|monitoring|resolved|update)\s*(?:$|[-–—:|])"
)
_LEAST = 3  # labelled lines that make a history
_BESIDE = 5  # words that may stand beside a stamp on a line of its own ("Posted 2 years ago.")
_SURE = 0.9


@dataclasses.dataclass(frozen=True, slots=True)
class Labelled:
    """The entries with their scopes, and the first tokens of the stamps that have been read here."""

    entries: tuple[tuple[int, TimelineEntry], ...] = ()
    stamps: frozenset[int] = frozenset()


@dataclasses.dataclass(frozen=True, slots=True)
class _Line:
    label: str
    block: Span
    stamp: Span
    below: bool  # the stamp stands on a line of its own
    time: Time


def labelled(story: Story, clocks: Sequence[tuple[Span, Time]]) -> Labelled:
    """What the labels of a status page's history tell: the first time of each phase, and the last that all was resolved.

    Args: clocks: the story's times to the minute, with what they stand for. Returns: nothing where fewer than three lines are labelled.
    """
    lines = list(_lines(list(story.doc.spans.get("blocks", [])), clocks))
    if len(lines) < _LEAST or not any(line.label == "resolved" or line.label == "investigating" for line in lines):
        return Labelled()
    told = [line for line in lines if line.label in _PHASES]
    read = frozenset(line.stamp.start for line in lines if line.below or line.label in _PHASES)
    return Labelled(tuple((story.scope_at(line.block.start_char), _entry(line)) for line in _chosen(told)), read)


def _chosen(told: Sequence[_Line]) -> Iterator[_Line]:
    for label in sorted(_PHASES):
        here = sorted((line for line in told if line.label == label), key=lambda line: line.time.earliest or line.time.latest or "")
        if here:
            yield here[-1] if label == "resolved" else here[0]


def _entry(line: _Line) -> TimelineEntry:
    where = [line.block, line.stamp] if line.below else [line.block]
    return TimelineEntry(
        phase=_PHASES[line.label], time=line.time, evidence=tuple(evidence(span, _RULE) for span in where), confidence=_SURE
    )


def _lines(blocks: Sequence[Span], clocks: Sequence[tuple[Span, Time]]) -> Iterator[_Line]:
    """Each labelled line that has a stamp, its own or the one below, above the next label."""
    stamps = [[(span, time) for span, time in clocks if block.start <= span.start < block.end] for block in blocks]
    labels = [_label(block, [span for span, _ in here]) for block, here in zip(blocks, stamps, strict=True)]
    waiting: tuple[str, Span] | None = None  # a label whose stamp is still to come
    for block, label, here in zip(blocks, labels, stamps, strict=True):
        if label is not None and here:
            yield _Line(label, _sentence(block), here[0][0], False, here[0][1])
            waiting = None
        elif waiting is not None and here and label is None and _alone(block, here[0][0]):
            yield _Line(waiting[0], _sentence(waiting[1]), here[0][0], True, here[0][1])
            waiting = None
        elif label is not None and (waiting is None or label != "update"):  # "Update: ..." may begin the entry's own text
            waiting = (label, block)


def _label(block: Span, stamps: Sequence[Span]) -> str | None:
    text = block.text
    if stamps:
        first = stamps[0]
        text = f"{block.doc.text[block.start_char : first.start_char]}<T>{block.doc.text[first.end_char : block.end_char]}"
    match = _LABEL.match(text)
    return (match[1] or match[2]).lower() if match else None


def _alone(block: Span, stamp: Span) -> bool:
    return sum(token.is_alpha for token in block) - sum(token.is_alpha for token in stamp) <= _BESIDE


def _sentence(block: Span) -> Span:
    """The line as far as its first sentence goes: evidence is one sentence at most."""
    return block.doc[block.start : min(block.end, max(block[0].sent.end, block.start + 1))]

"""When what happened: the times that date a phase of the incident."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from spacy.tokens import Span

from extractor.accounts.qualifiers import stance
from extractor.accounts.scopes import is_failing
from extractor.accounts.story import Story, evidence
from extractor.accounts.timeline_candidates import Candidate, candidates, clock_times
from extractor.accounts.timeline_labels import labelled
from extractor.language.logistic import NONE, LogisticModel, load_model
from extractor.records import Time, TimelineEntry
from extractor.records.values import fineness

_RULE = "timeline.learned"
_LAST_RESORT = 0.04  # the share of all phases from which the likeliest time is taken where an incident has no other
_GOING_ON = re.compile(
    r"(?i)\b(?:still|remain\w*|continu\w*|persist\w*|yet|not|unable|waiting|without|down|offline|unavailable|keep|kept)\b"
)
_RECOVERY = frozenset({"mitigated", "resolved"})
_TO_COME = frozenset({"will", "'ll", "’ll", "would", "should", "may", "might"})
_MONTH = len("2026-01")
_YEAR = len("2026")
_WORST_SINCE = re.compile(r"(?i)\b(?:worst|\w+est(?:-\w+)?|first|second|third|most \w+)\s+(?:[\w-]+,?\s+){0,6}since\s+$")
_NONE_SHARE = 0.5  # what the share of "none" counts for: it is the most frequent label by far, and a miss costs as much as a slip


def find(story: Story) -> Iterator[TimelineEntry]:
    """Every dated phase that the story states; an event told several times is one entry, at its finest time."""
    pages = labelled(story, clock_times(story))
    by_scope: dict[int, list[Candidate]] = {scope: [] for scope, _ in pages.entries}
    for candidate in candidates(story):
        if candidate.span.start not in pages.stamps:
            by_scope.setdefault(candidate.scope, []).append(candidate)
    for scope, found in by_scope.items():
        told = list(entries_of(found, load_model("phases"), functools.partial(_dates_other, story)))
        told += [entry for at, entry in pages.entries if at == scope]
        yield from settle(told or _likeliest(story, found, load_model("phases")))


def _likeliest(story: Story, found: Sequence[Candidate], model: LogisticModel) -> list[TimelineEntry]:
    """Of an incident that nothing dates, the time that most likely dates its start, of those in sentences that tell of a failure."""
    failing = {story.index(span) for span in story.spans("outage_impact") if is_failing(span)}
    dated: list[tuple[float, int, Candidate]] = []
    for candidate in found:
        if story.index(candidate.span) in failing and fineness(candidate.time) >= _MONTH:
            shares = model.probabilities(candidate.features)
            dated.append((1 - shares[NONE], -candidate.span.start, candidate))
    share, _, best = max(dated, key=lambda each: each[:2], default=(0.0, 0, None))
    if best is None or share < _LAST_RESORT:
        return []
    return [TimelineEntry(phase="started", time=best.time, evidence=(evidence(best.stretch, _RULE),), confidence=round(share, 3))]


def _dates_other(story: Story, candidate: Candidate, phase: str) -> bool:
    """Whether the time is of something else than that phase: a forecast, or a count ("as of noon there had been 400 reports")."""
    if candidate.span.start < candidate.stretch.start or candidate.span.end > candidate.stretch.end:  # a stamp
        return False
    before = candidate.stretch.text[: candidate.span.start_char - candidate.stretch.start_char]
    if fineness(candidate.time) <= _MONTH and _WORST_SINCE.search(before):
        return True
    if phase == "ongoing":
        counted = any(candidate.stretch.start <= span.start < candidate.stretch.end for span in story.spans("outage_counts"))
        return counted and not _GOING_ON.search(candidate.stretch.text)
    if phase not in _RECOVERY:
        return False
    if fineness(candidate.time) <= _YEAR:  # "will it all work by 2040": a plan, not the end of an outage
        return True
    said = stance(story, candidate.span)
    return (said is not None and said.status == "planned") or _is_to_come(candidate.span)


def _is_to_come(span: Span) -> bool:
    """Whether the verb that a time depends on tells of what is to come: "should be fixed by noon"."""
    head = span.root
    while head.pos_ not in ("VERB", "AUX") and head.head.i != head.i:
        head = head.head
    return any(child.dep_ == "aux" and child.lower_ in _TO_COME for child in head.children)


def entries_of(
    found: Iterable[Candidate], model: LogisticModel, refused: Callable[[Candidate, str], bool] = lambda candidate, phase: False
) -> Iterator[TimelineEntry]:
    """An entry for each candidate that the model gives a phase, unless that is refused."""
    for candidate in found:
        shares = model.probabilities(candidate.features)
        phase = max((label for label in sorted(shares) if label != NONE), key=shares.__getitem__)
        if shares[phase] > _NONE_SHARE * shares[NONE] and not refused(candidate, phase):
            proof = (evidence(candidate.stretch, _RULE),)
            yield TimelineEntry(phase=phase, time=candidate.time, evidence=proof, confidence=round(shares[phase], 3))


def settle(entries: Iterable[TimelineEntry]) -> Iterator[TimelineEntry]:
    """One entry for each event: those of one phase whose times agree become the finest of them, with all their evidence.

    Args: entries: of one incident. Returns: the entries that are left, in order of their first evidence.
    """
    kept: list[TimelineEntry] = []
    for entry in sorted(entries, key=lambda entry: (-fineness(entry.time), entry.evidence)):
        same = next((n for n, other in enumerate(kept) if other.phase == entry.phase and agree(other.time, entry.time)), None)
        if same is None:
            kept.append(entry)
        else:
            kept[same] = _joined(kept[same], entry)
    yield from sorted(kept, key=lambda entry: (entry.evidence, entry.phase))


def _joined(first: TimelineEntry, other: TimelineEntry) -> TimelineEntry:
    proof = tuple(sorted({*first.evidence, *other.evidence}))
    return dataclasses.replace(first, evidence=proof, confidence=max(first.confidence or 0, other.confidence or 0))


def agree(fine: Time, coarse: Time) -> bool:
    """Whether two times can be of one event: the finer one lies within the other."""
    one, other = fine.timex or "", coarse.timex or ""
    if one == other or (len(other) <= len("2026-01-22") and one.startswith(other)):
        return True
    if not (fine.earliest or fine.latest) or not (coarse.earliest or coarse.latest):
        return False
    start, end = fine.earliest or fine.latest or "", fine.latest or fine.earliest or ""
    low, high = coarse.earliest, coarse.latest
    if low is None or high is None:  # "before noon", "after 4 p.m.": the same clock time is the same event
        return (low or high) in (start, end)
    return low <= start and end <= high

"""When what happened: the times that date a phase of the incident."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from extractor.accounts.scopes import is_failing
from extractor.accounts.story import Story, evidence
from extractor.accounts.timeline_candidates import Candidate, candidates
from extractor.language.logistic import NONE, LogisticModel, load_model
from extractor.records import Time, TimelineEntry
from extractor.records.values import fineness

_RULE = "timeline.learned"
_LAST_RESORT = 0.04  # the share of all phases from which the likeliest time is taken where an incident has no other
_MONTH = len("2026-01")
_NONE_SHARE = 0.5  # what the share of "none" counts for: it is the most frequent label by far, and a miss costs as much as a slip


def find(story: Story) -> Iterator[TimelineEntry]:
    """Every dated phase that the story states; an event told several times is one entry, at its finest time."""
    by_scope: dict[int, list[Candidate]] = {}
    for candidate in candidates(story):
        by_scope.setdefault(candidate.scope, []).append(candidate)
    for found in by_scope.values():
        yield from settle(list(entries_of(found, load_model("phases"))) or _likeliest(story, found, load_model("phases")))


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


def entries_of(found: Iterable[Candidate], model: LogisticModel) -> Iterator[TimelineEntry]:
    """An entry for each candidate that the model gives a phase."""
    for candidate in found:
        shares = model.probabilities(candidate.features)
        phase = max((label for label in sorted(shares) if label != NONE), key=shares.__getitem__)
        if shares[phase] > _NONE_SHARE * shares[NONE]:
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

"""What stands around a time that tells which phase it dates: the features of the learned decider.

Plain strings, from a sentence's tokens, its times and the phase triggers of ``rules/phases.yaml``; nothing here is learned.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from extractor.language.tokens import columns

_CUTS = frozenset({";", "—", "–"})  # a clause of its own begins after these, and after another time
_NEAR = 7  # tokens on either side that count as near
_VERBS = frozenset({"VBD", "VBN", "VBZ", "VBP", "VBG", "MD"})
_STEPS = 5  # distances are told in steps of three tokens

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "prt", "acomp", "attr", "neg", "auxpass"})

Stretch = tuple[int, int]  # token indices in the Doc, end excluded


def features(sentence: Span, time: Stretch, times: Sequence[Stretch], triggers: Sequence[Span]) -> set[str]:
    """The features of a time in its sentence.

    Args: sentence: the sentence; time: the time's tokens, empty (start, start) where it stands outside, as a live blog's
    stamp; times: all times of the sentence; triggers: the spans of ``outage_phases`` in it.
    """
    words = columns(sentence.doc).words[sentence.start : sentence.end]
    offset = sentence.start
    at = (time[0] - offset, min(time[1] - offset, len(words)))
    others = [(start - offset, end - offset) for start, end in times if (start, end) != time]
    clause = _clause(words, at, others)
    found = {*_words(sentence, words, at, clause), *_chains(words, at, clause), *_triggers(words, at, clause, triggers, offset)}
    found.update(_syntax(sentence, time))
    return found


def _clause(words: Sequence[str], at: Stretch, others: Sequence[Stretch]) -> Stretch:
    """The stretch around the time that no dash, semicolon or other time cuts off."""
    taken = {index for start, end in others for index in range(start, end)}
    low, high = at
    while low > 0 and words[low - 1] not in _CUTS and low - 1 not in taken:
        low -= 1
    while high < len(words) and words[high] not in _CUTS and high not in taken:
        high += 1
    return low, high


def _words(sentence: Span, words: Sequence[str], at: Stretch, clause: Stretch) -> Iterator[str]:
    tags = columns(sentence.doc).tags[sentence.start : sentence.end]
    for index, text in enumerate(words):
        if at[0] <= index < at[1]:
            yield f"T={text}"
            continue
        inside = clause[0] <= index < clause[1]
        yield f"c={text}" if inside else f"o={text}"
        if (distance := _distance(index, index + 1, at)) <= _NEAR:
            yield f"B={text}" if index < at[0] else f"A={text}"
        if inside and distance and tags[index] in _VERBS:
            yield f"v={sentence[index].lower_}"
    if at[0] > 0:
        yield f"P={words[at[0] - 1]}"
    else:
        yield "first"


def _chains(words: Sequence[str], at: Stretch, clause: Stretch) -> Iterator[str]:
    chain = [*words[clause[0] : at[0]], "<T>", *words[at[1] : clause[1]]]
    yield from (f"2={one} {two}" for one, two in itertools.pairwise(chain))
    yield from (f"s={one} {two}" for one, two in zip(chain, chain[2:], strict=False))


def _triggers(words: Sequence[str], at: Stretch, clause: Stretch, triggers: Sequence[Span], offset: int) -> Iterator[str]:
    nearest: dict[str, int] = {}
    for span in triggers:
        start, end, phase = span.start - offset, span.end - offset, span.label_
        inside = clause[0] <= start < clause[1]
        distance = _distance(start, end, at)
        yield f"R={phase}"
        yield f"R{'c' if inside else 'o'}={phase}"
        yield f"r{'c' if inside else 'o'}={span.id_}"
        yield f"t={phase} {' '.join(words[start:end])}"
        side = "after" if start >= at[1] else "before"
        yield from (f"R={phase} {side}<{step}" for step in range(min(distance // 3, _STEPS - 1), _STEPS))
        if inside and distance < nearest.get(phase, len(words) + 1):
            nearest[phase] = distance
    if nearest:
        yield f"near={min(sorted(nearest), key=nearest.__getitem__)}"
        yield f"set={' '.join(sorted(nearest))}"
    else:
        yield "none near"


def _syntax(sentence: Span, time: Stretch) -> Iterator[str]:
    """The verb that the time depends on (the sentence's, where it stands outside), what it is done to, by and with."""
    inside = sentence.start <= time[0] < sentence.end and time[0] < time[1]
    head = sentence.doc[time[0] : time[1]].root if inside else sentence.root
    read = columns(sentence.doc)
    for _ in range(_STEPS):
        if head.pos_ in ("VERB", "AUX") or head.head is head:
            break
        head = head.head
    verb = read.words[head.i]
    yield from (f"V={verb}", f"V={verb} {head.tag_}", f"V={head.tag_} {head.dep_}")
    for child in head.children:
        if (arc := child.dep_) in _ARGUMENTS:
            yield from (f"V{arc}={read.words[child.i]}", f"V={verb} {arc}={read.words[child.i]}")
    if head.dep_ in ("ccomp", "advcl", "relcl", "xcomp", "conj"):
        yield f"V{head.dep_} of {read.words[head.head.i]}"


def _distance(start: int, end: int, at: Stretch) -> int:
    return start - at[1] + 1 if start >= at[1] else max(at[0] - end + 1, 0)

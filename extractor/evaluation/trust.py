"""How far a rule, or a confidence, may be trusted: the precision of what each found, over articles with gold."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator

from extractor.evaluation.score import Judged

BINS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)  # the lower ends; the last reaches to 1


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class RuleRecord:
    """What one rule or component found of one kind of fact: how many facts, and how many of them gold has."""

    rule: str
    kind: str
    right: int
    said: int

    @property
    def precision(self) -> float:
        """Right of said."""
        return self.right / self.said


@dataclasses.dataclass(frozen=True, slots=True)
class Bin:
    """The facts of one kind whose confidence lies in one tenth: the mean of what was said of them, and the share that is right."""

    kind: str
    least: float
    facts: int
    said: float
    found: float


def by_rule(judged: Iterable[Judged]) -> list[RuleRecord]:
    """A record for each rule and kind, in order of rule; a fact that several rules found counts for each."""
    tallies: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for fact in judged:
        for rule in fact.rules:
            tallies[rule, fact.kind].append(fact.right)
    return sorted(RuleRecord(rule, kind, sum(rights), len(rights)) for (rule, kind), rights in tallies.items())


def by_confidence(judged: Iterable[Judged]) -> Iterator[Bin]:
    """A row for each kind that has confidences and each bin that has facts."""
    binned: dict[tuple[str, float], list[Judged]] = defaultdict(list)
    for fact in judged:
        if fact.confidence is not None:
            binned[fact.kind, max(least for least in BINS if least <= fact.confidence)].append(fact)
    for (kind, least), facts in sorted(binned.items()):
        said = sum(fact.confidence or 0.0 for fact in facts) / len(facts)
        yield Bin(kind, least, len(facts), said, sum(fact.right for fact in facts) / len(facts))

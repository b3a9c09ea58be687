"""Sentences with what counts in ``[[ ]]``, read after a lead of an outage at Kestrel Pay."""

from __future__ import annotations

import re
from types import ModuleType

from extractor.evaluation.names import same_name
from extractor.records import GroupImpact, Name, RegionImpact
from tests.accounts.test_providers import story

MARK = re.compile(r"\[\[(.*?)\]\]")
LEAD = "Kestrel Pay outage on Monday\nKestrel Pay went down on Monday morning.\n"


def found(module: ModuleType, sentence: str) -> list[tuple[str, ...]]:
    """The labels of each group or region that the module finds in the lead and the sentence."""
    names = [_name(fact) for fact in module.find(story(LEAD + MARK.sub(r"\1", sentence)))]
    return [(name.label, *name.aliases) for name in names]


def missed_and_wrong(module: ModuleType, sentence: str, *, loose: bool = False) -> tuple[list[str], list[str]]:
    """What is marked and not found, and what is found and not marked; ``loose`` lets one name hold the other."""
    marked, said = MARK.findall(sentence), found(module, sentence)
    assert marked, "the sentence marks nothing"
    missed = [mark for mark in marked if not any(same_name(mark, labels, loose=loose) for labels in said)]
    return missed, [labels[0] for labels in said if not any(same_name(mark, labels, loose=loose) for mark in marked)]


def _name(fact: GroupImpact | RegionImpact) -> Name:
    return fact.group if isinstance(fact, GroupImpact) else fact.region

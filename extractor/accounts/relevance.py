"""Does the article report a concrete outage of an online or IT service?

Sentences that tell of a failure speak for it, where they are about IT and tell of what was, not of what may be. Those that tell of a
retirement, of planned work, or that nothing failed, speak against it; and so do markets, surveys and electricity where they make up a
good part of the text. The weights were set by hand on ``corpus/dev`` and on the short articles of ``tests/accounts/relevance.yaml``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from extractor.accounts import timeline
from extractor.accounts.scopes import is_failing
from extractor.accounts.story import MAIN, Story

AGAINST = {"planned": 2, "denied": 3}  # sentences for that each sentence against outweighs
DOMINANT = {"market": 0.2, "survey": 0.2, "power": 0.2}  # share of sentences from which a topic is the article's own
STAGED = (0.1, 4)  # share of sentences on a drill, a scenario or a hoax from which nothing failed, and what each then outweighs
LITTLE_IT = 0.2  # share of sentences about IT under which a story on electricity is about electricity alone
NOT_TOLD = ("unreal", "future")  # what stands in such a sentence has not happened
MANY, MOSTLY = 6, 0.3  # sentences of failing IT, and their share, from which an article needs no dates
SERVICES = frozenset({"service", "generic_service"})


def is_relevant(story: Story) -> bool:
    """Whether the story tells of at least one concrete outage. Asked before any fact is read; inclined to say yes."""
    found = _sentences_by_label(story)
    total = sum(1 for sentence in story.sentences if sentence.block != "boilerplate") or 1
    untold = set().union(*(found[label] for label in NOT_TOLD))
    failing = found["failing"] - untold
    score = len(failing) + len(found["outage"] - untold) - sum(weight * len(found[label]) for label, weight in AGAINST.items())
    for topic, share in DOMINANT.items():
        count = len(found[topic])
        if count / total > share and (topic != "power" or len(found["it"]) / total < LITTLE_IT):
            score -= 2 * count if count >= len(found["outage"]) else count
    if len(found["staged"]) / total > STAGED[0]:
        score -= STAGED[1] * len(found["staged"])
    return score > 0 and _is_concrete(story, failing & (found["it"] | found["named"]), total)


def _is_concrete(story: Story, failing: set[int], total: int) -> bool:
    """Whether the failures of IT that are told of happened: they are dated, or fill the article."""
    if not failing:
        return False
    if len(failing) >= MANY or len(failing) / total >= MOSTLY:
        return True
    if any(story.index(span) in failing and span._.timex.time for span in story.spans("outage_times")):
        return True
    return any(story.scope_at(entry.evidence[0].start) == MAIN for entry in timeline.find(story))


def _sentences_by_label(story: Story) -> Mapping[str, set[int]]:
    """The numbers of the sentences in which each label stands; ``failing`` gathers the phrases of failing, ``named`` the services."""
    found: dict[str, set[int]] = defaultdict(set)
    for span in story.spans("outage_relevance"):
        found[span.label_].add(story.index(span))
    found["failing"] = {story.index(span) for span in story.spans("outage_impact") if is_failing(span)}
    found["named"] = {story.index(span) for span in story.spans("outage_names") if span.label_ in SERVICES}
    return found

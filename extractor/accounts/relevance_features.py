"""What of a story tells whether it reports a concrete outage: the features of the learned decider.

Plain strings. A mark is what a sentence holds: a phrase of failing, a label of ``rules/relevance.yaml``, a name, a time, a count and so
on, alone or with what else stands in the sentence. Of each mark: in how many sentences, in which share of them, in the first one, in the
lead. Beside the marks, the words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from extractor.accounts.hits import hits
from extractor.accounts.scopes import is_failing
from extractor.accounts.story import MAIN, Story
from extractor.language.spans import graph_time

_COUNTS = (1, 2, 3, 5, 8)
_SHARES = (0.1, 0.2, 0.35, 0.5, 0.7)
_LENGTHS = (3, 6, 12, 25)
_LEAD = 4  # sentences, the title with them
_GROUPS = ("outage_phases", "outage_causes", "outage_actions", "outage_codes")
_UNTOLD = ("unreal", "future", "staged")  # what stands in such a sentence has not happened
_WORDS = ("NOUN", "VERB", "ADJ", "ADV")

Marks = Mapping[str, set[int]]  # the numbers of the sentences that have the mark


def features(story: Story) -> set[str]:
    """The features of a story."""
    told = [number for number, sentence in enumerate(story.sentences) if sentence.block != "boilerplate"]
    found = {feature for mark, places in _marks(story).items() for feature in _measured(mark, places, told)}
    lengths = {f"sentences>{least}" for least in _LENGTHS if len(told) >= least}
    return {*found, *_words(story), *lengths}


def _measured(mark: str, places: set[int], told: list[int]) -> Iterator[str]:
    here = places.intersection(told)
    if not here:
        return
    yield from (f"{mark}>{least}" for least in _COUNTS if len(here) >= least)
    yield from (f"{mark}>{share}" for share in _SHARES if len(here) / len(told) >= share)
    if here.intersection(told[:_LEAD]):
        yield f"{mark} lead"
    if told[0] in here:
        yield f"{mark} first"


def _marks(story: Story) -> Marks:
    found: dict[str, set[int]] = defaultdict(set)
    for collect in (_phrases, _mentions, _tenses):
        collect(story, found)
    return {**found, **_joint(found)}


def _phrases(story: Story, found: dict[str, set[int]]) -> None:
    """Phrases of failing with what they speak of, and the labels of ``rules/relevance.yaml``."""
    for span in story.spans("outage_relevance"):
        found[span.label_].add(story.index(span))
    for span in story.spans("outage_impact"):
        number = story.index(span)
        for mark in ("failing" if is_failing(span) else "not failing", span.label_, f"phrase={span.lemma_.lower()}"):
            found[mark].add(number)
    for hit in hits(story):
        number = story.index(hit.span)
        found["spared" if hit.spared else "hit"].add(number)
        found[f"hit {hit.span.label_} {hit.phrase.label_}{'' if hit.direct else ' near'}"].add(number)


def _mentions(story: Story, found: dict[str, set[int]]) -> None:
    for span in story.spans("outage_names"):
        found[span.label_].add(story.index(span))
    for span in story.spans("outage_counts"):
        found[f"count {span.label_}"].add(story.index(span))
    for group in _GROUPS:
        for span in story.spans(group):
            found[group].add(story.index(span))
    for span in story.spans("outage_times"):
        found[f"time {span.label_}"].add(story.index(span))
        if graph_time(span) is not None:
            found["timed"].add(story.index(span))


def _tenses(story: Story, found: dict[str, set[int]]) -> None:
    strings = story.doc.vocab.strings
    marks = {strings["VBD"]: "past", strings["MD"]: "modal"}
    for number, tag in zip(story.by_token, story.doc.to_array("TAG").tolist(), strict=True):
        if tag in marks:
            found[marks[tag]].add(number)
    for number, sentence in enumerate(story.sentences):
        if sentence.scope == MAIN:
            found["main"].add(number)


def _joint(found: Marks) -> Marks:
    """Marks that stand in one sentence."""
    untold = set().union(*(found.get(label, set()) for label in _UNTOLD))
    failing, told = found["failing"], found["failing"] - untold
    outage, it = found["outage"] - untold, found["it"] | found["service"] | found["generic_service"]
    return {
        "failing told": told,
        "failing untold": failing & untold,
        "failing it": told & it,
        "failing not it": told - it,
        "failing it past": told & it & found["past"],
        "failing it timed": told & it & found["timed"],
        "failing it main": told & it & found["main"],
        "failing digital": told & found["digital"],
        "failing digital past": told & found["digital"] & found["past"],
        "failing power": (failing & found["power"]) - it,
        "failing utility": (failing & found["utility"]) - found["digital"],
        "failing market": failing & found["market"],
        "outage told": outage,
        "outage timed": outage & found["timed"],
        "outage digital": outage & found["digital"],
        "outage caused": (outage | told) & found["outage_causes"],
        "back timed": found["back"] & found["timed"],
        "hit told": found["hit"] - untold,
        "hit past": (found["hit"] & found["past"]) - untold,
    }


def _words(story: Story) -> Iterator[str]:
    strings = story.doc.vocab.strings
    wanted = {strings[part] for part in _WORDS}
    for lemma, part in set(map(tuple, story.doc.to_array(["LEMMA", "POS"]).tolist())):
        if part in wanted:
            yield f"w={strings[lemma].lower()}"

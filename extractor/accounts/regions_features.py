"""What speaks for and against a place's being one where it was felt: the features of the learned decider.

Plain strings about every naming of one place in the sentences on the main incident; nothing here is learned.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from extractor.accounts.candidates import Candidate
from extractor.accounts.groups_harm import hurt
from extractor.accounts.regions_reasons import against, fails, noun_of
from extractor.accounts.story import MAIN, Story
from extractor.accounts.surroundings import NONE, by_sentence, is_quoted, stage, syntax
from extractor.language.groups_words import class_of
from extractor.language.places import Place, load_places
from extractor.language.regions_places import NEAR
from extractor.language.tokens import word

_MANY = 4  # namings; places of a sentence
_POPULOUS = (50_000, 500_000, 3_000_000)  # steps of a town's size


@dataclasses.dataclass(frozen=True, slots=True)
class PlaceCandidate(Candidate):
    """A place, and what speaks against each naming; ``ruled`` where nothing speaks against one of them."""

    reasons: tuple[tuple[str, ...], ...]


def candidates(story: Story) -> Iterator[PlaceCandidate]:
    """Every place that the main incident's sentences name, in order of first mention."""
    places: dict[str, list[Span]] = defaultdict(list)
    for span in (*story.spans("outage_regions"), *story.spans("outage_regions_near")):
        if story.sentence(span).scope == MAIN:
            places[span._.place.label.casefold()].append(span)
    known = {label: _place(label) for label in places}
    for label, spans in places.items():
        reasons = tuple(tuple(against(story, span)) for span in spans)
        ruled = any(not why and span.id_ != NEAR for span, why in zip(spans, reasons, strict=True))
        whole = set(_of_place(story, label, spans, known))
        each = tuple(tuple(_of_naming(story, span, why)) for span, why in zip(spans, reasons, strict=True))
        yield PlaceCandidate(spans[0]._.place, tuple(spans), whole.union(*each), each, ruled, reasons)


def _place(label: str) -> Place | None:
    found = load_places().find(label.title()) or load_places().find(label)
    return found[0] if found else None


def _of_place(story: Story, label: str, spans: Sequence[Span], known: dict[str, Place | None]) -> Iterator[str]:
    place = known[label]
    kind = place.kind if place is not None else "unlisted"
    first = story.index(spans[0])
    yield from (f"kind={kind}", f"namings={min(len(spans), _MANY)}", f"namings={min(len(spans), _MANY)}|{kind}")
    yield f"first={stage(first)}"
    yield f"title={any(story.sentence(span).block == 'title' for span in spans)}"
    yield f"places={min(len(known) // 3, _MANY)}"
    if place is None:
        return
    if kind == "city":
        yield f"size={sum(place.population >= step for step in _POPULOUS)}"
    others = [other for other in known.values() if other is not None and other is not place and other.country == place.country]
    if kind in ("country", "state"):
        within = [other for other in others if other.kind == "city" or (kind == "country" and other.kind == "state")]
        yield f"within={min(len(within), 3)}|{kind}"
    yield f"alike={min(sum(other.kind == kind for other in known.values() if other is not None) - 1, 3)}|{kind}"
    yield f"compatriots={min(len(others), 3)}|{kind}"


def _of_naming(story: Story, span: Span, reasons: Sequence[str]) -> Iterator[str]:
    sentence = story.sentence(span)
    yield from (f"block={sentence.block}", f"id={span.id_}", f"against={len(reasons) > 0}|{span.id_}")
    yield from (f"why={reason}" for reason in reasons)
    yield from syntax(span.root)
    noun = noun_of(span)
    if noun is not None:
        yield from (f"noun={word(noun)}", f"nounclass={class_of(noun)}|{span.root.dep_}", f"nountag={noun.tag_}|{span.root.dep_}")
        yield from (f"nounhurt={hurt(noun) is not None}", f"nounarc={noun.dep_}")
    failing = fails(story, sentence)
    yield from (f"fails={failing}", f"fails={failing}|{span.id_}")
    yield f"quoted={is_quoted(story, span)}"
    number = story.index(span)
    for group in ("outage_counts", "outage_times", "outage_groups", "outage_actions", "outage_causes"):
        yield f"{group}={number in by_sentence(story, group)}"
    yield f"together={min(len(by_sentence(story, 'outage_regions').get(number, NONE)), _MANY)}"

"""Which groups are facts of the story: people and bodies of a kind, and named organisations, that are said to be hurt.

Of the main incident: those that the learned decider takes for hurt, from what the rules find (:mod:`groups_harm`, :mod:`groups_named`)
and their surroundings (:mod:`groups_features`). Of others: those that the rules find.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span

from extractor.accounts.candidates import Candidate
from extractor.accounts.groups_features import candidates
from extractor.accounts.groups_harm import hurt
from extractor.accounts.groups_named import named
from extractor.accounts.story import MAIN, Story, sentence_evidence
from extractor.language.logistic import LogisticModel, load_model
from extractor.records import Evidence, GroupImpact, Name

LEAST = 0.45  # the share from which a candidate is a fact: by F1 on articles held out (scripts/train_groups.py)
LEAST_RULED = 0.25  # the same where a rule takes it for one
LEAST_NAMED = 0.1  # the same for a named body: they are few in what was learned from

_FOR_THE_DECIDER = frozenset({"groups.likely", "groups.bare"})  # too seldom a group for a rule's word

_THINGS = frozenset({"app", "payment", "platform", "portal", "record", "software", "system"})
_DESKS = frozenset({"contact center", "contact centre", "call center", "call centre", "help desk"})  # where customers ring

Ruled = dict[tuple[int, int], tuple[Name, Span, str]]


def find(story: Story) -> Iterator[GroupImpact]:
    """Every GroupImpact that the story states, with its evidence; the same one twice is merged later."""
    ruled = _ruled(story)
    for name, span, how in ruled.values():
        if story.sentence(span).scope != MAIN:
            yield GroupImpact(group=name, evidence=(sentence_evidence(story, span, how),))
    model, things = load_model("groups"), _things(story)
    for candidate in _judged(story, ruled):
        if _is_thing(candidate, things):
            continue
        share = candidate.share(model)
        if share >= least(candidate):
            yield GroupImpact(group=candidate.name, evidence=_evidence(story, candidate, ruled, model), confidence=round(share, 3))


def least(candidate: Candidate) -> float:
    """The share from which a candidate is a fact."""
    if not candidate.ruled:
        return LEAST
    return LEAST_RULED if candidate.spans[0].label_ == "group" else LEAST_NAMED


def things(story: Story) -> list[Candidate]:
    """What the learned decider judges: every kind of people and body, and every named body, in the sentences on the main incident."""
    return _judged(story, _ruled(story))


def _judged(story: Story, ruled: Ruled) -> list[Candidate]:
    return list(candidates(story, {stretch: how for stretch, (_, _, how) in ruled.items()}))


def _ruled(story: Story) -> Ruled:
    """What the rules take for hurt, by token stretch."""
    found: Ruled = {}
    for span in story.spans("outage_groups"):
        how = None if span.id_ in _FOR_THE_DECIDER or _describes_name(story, span) or _is_nobody(span) else hurt(span.root)
        if how is not None:
            found[span.start, span.end] = (span._.group, span, how)
    for name, span, how in named(story):
        found.setdefault((span.start, span.end), (name, span, how))
    return found


def _evidence(story: Story, candidate: Candidate, ruled: Ruled, model: LogisticModel) -> tuple[Evidence, ...]:
    """The sentences of the rules' finds; for want of those, of the naming that speaks most for it."""
    told = [ruled[span.start, span.end] for span in candidate.spans if (span.start, span.end) in ruled]
    if told:
        return tuple(sentence_evidence(story, span, how) for _, span, how in told)
    return (sentence_evidence(story, candidate.clearest(model), "group.learned"),)


def _things(story: Story) -> set[int]:
    """The heads of services' names that sound like a body's: "guest contact center", "electronic health record system"."""
    generic = [span for span in story.spans("outage_names") if span.label_ == "generic_service"]
    return {span.root.i for span in generic if span.root.lemma_.lower() in _THINGS or span[-2:].text.lower() in _DESKS}


def _is_thing(candidate: Candidate, things: set[int]) -> bool:
    """Whether a group is only ever such a name."""
    return all(span.label_ in ("group", "generic_service") and span.root.i in things for span in candidate.spans)


def _is_nobody(span: Span) -> bool:
    """ "No patients were turned away"."""
    return any(child.dep_ == "det" and child.lower_ in ("no", "neither") for child in span.root.children)


def _describes_name(story: Story, span: Span) -> bool:
    """ "Kelpie Direct, a web pharmacy, ...": one body that the name before it stands for."""
    named = span.root.head if span.root.dep_ == "appos" and span.root.tag_ == "NN" else None
    return named is not None and any(name.start <= named.i < name.end for name in story.spans("outage_names"))

"""Which causes are facts of the story."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator
from typing import cast

from spacy.tokens import Span

from extractor.accounts.cause_status import features
from extractor.accounts.chains import links
from extractor.accounts.learned import Least, Told, told
from extractor.accounts.providers import main_providers
from extractor.accounts.qualifiers import denied_afterwards, denies, stance
from extractor.accounts.story import Story, sentence_evidence
from extractor.language.logistic import LogisticModel, load_model
from extractor.language.names import mention_of
from extractor.language.sentence_model import SentenceModel, load_sentence_model
from extractor.records import Cause, Status

UNKNOWN = "unknown"
_SILENT = frozenset({"not", "n't", "n’t", "no", "never", "nobody", "none", "yet", "unknown", "unclear", "without", "declined", "refused"})
_RIGHT = frozenset({"proper", "properly", "correct", "correctly", "valid", "right"})
NAMED = "cause.dependency.named"  # the rule that reads another firm by its name
LEAST = Least(alone=0.3, ruled=0.015, rule="cause.learned")
# What a rule finds needs so much of the reader, or a link to what has it. By F1 on reports from the open web: the rules know the
# articles of the corpus, so that folds of these ask too little of them.
SUPPORTED = 0.1


def find(story: Story, reader: SentenceModel | None = None, decider: LogisticModel | None = None) -> Iterator[Cause]:
    """Every Cause that the story states, with its evidence; the same one twice is merged later.

    What the rules find, unless the learned reader is sure that the sentence tells nothing of it, and what the reader alone finds.
    Within one incident what was ruled out is no longer suspected, and nothing is unknown beside a cause that is stated.

    Args: reader: which cause a sentence tells of; decider: a cause's status; the packaged ones where none is given.
    """
    reader, decider = reader or load_sentence_model("causes"), decider or load_model("cause_status")
    by_scope: dict[int, list[Told]] = defaultdict(list)
    for found in told(story, reader, story.spans("outage_causes"), LEAST, lambda span: _is_no_name(story, span)):
        by_scope[story.sentence(found.span).scope].append(found)
    for founds in by_scope.values():
        causes = [(cause, found.span) for found in _supported(story, founds) if (cause := _cause(story, found, decider)) is not None]
        yield from _chained(story, list(_settled(causes)))


def _supported(story: Story, founds: list[Told]) -> Iterator[Told]:
    """What the reader is sure enough of, and what stands in one chain with that."""
    likely = [found for found in founds if not any(_is_faulty_change(found, other) for other in founds)]
    sure = {number for number, found in enumerate(likely) if found.share >= SUPPORTED}
    named = [number for number, found in enumerate(likely) if found.rule != LEAST.rule]
    for one, other in links(story, [likely[number].span for number in named]):
        if sure & {named[one], named[other]}:
            sure |= {named[one], named[other]}
    yield from (found for number, found in enumerate(likely) if number in sure)


def _is_faulty_change(found: Told, other: Told) -> bool:
    """ "faulty software" in "a faulty software update", which GOLD.md has as a change alone."""
    inside = other.span.start <= found.span.start and found.span.end <= other.span.end
    return inside and (found.category, other.category) == ("software_bug", "change")


def _is_no_name(story: Story, span: Span) -> bool:
    return span.id_.startswith(NAMED) and not _names_another(story, span)


def _cause(story: Story, found: Told, decider: LogisticModel) -> Cause | None:
    how = stance(story, found.span)
    if how is None:
        return None
    likely = decider.probabilities(features(story, found.span, found.category))
    status = max(sorted(likely), key=likely.__getitem__)
    if status == "suspected" and denied_afterwards(story, found.span):
        status = "ruled_out"
    if status == "ruled_out" and (_is_lacking(found.span) or not (denies(story, found.span) or denied_afterwards(story, found.span))):
        status = "stated"
    if found.category == UNKNOWN:
        if status == "ruled_out" and not _is_silence(found.span):
            return None
        status = "stated"
    return Cause(
        category=found.category,
        description=found.span.text.strip(),
        evidence=(sentence_evidence(story, found.span, found.rule),),
        status=cast(Status, status),
        attributed_to=how.attributed_to,
        confidence=round(found.share, 3),
    )


def _is_lacking(span: Span) -> bool:
    """ "not loaded with the proper configuration": what is denied is what would have been right."""
    return any(token.lower_ in _RIGHT for token in span)


def _is_silence(span: Span) -> bool:
    """Whether the words tell by themselves that nothing is known ("did not say why"): their "not" rules nothing out."""
    return any(token.lower_ in _SILENT for token in span)


def _settled(told_here: list[tuple[Cause, Span]]) -> Iterator[tuple[Cause, Span]]:
    stated = {cause.category for cause, _ in told_here if cause.status == "stated"}
    ruled_out = {cause.category for cause, _ in told_here if cause.status == "ruled_out"}
    for cause, span in told_here:
        if cause.category == UNKNOWN and stated - {UNKNOWN}:
            continue
        if cause.status == "suspected" and cause.category in stated | ruled_out:
            continue
        if cause.category == "security" and cause.status == "stated" and "security" in ruled_out:
            continue
        yield cause, span


def _chained(story: Story, told_here: list[tuple[Cause, Span]]) -> Iterator[Cause]:
    """The causes, each with those that it brought about."""
    causes = [cause for cause, _ in told_here]
    able = [number for number, cause in enumerate(causes) if _may_link(cause)]
    led_to: dict[int, set[tuple[str, Status]]] = defaultdict(set)
    for one, other in links(story, [told_here[number][1] for number in able]):
        first, second = causes[able[one]], causes[able[other]]
        if first.category != second.category:
            led_to[able[one]].add((second.category, second.status))
    for number, cause in enumerate(causes):
        yield dataclasses.replace(cause, led_to=tuple(sorted(led_to[number]))) if number in led_to else cause


def _may_link(cause: Cause) -> bool:
    """Not what was ruled out or is unknown, nor what the reader found alone, which shows roughly where it stands."""
    return cause.status in ("stated", "suspected") and cause.category != UNKNOWN and cause.evidence[0].rule != LEAST.rule


def _names_another(story: Story, span: Span) -> bool:
    """Whether a firm named in the span is none of those whose outage it is, nor a product of theirs."""
    own = {label for name in main_providers(story) for label in (name.label, *name.aliases)}
    named = [mention for mention in story.spans("outage_names") if mention.start < span.end and span.start < mention.end]
    others = [mention_of(mention).name for mention in named if mention.label_ not in ("place", "person", "generic_service")]
    return bool(own) and bool(others) and not any({name.label, name.owner} & own for name in others)

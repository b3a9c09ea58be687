"""How something is said: stated, suspected, ruled out or only planned, and by whom.

The words that qualify stand in ``rules/qualifiers.yaml``. Each reaches a few tokens before or after it, never beyond a
terminator such as "but" or a semicolon: the method of ConText (Harkema et al. 2009), which holds where a parse does not.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools

from spacy.tokens import Doc, Span

from extractor.accounts.attribution import speaker_of
from extractor.accounts.story import Story
from extractor.language import spans
from extractor.language.token_regex import TokenRules
from extractor.records import Agent, Status
from extractor.resources import data
from extractor.rules import load_rules

_GROUP = "outage_cues"
_TERMINATORS = frozenset({"but", "however", "although", "though", "whereas", "yet", ";", "instead", "while", "except"})
_NEW_SAYING = frozenset(
    ("and", verb)
    for verb in ("said", "says", "blamed", "blames", "added", "confirmed", "put", "attributed", "explained", "pointed", "pinned", "traced")
)
_ORDER = ("hypothetical", "ruled_out", "planned", "suspected")  # the first that holds wins
_DEFAULT_REACH = 12
TOLD_NOT = frozenset({"cue.hypothetical.supposed", "cue.ruled_out.whole"})


@dataclasses.dataclass(frozen=True, slots=True)
class Stance:
    """The status of what a stretch of text says, and who says so where that is not the article itself."""

    status: Status
    attributed_to: Agent | None = None


def stance(story: Story, span: Span) -> Stance | None:
    """How the article puts what stands in the span.

    Args: story: the article; span: the words that tell the fact (not the whole sentence).
    Returns: the stance; None where nothing is asserted ("if the link fails, ...").
    """
    sentence = story.sentence(span).span
    if sentence.text.rstrip().endswith("?") or _is_counterfactual(sentence):
        return None
    kinds = {cue.label_ for cue in _cues(story.doc) if sentence.start <= cue.start < sentence.end and reaches(cue, span)}
    kind = next((kind for kind in _ORDER if kind in kinds), "stated")
    if kind == "hypothetical":
        return None
    speaker = speaker_of(span, sentence)
    status: Status = "stated"
    match kind:
        case "ruled_out" | "planned" | "suspected":
            status = kind
    return Stance(status, speaker)


def is_told(story: Story, span: Span) -> bool:
    """Whether what stands in the span is told as having been: neither supposed ("if ...", "had ... would have") nor denied as a whole
    ("denied that it had lasted six hours", "none of its 400 customers")."""
    sentence = story.sentence(span).span
    if _is_counterfactual(sentence):
        return False
    kinds = {cue.id_ for cue in _cues(story.doc) if sentence.start <= cue.start < sentence.end and reaches(cue, span)}
    return not kinds & TOLD_NOT


def _is_counterfactual(sentence: Span) -> bool:
    """ "Had the spare failed, ... would have ..."."""
    first = next((token for token in sentence if not token.is_space and not token.is_punct), None)
    return first is not None and first.lower_ == "had" and any(token.lower_ in ("would", "could", "might") for token in sentence)


def denies(story: Story, span: Span) -> bool:
    """Whether the sentence of the span holds any word of denying, however far from it."""
    sentence = story.sentence(span).span
    cues = [cue for cue in _cues(story.doc) if sentence.start <= cue.start < sentence.end]
    return any(cue.label_ in ("ruled_out", "denied_before") for cue in cues)


def denied_afterwards(story: Story, span: Span) -> bool:
    """Whether the next sentence denies what this one tells ("Some blamed hackers. Its team found nothing of the kind.")."""
    place = story.index(span) + 1
    if place >= len(story.sentences):
        return False
    after = story.sentences[place].span
    return any(cue.label_ == "denied_before" and after.start <= cue.start < after.end for cue in _cues(story.doc))


def reaches(cue: Span, span: Span) -> bool:
    """Whether a cue qualifies the span: on the right side of it, near enough, with no terminator between."""
    options = _rules().rules[cue.id_].options
    side, reach = options.get("reach", "after"), int(options.get("tokens", _DEFAULT_REACH))
    if cue.start < span.end and span.start < cue.end:  # a rule that holds a "not" of its own means it, one with a "may" does not
        return bool(cue.start < span.start or (cue.label_ == "suspected" and cue[0].tag_ == "MD"))
    if cue.end <= span.start:
        between = span.doc[cue.end : span.start]
        return side in ("after", "around") and len(between) <= reach and not _terminated(between)
    between = span.doc[span.end : cue.start]
    return side in ("before", "around") and len(between) <= reach and not _terminated(between)


def _terminated(between: Span) -> bool:
    """A terminator, or a clause of its own that somebody says ("denied a hack, and said the bug ...")."""
    words = [token.lower_ for token in between]
    return any(word in _TERMINATORS for word in words) or any(pair in _NEW_SAYING for pair in itertools.pairwise(words))


def _cues(doc: Doc) -> list[Span]:
    if _GROUP not in doc.spans:
        doc.spans[_GROUP] = _rules()(doc)
    return spans.spans(doc, _GROUP)


@functools.cache
def _rules() -> TokenRules:
    return TokenRules(load_rules([data("extractor.accounts", "rules", "qualifiers.yaml")]), {}, keep_all=True)

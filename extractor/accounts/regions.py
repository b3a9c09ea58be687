"""Which regions are facts of the story: where it was felt, and where what failed stands.

Of the main incident: those that the learned decider takes for such, from what speaks against them (:mod:`regions_reasons`) and from
their surroundings (:mod:`regions_features`). Of others: those that nothing speaks against.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.accounts.regions_features import PlaceCandidate, candidates
from extractor.accounts.regions_reasons import against
from extractor.accounts.story import MAIN, Story, sentence_evidence
from extractor.language.logistic import LogisticModel, load_model
from extractor.language.regions_places import NEAR
from extractor.records import Evidence, RegionImpact

LEAST = 0.66  # the share from which a candidate is a fact: by F1 on articles held out (scripts/train_regions.py)
LEAST_RULED = 0.15  # the same where nothing speaks against it


def find(story: Story) -> Iterator[RegionImpact]:
    """Every RegionImpact that the story states, with its evidence; the same one twice is merged later."""
    for span in story.spans("outage_regions"):
        if story.sentence(span).scope != MAIN and not against(story, span):
            yield RegionImpact(region=span._.place, evidence=(sentence_evidence(story, span),))
    model = load_model("regions")
    for candidate in candidates(story):
        share = candidate.share(model)
        if share >= least(candidate):
            yield RegionImpact(region=candidate.name, evidence=_evidence(story, candidate, model), confidence=round(share, 3))


def least(candidate: PlaceCandidate) -> float:
    """The share from which a candidate is a fact."""
    return LEAST_RULED if candidate.ruled else LEAST


def things(story: Story) -> list[PlaceCandidate]:
    """What the learned decider judges: every place named in the sentences on the main incident."""
    return list(candidates(story))


def _evidence(story: Story, candidate: PlaceCandidate, model: LogisticModel) -> tuple[Evidence, ...]:
    """The sentences in which nothing speaks against it; for want of those, the naming that speaks most for it."""
    told = [span for span, reasons in zip(candidate.spans, candidate.reasons, strict=True) if not reasons and span.id_ != NEAR]
    if told:
        return tuple(sentence_evidence(story, span) for span in told)
    return (sentence_evidence(story, candidate.clearest(model)),)

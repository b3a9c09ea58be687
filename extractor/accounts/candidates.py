"""What the learned deciders of services, groups and regions judge: a thing with all its namings in sentences on the main incident."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Set

from spacy.tokens import Span

from extractor.language.logistic import LogisticModel
from extractor.records import Name

HIT = "hit"  # the deciders' label for what was hit, hurt, or where it was felt


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """A thing, its namings, the features of it and of each naming; ``ruled`` where a rule takes it for a fact."""

    name: Name
    spans: tuple[Span, ...]
    features: Set[str]
    by_span: tuple[Collection[str], ...]
    ruled: bool

    def share(self, model: LogisticModel) -> float:
        """How likely it is a fact, 0 to 1."""
        return model.probabilities(self.features)[HIT]

    def clearest(self, model: LogisticModel) -> Span:
        """The naming that speaks most for it."""
        return max(zip(self.spans, self.by_span, strict=True), key=lambda each: model.probabilities(each[1])[HIT])[0]

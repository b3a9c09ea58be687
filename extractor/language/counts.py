"""Component ``outage_counts``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("outage_counts", assigns=["doc.spans"])
def outage_counts(nlp: Language, name: str) -> CountTagger:
    """Writes ``doc.spans["outage_counts"]``."""
    return CountTagger()


class CountTagger:
    """Not written yet: an empty group."""

    def __call__(self, doc: Doc) -> Doc:
        doc.spans["outage_counts"] = []
        return doc

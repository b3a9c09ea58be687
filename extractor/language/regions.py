"""Component ``outage_regions``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("outage_regions", assigns=["doc.spans"])
def outage_regions(nlp: Language, name: str) -> RegionTagger:
    """Writes ``doc.spans["outage_regions"]``."""
    return RegionTagger()


class RegionTagger:
    """Not written yet: an empty group."""

    def __call__(self, doc: Doc) -> Doc:
        doc.spans["outage_regions"] = []
        return doc

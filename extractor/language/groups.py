"""Component ``outage_groups``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("outage_groups", assigns=["doc.spans"])
def outage_groups(nlp: Language, name: str) -> GroupTagger:
    """Writes ``doc.spans["outage_groups"]``."""
    return GroupTagger()


class GroupTagger:
    """Not written yet: an empty group."""

    def __call__(self, doc: Doc) -> Doc:
        doc.spans["outage_groups"] = []
        return doc

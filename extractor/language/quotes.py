"""Component ``outage_quotes``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("outage_quotes", assigns=["doc.spans"])
def outage_quotes(nlp: Language, name: str) -> QuoteTagger:
    """Writes ``doc.spans["outage_quotes"]``."""
    return QuoteTagger()


class QuoteTagger:
    """Not written yet: an empty group."""

    def __call__(self, doc: Doc) -> Doc:
        doc.spans["outage_quotes"] = []
        return doc

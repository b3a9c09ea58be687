"""Component ``outage_codes``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("outage_codes", assigns=["doc.spans"])
def outage_codes(nlp: Language, name: str) -> CodeTagger:
    """Writes ``doc.spans["outage_codes"]``."""
    return CodeTagger()


class CodeTagger:
    """Not written yet: an empty group."""

    def __call__(self, doc: Doc) -> Doc:
        doc.spans["outage_codes"] = []
        return doc

"""Component ``outage_names``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("outage_names", assigns=["doc.spans"], default_config={"catalogues": []})
def outage_names(nlp: Language, name: str, catalogues: list[str]) -> NameTagger:
    """Writes ``doc.spans["outage_names"]``."""
    return NameTagger()


class NameTagger:
    """Not written yet: an empty group."""

    def __call__(self, doc: Doc) -> Doc:
        doc.spans["outage_names"] = []
        return doc

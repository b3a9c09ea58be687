"""Component ``outage_sentences``: tells the parser where no sentence can begin, before it looks for the sentences."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor.language import spans


@Language.component("outage_sentences", assigns=["token.is_sent_start"], requires=["doc.spans"])
def outage_sentences(doc: Doc) -> Doc:
    """No sentence begins inside a time expression ("at 9:32 a.m. PST"), whatever the full stop in it looks like."""
    for span in spans.spans(doc, "outage_times"):
        for token in span[1:]:
            token.is_sent_start = False
    return doc

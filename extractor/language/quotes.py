"""Component ``outage_quotes``: what is quoted word for word, who speaks it, where and when.

``label_`` is ``quotation`` where somebody is said to speak the words, ``unattributed`` where nobody is, ``scare`` for fewer than four
words; ``id_`` is the shape by which the speaker was found; ``_.quotation`` the :class:`Quotation`.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor.language import spans
from extractor.language.quotes_quotation import Quotation
from extractor.language.quotes_reader import QuoteReader

__all__ = ["GROUP", "Quotation", "QuoteTagger", "outage_quotes"]

GROUP = "outage_quotes"


@Language.factory("outage_quotes", assigns=["doc.spans"])
def outage_quotes(nlp: Language, name: str) -> QuoteTagger:
    """Writes ``doc.spans["outage_quotes"]``."""
    return QuoteTagger()


class QuoteTagger:
    """Finds the quotations of a Doc and their speakers. Reads ``outage_names`` and ``outage_times`` where they are there."""

    def __init__(self) -> None:
        spans.register()

    def __call__(self, doc: Doc) -> Doc:
        doc.spans[GROUP] = QuoteReader(doc).read()
        return doc

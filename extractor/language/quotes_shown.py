"""Words in quotation marks that nobody speaks: measures, titles, what a screen shows."""

from __future__ import annotations

from spacy.tokens import Doc

from extractor.language import spans
from extractor.language.quotes_layout import Quoted
from extractor.language.quotes_words import words

_NEAR, _SHORT = 3, 12  # tokens between an error code and its text; words of the longest error text with a code in it


def is_shown(doc: Doc, quote: Quoted) -> bool:
    """No speech: a measure ("at least 12 hours"), a title, or error text.

    Error text is followed by the word for it ("a "page not found" error"), follows a code or a verb of being shown something ("were
    met with"), or holds a code and ends without a comma.
    """
    if quote.end < len(doc) and doc[quote.end].lower_ in words().shown:
        return True
    codes = [span for span in spans.spans(doc, "outage_codes") if span.label_ == "error_code"]
    if quote.last not in ",?!." and (_is_measure(doc, quote) or _is_title(quote.text)):
        return True
    just_before = any(quote.start - _NEAR <= span.end <= quote.start for span in codes)
    holds = quote.last not in ",?!" and any(quote.start <= span.start < quote.end for span in codes)
    return just_before or (holds and len(quote.text.split()) <= _SHORT) or _is_met_with(doc, quote)


def _is_met_with(doc: Doc, quote: Quoted) -> bool:
    """ "were met with “Try again later”"."""
    before = [token for token in doc[max(quote.start - 4, 0) : quote.start] if not token.is_punct]
    return len(before) > 1 and before[-1].lower_ in ("with", "by") and before[-2].lower_ in ("met", "greeted", "presented", "welcomed")


def _is_measure(doc: Doc, quote: Quoted) -> bool:
    times = [span for span in spans.spans(doc, "outage_times") if quote.start < span.start and span.end < quote.end]
    return sum(len(span) for span in times) * 2 >= quote.end - quote.start - 2


def _is_title(text: str) -> bool:
    """Whether the words are capitalised as those of a title are."""
    long = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(long) >= 2 and all(word[0].isupper() for word in long)

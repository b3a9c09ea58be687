"""The spaCy component ``outage_times``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.language.times.tag import TaggedTime, tag
from extractor.records import Block

GROUP = "outage_times"


def register_extensions() -> None:
    """The extensions that the component reads (``doc._.published``) and writes (``span._.timex``)."""
    if not Doc.has_extension("published"):
        Doc.set_extension("published", default=None)
    if not Span.has_extension("timex"):
        Span.set_extension("timex", default=None)


register_extensions()


@Language.factory("outage_times", assigns=["doc.spans"])
def outage_times(nlp: Language, name: str) -> TimeTagger:
    """Writes ``doc.spans["outage_times"]``: label = TIMEX3 type, id = rule, ``span._.timex`` a TaggedTime with its graph ``time``.

    Reads ``doc._.published`` (ISO 8601 or None) and, where present, ``doc.spans["blocks"]`` (labels are block kinds).
    """
    return TimeTagger()


class TimeTagger:
    """Tags a Doc's text; needs no other component."""

    def __call__(self, doc: Doc) -> Doc:
        register_extensions()
        blocks = [Block(b.start_char, b.end_char, b.label_) for b in doc.spans["blocks"]] if "blocks" in doc.spans else None
        found = [(_span(doc, time), time) for time in tag(doc.text, doc._.published, blocks)]
        for span, time in found:
            span._.timex = time
        doc.spans[GROUP] = [span for span, _ in found]
        return doc


def _span(doc: Doc, time: TaggedTime) -> Span:
    span = doc.char_span(time.start, time.end, label=time.type, span_id=time.rule, alignment_mode="expand")
    assert span is not None  # "expand" finds a span for any offsets inside the text
    return span

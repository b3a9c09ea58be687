"""Block quotes and embedded posts without marks of their own: who speaks them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from extractor.language.quotes_antecedents import antecedent
from extractor.language.quotes_attribution import lead_in
from extractor.language.quotes_blocks import account_owner, body
from extractor.language.quotes_context import channel, post_channel, time
from extractor.language.quotes_layout import LEAST, Layout
from extractor.language.quotes_names import Names
from extractor.language.quotes_quotation import Quotation, quoted
from extractor.language.spans import text_of


def unmarked(names: Names, layout: Layout, whole: Sequence[int]) -> Iterator[Span]:
    """The quotations of block quotes and posts.

    Args: whole: the tokens at which quotations with marks begin; a block quote that holds one is read by its marks.
    """
    for block in names.doc.spans.get("blocks", []):
        if block.label_ == "post" or (block.label_ == "block_quote" and not any(block.start <= start < block.end for start in whole)):
            yield from _block(names, layout, block)


def _block(names: Names, layout: Layout, block: Span) -> Iterator[Span]:
    doc: Doc = names.doc
    inside = body(text_of(doc), block.start_char, block.end_char)
    span = doc.char_span(inside.start, inside.end, alignment_mode="contract")
    if span is None or len(span) < LEAST:
        return
    text = " ".join(text_of(doc)[inside.start : inside.end].split())
    if not (inside.name or inside.handle):
        yield _introduced(names, layout, block, span, text)
        return
    owner = account_owner(names, inside.name, inside.handle)
    when = time(doc, [(span.end, block.end), (block.start, span.start)])
    label = "quotation" if owner is not None else "unattributed"
    yield quoted(span, label, "quote.post", Quotation(text, owner, post_channel(doc, when), when, social=True))


def _introduced(names: Names, layout: Layout, block: Span, span: Span, text: str) -> Span:
    """A block quote whose speaker stands in the sentence that leads up to it."""
    piece = next((number for number, piece in enumerate(layout.pieces) if piece.end > block.start), len(layout.pieces))
    sentence = layout.sentence_before(block.start, piece) if piece else None
    found = lead_in(names, *sentence) if sentence is not None else None
    if found is None:
        return quoted(span, "unattributed", "quote.block", Quotation(text))
    speaker = found.speaker.agent or antecedent(names, layout, found.speaker, piece - 1, found.start)
    where = [(found.start, found.end)]
    quotation = Quotation(text, speaker, channel(names.doc, where), time(names.doc, where), refers=found.speaker.refers)
    return quoted(span, "quotation", "quote.block", quotation)

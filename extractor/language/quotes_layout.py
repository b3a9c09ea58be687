"""Where a quotation stands in its paragraph: the clauses before and after it, the sentence that leads up to it."""

from __future__ import annotations

import dataclasses
import re

from spacy.tokens import Doc, Span

from extractor.language.quotes_marks import Marked, quotations
from extractor.language.spans import text_of

LEAST = 4  # words: GOLD.md, "Statements"
_NOT_READ = frozenset({"boilerplate", "code", "byline", "post"})
_END_MARKS = frozenset({".", "!", "?", "…", "..."})
_BLANK_LINE = re.compile(r"\n\s*\n")


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph: its token offsets and the kind of its block."""

    start: int
    end: int
    kind: str


@dataclasses.dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation with its place: token ``start`` and ``end`` with the marks, the numbers of its first and last paragraph, its words."""

    start: int
    end: int
    piece: int
    last_piece: int
    text: str
    last: str  # the last character inside the marks

    @property
    def whole(self) -> bool:
        """Whether it is speech: long enough to be a statement, or ending as only speech does ("Sorry," he said)."""
        return len(self.text.split()) >= LEAST or self.last in ",?!"


@dataclasses.dataclass(frozen=True, slots=True)
class Layout:
    """The paragraphs of a Doc and the quotations in them, both in order."""

    doc: Doc
    pieces: tuple[Piece, ...]
    quotes: tuple[Quoted, ...]

    def before(self, number: int) -> tuple[int, int]:
        """The tokens of the clause before a quotation: back to the end of a sentence or of another whole quotation."""
        quote = self.quotes[number]
        floor = self._previous_end(number)
        start = quote.start
        while start > floor and not self.ends_sentence(start - 1):
            start -= 1
        return start, quote.start

    def after(self, number: int) -> tuple[int, int]:
        """The tokens of the clause after a quotation: up to the end of the sentence or to another whole quotation."""
        quote = self.quotes[number]
        ceiling = self.pieces[quote.last_piece].end
        for other in self.quotes[number + 1 :]:
            if other.whole:
                ceiling = min(ceiling, other.start)
                break
        end = quote.end
        while end < ceiling and not self.ends_sentence(end):
            end += 1
        return quote.end, end + (end < ceiling and self.doc[end].text not in _END_MARKS)

    def sentence_before(self, index: int, piece: int) -> tuple[int, int] | None:
        """The sentence that ends before a token: in the paragraph, or the last one of the paragraph above."""
        floor = self.pieces[piece].start
        end = _words_end(self.doc, index, floor)
        if end <= floor:
            if piece == 0:
                return None
            piece -= 1
            floor, end = self.pieces[piece].start, _words_end(self.doc, self.pieces[piece].end, self.pieces[piece].start)
        start = end - 1
        while start > floor and not self.ends_sentence(start - 1):
            start -= 1
        return start, end

    def sentence_after(self, index: int, piece: int) -> tuple[int, int] | None:
        """The sentence that begins after a token, in the paragraph."""
        end = self.pieces[piece].end
        while index < end and (self.doc[index].is_punct or self.doc[index].is_space):
            index += 1
        stop = index
        while stop < end and not self.ends_sentence(stop):
            stop += 1
        return (index, stop) if stop > index else None

    def previous_whole(self, number: int) -> int | None:
        """The number of the whole quotation before this one."""
        return next((other for other in range(number - 1, -1, -1) if self.quotes[other].whole), None)

    def ends_sentence(self, index: int) -> bool:
        """Whether a token ends a sentence: an end mark, or a full stop that the tokenizer left on a word ("on X.", "at 3 p.m.")."""
        text = self.doc[index].text
        if text in _END_MARKS:
            return True
        if not text.endswith(".") or index + 1 >= len(self.doc):
            return False
        return bool(self.doc[index + 1].is_sent_start) or any(quote.start == index + 1 for quote in self.quotes)

    def _previous_end(self, number: int) -> int:
        quote = self.quotes[number]
        other = self.previous_whole(number)
        start = self.pieces[quote.piece].start
        return max(start, self.quotes[other].end) if other is not None else start


def _words_end(doc: Doc, end: int, floor: int) -> int:
    """``end`` moved back over white space."""
    while end > floor and doc[end - 1].is_space:
        end -= 1
    return end


def layout(doc: Doc) -> Layout:
    """The layout of a Doc with its blocks marked, or of one without, where blank lines part the paragraphs."""
    pieces = _pieces(doc)
    offsets = [(doc[p.start : p.end].start_char, doc[p.start : p.end].end_char) for p in pieces]
    quotes = [quoted for marked in quotations(text_of(doc), offsets) if (quoted := _quoted(doc, marked, pieces)) is not None]
    return Layout(doc, pieces, tuple(quotes))


def _quoted(doc: Doc, marked: Marked, pieces: tuple[Piece, ...]) -> Quoted | None:
    span = doc.char_span(marked.start, marked.end, alignment_mode="expand")
    if span is None:
        return None
    piece = next(number for number, piece in enumerate(pieces) if piece.start <= span.start < piece.end)
    inner_end = marked.parts[-1].inner_end
    last_piece = max(number for number, piece in enumerate(pieces) if piece.start < span.end)
    return Quoted(span.start, span.end, piece, last_piece, marked.words(text_of(doc)), text_of(doc)[inner_end - 1])


def _pieces(doc: Doc) -> tuple[Piece, ...]:
    blocks: list[Span] = list(doc.spans.get("blocks", []))
    if blocks:
        return tuple(Piece(block.start, block.end, block.label_) for block in blocks if block.label_ not in _NOT_READ)
    found: list[Piece] = []
    start = 0
    for match in [*_BLANK_LINE.finditer(text_of(doc)), None]:
        end = match.start() if match else len(text_of(doc))
        span = doc.char_span(start, end, alignment_mode="expand") if start < end else None
        if span is not None and len(span):
            found.append(Piece(span.start, span.end, "paragraph"))
        start = match.end() if match else end
    return tuple(found)

"""Component ``outage_quotes``: what is quoted word for word, who speaks it, where and when.

``label_`` is ``quotation`` where somebody is said to speak the words, ``unattributed`` where nobody is, ``scare`` for fewer than four
words; ``id_`` is the shape by which the speaker was found; ``_.quotation`` the :class:`Quotation`.
"""

from __future__ import annotations

import dataclasses

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.language import spans
from extractor.language.quotes_attribution import Attribution, after, before, is_saying, lead_in
from extractor.language.quotes_blocks import account_owner, body
from extractor.language.quotes_context import antecedent, channel, time
from extractor.language.quotes_layout import Layout, Quoted, layout
from extractor.language.quotes_speakers import Names
from extractor.language.quotes_words import words
from extractor.records import Agent, Time

GROUP = "outage_quotes"
_SILENT = frozenset({"title", "heading"})  # a headline quotes what the text has in full
_POINTERS = frozenset({"that", "so", "such", "those", "thus", "this", "these"})


@dataclasses.dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: ``text`` is the words inside the marks.

    ``speaker`` is who speaks it, None where nobody is named. ``points_back`` says that the article only writes "the company" or "it":
    then the speaker is the nearest one who fits, None where there is none near. ``continues`` says that it goes on, after its
    attribution, with the sentence of the quotation before. ``social`` says that it was written on a social network.
    """

    text: str
    speaker: Agent | None = None
    channel: str | None = None
    time: Time | None = None
    points_back: bool = False
    continues: bool = False
    social: bool = False


@Language.factory("outage_quotes", assigns=["doc.spans"])
def outage_quotes(nlp: Language, name: str) -> QuoteTagger:
    """Writes ``doc.spans["outage_quotes"]``."""
    return QuoteTagger()


class QuoteTagger:
    """Finds the quotations of a Doc and their speakers. Reads ``outage_names`` and ``outage_times`` where they are there."""

    def __init__(self) -> None:
        spans.register()

    def __call__(self, doc: Doc) -> Doc:
        doc.spans[GROUP] = _Reader(doc).read()
        return doc


class _Reader:
    """The reading of one Doc: quotations in order, since one may go on with the speaker of the one before."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.layout: Layout = layout(doc)
        self.names = Names(doc)
        self.quoted = [(quote.start, quote.end) for quote in self.layout.quotes if quote.whole]
        self.read_so_far: dict[int, tuple[Attribution, Agent | None]] = {}

    def read(self) -> list[Span]:
        """All quotations, in order of place."""
        found = [self._marked(number, quote) for number, quote in enumerate(self.layout.quotes)]
        for block in self.doc.spans.get("blocks", []):
            enclosed = any(block.start <= start < block.end for start, _ in self.quoted)
            if block.label_ == "post" or (block.label_ == "block_quote" and not enclosed):
                found += self._block(block)
        return sorted(found, key=lambda span: (span.start, span.end))

    def _marked(self, number: int, quote: Quoted) -> Span:
        continues = self._continues(number)
        if not quote.whole and not continues:
            return self._span(quote.start, quote.end, "scare", "quote.marks", Quotation(quote.text))
        found = self._attribution(number, quote, continues)
        if found is None:
            return self._span(quote.start, quote.end, "unattributed", "quote.marks", Quotation(quote.text))
        speaker = self._speaker(number, quote, found)
        self.read_so_far[number] = (found, speaker)
        where = self._where(number, quote, found)
        said_on = channel(self.doc, where)
        quotation = Quotation(
            quote.text,
            speaker,
            said_on,
            time(self.doc, where),
            points_back=found.speaker.refers is not None,
            continues=continues,
            social=said_on in words().social,
        )
        return self._span(quote.start, quote.end, "quotation", found.rule, quotation)

    def _span(self, start: int, end: int, label: str, rule: str, quotation: Quotation) -> Span:
        span = Span(self.doc, start, end, label=label, span_id=rule)
        span._.quotation = quotation
        return span

    def _continues(self, number: int) -> bool:
        """Whether only its attribution parts it from the words before: "We lost," she said, "more than we knew."."""
        other = self.layout.previous_whole(number)
        if other not in self.read_so_far:
            return False
        previous, quote = self.layout.quotes[other], self.layout.quotes[number]
        between = self.doc[previous.end : quote.start]
        ended = previous.last in ".!?…" or any(self.layout.ends_sentence(token.i) for token in between)
        return (
            previous.piece == quote.piece
            and not ended
            and between.text.rstrip().endswith(",")
            and self.read_so_far[other][0].end == quote.start
        )

    def _attribution(self, number: int, quote: Quoted, continues: bool) -> Attribution | None:
        if self.layout.pieces[quote.piece].kind in _SILENT or self._shown_after(quote):
            return None
        if continues:
            return self._inherited(number, same_piece=True)
        firm = quote.last in ",?!…—–" or self.doc[min(quote.end, len(self.doc) - 1)].text in (",", "—", "–")
        behind, ahead = self._after(number, quote, firm), before(self.names, *self.layout.before(number))
        here = (behind or ahead) if firm else (ahead or behind)
        return here or self._beside(number, quote)

    def _after(self, number: int, quote: Quoted, firm: bool) -> Attribution | None:
        start, end = self.layout.after(number)
        if start >= end:
            return None
        ended = quote.last == "." and not self.doc[start].text[:1].islower() and self.doc[start].text not in ("—", "–", "―", "--", "-")
        found = None if ended else after(self.names, start, end)
        return found if firm or quote.last == "." or (found and found.rule == "quote.according-to") else None

    def _shown_after(self, quote: Quoted) -> bool:
        """ "a "page not found" error": the noun after the mark says that nobody spoke it."""
        return quote.end < len(self.doc) and self.doc[quote.end].lower_ in words().shown

    def _beside(self, number: int, quote: Quoted) -> Attribution | None:
        """The speaker of a quotation that makes up whole sentences: from the sentence before, the quotation before, the one after."""
        start, end = self.layout.before(number)
        if any(token.is_alpha for token in self.doc[start:end]) or any(
            token.is_alpha for token in self.doc[slice(*self.layout.after(number))]
        ):
            return None
        other = self.layout.previous_whole(number)
        sentence = self.layout.sentence_before(start, quote.piece)
        if sentence is not None and (other is None or self.layout.quotes[other].end <= sentence[0]):
            if found := lead_in(self.names, *sentence):
                return found
        return self._inherited(number, same_piece=False) or self._pointed_at(quote)

    def _inherited(self, number: int, same_piece: bool) -> Attribution | None:
        other = self.layout.previous_whole(number)
        if other is None or other not in self.read_so_far:
            return None
        apart = self.layout.quotes[number].piece - self.layout.quotes[other].piece
        if apart > (0 if same_piece else 1):
            return None
        return dataclasses.replace(self.read_so_far[other][0], rule="quote.continued")

    def _pointed_at(self, quote: Quoted) -> Attribution | None:
        """ "…" That was the verdict of Jane Doe."""
        sentence = self.layout.sentence_after(quote.end, quote.piece)
        if sentence is None or self.doc[sentence[0]].lower_ not in _POINTERS:
            return None
        return lead_in(self.names, *sentence)

    def _speaker(self, number: int, quote: Quoted, found: Attribution) -> Agent | None:
        if found.rule == "quote.continued":
            other = self.layout.previous_whole(number)
            assert other is not None
            return self.read_so_far[other][1]
        if found.speaker.agent is not None:
            return found.speaker.agent
        return self._antecedent(quote, found)

    def _antecedent(self, quote: Quoted, found: Attribution) -> Agent | None:
        """Who "it", "the bank" or "she" is: in the paragraph before the phrase, else in the paragraph above."""
        end = max(found.start, self.layout.before(self.layout.quotes.index(quote))[0])
        for number in (quote.piece, quote.piece - 1):
            if number < 0:
                break
            piece = self.layout.pieces[number]
            if agent := antecedent(self.names, found.speaker, piece.start, min(end, piece.end), self.quoted):
                return agent
        if found.speaker.refers == "person":
            return next((agent for _, agent in reversed(self.read_so_far.values()) if agent and agent.kind != "organization"), None)
        return None

    def _where(self, number: int, quote: Quoted, found: Attribution) -> list[tuple[int, int]]:
        """Where channel and time may stand: the attribution, what else is in its sentence, the sentence before, the head of the paragraph."""
        stretches = [(found.start, found.end), self.layout.before(number), self.layout.after(number)]
        sentence = self.layout.sentence_before(self.layout.before(number)[0], quote.piece)
        if sentence is not None and (found.speaker.refers is not None or found.rule == "quote.lead-in"):
            stretches.append(sentence)
        return stretches

    def _block(self, block: Span) -> list[Span]:
        """A block quote or an embedded post without marks of its own."""
        inside = body(self.doc.text, block.start_char, block.end_char)
        span = self.doc.char_span(inside.start, inside.end, alignment_mode="contract")
        if span is None or not len(span):
            return []
        text = " ".join(self.doc.text[inside.start : inside.end].split())
        when = time(self.doc, [(block.start, block.end)])
        if inside.name or inside.handle:
            owner = account_owner(self.names, inside.name, inside.handle)
            if owner is None:
                return [self._span(span.start, span.end, "unattributed", "quote.post", Quotation(text, social=True))]
            return [self._span(span.start, span.end, "quotation", "quote.post", Quotation(text, owner, None, when, social=True))]
        return [self._introduced(block, span, text)]

    def _introduced(self, block: Span, span: Span, text: str) -> Span:
        """A block quote: its speaker stands in the sentence that leads up to it."""
        above = [number for number, piece in enumerate(self.layout.pieces) if piece.end <= block.start]
        sentence = self.layout.sentence_before(block.start, above[-1] + 1) if above else None
        found = lead_in(self.names, *sentence) if sentence is not None else None
        if found is None or len(text.split()) < 4:
            return self._span(span.start, span.end, "unattributed", "quote.block", Quotation(text))
        speaker = found.speaker.agent or antecedent(
            self.names, found.speaker, self.layout.pieces[above[-1]].start, found.start, self.quoted
        )
        where = [(found.start, found.end)]
        quotation = Quotation(text, speaker, channel(self.doc, where), time(self.doc, where), points_back=found.speaker.refers is not None)
        return self._span(span.start, span.end, "quotation", "quote.block", quotation)

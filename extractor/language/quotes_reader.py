"""The quotations of one Doc read in order, since one may go on with the speaker of the one before."""

from __future__ import annotations

import dataclasses

from spacy.tokens import Doc, Span

from extractor.language.quotes_attribution import Attribution, after, before, lead_in, leads_directly
from extractor.language.quotes_context import channel, stamp, time
from extractor.language.quotes_layout import Layout, Quoted, layout
from extractor.language.quotes_names import Names
from extractor.language.quotes_quotation import Quotation, Spoken, quoted
from extractor.language.quotes_shown import is_shown
from extractor.language.quotes_unmarked import unmarked
from extractor.language.quotes_whom import Before, as_spokesperson, speaker_of
from extractor.language.quotes_words import words
from extractor.records import Agent

_SILENT = frozenset({"title", "heading"})  # a headline quotes what the text has in full
_DASHES = frozenset({"—", "–", "―", "--", "-"})
_POINTERS = frozenset({"that", "so", "such", "those", "thus", "this", "these"})


class QuoteReader:
    """The reading of one Doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.layout: Layout = layout(doc)
        self.names = Names(doc)
        self.spoken: dict[int, Spoken] = {}
        self.before = Before(self.names, self.layout, self.spoken)

    def read(self) -> list[Span]:
        """All quotations, in order of place."""
        found = [self._marked(number, quote) for number, quote in enumerate(self.layout.quotes)]
        whole = [quote.start for quote in self.layout.quotes if quote.whole]
        return sorted([*found, *unmarked(self.names, self.layout, whole)], key=lambda span: (span.start, span.end))

    def _marked(self, number: int, quote: Quoted) -> Span:
        continues = self._continues(number)
        span = self.doc[quote.start : quote.end]
        if not quote.whole and not continues:
            return quoted(span, "scare", "quote.marks", Quotation(quote.text))
        found = self._attribution(number, quote, continues)
        found = as_spokesperson(self.before, quote, found) if found is not None and found.rule != "quote.continued" else found
        if found is None:
            return quoted(span, "unattributed", "quote.marks", Quotation(quote.text))
        self.spoken[number] = spoken = Spoken(found, speaker_of(self.before, number, quote, found))
        where = self._where(number, quote, found)
        said_on = channel(self.doc, where)
        quotation = Quotation(
            quote.text,
            spoken.speaker,
            said_on,
            time(self.doc, where) or stamp(self.layout, quote.piece),
            refers=found.speaker.refers,
            continues=continues,
            social=said_on in words().social or self._is_posted(found, spoken.speaker),
        )
        return quoted(span, "quotation", found.rule, quotation)

    def _is_posted(self, found: Attribution, speaker: Agent | None) -> bool:
        """Whether one of the many who write on networks wrote it: "one user posted"."""
        if speaker is None:
            many = found.speaker.refers == "one"
        else:
            many = speaker.kind == "unnamed" and bool(words().bystanders & set(speaker.label.split()))
        clause = self.doc[found.start : found.end]
        return (
            many
            and any(token.lower_ in words().posting for token in clause)
            and not any(token.lower_ in ("told", "us") for token in clause)
        )

    # Who speaks

    def _attribution(self, number: int, quote: Quoted, continues: bool) -> Attribution | None:
        if self.layout.pieces[quote.piece].kind in _SILENT or is_shown(self.doc, quote):
            return None
        if continues:
            return self._inherited(number, apart=0)
        firm = quote.last in ",?!…—–" or self.doc[min(quote.end, len(self.doc) - 1)].text in {",", *_DASHES}
        behind, ahead = self._after(number, quote, firm), before(self.names, *self.layout.before(number))
        led = leads_directly(self.names, *self.layout.before(number)) and quote.last != ","
        here = (behind or ahead) if firm and not led else (ahead or behind)
        return here or self._beside(number, quote) or self._listed(number, quote)

    def _listed(self, number: int, quote: Quoted) -> Attribution | None:
        """ "in touch" and "watching closely": one attribution for both."""
        other = self.layout.previous_whole(number)
        if other is None:
            return None
        between = self.doc[self.layout.quotes[other].end : quote.start]
        joined = any(token.pos_ == "CCONJ" for token in between) and all(token.pos_ == "CCONJ" or token.is_punct for token in between)
        return self._inherited(number, apart=0) if joined else None

    def _after(self, number: int, quote: Quoted, firm: bool) -> Attribution | None:
        start, end = self.layout.after(number)
        if start >= end:
            return None
        found = None if self._is_closed(quote) else after(self.names, start, end, firm)
        return found if firm or quote.last == "." or (found and found.rule in ("quote.according-to", "quote.after.noun")) else None

    def _is_closed(self, quote: Quoted) -> bool:
        """Whether a full stop inside the marks ends the sentence: what follows is a new one."""
        following = self.doc[quote.end] if quote.end < len(self.doc) else None
        return quote.last == "." and following is not None and not following.text[:1].islower() and following.text not in _DASHES

    def _beside(self, number: int, quote: Quoted) -> Attribution | None:
        """The speaker of a quotation that makes up whole sentences: from the sentence before, the quotation before, the one after."""
        start, end = self.layout.before(number)
        around = [(start, end)] if self._is_closed(quote) else [(start, end), self.layout.after(number)]
        if any(token.is_alpha for first, last in around for token in self.doc[first:last]):
            return None
        other = self.layout.previous_whole(number)
        sentence = self.layout.sentence_before(start, quote.piece)
        apart = sentence is not None and (other is None or self.layout.quotes[other].end <= sentence[0])
        found = lead_in(self.names, *sentence) if sentence is not None and apart else None
        return found or self._inherited(number, apart=1) or self._pointed_at(quote)

    def _inherited(self, number: int, apart: int) -> Attribution | None:
        """The attribution of the quotation before, at most so many paragraphs up."""
        other = self.layout.previous_whole(number)
        if other not in self.spoken or self.layout.quotes[number].piece - self.layout.quotes[other].last_piece > apart:
            return None
        return dataclasses.replace(self.spoken[other].attribution, rule="quote.continued")

    def _pointed_at(self, quote: Quoted) -> Attribution | None:
        """ "…" That was the verdict of Jane Doe."""
        sentence = self.layout.sentence_after(quote.end, quote.last_piece)
        if sentence is None or self.doc[sentence[0]].lower_ not in _POINTERS:
            return None
        return lead_in(self.names, *sentence)

    def _continues(self, number: int) -> bool:
        """Whether only its attribution parts it from the words before: "We lost," she said, "more than we knew."."""
        other = self.layout.previous_whole(number)
        if other not in self.spoken:
            return False
        previous, quote = self.layout.quotes[other], self.layout.quotes[number]
        between = self.doc[previous.end : quote.start]
        ended = previous.last in ".!?…" or any(self.layout.ends_sentence(token.i) for token in between)
        attributed = self.spoken[other].attribution.start >= previous.end
        return previous.last_piece == quote.piece and not ended and attributed and between.text.rstrip().endswith(",")

    def _where(self, number: int, quote: Quoted, found: Attribution) -> list[tuple[int, int]]:
        """Where channel and time may stand: the attribution, the rest of its sentence, the sentence that leads up to it."""
        stretches = [(found.start, found.end), self.layout.before(number), self.layout.after(number)]
        sentence = self.layout.sentence_before(self.layout.before(number)[0], quote.piece)
        leads = found.speaker.refers is not None or found.rule == "quote.lead-in"
        return [*stretches, sentence] if leads and sentence is not None else stretches

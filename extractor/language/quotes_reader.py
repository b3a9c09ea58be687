"""The quotations of one Doc read in order, since one may go on with the speaker of the one before."""

from __future__ import annotations

import dataclasses

from spacy.tokens import Doc, Span

from extractor.language.quotes_antecedents import antecedent, sentences_before
from extractor.language.quotes_attribution import Attribution, after, before, lead_in, leads_directly
from extractor.language.quotes_blocks import account_owner, body
from extractor.language.quotes_context import channel, post_channel, stamp, time
from extractor.language.quotes_layout import LEAST, Layout, Quoted, layout
from extractor.language.quotes_names import Names, may_be_organisation, organisation
from extractor.language.quotes_persons import nearest_person
from extractor.language.quotes_speakers import Refers, Speaker
from extractor.language.quotes_words import words
from extractor.language.spans import text_of
from extractor.records import Agent, Time

_SILENT = frozenset({"title", "heading"})  # a headline quotes what the text has in full
_NEAR, _SHORT = 3, 12  # tokens between an error code and its text; words of the longest error text with a code in it
_DASHES = frozenset({"—", "–", "―", "--", "-"})
_POINTERS = frozenset({"that", "so", "such", "those", "thus", "this", "these"})


@dataclasses.dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: ``text`` is the words inside the marks.

    ``speaker`` is who speaks it, None where nobody is named. ``refers`` says that the article only writes "the company"
    (``organization``) or "she" (``person``): then the speaker is the nearest one who fits, None where there is none near. ``continues``
    says that it goes on, after its attribution, with the sentence of the quotation before. ``social`` says that it was written on a
    social network.
    """

    text: str
    speaker: Agent | None = None
    channel: str | None = None
    time: Time | None = None
    refers: Refers | None = None
    continues: bool = False
    social: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class _Spoken:
    """A quotation's attribution and the speaker whom it comes to."""

    attribution: Attribution
    speaker: Agent | None


class QuoteReader:
    """The reading of one Doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.layout: Layout = layout(doc)
        self.names = Names(doc)
        self.spoken: dict[int, _Spoken] = {}

    def read(self) -> list[Span]:
        """All quotations, in order of place."""
        found = [self._marked(number, quote) for number, quote in enumerate(self.layout.quotes)]
        whole = [quote.start for quote in self.layout.quotes if quote.whole]
        for block in self.doc.spans.get("blocks", []):
            if block.label_ == "post" or (block.label_ == "block_quote" and not any(block.start <= start < block.end for start in whole)):
                found += self._block(block)
        return sorted(found, key=lambda span: (span.start, span.end))

    def _marked(self, number: int, quote: Quoted) -> Span:
        continues = self._continues(number)
        if not quote.whole and not continues:
            return self._span(quote.start, quote.end, "scare", "quote.marks", Quotation(quote.text))
        found = self._attribution(number, quote, continues)
        found = self._spokesperson(quote, found) if found is not None and found.rule != "quote.continued" else found
        if found is None:
            return self._span(quote.start, quote.end, "unattributed", "quote.marks", Quotation(quote.text))
        self.spoken[number] = spoken = _Spoken(found, self._speaker(number, quote, found))
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
        return self._span(quote.start, quote.end, "quotation", found.rule, quotation)

    def _span(self, start: int, end: int, label: str, rule: str, quotation: Quotation) -> Span:
        span = Span(self.doc, start, end, label=label, span_id=rule)
        span._.quotation = quotation
        return span

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
        if self.layout.pieces[quote.piece].kind in _SILENT or self._is_shown(quote):
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

    def _is_shown(self, quote: Quoted) -> bool:
        """No speech: a measure ("at least 12 hours"), a title, or error text.

        Error text is followed by the word for it ("a "page not found" error"), follows a code, or holds one and ends without a comma.
        """
        if quote.end < len(self.doc) and self.doc[quote.end].lower_ in words().shown:
            return True
        codes = [span for span in self.doc.spans.get("outage_codes", []) if span.label_ == "error_code"]
        if quote.last not in ",?!." and (self._is_measure(quote) or _is_title(quote.text)):
            return True
        just_before = any(quote.start - _NEAR <= span.end <= quote.start for span in codes)
        holds = quote.last not in ",?!" and any(quote.start <= span.start < quote.end for span in codes)
        return just_before or (holds and len(quote.text.split()) <= _SHORT)

    def _is_measure(self, quote: Quoted) -> bool:
        times = [span for span in self.doc.spans.get("outage_times", []) if quote.start < span.start and span.end < quote.end]
        return sum(len(span) for span in times) * 2 >= quote.end - quote.start - 2

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

    def _speaker(self, number: int, quote: Quoted, found: Attribution) -> Agent | None:
        if found.rule == "quote.continued":
            other = self.layout.previous_whole(number)
            return self.spoken[other].speaker if other is not None else None
        if found.speaker.agent is not None:
            return self._known_by(found.speaker.agent) or found.speaker.agent
        end = min(self.layout.before(number)[1], quote.start) if found.start >= quote.start else found.start
        if inside := self._within_clause(found, quote):
            return inside
        agent = antecedent(self.names, self.layout, found.speaker, quote.piece, end)
        return agent or self._last_speaker(number, quote, found)

    def _spokesperson(self, quote: Quoted, found: Attribution) -> Attribution:
        """ "A spokeswoman said that … “…,” she said": she speaks for whom the spokeswoman speaks for."""
        if found.speaker.refers != "person":
            return found
        end = min(quote.start, found.start)
        inside = [(other.start, other.end) for other in self.layout.quotes if other.whole]
        for start, stop in sentences_before(self.layout, quote.piece, end)[:2]:
            if nearest_person(self.names, start, stop, inside) is not None:
                return found
            told = [token for token in self.doc[start:stop] if token.lower_ in words().spokespersons and token.tag_ == "NN"]
            if told and not self.names.organisation(start, stop):
                return dataclasses.replace(found, speaker=Speaker(refers="organization", head=told[-1].lower_))
        return found

    def _within_clause(self, found: Attribution, quote: Quoted) -> Agent | None:
        """ "Kestrel kept silent until seven, when it wrote: “…”": whom the pronoun means, named before it in its own sentence."""
        if found.speaker.head not in ("it", "they") or found.start >= quote.start:
            return None
        clause = self.doc[found.start : found.end]
        pronoun = next((token.i for token in reversed(clause) if token.lower_ == found.speaker.head), None)
        if pronoun is None:
            return None
        named = [
            span
            for span in self.names.mentions
            if found.start <= span.start < pronoun and may_be_organisation(span) and span.label_ not in ("channel", "tracker")
        ]
        subjects = [
            span for span in named if span.root.dep_ in ("nsubj", "nsubjpass") or span.root.dep_ == "poss" or span.start == found.start
        ]
        return organisation(subjects[-1]) if subjects else None

    def _known_by(self, agent: Agent) -> Agent | None:
        """ "The professor said": one who was called that when they spoke before."""
        if agent.kind != "unnamed" or " " in agent.label:
            return None
        for spoken in reversed(self.spoken.values()):
            clause = self.doc[spoken.attribution.start : spoken.attribution.end]
            if spoken.speaker is not None and any(token.lower_ == agent.label.lower() for token in clause):
                return spoken.speaker
        return None

    def _last_speaker(self, number: int, quote: Quoted, found: Attribution) -> Agent | None:
        """ "She" is the last person who spoke; "they" and "it" whoever spoke last in the paragraph."""
        other = self.layout.previous_whole(number)
        if found.speaker.refers == "organization":
            near = other in self.spoken and self.layout.quotes[other].last_piece == quote.piece
            return self.spoken[other].speaker if near and other is not None and found.speaker.head in ("it", "they") else None
        if found.speaker.refers != "person":
            return None
        speakers = [spoken.speaker for spoken in self.spoken.values()]
        return next((agent for agent in reversed(speakers) if agent is not None and agent.kind != "organization"), None)

    def _where(self, number: int, quote: Quoted, found: Attribution) -> list[tuple[int, int]]:
        """Where channel and time may stand: the attribution, the rest of its sentence, the sentence that leads up to it."""
        stretches = [(found.start, found.end), self.layout.before(number), self.layout.after(number)]
        sentence = self.layout.sentence_before(self.layout.before(number)[0], quote.piece)
        leads = found.speaker.refers is not None or found.rule == "quote.lead-in"
        return [*stretches, sentence] if leads and sentence is not None else stretches

    # Without marks

    def _block(self, block: Span) -> list[Span]:
        """A block quote or an embedded post without marks of its own."""
        inside = body(text_of(self.doc), block.start_char, block.end_char)
        span = self.doc.char_span(inside.start, inside.end, alignment_mode="contract")
        if span is None or len(span) < LEAST:
            return []
        text = " ".join(text_of(self.doc)[inside.start : inside.end].split())
        if inside.name or inside.handle:
            owner = account_owner(self.names, inside.name, inside.handle)
            when = time(self.doc, [(span.end, block.end), (block.start, span.start)])
            label = "quotation" if owner is not None else "unattributed"
            said_on = post_channel(self.doc, when)
            return [self._span(span.start, span.end, label, "quote.post", Quotation(text, owner, said_on, when, social=True))]
        return [self._introduced(block, span, text)]

    def _introduced(self, block: Span, span: Span, text: str) -> Span:
        """A block quote whose speaker stands in the sentence that leads up to it."""
        piece = next((number for number, piece in enumerate(self.layout.pieces) if piece.end > block.start), len(self.layout.pieces))
        sentence = self.layout.sentence_before(block.start, piece) if piece else None
        found = lead_in(self.names, *sentence) if sentence is not None else None
        if found is None:
            return self._span(span.start, span.end, "unattributed", "quote.block", Quotation(text))
        speaker = found.speaker.agent or antecedent(self.names, self.layout, found.speaker, piece - 1, found.start)
        where = [(found.start, found.end)]
        quotation = Quotation(text, speaker, channel(self.doc, where), time(self.doc, where), refers=found.speaker.refers)
        return self._span(span.start, span.end, "quotation", "quote.block", quotation)


def _is_title(text: str) -> bool:
    """Whether the words are capitalised as those of a title are."""
    long = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(long) >= 2 and all(word[0].isupper() for word in long)

"""Component ``outage_counts``: numbers with what they count. Which of them measure the incident is decided later."""

from __future__ import annotations

import dataclasses
import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.language import spans
from extractor.language.counts_units import KINDS, Unit, group_of, tracker, unit_after
from extractor.language.numbers import Modifier, Number, find_numbers
from extractor.language.spans import text_of

_MONTH = re.compile(r"(?i)(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*$")
_MONTH_AFTER = re.compile(r"(?i)\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b")
_LABEL = re.compile(
    r"(?i)\b(?:no\.?|number|version|v|windows|chapter|part|section|page|phase|level|slot|article|group|terminal|gate|flight|route|channel|tier|port|room|code|error|iphone|android|ios|boeing|airbus|ps|xbox|pixel|galaxy|top|aged?|season|episode|block|build)\s*[#-]?$"
)
_HALF_OF_TIME = re.compile(r"(?i)\b(?:back|first|second|other|latter|better|top|bottom|final)[\s-]+$")
_OF_MINE = re.compile(r"(?i)\s+of\s+(?:my|our|his|her|an?|the\s+(?:time|day|year|week|month|hour|morning|night|story))\b")
_COMPOUND = re.compile(r"(?i)[-‑](?!plus|odd|or)[a-z]")
_HOTLINE = re.compile(r"(?i)(?:911|999|112|000|111|101|311|211|988|110|119)$")
_HOTLINE_NOUN = re.compile(
    r"(?i)\s+(?:emergency\s+)?(?:calls?|callers?|services?|lines?|systems?|centres?|centers?|numbers?|operators?|dispatch\w*|connect\w+|outages?|access|networks?|phones?|capabilit\w+|emergenc\w+)\b"
)
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_REFERS = re.compile(r"(?i)\s+of\s+(?:them|those|these)\b(?!\s+\w+s\b)")
_POINTS_BACK = re.compile(
    r"(?i)\bof (?:those|these|them|which)\b|\b(?:the|that|its|real|actual|final) (?:\w+ )?(?:count|tally|total|number|figure)\b"
    r"|\b(?:the (?:site|tracker|service|graph|chart)|it) (?:had |has )?"
    r"(?:collected|received|logged|counted|took in|recorded|showed|tallied|registered)\b"
)
_THEY_FELL = re.compile(
    r"(?i)^(?:they|these|those) (?:had |have |then |since |soon |quickly )?(?:taper|fell|fall|dropp|rose|risen|climb"
    r"|peak|dwindl|eas|declin|grew|swell"
    r"|soar|jump|topp|reach|hit|subsid|thinn|shrank|surg)"
)
_HAUL = re.compile(r"(?i)\b(?:short|medium|long)[- ]haul (?:service|trip|rotation|departure)s?$")
_RECEIVED = re.compile(r"(?i)\b(?:received|receiving|been sent)\s+(?:\w+\s+){0,3}$")
_TO_LOG_IN = re.compile(r"(?i)\s+(?:to|at) (?:log|sign|logg|sign)(?:g?ing)?[ -]?(?:in|on)\b")
_HOTLINE_CALLS = re.compile(r"(?i)\b(?:calls|tickets|messages|e-?mails|enquiries|inquiries|queries|requests)$")
_HELP_DESK = re.compile(
    r"(?i)\b(?:help ?(?:line|desk)s?|hotlines?|call cent(?:re|er)s?|service desks?|support (?:team|line|staff|desk)s?"
    r"|customer (?:service|support))\b"
)
_FLIGHT_TRACKER = re.compile(r"(?i)\b(?:flight ?aware|flight ?radar|cirium|oag)")
_FURTHER = re.compile(r"(?i)\b(?:a further|another|an additional)\s+$")
_OTHER = re.compile(r"(?i)\bthe (?:other|remaining|rest, )\s*$")
_OTHERS = frozenset({"others", "more"})
_CLAIMS = frozenset({"report", "reporting", "complain", "complaining"})  # what bare thousands do that count as complaints
_JOINS = frozenset({"and", "or", ",", "&"})
_GOES_ON = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})  # after a vague plural that counts a noun of its own
TAKEN = ("outage_times", "outage_codes")  # a number that one of these holds counts nothing
SMALLEST_BARE = 20  # smaller bare numbers are scores, ranks and the like
_NUMBER_LIKE = frozenset({"figure", "words", "vague"})


@dataclasses.dataclass(frozen=True, slots=True)
class CountMention:
    """A number and what it counts.

    ``kind`` is a key of the count-kind scheme, ``unit`` the noun as written ("reports", "%", "$"), ``share_of`` what a percentage is
    taken of. ``listed`` is false for a noun that the lexicon does not hold (kind ``other``), ``inherited`` true where the noun was
    taken from another number or noun ("climbing to 6,925").
    """

    value: float
    modifier: Modifier
    kind: str
    unit: str | None
    share_of: str | None = None
    inherited: bool = False
    listed: bool = True


@Language.factory("outage_counts", assigns=["doc.spans"], requires=["token.lemma", "token.pos"])
def outage_counts(nlp: Language, name: str) -> CountTagger:
    """Writes ``doc.spans["outage_counts"]``, labelled with keys of the count-kind scheme."""
    return CountTagger()


class CountTagger:
    """Marks counts; each span carries a ``CountMention`` in ``span._.count``."""

    def __init__(self) -> None:
        spans.register()

    def __call__(self, doc: Doc) -> Doc:
        found: list[Span] = []
        taken = {index for group in TAKEN for span in doc.spans.get(group, []) for index in range(span.start, span.end)}
        for number in find_numbers(text_of(doc)):
            figure = doc.char_span(number.figure, number.end, alignment_mode="expand")
            if figure is None or not len(figure) or not taken.isdisjoint(range(figure.start, figure.end)):
                continue
            if found and figure.start < found[-1].end:  # "four of the twelve rooms" is one count
                continue
            if span := _read(doc, number, figure, found):
                found.append(span)
        doc.spans["outage_counts"] = found
        return doc


def _read(doc: Doc, number: Number, figure: Span, found: list[Span]) -> Span | None:
    if _is_label(doc, number, figure):
        return None
    mention, end = _mention(doc, number, figure, found)
    if mention is None:
        return None
    qualified = doc.char_span(number.start, number.end, alignment_mode="expand")
    span = Span(
        doc,
        qualified.start if qualified is not None else figure.start,
        end,
        label=mention.kind,
        span_id="count.inherited" if mention.inherited else "count.noun",
    )
    span._.count = mention
    return span


def _mention(doc: Doc, number: Number, figure: Span, found: list[Span]) -> tuple[CountMention | None, int]:
    unit = unit_after(doc, figure.end)
    if unit is not None and unit.text.lower() in _OTHERS and (source := _same_here(figure, found)):  # "34 flights and 87 others"
        return CountMention(number.value, number.modifier, source[0], source[1], None, True), unit.end
    if number.money:
        return CountMention(number.value, number.modifier, "money", number.money), figure.end
    if number.percent:
        return CountMention(number.value, number.modifier, "percentage", number.percent, unit.text if unit else None), figure.end
    if unit is not None:
        kind = _kind(doc, unit, figure) or ("other" if _is_unlisted(doc, unit) else None)
        listed = unit.group is not None
        return (CountMention(number.value, number.modifier, kind, unit.text, listed=listed), unit.end) if kind else (None, figure.end)
    if number.form in _NUMBER_LIKE and (source := _inherits(doc, number, figure, found)):
        return CountMention(number.value, number.modifier, source[0], source[1], None, True), figure.end
    if number.form == "vague" and _are_people(doc, figure):
        claims = doc[figure.end].lemma_ in _CLAIMS
        return CountMention(number.value, number.modifier, "reports" if claims else "users", doc[figure.end - 1].text), figure.end
    return None, figure.end


def _same_here(figure: Span, found: list[Span]) -> tuple[str, str | None] | None:
    """The kind and unit of the last count before in the same sentence that is no sum or share, else of the last of all."""
    counted = [span for span in found if span.label_ not in ("money", "percentage")]
    return _same_as(counted[-1]) if counted else None


def _are_people(doc: Doc, figure: Span) -> bool:
    """Whether a bare vague plural means people: "as thousands report trouble", "left millions staring at blank screens"."""
    if figure.end >= len(doc) or figure.end >= figure.sent.end or doc[figure.end].pos_ in _GOES_ON:
        return False
    follows = doc[figure.end].lower_
    return follows not in ("of", "upon", "more") and (figure.start == 0 or doc[figure.start - 1].lower_ not in ("by", "the", "in", "into"))


def _kind(doc: Doc, unit: Unit, figure: Span) -> str | None:
    group = unit.group
    if _HOTLINE_CALLS.search(unit.text) and _HELP_DESK.search(figure.sent.text):
        return "reports"
    sentence = figure.sent.text
    if _HAUL.search(unit.text):
        return "flights"
    if unit.text.lower() in ("messages", "e-mails", "emails") and _RECEIVED.search(text_of(doc)[: figure.start_char][-40:]):
        return "reports"
    if (
        group == "other"
        and doc[unit.end - 1].lemma_ == "attempt"
        and _TO_LOG_IN.match(text_of(doc), doc[unit.end - 1].idx + len(doc[unit.end - 1]))
    ):
        return "requests"
    if group == "other" and _pairs_with_sites(doc, unit.end):
        return "sites"
    if group == "when_tracked":
        return "reports" if _is_tracked(doc, figure.sent) else "other" if doc[unit.end - 1].lemma_ in ("message", "post") else None
    if group == "airline":
        return (
            "flights"
            if re.search(r"(?i)\bflight|airline|airport|depart", sentence)
            else "other"
            if doc[unit.end - 1].lemma_ == "service"
            else None
        )
    return group if group in KINDS else None


def _pairs_with_sites(doc: Doc, end: int) -> bool:
    """ "apps and websites" are sites, whichever comes first."""
    return end + 1 < len(doc) and doc[end].lower_ in ("and", "or") and group_of(doc[end + 1]) == "sites"


def _is_unlisted(doc: Doc, unit: Unit) -> bool:
    """Whether the noun is a common one in the plural that no list holds."""
    return unit.group is None and doc[unit.end - 1].tag_ == "NNS"


def _inherits(doc: Doc, number: Number, figure: Span, found: list[Span]) -> tuple[str, str | None] | None:
    """The kind and unit of a number without a noun, from the counts and nouns before it, the nearest first."""
    if _HOTLINE.match(text_of(doc)[number.figure : number.end]) or (number.value < SMALLEST_BARE and number.form != "vague"):
        return None
    sentence = figure.sent
    counted = [span for span in found if span.label_ not in ("money", "percentage")]
    if _REFERS.match(text_of(doc), number.end) and _is_tracked(doc, sentence):
        return "reports", None
    if numbered := _number_of(doc, sentence.start, figure.start):
        return numbered
    if counted and (_REFERS.match(text_of(doc), number.end) or _refers_back(doc, figure, sentence)):
        return _same_as(counted[-1])
    here = [span for span in counted if span.start >= sentence.start]
    noun = _noun_before(doc, sentence.start, figure.start)
    if here and _OTHER.search(text_of(doc), sentence.start_char, number.figure):
        return _same_as(next((span for span in reversed(here) if span._.count.inherited), here[-1]))
    if here and (noun is None or noun[2] <= here[-1].end):
        return _same_as(here[-1])
    if noun is not None:
        return noun[0], noun[1]
    if _FLIGHT_TRACKER.search(sentence.text):
        return "flights", None
    return ("reports", None) if _is_tracked(doc, sentence) else None


def _is_tracked(doc: Doc, sentence: Span) -> bool:
    """Whether the sentence names a complaint tracker."""
    if any(span.label_ == "tracker" and sentence.start <= span.start < sentence.end for span in doc.spans.get("outage_names", [])):
        return True
    return tracker().search(sentence.text) is not None


def _same_as(span: Span) -> tuple[str, str | None]:
    return span.label_, span._.count.unit


def _refers_back(doc: Doc, figure: Span, sentence: Span) -> bool:
    """Whether the sentence so far points to a count of an earlier one: "of those, 2.4 million", "the tally hit 300", "a further 26"."""
    before = doc[sentence.start : figure.start]
    if any(token.like_num and token.i < figure.start - 3 for token in before[:-3]) and not _FURTHER.search(before.text + " "):
        return False
    return bool(_POINTS_BACK.search(before.text) or _THEY_FELL.match(before.text) or _FURTHER.search(before.text + " "))


def _number_of(doc: Doc, start: int, end: int) -> tuple[str, str] | None:
    """ "the number of payments that bounced at nearly 38 lakh": the noun that the sentence says it is the number of."""
    for index in range(start, end - 2):
        if doc[index].lower_ in ("number", "tally", "total") and doc[index + 1].lower_ == "of":
            noun = next((token for token in doc[index + 2 : min(index + 6, end)] if token.tag_ == "NNS"), None)
            if noun is not None and (group := group_of(noun, noun.nbor(-1))) in KINDS:
                return str(group), noun.text
    return None


def _noun_before(doc: Doc, start: int, end: int) -> tuple[str, str, int] | None:
    for index in range(end - 1, start - 1, -1):
        token = doc[index]
        if token.pos_ == "NOUN" and group_of(token) in ("reports", "flights") and token.lower_.endswith("s"):
            return str(group_of(token)), token.text, index
    return None


def _is_label(doc: Doc, number: Number, figure: Span) -> bool:
    """Years, days of a month, numbered and named things, ages, parts of compounds."""
    text = text_of(doc)
    before, after = text[max(0, number.figure - 14) : number.figure], text[number.end : number.end + 12]
    if number.form == "share":
        return bool(_HALF_OF_TIME.search(before) or _OF_MINE.match(after))
    if number.percent or number.money:
        return False
    if number.form == "figure" and (re.fullmatch(r"(?:19|20)\d\d", text[number.figure : number.end]) or _MONTH.search(before)):
        return True
    if number.value < 32 and _MONTH_AFTER.match(after):
        return True
    if _HOTLINE.match(text[number.figure : number.end]) and _HOTLINE_NOUN.match(text, number.end):
        return True
    return number.form != "vague" and bool(
        _LABEL.search(before) or _COMPOUND.match(after) or _named(doc, number, figure) or _is_name(figure)
    )


def _named(doc: Doc, number: Number, figure: Span) -> bool:
    """ "Microsoft 365", "Formula 1": a small bare figure after a name."""
    if number.form != "figure" or number.value >= 1000 or figure.start == figure.sent.start or number.start < number.figure:
        return False
    name = doc[figure.start - 1]
    if name.pos_ != "PROPN" or not name.text[:1].isupper() or name.lower_ in _DAYS:
        return False
    return figure.start - 2 < figure.sent.start or doc[figure.start - 2].lower_ not in ("in", "at", "across", "on")


def _is_name(figure: Span) -> bool:
    """ "Orbit and Seven customers": one word with a capital letter amid a sentence, before a noun without one, is a brand."""
    if len(figure) != 1 or not figure.text.istitle() or figure.start < figure.sent.start + 1 or figure.end >= figure.sent.end:
        return False
    before, after = figure.doc[figure.start - 1], figure.doc[figure.end]
    return (before.lower_ in _JOINS or before.text.islower()) and after.pos_ == "NOUN" and after.text.islower()

"""What the words around a day or clock time say of it: whether somebody spoke then, whether it lies before the events, and the like."""

from __future__ import annotations

import re

from extractor.language.times.document import Document
from extractor.language.times.expression import Calendar, TimeExpression
from extractor.language.times.moment import Moment
from extractor.language.times.story import Story

_BYLINE = re.compile(r"[\W_]*(?:(?:first |last |originally )?(?:published|updated|posted|modified)|date:)\b", re.IGNORECASE)
_BYLINE_NEAR = re.compile(r"(?:\b(?:Published|Updated|Posted|Last updated)|[Uu]pdated:|[Pp]ublished:)(?: on| at)?:? ?$")
_REPORTED = re.compile(
    r"(?:\b(?:said|says|told|announced|wrote|confirmed|reported|added|tweeted|posted)"
    r"(?: (?:reporters|investors|customers|users|in an? [a-z]+|[A-Z]\w+)){0,2}"
    r"|\b(?:statement|note|post|tweet|e-?mail|letter|report|memo|filing|interview|briefing)"
    r"(?: (?:released|published|issued|posted|dated|sent|on X))?"
    r"|\b(?:published|released|issued|posted|disclosed|unveiled|put out)(?: (?:by|on|in|at|to) [\w/'’ ]{1,30})?)"
    r" (?:on |late |early |late on |early on )?$"
)
_SAYING = "said|says|told|announced|wrote|confirmed|reported|added|acknowledged|posted|tweeted"
_SPOKE = re.compile(
    r",? (?:(?:the|its|their|an?|it|he|she|they|we) )?(?:[\w.&’'-]+ ){0,5}?"
    rf"(?:{_SAYING}|apologi[sz]ed|offered|published|released|issued|blamed|explained|asked|fined|gave|named|disclosed|admitted|promised"
    r"|revealed|called)\b"
)
_SAID_AT = re.compile(rf"\b(?:{_SAYING})(?: on X| on its \w+)?(?: shortly| just| soon)? (?:before |after |at |around |about |by )*$")
_ASIDE = re.compile(
    r"(?:\b(?:that|which|who)(?: \w+)? (?:was|were|had|has|have)\b|\bhad (?!(?:to|no|an?|the)\b)"
    r"|\b(?:after|since|before(?! [a-z]+ing\b)|originally|initially)\b)[^,.;]*$"
)
_PARTICIPLE = re.compile(
    r"\b(?:[a-z]{3,}ed|made|taken|sent|given|built|put out|written|drawn|laid|done|begun|run) (?:on |in |at |late |early |the )*$"
)
_CLAUSE = re.compile(r"[,;:.—–(]|\b(?:when|as|and|but|that|which|who|while|after|because|if|so|until|before|since|where)\b")
_HAD = re.compile(r",? (?:(?:the|its|their|an?|it|he|she|they|we) )?(?:[\w’'-]+ ){0,3}?had (?!(?:to|no|an?|the)\b)")
_DOCUMENT = re.compile(r"'s (?:note|statement|report|post|letter|memo|filing|briefing|review|hearing)\b")
_INDEFINITE = re.compile(r"(?i:\ban? (?:[a-z-]+ )?)$")
_OPENING = re.compile(r"(?:\A|\n)[\W_]*(?:On |By |The )?\Z")


def reported(document: Document, item: TimeExpression) -> bool:
    """Does the day say when somebody spoke or wrote, rather than when it happened?"""
    return bool(_REPORTED.search(document.text[max(0, item.start - 48) : item.start]) or _DOCUMENT.match(document.text, item.end))


def spoken(document: Document, item: TimeExpression) -> bool:
    """Does the clause behind it tell what somebody said that day: "On Friday the bank apologised"?"""
    return reported(document, item) or bool(_SPOKE.match(document.text, item.end))


def said_at(document: Document, item: TimeExpression) -> bool:
    """Is it the time at which somebody spoke: "it said shortly before 9 a.m."?"""
    return bool(_SAID_AT.search(document.text[max(0, item.start - 48) : item.start]))


def elsewhen(document: Document, item: TimeExpression) -> bool:
    """Is the day one that the story doesn't move to: when somebody spoke, or what came before the events?"""
    return reported(document, item) or (not document.layout.stamps and aside(document, item))


def aside(document: Document, item: TimeExpression) -> bool:
    """Does the day date what came before the events: "a router that was installed on Monday", "On Monday it had moved"?"""
    start = max(document.sentence(item.start)[0], item.start - 80)
    left = document.text[start : item.start]
    return bool(_ASIDE.search(left) or _HAD.match(document.text, item.end) or _participle(document, start, item.start))


def _participle(document: Document, start: int, end: int) -> bool:
    """Does a participle stand there whose clause has its verb already: "They used a copy taken on Monday"?"""
    participle = _PARTICIPLE.search(document.text, start, end)
    if participle is None:
        return False
    begins = max((match.end() for match in _CLAUSE.finditer(document.text, start, participle.start())), default=start)
    return any(begins <= first < participle.start() for first, _, tense in document.tenses(end) if tense == "past")


def opens_line(document: Document, item: TimeExpression) -> bool:
    """Does its paragraph begin with it: "Friday brought relief", "On 3 May the ..."?"""
    return bool(_OPENING.search(document.text[max(0, item.start - 12) : item.start]))


def quoted(document: Document, item: TimeExpression, story: Story) -> bool:
    """Is it "today" in what somebody said the day before the publication, where the story is?"""
    shift = item.meaning.shift if isinstance(item.meaning, Calendar) else None
    if shift is None or shift.anchor != "published" or shift.unit != "day":
        return False
    if story.day is None or document.reference is None or (document.reference.day - story.day).days != 1:
        return False
    line = document.text[document.layout.lines[document.layout.line(item.start)] : item.start]
    return line.count("“") > line.count("”") or line.count('"') % 2 == 1


def indefinite(document: Document, item: TimeExpression) -> bool:
    """ "A quiet Thursday" is no day that anything else is told of."""
    meaning = item.meaning
    alone = isinstance(meaning, Calendar) and meaning.weekday is not None and not meaning.day and meaning.shift is None
    return alone and bool(_INDEFINITE.search(document.text[max(0, item.start - 24) : item.start]))


def is_publication(document: Document, item: TimeExpression, moment: Moment) -> bool:
    """Is this the line that says when the article was published or updated? It sets the zone, not the day of the story."""
    line = document.layout.text_of_line(document.text, item.start)
    if len(line) > 160:
        return False
    if _BYLINE.match(line) or _BYLINE_NEAR.search(document.text[max(0, item.start - 24) : item.start]):
        return True
    meaning = item.meaning
    whole = isinstance(meaning, Calendar) and meaning.year is not None and meaning.day is not None
    return (
        whole
        and document.reference is not None
        and moment.start.date() == document.reference.day
        and item.start < 1200
        and not document.layout.stamps
    )


def in_brackets(document: Document, item: TimeExpression) -> bool:
    """Does it stand in brackets?"""
    return document.text[max(0, item.start - 1) : item.start] == "("

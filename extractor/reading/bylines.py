"""Lines at an article's head that say who, where and when: how they look, and what they name."""

from __future__ import annotations

import re

from extractor.reading import zones
from extractor.reading.dates import find_stamp, has_date, without_dates
from extractor.reading.lines import SENTENCE_END
from extractor.reading.words import word_set

_STARTS = re.compile(
    r"(?:(?:written |reported |posted |story |words |edited |reviewed |analysis )?by\b|reporter\b|correspondent\b|posted\b"
    r"|(?:first |last |originally )?published\b|(?:last )?(?:updated|modified)\b|(?:from|with) (?=our\b|(?-i:[A-Z])))",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"by (?:\d|mid|noon|late|early|then|now|next|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|febr)uary|march|april|may|june|july"
    r"|august|(?:sept|nov|dec)ember|october|its|his|her|their|contrast)",
    re.IGNORECASE,
)
_KEY = re.compile(
    r"(?P<key>title|headline|date|published(?: (?:on|date|at))?|publication date|last modified|updated|author|byline|by|source"
    r"|publisher|publication|outlet|url|link|section)\s*:\s+(?P<value>\S.*)",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"\b(?:desk|staff|newsroom|newsdesk|correspondents?|reporters?|editors?|bureau|wire reports|agencies|writers?|columnist|team)\b",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"\ball times\b|\btimes (?:are )?(?:in )?(?:(?-i:UTC|GMT|[A-Z]{1,4}T)|eastern|pacific|central|mountain|local)\b"
    r"|\b(?:newest|latest|oldest)(?: (?:updates?|entries|posts?))* (?:first|at the top)\b|\bthis (?:live ?)?blog (?:has|is)\b"
    r"|\b\d+[ -]min(?:ute)?s? read\b|\blast updated\b",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s+[|·•/]{1,2}\s+")
_DATELINE = re.compile(r"([A-Z(][^\n]{1,140}?)\s*(--|[–—―]|(?<=[\s)])-(?=\s))\s*(?=[\"“‘'A-Z0-9(])")
_UNDASHED = re.compile(
    r"([A-Z][^\n:]{2,60}?\b\d{1,2}\s+\([A-Z][\w.& -]{1,30}\))[\s:]+(?=[\"“‘'A-Z])|([A-Z][^\n:.]{2,40}):\s+(?=[\"“‘'A-Z])"
)
_PLACE = re.compile(r"[A-Z][\w.'’-]*(?:[ /,]+(?:[A-Z][\w.'’-]*|of|de|la|el|al|upon|on|the|and))*[,.]?", re.UNICODE)
_AGENCY = re.compile(r"(?:\((?=[^)]*\))|/(?=[\w ]+/))(?P<name>[A-Z][\w&.'’ -]{1,40})[)/]")
_MONTH_DAY = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}\b", re.IGNORECASE)
_AUTHOR = re.compile(
    r"(?:(?:written|reported|posted|story|words) )?by:?\s+(?P<name>[^|·•\n/@]{2,80}?)\s*"
    r"(?=[|·•\n@/,.]|\bin\b|\bon\b|\bfor\b|\bpublished\b|\bupdated\b|$)",
    re.IGNORECASE,
)
_NAME = re.compile(r"@\w{2,30}|[A-Z][\w.'’-]+(?: (?:[A-Z][\w.'’-]*|de|van|von|al|bin|and|&)){1,4}(?: in [A-Z][\w.'’ -]{2,30})?")
_APPEARED = re.compile(r"(?:the post (?P<title>.+?) )?(?:appeared first|first appeared) on (?P<name>[^.\n]{2,60})", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"(?:copyright(?: ©)?|©|ⓒ)\s*(?:20\d\d,?\s*)?(?P<name>[A-Z][\w&.'’ -]{2,50}?)\s*(?=\d{4}|[.|,·]|$|all rights)", re.IGNORECASE
)


def is_byline(text: str) -> bool:
    """Whether a line at an article's head tells who, where or when rather than what happened."""
    words = len(text.split())
    if _KEY.match(text) and words <= 30:
        return True
    if _PAGE.search(text) and words <= 40:
        return True
    sentence = SENTENCE_END.search(text) is not None
    if _STARTS.match(text) and not _NO_NAME.match(text):
        return (words <= 14 and (not sentence or _DESK.search(text) is not None or words <= 4)) or (words <= 45 and _tells_when(text))
    if _SEPARATOR.search(text) and not sentence and words <= 30:
        return all(len(part.split()) <= 5 or has_date(part) for part in _SEPARATOR.split(text))
    if has_date(text):
        return len(without_dates(text).split()) <= (1 if sentence else 10)
    return words <= 8 and not sentence and _DESK.search(text) is not None and text[-1] not in "?!"


def is_firm(text: str) -> bool:
    """Whether a byline is one beyond doubt: it has a date, or begins as bylines do."""
    return is_byline(text) and (has_date(text) or _STARTS.match(text) is not None or _PAGE.search(text) is not None)


def is_name(text: str) -> bool:
    """Whether a line is a person's name or handle and no more: ``Jane Roe``, ``Jane Roe in New York``, ``@janeroe``."""
    return _NAME.fullmatch(text) is not None and not any(
        word.casefold() in word_set("english") | {"what", "how", "why"} for word in text.split()[:2]
    )


def _tells_when(text: str) -> bool:
    return find_stamp(text) is not None and re.search(r"\b(?:published|posted|updated|modified)\b", text, re.IGNORECASE) is not None


def key_value(text: str) -> tuple[str, str] | None:
    """``Date: 22 January 2026`` as its key in small letters and its value; None for any other line."""
    found = _KEY.fullmatch(text)
    return (found["key"].casefold(), found["value"]) if found else None


def dateline_length(text: str) -> int:
    """How many characters of a first paragraph are its dateline, dash and space included (``PARIS, Jan. 22 (Wire) — ``); 0 without one."""
    for pattern in (_DATELINE, _UNDASHED):
        found = pattern.match(text)
        where = found[1] or found[2] if found else None
        if found and where and (_is_dateline(where) if found[1] else zones.is_place(where)):
            return found.end()
    return 0


def _is_dateline(where: str) -> bool:
    """Whether what stands before a dash is a place, a day or an agency and no more, and shows it."""
    place = zones.strip(_MONTH_DAY.sub(" ", without_dates(_AGENCY.sub(" ", where)))).strip(" ,.")
    if place and (_PLACE.fullmatch(place) is None or len(place.split()) > 8):
        return False
    dated = _MONTH_DAY.search(where) is not None or has_date(where)
    capitals = place.isupper() and sum(char.isalpha() for char in place) >= 4
    known = zones.is_place(place.split(",")[0])
    agency_named = _AGENCY.search(where) is not None and (not place or "," in where)
    return dated or capitals or known or agency_named


def agency(dateline: str) -> str | None:
    """The agency that a dateline names in brackets."""
    found = _AGENCY.search(dateline)
    return found["name"].strip() if found else None


def outlet(text: str) -> str | None:
    """The newspaper or site that a byline names beside a date or a writer."""
    if not is_firm(text):
        return None
    for part in re.split(r"\s+[|·•]\s+|,\s+", text)[:4]:
        name = re.sub(r"^by (?:the )?|\s+(?:staff|reporters?|newsroom)$", "", part.strip(), flags=re.IGNORECASE).split()
        named = all(word[0].isupper() or word in ("of", "and", "&", "the") for word in name)
        if 2 <= len(name) <= 5 and named and any(word.casefold() in word_set("outlet") for word in name):
            return " ".join(name)
    return None


def author(text: str) -> str | None:
    """The name in a byline that begins with ``By``."""
    found = _AUTHOR.match(text)
    if not found or _NO_NAME.match(text):
        return None
    return " ".join(without_dates(found["name"]).split()).strip(" ,-–—") or None


def appeared_first(text: str) -> tuple[str | None, str] | None:
    """Title and publisher of ``The post TITLE appeared first on PUBLISHER.``"""
    found = _APPEARED.search(text)
    return (found["title"], found["name"].strip()) if found else None


def copyright_holder(text: str) -> str | None:
    """Who holds the copyright, as the line says it."""
    found = _COPYRIGHT.match(text)
    return found["name"].strip() if found else None

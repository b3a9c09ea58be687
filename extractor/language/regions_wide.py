"""Words for everywhere: "around the world" is ``worldwide``; "nationwide" is the country that the article is set in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Doc, Span, Token

from extractor.language.places import load_places
from extractor.language.regions_places import as_name, country
from extractor.language.spans import text_of
from extractor.records import Name

_THE_WORLD = r"(?:the |our )?(?:whole |entire |wider )?(?:world|globe|planet)"
_WORLD = re.compile(
    rf"\b(?:world-?wide|globally|global(?=(?:\s+[\w-]+){{0,3}}\s+(?:outages?|failures?|disruptions?|breakdown|meltdown|blackout|crash|incident|shutdown|glitch|problems?|chaos|users?|customers?|internet))"
    rf"|internationally|(?:all )?(?:around|across|over|throughout|round) {_THE_WORLD}|(?:in|from) every (?:corner|part) of {_THE_WORLD}"
    rf"|(?:all|most|many|several|other) parts of {_THE_WORLD}|{_THE_WORLD} over|(?:across|on|in) (?:\w+ )?continents"
    r"|in every country|(?:users|customers|people|players|clients|subscribers) everywhere)\b",
    re.IGNORECASE,
)
_NATION = re.compile(
    r"\b(?:nation-?wide|country-?wide|coast[- ]to[- ]coast"
    r"|(?:all )?(?:across|around|throughout|over|up and down) (?:much of |most of |large parts of )?the (?:whole |entire )?"
    r"(?:country|nation|kingdom)"
    r"|(?:parts|rest|corners?|whole|most|half|much|areas) of the (?:country|nation)|the (?:country|nation) over|nationally|in the country"
    r")\b",
    re.IGNORECASE,
)
_STATES = re.compile(r"\b(?:all|across|in) (?:the )?(?:50|fifty) states\b", re.IGNORECASE)


def worldwide(doc: Doc, taken: Iterable[Span]) -> list[Span]:
    """The spans that say that it was everywhere."""
    name = Name("worldwide", aliases=load_places().find("worldwide")[0].aliases)
    return [_span(doc, match, "regions.world", name) for match in _WORLD.finditer(text_of(doc)) if _free(doc, match, taken)]


def nationwide(doc: Doc, places: Iterable[Span]) -> list[Span]:
    """The spans that say "the whole country", where the places of the article leave no doubt which one that is."""
    matches = [match for match in _NATION.finditer(text_of(doc)) if not match.group()[:1].isupper() or _opens(doc, match)]
    name = country_of(places) if matches else None
    found = [_span(doc, match, "regions.nation", name) for match in matches if _free(doc, match, places)] if name is not None else []
    america = load_places().find("United States")[0]
    return found + [
        _span(doc, match, "regions.nation", as_name(america)) for match in _STATES.finditer(text_of(doc)) if _free(doc, match, found)
    ]


def _opens(doc: Doc, match: re.Match[str]) -> bool:
    """Whether a capital is due to the sentence's start: elsewhere "Nationwide" is a name."""
    token = _token(doc, match.start())
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    return bool(token.is_sent_start) and following is not None and (following.text == "," or token.lower_ == "coast")


def country_of(places: Iterable[Span]) -> Name | None:
    """The country in which most of an article's places lie; None where two have as many."""
    weights: Counter[str] = Counter()
    for span in places:
        found = load_places().find(span._.place.label)
        if found and found[0].country:
            weights[found[0].country] += 1
    ranked = weights.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    place = country(ranked[0][0])
    return as_name(place) if place is not None else None


def _span(doc: Doc, match: re.Match[str], rule: str, name: Name) -> Span:
    first = _token(doc, match.start())
    span = Span(doc, first.i, _token(doc, match.end() - 1).i + 1, label="region", span_id=rule)
    span._.place = name
    return span


def _token(doc: Doc, char: int) -> Token:
    span = doc.char_span(char, char + 1, alignment_mode="expand")
    if span is None:
        raise IndexError(char)
    return span[0]


def _free(doc: Doc, match: re.Match[str], taken: Iterable[Span]) -> bool:
    return not any(span.start_char < match.end() and match.start() < span.end_char for span in taken)

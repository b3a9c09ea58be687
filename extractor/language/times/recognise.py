"""From text to time expressions: one pass over the words, rules only where their first word stands."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator

from extractor.language.times.compose import compose
from extractor.language.times.expression import Mod, TimeExpression
from extractor.language.times.lexicon import Lexicon, Rule, lexicon
from extractor.language.times.modifiers import widen
from extractor.language.times.productions import produce
from extractor.language.times.ranges import open_ends, share_years, twelve_hours
from extractor.language.times.surroundings import attach_zone

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[½¼¾]")
_PLAIN = {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\t": " ", "’": "'", "‘": "'", "\u2011": "-", "\r": "\n"}
_WRAPPED = re.compile(r"(?<=[^\n]{45}[^\n.!?:])\n(?=[a-zA-Z0-9])")
_DOTTED_STAMP = re.compile(r"^\d{1,2}\.[0-5]\d(?= +[A-Z\"“–—-])", re.MULTILINE)
_DOTTED_STYLE = re.compile(
    r"(?<![\d.])\d{1,2}\.[0-5]\d ?[ap]\.?m\b|(?m:^\d{1,2}\.[0-5]\d$)|\d\d\.[0-5]\d (?:hours|GMT|BST|CET|uur)", re.IGNORECASE
)

_RECENT_YEAR = re.compile(r"19[5-9]|20[0-5]")
_MILITARY_STYLE = re.compile(r"(?<![\d.,:])(?:[01]\d|2[0-3])[0-5]\d ?(?:GMT|UTC|BST|IST|ET|EST|EDT|CET|CEST|SGT|Z\b|hours\b|hrs\b|h\b)")


def plain(text: str) -> str:
    """The text with its blanks and apostrophes made plain, character for character: offsets stay."""
    for char, instead in _PLAIN.items():  # many times as fast as ``translate``
        text = text.replace(char, instead)
    return _WRAPPED.sub(" ", text)


def recognise(text: str) -> list[TimeExpression]:
    """The time expressions of a text, in order and without overlap. Any text is allowed; nothing is resolved."""
    prepared = plain(text)
    found = list(_scan(prepared, lexicon()))
    found = share_years(prepared, open_ends(prepared, twelve_hours(prepared, found)))
    found = list(_apart(attach_zone(prepared, item) for item in found))
    found = compose(prepared, found)
    found = widen(prepared, found)
    return [dataclasses.replace(item, text=text[item.start : item.end]) for item in found]


def _apart(items: Iterable[TimeExpression]) -> Iterator[TimeExpression]:
    """The expressions without those that the one before has swallowed ("UTC+05:30")."""
    reached = 0
    for item in items:
        if item.start >= reached:
            reached = item.end
            yield item


def _scan(text: str, rules: Lexicon) -> Iterator[TimeExpression]:
    styles: frozenset[str] | None = None
    reached = 0
    index = rules.index
    for token in _TOKEN.finditer(text):
        start = token.start()
        if start < reached:
            continue
        word = token[0]
        candidates = index.get("#" if word[0] <= "9" else word.casefold())
        if not candidates:
            continue
        if styles is None:
            styles = frozenset(_styles(text))
        best = _best(text, start, candidates, rules, styles)
        if best is not None:
            reached = best.end
            yield best


def _styles(text: str) -> Iterator[str]:
    """How the text writes clock times: "10.30" (dotted), "1030 GMT" (military)."""
    if _DOTTED_STYLE.search(text) is not None or len(_DOTTED_STAMP.findall(text)) > 2:
        yield "dotted"
    if _MILITARY_STYLE.search(text) is not None:
        yield "military"


def _best(text: str, start: int, candidates: tuple[Rule, ...], rules: Lexicon, styles: frozenset[str]) -> TimeExpression | None:
    """The longest expression that starts here; of equally long ones the first rule's."""
    best: TimeExpression | None = None
    if start and (text[start - 1].isalpha() or text[start - 1] in "_@#"):
        return None
    for rule in candidates:
        match = rule.pattern.match(text, start)
        if match is None or match.end() == start or (best is not None and not _better(rule, match, best)):
            continue
        if (rule.style and rule.style not in styles) or not _cased(rule, text, match) or not rule.fits(text, match):
            continue
        made = produce(rule, match, rules.words)
        if made is not None:
            begin = start - 1 if rule.quote and text[start - 1 : start] == "'" else start
            begin = begin - 4 if rule.the and text[max(0, begin - 4) : begin].casefold() == "the " else begin
            end = match.end() - (1 if text[match.end() - 1] in " ,-" else 0)
            zone = match.groupdict().get("zone")
            best = TimeExpression(begin, end, text[begin:end], made[0], made[1], rule.id, zone=zone, mod=_edge(rule, match))
    return best


def _better(rule: Rule, match: re.Match[str], best: TimeExpression) -> bool:
    """Is a match longer than the best one so far? Where a text writes "1640 GMT", "1635" is no year, but "2031" may be one."""
    if match.end() == best.end and rule.style == "military" and best.type == "DATE":
        return not _RECENT_YEAR.match(match[0])
    return match.end() > best.end


def _edge(rule: Rule, match: re.Match[str]) -> Mod:
    edge = (rule.edge or match.groupdict().get("edge") or "").strip().casefold()
    if not edge and "edgeunit" in match.re.groupindex and match["edgeunit"]:
        edge = "end"
    small = match.groupdict().get("daypart") or match.groupdict().get("part") or ""
    if not edge and small.casefold().startswith(("early", "small")):
        edge = "early"
    if not edge and small.casefold().startswith("mid") and small.casefold() not in ("midday", "mid-day"):
        edge = "mid"
    edges: dict[str, Mod] = {"early": "start", "late": "end", "end": "end", "mid": "mid"}
    return edges.get(edge, "exact")


def _cased(rule: Rule, text: str, match: re.Match[str]) -> bool:
    """Does the match have the capitals that its rule asks for?"""
    if rule.case is None:
        return True
    if rule.case == "lower":
        return not match[0][0].isupper() or _starts_sentence(text, match.start())
    if rule.case == "upper":
        return match[0][0].isupper()
    names = ("month", "month2", "holiday") if rule.case == "title-month" else ("month", "month2", "weekday", "holiday")
    return all(match[name][0].isupper() for name in names if name in match.re.groupindex and match[name])


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 24) : start].rstrip(" \"“'(*_>|-–—#•")
    if not before or before[-1] in ".!?:\n" or start == 0:
        return True
    return text[max(0, start - 24) : start].rstrip(" ").endswith(("\n", "“", '"', "–", "—", "|", ". '", "•")) or (
        before.isupper() and text[start : start + 4].isupper()
    )

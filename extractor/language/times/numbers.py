"""English number words to numbers, for counts of units and for spelled-out years."""

from __future__ import annotations

import re

_ONES = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(20),
        strict=True,
    )
)
_TENS = dict(zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True))
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "half": 0.5, "quarter": 0.25, "third": 1 / 3, "quarters": 0.25, "thirds": 1 / 3}
_VAGUE = {
    "several",
    "few",
    "many",
    "some",
    "dozens",
    "hundreds",
    "thousands",
    "tens",
    "couple of",
    "numerous",
    "countless",
    "handful",
    "scores",
}
_ARTICLES = {
    "a": 1,
    "an": 1,
    "the": 1,
    "single": 1,
    "another": 1,
    "each": 1,
    "every": 1,
    "per": 1,
    "same": 1,
    "full": 1,
    "whole": 1,
    "entire": 1,
}

_WORD = "|".join([*_ONES, *_TENS])
#: One number as news English writes it: figures, words, dozens, couples, vague ones; each with an optional fraction.
NUMBER_PATTERN = (
    r"(?:\d{1,3}[ -])?[123]/[2-4](?=[ -](?:second|minute|hour|day|week|month|year|decade))"
    r"|(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?:[ -]?[½¼¾]|(?:-| )and(?:-| )an?(?:-| )half)?|[½¼¾]"
    r"|(?:half|quarter) an?|an? half|half of an?|an? quarter of an?|three[- ]quarters of an?|two[- ]thirds of an?"
    r"|half a dozen|an? (?:couple|handful|number)(?: of)?|couple(?: of)?|an? dozen|two dozen|three dozen|dozen"
    r"|(?:an? )?good few|(?:a )?few|several|many|numerous|countless|some|dozens of|hundreds of|thousands of|scores of|tens of thousands of"
    rf"|(?:an? |one |(?:{_WORD})[- ])?(?:hundred|thousand)(?:(?: and|-and-)? ?(?:{_WORD})(?:[- ](?:{_WORD}))?)?"
    rf"|(?:{_WORD})(?:[- ](?:{'|'.join(list(_ONES)[1:10])})(?![a-z]))?(?:(?:-| )and(?:-| )an?(?:-| )(?:half|quarter))?"
    r"|another|an?(?= )"
)


def number(text: str) -> float | None:
    """The value of a number as ``NUMBER_PATTERN`` matches it ("two-and-a-half" → 2.5, "a couple of" → None); None where vague."""
    lowered = re.sub(r"\s+", " ", text.casefold()).strip()
    if any(word in _VAGUE for word in lowered.split()) or lowered.endswith("number of") or "couple" in lowered:
        return None
    if mixed := re.fullmatch(r"(?:(\d+)[ -])?(\d)/(\d)", lowered):
        return int(mixed[1] or 0) + int(mixed[2]) / int(mixed[3])
    words = re.findall(r"\d[\d,]*(?:\.\d+)?|[½¼¾]|[a-z]+", lowered)
    if "half" in words and "dozen" in words:
        return 6
    total, seen = _sum(words)
    return total if seen else None


def _sum(words: list[str]) -> tuple[float, bool]:
    total, current, seen = 0.0, 0.0, False
    article = False
    for word in words:
        if word[0].isdigit():
            current, seen = float(word.replace(",", "")), True
        elif word in _FRACTIONS:
            share = _FRACTIONS[word]
            plural = word in ("quarters", "thirds")
            current = share if article else current * share if plural else current + share
            seen = True
        elif word in _ONES or word in _TENS:
            current, seen = current + (_ONES.get(word) or _TENS.get(word, 0)), True
        elif word in _SCALES:
            current, seen = (current or 1) * _SCALES[word], True
        elif word == "dozen":
            current, seen = (current or 1) * 12, True
        elif word in ("a", "an", "another") and not seen and not current:
            current, seen, article = 1, True, True
            continue
        article = False
    return total + current, seen


_YEAR_TENS = "|".join([*_TENS])
_YEAR_ONES = "|".join(list(_ONES)[1:])
#: A year in words: "nineteen ninety-nine", "two thousand and eight", "twenty twenty-one".
YEAR_WORDS_PATTERN = (
    rf"(?:nineteen|eighteen)[ -](?:hundred|(?:{_YEAR_TENS})(?:[- ](?:{_YEAR_ONES}))?|oh[- ](?:{_YEAR_ONES})|(?:{_YEAR_ONES}))"
    rf"|two thousand(?: and (?:{_YEAR_ONES}|(?:{_YEAR_TENS})(?:[- ](?:{_YEAR_ONES}))?))"
    rf"|twenty[ -](?:twenty|thirty)(?:[- ](?:{_YEAR_ONES}))?"
)


def year_in_words(text: str) -> int | None:
    """The year that ``YEAR_WORDS_PATTERN`` matched; None where the words make none."""
    words = [w for w in re.findall(r"[a-z]+", text.casefold()) if w not in ("and", "oh")]
    if words[:2] == ["two", "thousand"]:
        return 2000 + int(_sum(words[2:])[0])
    head = _ONES.get(words[0]) or _TENS.get(words[0])
    if head is None:
        return None
    rest = 0 if words[1:] == ["hundred"] else int(_sum(words[1:])[0])
    return head * 100 + rest


def number_first_words() -> list[str]:
    """The words that ``NUMBER_PATTERN`` can start with, figures apart."""
    words = [*_ONES, *_TENS, "a", "an", "half", "quarter", "three", "two", "couple", "dozen", "good", "few", "several", "many", "numerous"]
    words += ["countless", "some", "dozens", "hundreds", "thousands", "scores", "tens", "hundred", "thousand", "½", "¼", "¾"]
    return sorted(set(words))

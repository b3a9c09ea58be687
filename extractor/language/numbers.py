"""Numbers in running text: figures, number words, vague plurals and shares, with what qualifies them ("nearly", "at least").

Plain text in, values out; no spaCy here, so that anything with a string can use it. What the value measures is for others to say.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from typing import Any, Literal

from extractor.resources import data
from extractor.rules import load_data

Modifier = Literal["exact", "about", "more_than", "less_than"]
Form = Literal["figure", "words", "vague", "share"]

_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
UNITS = {word: value for value, word in enumerate(f"one two three four five six seven eight nine {_TEENS}".split(), start=1)}
TENS = {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
SCALES = {
    "hundred": 100,
    "dozen": 12,
    "score": 20,
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
    "lakh crore": 10**12,
}
SHORT_SCALES = {
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "mm": 10**6,
    "bn": 10**9,
    "b": 10**9,
    "tn": 10**12,
    "cr": 10**7,
    "lac": 10**5,
    "lacs": 10**5,
}
PARTS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}

_WORD = "|".join([*UNITS, *TENS])
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True)).replace(" ", r"\s+")  # "lakh crore" before "lakh"
_VAGUE = "tens|dozens|scores|hundreds|thousands|lakhs|millions|crores|billions"
_FIGURE = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?![\d,.]*\d)|\d+(?:\.\d+)?"
_WORDS = (
    rf"(?:half\s+an?\s+(?:{_SCALE})|(?:a\s+)?quarter\s+of\s+an?\s+(?:million|billion)|an?\s+(?:{_SCALE})|{_WORD})"
    rf"(?:[\s-]+(?:and\s+a\s+(?:half|quarter)|(?:and[\s-]+)?(?:{_WORD}|{_SCALE}))\b)*"
)
_PART = r"halves|half|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?"
_MONEY = (
    "(?:dollars?|pounds?|euros?|rupees?|yen|won|francs?|yuan|renminbi|naira|rand|kronor|kroner|krona|reais|real|pesos?|baht|ringgit|rupiah|dong|"
    "bucks|quid|dirhams?|riyals?|shekels?|zlotys?|forints?|koruna|lira|liras|roubles?|rubles?|hryvnias?|taka|shillings?|cedis?|dinars?|sterling|lei|leva|soles)"
)
_PREFIX = (
    r"(?:US|AU|A|CA|C|NZ|HK|S|R|NT|MX)?\$\s?|[£€₹¥₩₱₦฿₽₺₪]\s?|R(?=\d[\d.,]*\s?(?:m|bn|million|billion)\b)|"
    r"(?:Rs\.?|K[Ss]h\.?|TSh|USh|RM|Rp\.?|Php|Dhs?|S?Fr\.?|INR|USD|GBP|EUR|AUD|CAD|KRW|JPY|KES|NGN|ZAR|PHP|MYR|AED|SAR|CHF|SEK|NOK|DKK|PLN|BRL|SGD|HKD|NZD|CNY|RMB)\s?"
)
_TAIL = rf"""
    (?P<percent>\s?%|[\s-]?(?:per\s?cent|pct|percentage\s+points?)\b|\s?pc\b)?
    (?P<money>(?:\s+of)?\s+(?:\w+\s+)?{_MONEY}\b)?"""
_FIGURES = re.compile(
    rf"""(?ix)(?<![\w])(?=[\d$£€₹¥₩₱₦฿₽₺₪RIUGEACHNSKJTMPDBFZ])
    (?P<currency>{_PREFIX})?
    (?<!\d[.,:/\-–])(?<!\b[A-Za-z]-)(?<![A-Za-z]{{2}}-)
    (?P<figure>{_FIGURE})(?:\s?(?P<short>(?:k|m|mn|mln|mm|bn|b|tn|cr|lacs?))\b|[\s-]?(?P<scale>{_SCALE})s?\b)?{_TAIL}"""
)
_SPELLED = re.compile(
    rf"""(?x)\b(?=[abdefhlmnoqst\d])(?:
      a\s+couple(?:\s+of)?\s+(?P<couple>hundred|thousand|million|billion|dozen|lakh|crore)\b
    | (?:a\s+few|several|many)\s+(?P<few_scale>hundred|thousand|million|billion|dozen|lakh|crore)s?\b
    | (?P<vague>(?:{_VAGUE})(?:\s+(?:of|upon)\s+(?:{_VAGUE}))*\b)
    | (?P<share>(?:an?|one|{_WORD}|\d{{1,2}})[\s-]+(?:{_PART})(?=\s+of\b(?!\s+an?\s+(?:million|billion)))
               |half(?=\s+(?:of\b|the\b|its\b|their\b|all\b|our\b|those\b))
               |(?:one|{_WORD}|\d{{1,3}})\s+(?:in|out\s+of)(?:\s+every)?\s+(?:{_WORD}|\d{{1,3}})(?![\d,.:]*\d)\b)
    | (?P<words>{_WORDS})\b
    ){_TAIL}"""
)
_SEPARATORS = re.compile(r"[,\s]")
_BETWEEN = re.compile(r"(?i)\bbetween\s+$")
_SPREAD = re.compile(r"(?i)\b(?:spread|scattered|distributed|split|strewn|spanning)\s+$")  # "spread over 40 sites"
_NOT_AFTER = re.compile(r"(?i)[.,:/]\d|[\-–]\d|(?:st|nd|rd|th|am|pm|[A-Za-z_°])\b|[A-Za-z_]|[’']s\b|°")


@dataclasses.dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    ``start`` and ``end`` are offsets, the qualifying words before and after included; ``figure`` is the offset of the number itself.
    ``value`` is in units of one (a percentage or share in per cent). ``money`` is the currency as written.
    """

    start: int
    figure: int
    end: int
    value: float
    modifier: Modifier
    form: Form
    percent: str | None = None
    money: str | None = None


def find_numbers(text: str) -> list[Number]:
    """All numbers of the text in order, with their modifiers; the second of "more than 300 and 40" is ``more_than`` too."""
    found: list[Number] = []
    lowered = text.lower()
    spelled = _SPELLED.finditer(lowered if len(lowered) == len(text) else text)
    matches = sorted((*spelled, *_FIGURES.finditer(text)), key=lambda match: (match.start(), -match.end()))
    for match in matches:
        number = None if found and match.start() < found[-1].end else _number(match, text)
        if number is not None:
            found[-1:] = _paired(found[-1], number, text) if found else (number,)
    return found


def _number(match: re.Match[str], text: str) -> Number | None:
    end, groups = match.end(), match.groupdict()
    if groups.get("figure") and not groups["percent"] and _NOT_AFTER.match(text, end):
        return None
    value, form = _value(groups)
    figure = match.start()
    before, start = _before(text, figure)
    after, end = _after(text, end)
    modifier = after or before or ("more_than" if form == "vague" else "about" if groups.get("couple") else "exact")
    if form == "vague" and modifier in ("exact", "about"):
        modifier = "more_than"
    percent = "%" if form == "share" else (groups["percent"] or "").strip(" -") or None
    money = (groups["money"] or groups.get("currency") or "").strip().removeprefix("of ") or None
    return Number(start, figure, end, value, modifier, form, percent, money)


def _value(groups: dict[str, str | None]) -> tuple[float, Form]:
    match groups:
        case {"couple": str(scale)}:
            return 2.0 * SCALES[scale.lower()], "words"
        case {"few_scale": str(scale)}:
            return float(SCALES[scale.lower()]), "vague"
        case {"vague": str(words)}:
            return vague_value(words), "vague"
        case {"share": str(words)}:
            return share_value(words), "share"
        case {"words": str(words)}:
            return words_value(words), "words"
    return _figure_value(groups), "figure"


def _figure_value(groups: dict[str, str | None]) -> float:
    value = float(_SEPARATORS.sub("", groups["figure"] or ""))
    scale, short = groups["scale"], groups["short"]
    return round(value * (SCALES[" ".join(scale.lower().split())] if scale else SHORT_SCALES[short.lower()] if short else 1), 6)


def words_value(words: str) -> float:
    """The value of number words: "two hundred and five" 205, "half a million" 500000, "two and a half million" 2500000.

    Raises: KeyError where a word is none.
    """
    total, group = 0.0, 0.0
    tokens = re.findall(r"[a-z]+", words.lower())
    for number, token in enumerate(tokens):
        if token in ("half", "quarter"):
            group += 1 / PARTS[token]
        elif token in ("a", "an"):
            beside = {*tokens[max(0, number - 1) : number], *tokens[number + 1 : number + 2]}
            group = group if beside & {"half", "quarter", "and", "of"} else group + 1
        elif token in SCALES:
            group = (group or 1) * SCALES[token]
            if token not in ("hundred", "dozen", "score"):
                total, group = total + group, 0.0
        elif token not in ("and", "of"):
            group += UNITS.get(token) or TENS[token]
    return total + group


def vague_value(words: str) -> float:
    """The value of a vague plural, that of its unit (GOLD.md): "thousands" 1000, "tens of thousands" 10000."""
    value = 1.0
    for token in re.findall(rf"(?i){_VAGUE}", words):
        value *= 10 if token.lower() == "tens" else SCALES[token.lower().rstrip("s")]
    return value


def share_value(words: str) -> float:
    """A share in per cent, to two places: "two thirds" 66.67, "one in five" 20."""
    parts = re.findall(r"[a-z]+|\d+", words.lower())
    if "in" in parts or "out" in parts:
        return round(100 * _small(parts[0]) / _small(parts[-1]), 2)
    above = _small(parts[0]) if len(parts) > 1 else 1.0
    return round(100 * above / PARTS[parts[-1].rstrip("s") if parts[-1] != "halves" else "half"], 2)


def _small(word: str) -> float:
    return float(word) if word.isdigit() else float({"a": 1, "an": 1, **UNITS, **TENS}[word])


# ---------------------------------------------------------------- what qualifies a number


@functools.cache
def _lexicon() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, Modifier]]:
    """The words of ``rules/counts_modifiers.yaml`` as a regex for what stands before, one for what stands after, and what each means."""
    entries: dict[str, dict[str, list[str]]] = load_data(data("extractor.language", "rules", "counts_modifiers.yaml"))
    meaning: dict[Any, Modifier] = {phrase.strip(): key for side in entries.values() for key, phrases in side.items() for phrase in phrases}  # type: ignore[misc]
    fillers = r"(?:\s+(?:an?|the|another|further|other|estimated|of|only|just|some))*"
    before = rf"(?i)(?<![\w’'])({_any(entries['before'])}){fillers}\s*$"
    return re.compile(before), re.compile(rf"(?i)({_any(entries['after'])})(?!\w)"), meaning


def _any(side: dict[str, list[str]]) -> str:
    phrases = sorted((phrase for phrases in side.values() for phrase in phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)


def _before(text: str, figure: int) -> tuple[Modifier | None, int]:
    before, _, meaning = _lexicon()
    match = before.search(text, max(0, figure - 40), figure)
    if not match or _SPREAD.search(text, max(0, match.start() - 14), match.start()):
        return None, figure
    return meaning[" ".join(match[1].lower().split())], match.start()


def _after(text: str, end: int) -> tuple[Modifier | None, int]:
    _, after, meaning = _lexicon()
    match = after.match(text, end)
    return (meaning[" ".join(match[1].lower().split())], match.end()) if match else (None, end)


def modifier_around(text: str, start: int, end: int) -> Modifier:
    """What the words beside and at the start of a stretch make of the number in it: "about", "or so", "as long as"; else ``exact``."""
    _, _, meaning = _lexicon()
    for size in (3, 2, 1):
        leading = " ".join(text[start:end].lower().split()[:size])
        if leading in meaning:
            return meaning[leading]
    return _after(text, end)[0] or _before(text, start)[0] or "exact"


def _paired(first: Number, second: Number, text: str) -> tuple[Number, Number]:
    """Two numbers that belong together.

    "between 300 and 400" is more than the one and less than the other; of "more than 300,000 and 40,000" what stands before the
    first holds for the second too.
    """
    joined = text[first.end : second.figure].strip() in ("and", "or")
    if joined and (between := _BETWEEN.search(text, max(0, first.start - 10), first.start)):
        low = dataclasses.replace(first, start=between.start(), modifier="more_than", money=first.money or second.money)
        return low, dataclasses.replace(second, modifier="less_than")
    shares = joined and second.modifier == "exact" and first.start < first.figure
    return first, dataclasses.replace(second, modifier=first.modifier) if shares else second

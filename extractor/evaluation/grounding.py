"""Whether a fact's quotation stands in the article, at the place where gold has it."""

from __future__ import annotations

import html
import json
import pathlib
import re
from collections.abc import Mapping
from typing import Any


def normal(text: str) -> str:
    """The text without list marks at line starts, white space folded."""
    return re.sub(r"\s+", " ", re.sub(r"(?m)^\s*[-*•–] ", "", text)).strip()


def is_grounded(fact: Mapping[str, Any], text: str, sentence: str | None) -> bool:
    """A quotation of the fact stands in the text, is as long as its offsets say, and (for a right fact) meets the gold sentence."""
    for quote, length in fact["quotes"]:
        q = normal(quote)
        if not (3 <= len(q) <= 600 and q in text and length in (None, len(quote))):
            continue
        if sentence is None or q in sentence or sentence in q or meets(q, sentence):
            return True
    return False


def meets(a: str, b: str) -> bool:
    """The two stretches of one text overlap by three words or more at an end."""
    x, y = a.split(), b.split()
    return any(x[-n:] == y[:n] or y[-n:] == x[:n] for n in range(3, min(len(x), len(y)) + 1))


def around(quote: str, text: str) -> str:
    """The sentences that the gold quote lies in."""
    at = text.find(normal(quote))
    if at < 0:
        return text
    start = max(text.rfind(mark, 0, at) for mark in (". ", "! ", "? ", "” ")) + 1
    ends = [e for e in (text.find(mark, at + len(normal(quote)) - 1) for mark in (". ", "! ", "? ")) if e >= 0]
    return text[max(start, 0) : min(ends) + 1 if ends else len(text)].strip()


def visible_text(path: pathlib.Path) -> str:
    """All that a reader of the file could see, white space folded; scripts, styles and tags left out."""
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        text = re.sub(r"(?s)<(script|style).*?</\1>", " ", text)
        text = html.unescape(re.sub(r"<[^>]+>", "", text))
    elif path.suffix == ".json":
        text = " ".join(v for v in json.loads(text).values() if isinstance(v, str))
    return re.sub(r"\s+", " ", text)

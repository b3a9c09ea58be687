"""A first look, without a model: could this report an outage at all?

Of a crawl's pages about one in a thousand does. The look is generous: it has to let every report through, and what it lets through is
judged again with the model. A text passes where a word stands that is hardly said of anything else ("outage"), or words of failing stand
near words of IT (``first_look.yaml``): a strong one, or several different weak ones, of which one does in a short text. Every report of
the articles with gold and of ``corpus/linking`` passes, and all but three of the 95 short ones of ``corpus/train``, which say it as oddly
as can be. Of a page's raw bytes only the words are asked, not their nearness, since markup stands between them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

import yaml

from extractor.resources import data

NEAR = 20  # words on either side
WEAK, SHORT = 3, 150  # different weak words that are needed; one in a text of fewer words than this
_WORD = re.compile("[a-z]+")
_PLAIN = bytes(range(128)) + bytes([32]) * 128  # beyond ASCII no word of ours goes on


def may_report(text: str) -> bool:
    """Whether a text could report an outage of an online or IT service."""
    words = _WORD.findall(text.lower())
    sure, strong, weak, it = _lists(len(words) < SHORT)
    known = set(words)
    if not known.isdisjoint(sure):
        return True
    if known.isdisjoint(it) or (known.isdisjoint(strong) and len(known & weak) < _needed(words)):
        return False
    at = [number for number, word in enumerate(words) if word in it]
    seen: set[str] = set()
    pointer = 0
    for number, word in enumerate(words):
        if word not in strong and word not in weak:
            continue
        while pointer < len(at) and at[pointer] < number - NEAR:
            pointer += 1
        if pointer < len(at) and at[pointer] <= number + NEAR:
            seen.add(word)
            if word in strong or len(seen) >= _needed(words):
                return True
    return False


def page_may_report(content: bytes) -> bool:
    """The same of a page's raw bytes. A page in an encoding that is not built on ASCII passes."""
    if content.count(0, 0, 4096) > 64:
        return True
    words = _WORD.findall(content.translate(_PLAIN).decode("ascii").lower())
    sure, strong, weak, it = _lists(len(words) < SHORT)
    known = set(words)
    return not known.isdisjoint(sure) or (
        not known.isdisjoint(it) and (not known.isdisjoint(strong) or len(known & weak) >= _needed(words))
    )


def _needed(words: Sequence[str]) -> int:
    return WEAK if len(words) >= SHORT else 1


@functools.cache
def _lists(short: bool) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """The words that are sure, strong, weak, and of IT; in a short text the common ones are weak too."""
    lists = yaml.safe_load(data("extractor.reading", "first_look.yaml").read_text("utf-8"))
    sure, strong, weak, it, common = (frozenset(lists[key].split()) for key in ("sure", "strong", "weak", "it", "common"))
    return sure, strong, weak | common if short else weak, it

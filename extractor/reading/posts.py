"""Embedded posts of social networks: the signature that gives them away, and where they begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.records import Block

_HANDLE = r"@[\w.-]+(?:@[\w.-]+)?"
_DATE = r"(?:\w{3,9}\.? \d{1,2}, \d{4}|\d{1,2} \w{3,9}\.? \d{4})"
_SIGNATURE = re.compile(rf"(?:^|\s)[—–―-]{{1,2}}\s*[^()\n]{{1,80}}?\s*\({_HANDLE}\)(?:,?\s*{_DATE}.{{0,30}})?\s*$")
_HEADER = re.compile(rf"^(?:[^@\n]{{0,60}}\s)?\(?{_HANDLE}\)?\s*[·•|]\s*\S.{{0,40}}$")
_OPENS = re.compile(r"[#@\U0001F300-\U0001FAFF\u2600-\u27BF]|(?:breaking|just in|new|update|urgent|alert)\b\s*[:|–—-]", re.IGNORECASE)
_LENGTH = 400


def is_signature(text: str) -> bool:
    """Whether a text ends as an embedded post does: ``— Name (@handle) January 22, 2026``."""
    return _SIGNATURE.search(text) is not None


def is_header(text: str) -> bool:
    """Whether a line is a post's head: ``@handle · 16 Mar 2024``."""
    return _HEADER.match(text) is not None


def join(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks with those that make up a signed post joined into one of kind ``post``."""
    joined: list[Block] = []
    for block in blocks:
        found = _SIGNATURE.search(text[block.start : block.end]) if block.kind not in ("post", "code") else None
        if found is None:
            joined.append(block)
        elif found.start() > 0 or block.kind == "block_quote":
            joined.append(Block(block.start, block.end, "post"))
        else:
            start = _first_of_post(text, joined, block)
            joined = [*joined[:start], Block(joined[start].start if start < len(joined) else block.start, block.end, "post")]
    return joined


def _first_of_post(text: str, before: Sequence[Block], signature: Block) -> int:
    """The index of the block with which the post begins.

    A post is short: it begins at a hashtag, handle, emoji or ``BREAKING`` within its length, else with the block above the signature
    (and what introduces it, where that is a list).
    """
    least = len(before)
    while least and before[least - 1].kind == "list_item":
        least -= 1
    least = max(least - 1, 0)
    index = len(before)
    while index and signature.start - before[index - 1].start <= _LENGTH and before[index - 1].kind not in ("post", "code", "title"):
        index -= 1
        if _OPENS.match(text, before[index].start):
            return index
        if "\n\n" in text[before[index].end : signature.start].replace(" ", "") and index <= least:
            break
    return least

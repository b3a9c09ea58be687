"""Rough blocks of plain text: paragraphs, headings, list items, quotations, code, embedded posts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.reading import posts
from extractor.reading.lines import SENTENCE_END, Line, chunks, continues, wrap_width
from extractor.records import Block, BlockKind

_TIME_OF_DAY = r"(?:\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?m\.?|(?:[01]?\d|2[0-3])[:.h][0-5]\d)(?:\s?\(?(?:UTC|GMT|[A-Z]{1,4}T)\)?)?"
_DAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
    r"(?:\d{1,2}\s+\w{3,9}\.?,?\s+|\w{3,9}\.?\s+\d{1,2},?\s+)?(?:at\s+)?"
)
TIME_STAMP = re.compile(
    rf"[\[(]?(?:update[d]?:?\s+)?{_DAY}{_TIME_OF_DAY}[\])]?(?:(?:\s*[-–—:|•·]\s*|(?<=[\])])\s+)(?P<rest>\S.*))?$", re.IGNORECASE
)
CAPTION = re.compile(
    r"[\[(]?(?:photo(?:graph)?|image|picture|pictured|illustration|graphic|file photo|caption|video)\s*[:|]", re.IGNORECASE
)
_HEADING_MARK = re.compile(r"#{1,6}\s+(?=\S)")
_QUOTE_MARK = re.compile(r"(?:>\s?)+(?=\S)")
_OPENING = "\"“‘'«"
_CODE_SENTENCE = re.compile(r"^[\"“]?[A-Z][a-z’']*,?(?: [\w’',;-]+){5,}")
HEADING_LENGTH = 90


def split_plain(text: str, start: int = 0) -> tuple[Block, ...]:
    """The rough blocks of ``text[start:]``, in order, without overlap, none of them empty.

    Whether a line is a paragraph or a piece of one is decided for the text as a whole.
    """
    found = chunks(text[start:])
    width = wrap_width(found)
    indented = sum(chunk[0].indent > 0 for chunk in found) * 2 > len(found)
    blocks: list[Block] = []
    for chunk, after in zip(found, [*found[1:], None], strict=True):
        blocks.extend(_of_chunk(chunk, width, indented, last=after is None))
    return tuple(posts.join(text, [Block(block.start + start, block.end + start, block.kind) for block in blocks]))


def _of_chunk(chunk: Sequence[Line], width: int, indented: bool, last: bool) -> Iterator[Block]:
    if kind := _whole(chunk, indented):
        mark = _QUOTE_MARK.match(chunk[0].text)
        yield Block(chunk[0].start + (mark.end() if mark else 0), chunk[-1].end, kind)
        return
    groups = list(_paragraphs(chunk, width))
    for number, group in enumerate(groups):
        below = groups[number + 1][0] if number + 1 < len(groups) else None
        yield _block(group, below, alone=len(groups) == 1 and not last, first=number == 0)


def _whole(chunk: Sequence[Line], indented: bool) -> BlockKind | None:
    """What a chunk is as a whole, where its marks or its indentation say so."""
    if all(_QUOTE_MARK.match(line.text) for line in chunk):
        return "block_quote"
    if posts.is_header(chunk[0].text) and len(chunk) > 1:
        return "post"
    if indented or chunk[0].item or not all(line.indent >= 2 for line in chunk):
        return None
    if posts.is_signature(chunk[-1].text):
        return "post"
    text = chunk[0].text
    code = min(line.indent for line in chunk) >= 4 and text[0] not in _OPENING and not _CODE_SENTENCE.match(text)
    return "code" if code else "block_quote"


def _paragraphs(chunk: Sequence[Line], width: int) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in chunk:
        if group and not continues(group[-1], line, width):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _block(group: Sequence[Line], below: Line | None, alone: bool, first: bool) -> Block:
    head, text = group[0], group[0].text
    if mark := _HEADING_MARK.match(text):
        return Block(head.start + mark.end(), group[-1].end, "heading")
    if mark := _QUOTE_MARK.match(text):
        return Block(head.start + mark.end(), group[-1].end, "block_quote")
    if head.item and not posts.is_signature(text):
        return Block(head.start + head.item, group[-1].end, "list_item")
    heads_something = alone or (below is not None and (len(below.text) > len(text) or below.item > 0 or first))
    kind: BlockKind = "heading" if len(group) == 1 and heads_something and is_heading(text) else "paragraph"
    return Block(head.start, group[-1].end, kind)


def is_heading(text: str) -> bool:
    """Whether a line by itself reads as a heading: short, no sentence; or a live blog's time stamp with or without a headline."""
    if stamp := TIME_STAMP.match(text):
        return not stamp["rest"] or is_heading(stamp["rest"])
    if len(text) > HEADING_LENGTH or text[0].islower() or text[0] in "([@" or text[-1] in ",;:" or CAPTION.match(text):
        return False
    if text[-1] in "?!…":
        return len(text.split()) <= 12
    return not SENTENCE_END.search(text) and not (text[0] in _OPENING and text[-1] in "\"”’'")

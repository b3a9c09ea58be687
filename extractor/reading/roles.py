"""What each rough block is to the article: title, byline, standfirst, summary, boilerplate, or left as it is."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from extractor.reading import boilerplate, bylines
from extractor.reading.lines import SENTENCE_END
from extractor.reading.structure import CAPTION, TIME_STAMP
from extractor.records import Block, BlockKind

_SUMMARY = re.compile(
    r"(?:tl;?\s?dr|key (?:points|takeaways|facts|highlights|findings)|(?:main |top )?takeaways|at a glance"
    r"|highlights|(?:quick |article )?summary|the gist|bottom line)\s*:?$",
    re.IGNORECASE,
)
_SUMMARY_LINE = re.compile(r"tl;?\s?dr\s*[:–—-]\s*\S", re.IGNORECASE)
_SENTENCE_BREAK = re.compile(r"(?<!\b[apAP]\.m)(?<![.\s][A-Z])[.!?][\"”’]?\s+[\"“‘A-Z]")
_HEAD = 12
_TITLE_LENGTH = 220
_LOOK = 2000  # what a block is shows in its first characters
_MARKED: frozenset[BlockKind] = frozenset({"code", "post", "block_quote", "title"})


@dataclasses.dataclass(frozen=True, slots=True)
class Roles:
    """The blocks with their kinds settled, and the texts that say what the article is."""

    blocks: tuple[Block, ...]
    title: str | None
    bylines: tuple[str, ...]
    dateline: str | None


def assign(text: str, blocks: Sequence[Block], title: str | None) -> Roles:
    """Settle the kinds of rough blocks.

    Args:
        text: the article's text; the blocks' offsets count its characters.
        title: the headline as the file's own fields give it; where it is None, the first line that reads like one is taken.
    """
    found = _split_rests(text, blocks)
    top = _find_title(text, found, title)
    if top is not None:
        found[top] = _retitled(text, found[top])
    _mark_boilerplate(text, found)
    body = _mark_head(text, found, 0 if top is None else top + 1)
    _mark_summaries(text, found)
    dateline = _cut_dateline(text, found, body)
    lines = tuple(_bare(text, block) for block in found if block.kind == "byline")
    named = _bare(text, found[top]) if top is not None else None
    return Roles(tuple(found), title or named, lines, dateline)


def _bare(text: str, block: Block) -> str:
    return boilerplate.strip_marks(text[block.start : min(block.end, block.start + _LOOK)])


def _find_title(text: str, blocks: Sequence[Block], title: str | None) -> int | None:
    """The index of the block that is the headline; None where the text has none."""
    for number, block in enumerate(blocks[:_HEAD]):
        line = _bare(text, block)
        if block.kind == "title" or (title and _letters(line) == _letters(title)):
            return number
        if block.kind not in ("heading", "paragraph"):
            return None
        below = blocks[number + 1] if number + 1 < len(blocks) else None
        if (boilerplate.reach(line) or _is_aside(line)) and bylines.key_value(line) is None:
            continue
        if title is None and below is not None and _reads_as_title(line, "" if below.kind in _MARKED else _bare(text, below)):
            return number
        if not title and (bylines.is_byline(line) or len(line.split()) <= 2) and not _SUMMARY.match(line):
            continue
        if not title:
            return None
    return None


def _is_aside(line: str) -> bool:
    return bylines.is_byline(line) and not re.match(r"(?:title|headline)\s*:", line, re.IGNORECASE)


def _reads_as_title(line: str, below: str) -> bool:
    key = bylines.key_value(line)
    if key and key[0] in ("title", "headline"):
        return True
    if len(line) > _TITLE_LENGTH or not 3 <= len(line.split()) <= 40 or line[-1] in ",;:" or _SUMMARY.match(line) or TIME_STAMP.match(line):
        return False
    return not line.endswith(".") or re.search(r"\b[A-Z]\.[A-Z]?\.?$", line) is not None or (bylines.is_byline(below) and len(line) < 140)


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _retitled(text: str, block: Block) -> Block:
    """The title's block; without its key where the line reads ``Title: …``."""
    key = re.match(r"(?:title|headline)\s*:\s+(?=\S)", text[block.start : block.end], re.IGNORECASE)
    return Block(block.start + (key.end() if key else 0), block.end, "title")


def _split_rests(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those that end in boilerplate cut in two."""
    split: list[Block] = []
    for block in blocks:
        at = boilerplate.rest(text[block.start : block.end]) if block.kind in ("paragraph", "list_item", "heading") else None
        body = text[block.start : block.start + at].rstrip() if at else ""
        if at and body:
            split.append(Block(block.start, block.start + len(body), block.kind))
            split.append(Block(block.start + at, block.end, "boilerplate"))
        else:
            split.append(block)
    return split


def _mark_boilerplate(text: str, blocks: list[Block]) -> None:
    linked = False
    for number, block in enumerate(blocks):
        if block.kind in _MARKED:
            linked = False
            continue
        line = _bare(text, block)
        reach = boilerplate.reach(line)
        if reach or (linked and _is_link(text, blocks, number)):
            blocks[number] = dataclasses.replace(block, kind="boilerplate")
            linked = linked or (reach == "list" and not re.search(r"[:|»]\s*\S", line))
        else:
            linked = linked and block.kind == "boilerplate"
    body = next((number for number, block in enumerate(blocks) if _holds_text(text, block)), len(blocks))
    for number in range(len(blocks) - 1, body, -1):
        block = blocks[number]
        line = _bare(text, block)
        stub = block.kind in ("heading", "paragraph") and not TIME_STAMP.match(line) and boilerplate.is_stub(line)
        if block.kind in _MARKED or not (block.kind == "boilerplate" or stub or boilerplate.reach(line, in_tail=True)):
            break
        blocks[number] = dataclasses.replace(block, kind="boilerplate")


def _holds_text(text: str, block: Block) -> bool:
    """Whether a block is of the article's body: it has a sentence."""
    return (
        block.kind not in ("boilerplate", "title", "heading") and len(text[block.start : min(block.end, block.start + _LOOK)].split()) > 6
    )


def _is_link(text: str, blocks: Sequence[Block], number: int) -> bool:
    """Whether the block is one of the headlines below ``Related`` or ``Most read``."""
    block = blocks[number]
    if block.kind == "list_item":
        return True
    line = _bare(text, block)
    below = blocks[number + 1] if number + 1 < len(blocks) else None
    heads_text = below is not None and below.kind == "paragraph" and SENTENCE_END.search(_bare(text, below)) is not None
    if heads_text and below is not None and "\n\n" in text[block.end : below.start]:
        heads_text = "\n\n" in text[blocks[number - 1].end : block.start]
    return len(line.split()) <= 20 and not line.endswith((".", ":")) and not TIME_STAMP.match(line) and not heads_text


def _mark_head(text: str, blocks: list[Block], start: int) -> int:
    """Mark bylines and the standfirst above the article's body. Returns the index at which the body begins."""
    for number in range(start):
        if blocks[number].kind in ("heading", "paragraph"):
            blocks[number] = dataclasses.replace(blocks[number], kind="byline")
    firm = _last_firm(text, blocks, start)
    in_summary = False
    for number in range(start, min(len(blocks), start + _HEAD)):
        block = blocks[number]
        line = _bare(text, block)
        if block.kind in ("boilerplate", "byline", "standfirst", "summary"):
            continue
        if CAPTION.match(line) or _SUMMARY.match(line) or (in_summary and block.kind == "list_item"):
            in_summary = in_summary or _SUMMARY.match(line) is not None
        elif number <= firm:
            blocks[number] = dataclasses.replace(block, kind=_kind_in_head(line, bool(start)))
        elif block.kind in ("heading", "paragraph") and (
            bylines.is_byline(line) or (bylines.is_name(line) and _follows_byline(blocks, number, start))
        ):
            blocks[number] = dataclasses.replace(block, kind="byline")
        else:
            return number
    return min(len(blocks), start + _HEAD)


def _last_firm(text: str, blocks: Sequence[Block], start: int) -> int:
    """The index of the last byline beyond doubt before the article's body, -1 where there is none.

    The body begins at a long block, at marks such as a quotation, at a live blog's time stamp, or after two sentences.
    """
    last, sentences = -1, 0
    for number in range(start, min(len(blocks), start + _HEAD)):
        block = blocks[number]
        line = _bare(text, block)
        time_below_date = block.kind == "list_item" and last == number - 1 >= start and TIME_STAMP.match(line) is not None
        if block.kind in _MARKED:
            break
        if bylines.is_firm(line) or time_below_date:
            last = number
            continue
        sentences += block.kind != "boilerplate" and len(line.split()) > 4 and SENTENCE_END.search(line) is not None
        if TIME_STAMP.match(line) or _is_body(line, block.kind) or sentences > 1:
            break
    return last


def _follows_byline(blocks: Sequence[Block], number: int, start: int) -> bool:
    return number == start or blocks[number - 1].kind == "byline"


def _is_body(line: str, kind: BlockKind) -> bool:
    return kind != "boilerplate" and (len(line.split()) > 45 or (len(line.split()) > 12 and _SENTENCE_BREAK.search(line) is not None))


def _kind_in_head(line: str, titled: bool) -> BlockKind:
    """A line above a byline: the standfirst, or a name, section or label."""
    words = len(line.split())
    return "standfirst" if titled and words > 4 and not bylines.is_byline(line) and not bylines.is_name(line) else "byline"


def _mark_summaries(text: str, blocks: list[Block]) -> None:
    for number, block in enumerate(blocks[: 2 * _HEAD]):
        line = _bare(text, block)
        if block.kind == "paragraph" and _SUMMARY_LINE.match(line):
            blocks[number] = dataclasses.replace(block, kind="summary")
        elif block.kind in ("heading", "paragraph") and _SUMMARY.match(line):
            blocks[number] = dataclasses.replace(block, kind="heading")
            for below in _summary_below(text, blocks, number + 1):
                blocks[below] = dataclasses.replace(blocks[below], kind="summary")


def _summary_below(text: str, blocks: Sequence[Block], start: int) -> range:
    """The list below a summary's heading; without marks, its lines of one sentence (of more than three, the last begins the article)."""
    end = start
    while end < len(blocks) and blocks[end].kind == "list_item":
        end += 1
    if end > start:
        return range(start, end)
    while end < len(blocks) and blocks[end].kind == "paragraph" and not _SENTENCE_BREAK.search(text, blocks[end].start, blocks[end].end):
        end += 1
    return range(start, min(end - 1, start + 5) if end - start > 3 else min(end, start + 3))


def _cut_dateline(text: str, blocks: list[Block], body: int) -> str | None:
    """Cut the dateline off the first paragraph as a byline of its own. Returns it."""
    for number in range(body, min(body + 2, len(blocks))):
        block = blocks[number]
        if block.kind != "paragraph" or CAPTION.match(text[block.start : block.end]):
            continue
        length = bylines.dateline_length(text[block.start : block.end])
        if not length:
            return None
        if block.start + length >= block.end:
            blocks[number] = dataclasses.replace(block, kind="byline")
        else:
            where = text[block.start : block.start + length].rstrip()
            byline, rest = Block(block.start, block.start + len(where), "byline"), Block(block.start + length, block.end, "paragraph")
            blocks[number : number + 1] = [byline, rest]
        return text[block.start : block.start + length]
    return None

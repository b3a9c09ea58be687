"""What the reading stage hands on: the text as read, and where its parts stand."""

from __future__ import annotations

import dataclasses
from typing import Literal

BlockKind = Literal[
    "title",  # the headline as it stands in the text
    "standfirst",  # the summary line under it
    "byline",  # "By ...", "Published ...", "Updated ...", a dateline on a line of its own
    "heading",  # a heading between paragraphs; in a live blog, the line that carries the time stamp
    "paragraph",
    "list_item",
    "summary",  # TLDR bullets, "key points"
    "block_quote",  # a quotation set off from the text
    "post",  # an embedded post of a social network, with its signature
    "code",  # preformatted text: error messages, status page excerpts
    "boilerplate",  # never read: share lines, newsletter boxes, related links, cookie text, footers
]


@dataclasses.dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the article's text (code points, end excluded) and what it is. Blocks are in order and do not overlap."""

    start: int
    end: int
    kind: BlockKind


@dataclasses.dataclass(frozen=True, slots=True)
class Article:
    """One article. All offsets anywhere in the graph count code points of ``text``.

    ``published`` and ``modified`` are ISO 8601, a date or a date-time with or without offset, as fine as the
    article or the caller says; None where neither does. ``source_file`` is the path relative to the input folder.
    """

    text: str
    source_file: str
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str = "en"
    blocks: tuple[Block, ...] = ()

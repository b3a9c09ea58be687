"""Markdown: the file's own characters are the article's text; marks and front matter stay outside the blocks."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from extractor.reading import posts
from extractor.reading.draft import Draft, fields, first
from extractor.reading.plain import read_plain
from extractor.records import Block, BlockKind

_FRONT = re.compile(r"(?P<mark>---|\+\+\+)[ \t]*\n(?P<body>(?:.*\n)*?)(?:(?P=mark)|\.\.\.)[ \t]*(?:\n|$)")
_KEY = re.compile(r"^(?P<key>[A-Za-z][\w-]*)\s*[:=][ \t]*[\"']?(?P<value>[^\n]*?)[\"']?[ \t]*$", re.MULTILINE)
_START = re.compile(r"(?:[ \t]*(?:#{1,6}[ \t]+|(?:>[ \t]?)+|[-*+][ \t]+|\d{1,9}[.)][ \t]+|\|[ \t]*))*[ \t]*")
_MOST_LISTS = 300  # brackets in front matter: the YAML parser's time grows with the square of their depth
_END = re.compile(r"(?:[ \t]+#+)?[ \t|]*$")
_IMAGE = re.compile(r"(?:!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)\s*)+")
_TAG = re.compile(r"<!--[\s\S]{0,2000}?-->|<[^>]{0,1000}>")


@functools.cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table").disable("inline")


def read_markdown(text: str) -> Draft:
    """The draft of a Markdown text, decoded and clean."""
    front = _FRONT.match(text)
    stated = _front_matter(front["body"], front["mark"]) if front else {}
    start = front.end() if front and stated else 0
    if not any(char.isalnum() for char in text[start:]):
        return read_plain(text)
    said = fields(stated)
    blocks = tuple(posts.join(text, list(_blocks(text, start))))
    if not blocks:
        return read_plain(text)
    return Draft(
        text,
        blocks,
        title=first(said["title"]) or _first_heading(text, start, blocks),
        published=said["published"],
        modified=said["modified"],
        url=first(said["url"]),
        publisher=first(said["publisher"]),
        author=first(said["author"]),
    )


def _front_matter(body: str, mark: str) -> Mapping[str, object]:
    """Front matter as a mapping of strings: YAML or TOML, or its ``key: value`` lines where it is malformed or nested beyond sense.

    Empty where it is neither.
    """
    lines = {match["key"]: match["value"] for match in _KEY.finditer(body)}
    if sum(map(body.count, "[{")) > _MOST_LISTS:
        return lines
    try:
        found = tomllib.loads(body) if mark == "+++" else yaml.load(body, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, tomllib.TOMLDecodeError, RecursionError):
        return lines
    return found if isinstance(found, dict) else {}


def _first_heading(text: str, start: int, blocks: Sequence[Block]) -> str | None:
    """A first-level heading with which the text begins."""
    top = blocks[0]
    is_title = top.kind == "heading" and (text[start : top.start].strip() == "#" or text[top.end :].lstrip("\n").startswith("="))
    return " ".join(text[top.start : top.end].split()) if is_title else None


def _blocks(text: str, start: int) -> Iterator[Block]:
    lines = _line_starts(text, start)
    quote_end = 0
    for token, context in _leaves(_parser().parse(text[start:])):
        if token.map is None or token.map[0] < quote_end:
            continue
        if token.type == "blockquote_open":
            quote_end = token.map[1]
        begin, end = lines[token.map[0]], lines[token.map[1]]
        kind = _kind(token, context, text[begin:end])
        begin, end = _trim(text, begin, end, "html" if token.type == "html_block" else kind)
        if not _IMAGE.fullmatch(text, begin, end) and any(char.isalnum() for char in _TAG.sub("", text[begin:end])):
            yield Block(begin, end, kind)


def _line_starts(text: str, start: int) -> list[int]:
    starts = [start, *(match.end() for match in re.compile(r"\r\n?|\n").finditer(text, start))]
    return [*starts, len(text), len(text)]


def _leaves(tokens: Sequence[Token]) -> Iterator[tuple[Token, tuple[str, ...]]]:
    """The tokens that hold text, each with the types of those around it, outermost first."""
    around: list[str] = []
    for token in tokens:
        if token.nesting < 0:
            around.pop()
            continue
        if token.type == "inline" and "tr_open" in around:
            continue
        if token.type in ("inline", "fence", "code_block", "html_block", "blockquote_open", "tr_open"):
            yield token, tuple(around)
        if token.nesting > 0:
            around.append(token.type)


def _kind(token: Token, around: Sequence[str], text: str) -> BlockKind:
    if token.type == "blockquote_open":
        return "block_quote"
    if token.type in ("fence", "code_block"):
        return "code"
    if token.type == "html_block":
        return "post" if "<blockquote" in text else "paragraph"
    if token.type == "tr_open":
        return "heading" if "thead_open" in around else "list_item"
    if "heading_open" in around:
        return "heading"
    return "list_item" if "list_item_open" in around else "paragraph"


def _trim(text: str, begin: int, end: int, kind: str) -> tuple[int, int]:
    """A block's span without the marks at its start and the white space at its end."""
    end = begin + len(text[begin:end].rstrip())
    if kind == "code":
        return _inside_fence(text, begin, end)
    if kind == "html":
        return begin + len(text[begin:end]) - len(text[begin:end].lstrip()), end
    mark = _START.match(text, begin, end)
    begin = mark.end() if mark else begin
    begin += len(text[begin:end]) - len(text[begin:end].lstrip())
    if kind == "heading":
        end = begin + len(re.sub(r"\n[=-]+$", "", text[begin:end]))
    tail = _END.search(text, begin, end) if kind in ("heading", "list_item") else None
    return begin, tail.start() if tail else end


def _inside_fence(text: str, begin: int, end: int) -> tuple[int, int]:
    inner = re.match(r"[ \t>]*(`{3,}|~{3,})[^\n]*\n(?P<body>[\s\S]*?)(?:\n[ \t>]*\1[`~]*)?$", text[begin:end])
    start, stop = (begin + inner.start("body"), begin + inner.end("body")) if inner else (begin, end)
    body = text[start:stop]
    return start + len(body) - len(body.lstrip()), start + len(body.rstrip())

"""HTML: the article's visible text, block by block in the page's order, without what stands around it.

trafilatura says which of the page's text is the article; the blocks are then read from the page itself, since its own output
drops time stamps of live blogs, bylines and the order of parts.
"""

from __future__ import annotations

import codecs
import dataclasses
import functools
import itertools
import logging
import re
from collections.abc import Mapping, Sequence
from types import ModuleType

from lxml import etree
from lxml import html as lxml_html

from extractor.errors import ArticleError
from extractor.reading import posts
from extractor.reading.draft import Draft, first
from extractor.reading.html_fields import page_fields
from extractor.reading.html_pieces import Piece, outer, pieces_of, within
from extractor.reading.structure import TIME_STAMP
from extractor.records import Block, BlockKind

_ENCODING = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HTML = re.compile(r"</?(?:p|div|br|h[1-6]|ul|ol|blockquote|article|html|body)\b[^>]{0,300}>", re.IGNORECASE)
_LATIN = frozenset({"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"})
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_LONG_TAG = re.compile(r"<([a-z][\w-]*)[^<>]{10000,}", re.IGNORECASE)
_MOST_ATTRIBUTES = 2000  # of a tag; libxml2 compares each with all others
_SHARE_OF_KEPT = 0.9
_LINK = 0.7


def encoding_of(content: bytes) -> str:
    """The encoding that an HTML page declares, as browsers understand it; UTF-8 where it declares none."""
    found = _ENCODING.search(content[:4096])
    return known_encoding(found[1].decode("ascii", "replace")) or found[1].decode("ascii", "replace") if found else "utf-8"


def known_encoding(name: str) -> str | None:
    """A declared encoding as browsers understand it; None for one that nobody knows."""
    name = name.strip("\"' ").lower()
    try:
        codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return "windows-1252" if name in _LATIN else name


def looks_like_html(text: str) -> bool:
    """Whether a text holds HTML blocks."""
    return len(_HTML.findall(text)) > 1


def read_html(text: str, source_file: str) -> Draft:
    """The draft of an HTML page or fragment, decoded. Raises ArticleError where it holds no text."""
    text = _LONG_TAG.sub(_thinned, text)
    try:
        root = lxml_html.document_fromstring(_DECLARATION.sub("", text).replace("\0", ""), parser=lxml_html.HTMLParser(huge_tree=True))
    except (etree.ParserError, ValueError) as error:
        raise ArticleError(f"{source_file}: HTML without text; nothing to read") from error
    page = page_fields(root)
    found = _article(text, pieces_of(root), page.titles)
    if not any(char.isalnum() for piece in found for char in piece.text):
        raise ArticleError(f"{source_file}: HTML without text; save the page after its scripts have run, or as plain text")
    body, blocks = _assemble(found)
    return Draft(
        body,
        blocks,
        title=_title(found, page.titles),
        published=(*page.published, *_shown_time(found)),
        modified=page.modified,
        url=first(page.url),
        publisher=first(page.publisher),
        author=first(page.author),
        country=page.country,
    )


def _thinned(tag: re.Match[str]) -> str:
    """A tag without its attributes, where they are more than any page of people has."""
    return f"<{tag[1]}" if max(tag[0].count("="), len(tag[0].split())) > _MOST_ATTRIBUTES else tag[0]


def _article(text: str, pieces: list[Piece], titles: Sequence[str]) -> list[Piece]:
    """The pieces that make up the article: those of its element, from its headline on."""
    kept = _kept(text, pieces)
    path = outer(pieces, _SHARE_OF_KEPT, kept or {index: len(piece.text) for index, piece in enumerate(pieces) if piece.linked < _LINK})
    chosen = _widened(pieces, path, kept)
    # one paragraph is an element too: the article is what holds it
    while path and sum(pieces[index].kind == "paragraph" for index in chosen) < 2 and len(chosen) < len(pieces):
        path = path[:-1]
        chosen = list(within(pieces, path))
    top = _find_title(pieces, chosen, titles)
    if top is not None and chosen and top < chosen[0]:
        chosen = [*range(top, chosen[0]), *chosen]
    elif top is not None:
        chosen = [index for index in chosen if index >= top or pieces[index].kind in ("byline", "standfirst")]
    return [_settle(pieces[index], index == top) for index in chosen]


def _widened(pieces: list[Piece], path: tuple[int, ...], kept: Mapping[int, int]) -> list[int]:
    """The pieces of an element, or of one around it that adds more of the article than of anything else."""
    chosen = list(within(pieces, path))
    while path and kept:
        path = path[:-1]
        wider = list(within(pieces, path))
        added = set(wider) - set(chosen)
        of_article = sum(kept.get(index, 0) for index in added)
        if of_article > sum(len(pieces[index].text) for index in added) - of_article:
            chosen = wider
    return chosen


def _kept(text: str, pieces: list[Piece]) -> dict[int, int]:
    """The pieces that trafilatura finds to be the article's, by index, with their length."""
    found = _trafilatura().bare_extraction(text, favor_recall=True, include_comments=False, include_tables=True)
    joined = " ".join(str(getattr(found, "text", None) or "").split())
    return {index: len(piece.text) for index, piece in enumerate(pieces) if len(piece.text) > 30 and " ".join(piece.text.split()) in joined}


@functools.cache
def _trafilatura() -> ModuleType:
    """trafilatura, which takes a tenth of a second to load and warns of every page in which it finds nothing."""
    import trafilatura

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    return trafilatura


def _find_title(pieces: list[Piece], chosen: list[int], titles: Sequence[str]) -> int | None:
    """The heading that agrees with the page's title, else the last ``h1`` up to the article's first lines."""
    wanted = [letters for title in titles if (letters := _letters(title))]
    headings = [index for index, piece in enumerate(pieces) if piece.kind == "heading" and (not chosen or index <= chosen[-1])]
    for index in headings:
        letters = _letters(pieces[index].text)
        if letters and any(letters == title or (len(letters) > 12 and (letters in title or title in letters)) for title in wanted):
            return index
    tops = [index for index in headings if pieces[index].tag == "h1" and (not chosen or index <= chosen[0] + 5)]
    return tops[-1] if tops else None


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _settle(piece: Piece, is_title: bool) -> Piece:
    """The piece with the kind that its text and links give it."""
    kind: BlockKind = piece.kind
    if is_title:
        kind = "title"
    elif kind == "block_quote" and posts.is_signature(piece.text):
        kind = "post"
    elif kind == "post" and not posts.is_signature(piece.text) and not piece.text.startswith("@"):
        kind = "block_quote" if '"' in piece.text or "“" in piece.text else "post"
    elif kind in ("paragraph", "list_item", "heading") and _is_link(piece):
        kind = "boilerplate"
    return dataclasses.replace(piece, kind=kind)


def _is_link(piece: Piece) -> bool:
    """Whether a piece is a link to another article; the linked time stamps of live blogs are not."""
    return piece.linked > _LINK and len(piece.text) < 200 and not TIME_STAMP.match(piece.text)


def _title(pieces: Sequence[Piece], titles: Sequence[str]) -> str | None:
    return next((" ".join(piece.text.split()) for piece in pieces if piece.kind == "title"), titles[0] if titles else None)


def _shown_time(pieces: Sequence[Piece]) -> list[str]:
    """The machine-readable time that stands above the article's first long paragraph, where its byline is."""
    head = itertools.takewhile(lambda piece: piece.kind != "paragraph" or len(piece.text.split()) < 25, pieces)
    return [piece.datetime for piece in head if piece.datetime and not re.search(r"updated|modified", piece.text, re.IGNORECASE)][:1]


def _assemble(pieces: Sequence[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The pieces' texts with an empty line between them, and where each stands."""
    blocks: list[Block] = []
    start = 0
    for piece in pieces:
        blocks.append(Block(start, start + len(piece.text), piece.kind))
        start += len(piece.text) + 2
    text = "\n\n".join(piece.text for piece in pieces)
    return text, tuple(posts.join(text, blocks))

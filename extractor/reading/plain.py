"""Plain text: the file's own characters are the article's text."""

from __future__ import annotations

from extractor.reading import bylines
from extractor.reading.draft import Draft, fields, first
from extractor.reading.structure import split_plain


def read_plain(text: str) -> Draft:
    """The draft of a plain text, decoded and clean. Lines such as ``Source: …`` at its head are its fields."""
    blocks = split_plain(text)
    pairs = [pair for block in blocks[:8] if (pair := bylines.key_value(text[block.start : block.end]))]
    said = fields(dict(reversed(pairs)))
    return Draft(text, blocks, url=first(said["url"]), publisher=first(said["publisher"]), author=first(said["author"]))

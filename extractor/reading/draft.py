"""What a format's reader hands to the common part: text, rough blocks, and what the file says of itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from extractor.reading.files import valid
from extractor.records import Block


@dataclasses.dataclass(frozen=True, slots=True)
class Draft:
    """An article half read.

    ``blocks`` have the kinds that their marks show (heading, list item, quotation, code), else ``paragraph``.
    ``published`` and ``modified`` are dates as the file's own fields give them, the most trusted first.
    ``country`` is the ISO 3166 code that the file names (``en-IN``), for zone abbreviations that several countries share.
    """

    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    country: str | None = None


FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "published": ("datepublished", "published", "publishedat", "published_at", "pubdate", "date", "datecreated", "created", "timestamp"),
    "modified": ("datemodified", "modified", "updated", "updatedat", "updated_at", "lastmod", "last_modified"),
    "url": ("url", "link", "canonical", "canonical_url", "permalink"),
    "publisher": ("publisher", "source", "site", "sitename", "site_name", "outlet", "publication"),
    "author": ("author", "authors", "byline", "creator"),
}


def fields(mapping: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """The known fields of front matter, JSON or JSON-LD, by our names; keys in any case, values as text, best first."""
    lower = {str(key).casefold(): value for key, value in mapping.items()}
    return {name: tuple(text for key in keys if (text := as_text(lower.get(key)))) for name, keys in FIELDS.items()}


def as_text(value: object, depth: int = 2) -> str:
    """A field's value as one line: a string or number as it is, a mapping's name, a list's entries with commas."""
    if isinstance(value, str):
        return valid(" ".join(value.split()))
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if depth == 0:
        return ""
    if isinstance(value, Mapping):
        return as_text(value.get("name") or value.get("title") or value.get("@value"), depth - 1)
    if isinstance(value, Iterable):
        return ", ".join(text for entry in value if (text := as_text(entry, depth - 1)))
    return as_text(str(value))


def first(values: tuple[str, ...]) -> str | None:
    """The best of a field's values, None where there is none."""
    return values[0] if values else None

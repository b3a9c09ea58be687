"""JSON: an object with the article's text and fields, as news interfaces and archives hand them out."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping

from extractor.errors import ArticleError
from extractor.reading.draft import FIELDS, Draft, as_text, fields, first
from extractor.reading.files import clean
from extractor.reading.html import looks_like_html, read_html
from extractor.reading.structure import split_plain
from extractor.records import Block

TEXT_KEYS = ("text", "articlebody", "body", "content", "fulltext", "full_text", "maintext", "body_text", "bodytext", "story")
_DEPTH = 4


def read_json(text: str, source_file: str, names: Mapping[str, str] | None = None) -> Draft:
    """The draft of a JSON text; ``names`` says what fields are called, ours to theirs. Raises ArticleError where it holds no article."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ArticleError(f"{source_file}: not JSON ({error}); mend it or name it .txt") from error
    if names and isinstance(value, Mapping):
        value = _renamed(value, names)
    if isinstance(value, list) and sum(_find_record(entry) is not None for entry in value) > 1:
        raise ArticleError(f"{source_file}: several articles in one JSON file; write one object a line and name it .jsonl")
    return read_record(value, source_file)


def _renamed(record: Mapping[str, object], names: Mapping[str, str]) -> Mapping[str, object]:
    """The record with its fields under our names; a name with dots leads into objects."""
    renamed = dict(record)
    for ours, theirs in names.items():
        value: object = record
        for part in [theirs] if theirs in record else theirs.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        if value is not None:
            best = (ours if ours == "text" else FIELDS[ours][0]).casefold()
            renamed = {key: other for key, other in renamed.items() if key.casefold() != best} | {best: value}
    return renamed


def read_record(value: object, source_file: str) -> Draft:
    """The draft of a JSON value, already parsed. Raises ArticleError where it holds no article's text."""
    found = _find_record(value)
    body = _body(found) if found is not None else ""
    if found is None or not any(char.isalnum() for char in body):
        raise ArticleError(f"{source_file}: no text in the JSON; put the article's text under 'text' and its headline under 'title'")
    said = fields(found)
    title = next((entry for entry in said["title"] if any(char.isalnum() for char in entry)), None)
    draft = read_html(body, source_file) if looks_like_html(body) else _of_text(title, clean(body, source_file))
    return dataclasses.replace(
        draft,
        title=title or draft.title,
        published=said["published"] + draft.published,
        modified=said["modified"] + draft.modified,
        url=first(said["url"]) or draft.url,
        publisher=first(said["publisher"]) or draft.publisher,
        author=first(said["author"]) or draft.author,
    )


def _of_text(title: str | None, body: str) -> Draft:
    """The title stands first, once."""
    if title is None or " ".join(body.split()).startswith(title):
        return Draft(body, split_plain(body))
    title = clean(title, "title")
    text = f"{title}\n\n{body}"
    return Draft(text, (Block(0, len(title), "title"), *split_plain(text, len(title) + 2)))


def _find_record(value: object, depth: int = 0) -> Mapping[str, object] | None:
    """The first object with text, this one or one within it."""
    if isinstance(value, Mapping):
        if _body(value):
            return value
        inside = list(value.values())
    else:
        inside = value if isinstance(value, list) else []
    if depth == _DEPTH:
        return None
    return next((found for entry in inside if (found := _find_record(entry, depth + 1)) is not None), None)


def _body(record: Mapping[str, object]) -> str:
    lower = {str(key).casefold(): value for key, value in record.items()}
    for key in TEXT_KEYS:
        value = lower.get(key)
        if isinstance(value, list):
            value = "\n\n".join(text for entry in value if (text := entry if isinstance(entry, str) else as_text(_inner(entry))))
        if isinstance(value, str) and value.strip():
            return value
    return ""


def _inner(entry: object) -> object:
    return entry.get("text") or entry.get("content") if isinstance(entry, Mapping) else ""

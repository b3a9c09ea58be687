"""Time expressions of files: what ``outagegraph times`` prints."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from extractor.batch.read import load_articles
from extractor.batch.settings import Settings
from extractor.errors import UsageError
from extractor.language.times.tag import TaggedTime, tag
from extractor.records import Article

FORMATS = ("table", "jsonl", "timeml")
FIELDS = ("start", "end", "text", "type", "value", "mod", "earliest", "latest", "rule")


@dataclasses.dataclass(frozen=True, slots=True)
class TaggedFiles:
    """Articles with their time expressions; a line for each warning and each failure."""

    tagged: tuple[tuple[Article, tuple[TaggedTime, ...]], ...]
    warnings: tuple[str, ...]
    failures: tuple[str, ...]


def tag_files(paths: Sequence[Path], published: str | None) -> TaggedFiles:
    """Tags every article below the paths, whole, path by path: two files of one text have their expressions each.

    Raises UsageError where a path does not exist or the date is none.
    """
    loaded = [load_articles([path], Settings(published=published)) for path in paths]
    articles = [article for one in loaded for article in one.articles]
    tagged = tuple((article, tuple(tag(article.text, article.published))) for article in articles)
    warnings = [line for one in loaded for line in one.warnings]
    return TaggedFiles(tagged, tuple(warnings), tuple(line for one in loaded for line in one.failures))


def render(files: TaggedFiles, format: str) -> Iterator[str]:
    """The expressions as text, line by line (``timeml``: document by document). Raises UsageError for an unknown format."""
    if format not in FORMATS:
        raise UsageError(f"unknown format {format!r}: one of {', '.join(FORMATS)}")
    for article, times in files.tagged:
        if format == "timeml":
            yield timeml(article, times)
        for time in times if format != "timeml" else ():
            row = {"file": article.source_file} | {name: getattr(time, name) for name in FIELDS}
            yield json.dumps(row, ensure_ascii=False) if format == "jsonl" else _table_row(row)


def _table_row(row: dict[str, Any]) -> str:
    bounds = f"{row['earliest'] or '…'} – {row['latest'] or '…'}" if row["earliest"] or row["latest"] else ""
    text = " ".join(str(row["text"]).split())
    return f"{row['start']:>6} {row['type']:9} {row['value'] or '':22} {row['mod'] or '':13} {text}  {bounds}".rstrip()


def timeml(article: Article, times: Sequence[TaggedTime]) -> str:
    """A TimeML document: the text with a TIMEX3 element around each expression, ``t0`` the creation time."""
    parts, at = [], 0
    for number, time in enumerate(times, start=1):
        mod = f" mod={quoteattr(time.mod)}" if time.mod else ""
        head = f'<TIMEX3 tid="t{number}" type={quoteattr(time.type)} value={quoteattr(time.value or "")}{mod}>'
        parts += [_xml(article.text[at : time.start]), head, _xml(article.text[time.start : time.end]), "</TIMEX3>"]
        at = time.end
    day = article.published or ""
    created = f'<DCT><TIMEX3 tid="t0" type="DATE" value="{escape(day)}" functionInDocument="CREATION_TIME">{escape(day)}</TIMEX3></DCT>'
    text = "".join(parts) + _xml(article.text[at:])
    body = [f"<DOCID>{_xml(article.source_file)}</DOCID>", created, f"<TEXT>{text}</TEXT>"]
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', "<TimeML>", *body, "</TimeML>"])


def _xml(text: str) -> str:
    """Text for XML 1.0: markup escaped, control characters that it does not allow replaced."""
    return escape("".join(char if char >= " " or char in "\t\n\r" else "�" for char in text))

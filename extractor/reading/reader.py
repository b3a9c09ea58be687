"""From a file, bytes or a string to an Article: one way through for every format."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from extractor.errors import ArticleError
from extractor.reading import bylines, files, published, roles, zones
from extractor.reading.draft import Draft
from extractor.reading.metadata import Given, parse_published
from extractor.reading.plain import read_plain
from extractor.reading.raw import Raw
from extractor.records import Article, Block

LONGEST = 300_000  # characters of a text: some 50,000 words, a book; what is longer is no article, and would be read for minutes
_PUBLISHED = re.compile(r"\W*(?:(?:first |originally )?published|posted)\b", re.IGNORECASE)
_SHARED = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]20\d\d\b|\b(?:[ABCIMP]ST|[CEM]DT|Eastern)\b")


def read_article(
    path: Path, source_file: str, given: Given | None = None, limit: int = files.LIMIT, fallback_published: str | None = None
) -> Article:
    """An article from its file.

    Args:
        path: a ``.txt``, ``.md``, ``.html``, ``.htm`` or ``.json`` file.
        source_file: its name in messages and in the graph, as ``find_articles`` gives it.
        given: what the caller says of it; wins over what the article says of itself.
        limit: the most bytes that it may have.
        fallback_published: ISO 8601, taken where neither says when it was published.
    Raises: ArticleError, one line with the file and the remedy, where it cannot be read as an article.
    """
    return read_bytes(files.load(path, source_file, limit), source_file, path.suffix.lower(), given, fallback_published)


def read_bytes(content: bytes, source_file: str, suffix: str, given: Given | None = None, fallback_published: str | None = None) -> Article:
    """An article from the bytes of a file; ``suffix`` is its format (``.html``). Raises ArticleError."""
    return read_raw(Raw(source_file, suffix, content), given, fallback_published)


def read_raw(
    raw: Raw, given: Given | None = None, fallback_published: str | None = None, fields: Mapping[str, str] | None = None
) -> Article:
    """An article from the bytes of a file, or of a record within one.

    Args: raw: as ``Sources`` gives it; given, fallback_published: as ``read_article`` has them; fields: names of JSON fields that are
        not the usual ones, ours to theirs.
    Raises: ArticleError, one line with the file and the remedy.
    """
    if raw.suffix not in _READERS:
        raise ArticleError(f"{raw.source_file}: not a kind of file that can be read; give one of {', '.join(_READERS)}")
    text = files.decode(raw.content, raw.source_file, _encoding(raw))
    if raw.suffix == ".json" and fields:
        from extractor.reading.json_article import read_json

        draft = read_json(text, raw.source_file, fields)
    else:
        draft = _READERS[raw.suffix](text, raw.source_file)
    if raw.url and not draft.url:
        draft = dataclasses.replace(draft, url=raw.url)
    return _article(draft, raw.source_file, given, fallback_published)


def _encoding(raw: Raw) -> str:
    """What the server said, else what the page says, else UTF-8."""
    if raw.suffix not in (".html", ".htm") and not raw.charset:
        return "utf-8"
    from extractor.reading.html import encoding_of, known_encoding

    return known_encoding(raw.charset or "") or encoding_of(raw.content)


def read_text(text: str, source_file: str = "text", published: str | None = None, title: str | None = None) -> Article:
    """An article from a string of plain text; ``published`` and ``title`` win over what it says.

    Raises: ArticleError where there is nothing to read, UsageError where ``published`` is no ISO 8601 date or date-time.
    """
    given = Given(published=parse_published(published) if published else None, title=title)
    return _article(read_plain(files.clean(text, source_file)), source_file, given, None)


def _plain(text: str, source_file: str) -> Draft:
    return read_plain(text)


def _markdown(text: str, source_file: str) -> Draft:
    from extractor.reading.markdown import read_markdown

    return read_markdown(text)


def _html(text: str, source_file: str) -> Draft:
    from extractor.reading.html import read_html

    return read_html(text, source_file)


def _json(text: str, source_file: str) -> Draft:
    from extractor.reading.json_article import read_json

    return read_json(text, source_file)


_READERS: dict[str, Callable[[str, str], Draft]] = {".txt": _plain, ".md": _markdown, ".html": _html, ".htm": _html, ".json": _json}


def _article(draft: Draft, source_file: str, given: Given | None, fallback_published: str | None) -> Article:
    given = given or Given()
    if len(draft.text) > LONGEST:
        raise ArticleError(f"{source_file}: its text is longer than {LONGEST:,} characters; split it into articles")
    found = roles.assign(draft.text, draft.blocks, draft.title)
    url = _valid(given.url or draft.url)
    head = "\n".join((*found.bylines, found.dateline or ""))
    country = draft.country
    if country is None and _SHARED.search(" ".join((head, *draft.published, *draft.modified))):
        country = zones.country_of(head, draft.text, url)
    times = published.find_times(draft.published, draft.modified, _datelines(draft, found), found.dateline, url, country)
    imprint = _imprint(draft.text, found.blocks, found.bylines)
    return Article(
        text=draft.text,
        source_file=source_file,
        title=_valid(given.title or found.title or imprint[0]),
        published=given.published or times.published or fallback_published,
        modified=times.modified,
        url=url,
        publisher=_valid(given.publisher or draft.publisher or imprint[1]),
        author=draft.author or next((name for line in found.bylines if (name := bylines.author(line))), None),
        blocks=found.blocks,
    )


def _valid(field: str | None) -> str | None:
    """A field as it can be written down: the address of a crawled page and what the caller gives may hold anything."""
    return files.valid(field) if field else None


def _datelines(draft: Draft, found: roles.Roles) -> list[str]:
    """The lines that may say when: bylines, and notes at the end that say when it was published."""
    notes = (draft.text[block.start : block.end] for block in found.blocks[-6:] if block.kind in ("boilerplate", "paragraph"))
    return [*found.bylines, *(note for note in notes if len(note) < 200 and _PUBLISHED.match(note))]


def _imprint(text: str, blocks: Sequence[Block], lines: Sequence[str]) -> tuple[str | None, str | None]:
    """The title and publisher that an article's first and last lines name: ``The post … appeared first on …``, an agency, a copyright."""
    notes = [text[block.start : block.end] for block in blocks if block.kind == "boilerplate"]
    if appeared := next((found for note in notes if (found := bylines.appeared_first(note))), None):
        return appeared
    agencies = (bylines.agency(line) for line in lines)
    holders = (bylines.copyright_holder(note) for note in notes)
    outlets = (bylines.outlet(line) for line in lines)
    return None, next((name for name in itertools.chain(agencies, holders, outlets) if name), None)

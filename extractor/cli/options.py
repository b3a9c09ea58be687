"""The options that several commands share, and how they become settings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.batch.settings import Settings
from extractor.errors import UsageError
from extractor.language.model import MODEL

Published = Annotated[str | None, typer.Option(help="When articles appeared that do not say so themselves: ISO date or date-time.")]
Metadata = Annotated[Path | None, typer.Option(help="CSV or JSON lines: file, published, url, title, publisher; wins over the articles.")]
Catalogue = Annotated[list[Path] | None, typer.Option(help="A Turtle file with services and providers of your own; repeatable.")]
Model = Annotated[str, typer.Option(help="The spaCy model: an installed package or a folder.")]
Limit = Annotated[float, typer.Option("--max-size", help="Refuse article files larger than this many MB.")]

Fields = Annotated[
    list[str] | None,
    typer.Option("--fields", help="What JSON fields or CSV columns are called, where not as usual: text=story,published=when; repeatable."),
]


def settings(
    published: str | None = None,
    metadata: Path | None = None,
    catalogue: list[Path] | None = None,
    model: str = MODEL,
    max_size: float = 5.0,
    fields: list[str] | None = None,
) -> Settings:
    """The settings of a run, from what stands on the command line."""
    return Settings(published, metadata, tuple(catalogue or ()), model, int(max_size * 1_000_000), _fields(fields or []))


def _fields(given: list[str]) -> tuple[tuple[str, str], ...]:
    pairs = [tuple(part.strip() for part in pair.split("=", 1)) for entry in given for pair in entry.split(",")]
    known = ("text", "title", "published", "modified", "url", "publisher", "author")
    for pair in pairs:
        if len(pair) != 2 or pair[0] not in known or not pair[1]:
            raise UsageError(f"--fields {'='.join(pair)!r}: write OURS=THEIRS, where ours is one of {', '.join(known)}")
    return tuple((ours, theirs) for ours, theirs in pairs)

"""``outagegraph times``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import Published


def times(
    files: Annotated[list[Path], typer.Argument(help="Articles, or folders of them.", metavar="FILE...")],
    published: Published = None,
    format: Annotated[str, typer.Option(help="table, jsonl or timeml.")] = "table",
) -> None:
    """List the time expressions of articles, resolved against their publication time."""
    from extractor.batch.times import render, tag_files
    from extractor.cli.output import say

    outcome = tag_files(files, published)
    say((*outcome.warnings, *outcome.failures))
    for text in render(outcome, format):
        print(text)
    raise typer.Exit((1 if outcome.tagged else 2) if outcome.failures else 0)

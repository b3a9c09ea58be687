"""``outagegraph explain``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import Catalogue, Model, Published, settings
from extractor.language.model import MODEL


def explain(
    file: Annotated[Path, typer.Argument(help="An article.")],
    published: Published = None,
    catalogue: Catalogue = None,
    model: Model = MODEL,
) -> None:
    """Show an article sentence by sentence with the facts that were read from it, and the rule behind each."""
    from extractor.batch.read import read_paths
    from extractor.cli.output import say
    from extractor.explanation import explain_reading

    outcome = read_paths([file], settings(published, None, catalogue, model))
    say((*outcome.warnings, *outcome.failures))
    for reading in outcome.readings:
        for line in explain_reading(reading):
            print(line)
    raise typer.Exit((1 if outcome.readings else 2) if outcome.failures else 0)

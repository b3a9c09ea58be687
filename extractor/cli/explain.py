"""``outagegraph explain``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import Catalogue, Model, Published, settings
from extractor.language.model import MODEL


def explain(
    what: Annotated[str, typer.Argument(help="An article's file; with --kg an incident's IRI, or its last part.", metavar="FILE|INCIDENT")],
    kg: Annotated[Path | None, typer.Option("--kg", help="The folder of a knowledge graph.", metavar="DIR")] = None,
    published: Published = None,
    catalogue: Catalogue = None,
    model: Model = MODEL,
) -> None:
    """Show an article sentence by sentence with the facts that were read from it, and the rule behind each.

    With --kg, show an incident: its articles, the evidence that joined them, and what was corrected.
    """
    if kg:
        from extractor.batch.explain import explain as explain_incident
        from extractor.batch.place import Place

        for line in explain_incident(Place(kg), what):
            print(line)
        return
    from extractor.batch.read import read_paths
    from extractor.cli.output import say
    from extractor.explanation import explain_reading

    outcome = read_paths([Path(what)], settings(published, None, catalogue, model))
    say((*outcome.warnings, *outcome.failures))
    for reading in outcome.readings:
        for line in explain_reading(reading):
            print(line)
    raise typer.Exit((1 if outcome.readings else 2) if outcome.failures else 0)

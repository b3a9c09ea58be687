"""``outagegraph extract``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import Catalogue, Fields, Limit, Metadata, Model, Published, settings
from extractor.cli.output import open_output, progress, say
from extractor.language.model import MODEL


def extract(
    paths: Annotated[list[Path], typer.Argument(help="Articles, archives of them, or folders of both.", metavar="PATH...")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The file to write; standard output where not given.")] = None,
    format: Annotated[str | None, typer.Option(help="turtle, trig, nquads, ntriples, jsonld or rdfxml; by the file's name else.")] = None,
    published: Published = None,
    metadata: Metadata = None,
    catalogue: Catalogue = None,
    model: Model = MODEL,
    fields: Fields = None,
    max_size: Limit = 5.0,
    quotes: Annotated[bool, typer.Option("--quotes/--no-quotes", help="Without: the articles' words stay out.")] = True,
    table: Annotated[bool, typer.Option(help="Also print a short table of the incidents found, on standard error.")] = False,
) -> None:
    """Read articles and write what they say as RDF.

    Exit status: 0 all read, 1 some articles failed (named; the rest written), 2 nothing could be done.
    """
    from extractor.batch.graph import graph_of
    from extractor.batch.read import read_paths
    from extractor.graph.serialize import format_for, write

    chosen = format_for(format, output)
    asked = settings(published, metadata, catalogue, model, max_size, fields)
    with progress("articles read") as tick:
        outcome = read_paths(paths, asked, tick)
    say((*outcome.warnings, *outcome.failures))
    if outcome.failures and not outcome.readings:
        raise typer.Exit(2)
    quads = graph_of(outcome.readings, asked, quotes)
    with open_output(output) as stream:
        write(quads, stream, chosen)
    if table:
        from extractor.cli.incident_table import print_table

        print_table(quads)
    raise typer.Exit(1 if outcome.failures else 0)

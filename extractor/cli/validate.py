"""``outagegraph validate``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def validate(
    data: Annotated[list[Path] | None, typer.Option(help="An RDF file to check; repeatable.")] = None,
    report: Annotated[Path | None, typer.Option(help="Also write the report as SHACL RDF (Turtle).")] = None,
) -> None:
    """Check a graph against the shapes of the ontology.

    Exit status: 0 it conforms, 1 it has violations, 2 it could not be checked.
    """
    from extractor.cli.output import open_output
    from extractor.errors import UsageError
    from extractor.graph.query import parse_files
    from extractor.graph.to_rdflib import to_rdflib
    from extractor.graph.validate import validate as check

    if not data:
        raise UsageError("nothing to check: name an RDF file with --data")
    found = check(to_rdflib(parse_files(data)))
    if report:
        with open_output(report) as stream:
            stream.write(found.graph.serialize(format="turtle", encoding="utf-8"))
    print("\n".join(found.lines()))
    raise typer.Exit(0 if found.conforms else 1)

"""``outagegraph validate``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from extractor.graph.validate import Report


def validate(
    kg: Annotated[Path | None, typer.Option("--kg", help="The folder of a knowledge graph to check.", metavar="DIR")] = None,
    data: Annotated[list[Path] | None, typer.Option(help="An RDF file to check; repeatable.")] = None,
    format: Annotated[str, typer.Option(help="text, or the SHACL report in turtle, ntriples, nquads, trig, jsonld or rdfxml.")] = "text",
    report: Annotated[Path | None, typer.Option(help="Also write the SHACL report to a file, in the format that its name tells.")] = None,
) -> None:
    """Check a graph of any size against the shapes of the ontology.

    Exit status: 0 it conforms, 1 it has violations, 2 it could not be checked.
    """
    import sys

    from extractor.cli.output import open_output
    from extractor.errors import UsageError
    from extractor.graph.serialize import FORMATS, format_for

    if (kg is None) == (not data):
        raise UsageError("nothing to check: name a knowledge graph with --kg, or an RDF file with --data")
    if format not in ("text", *FORMATS):
        raise UsageError(f"unknown format {format!r}: one of text, {', '.join(FORMATS)}")
    found = _check(kg, data or [])
    if report:
        with open_output(report) as stream:
            stream.write(found.rdf(format_for(None, report)))
    if format == "text":
        print("\n".join(found.lines()))
    else:
        sys.stdout.buffer.write(found.rdf(format))
        sys.stdout.buffer.flush()
    raise typer.Exit(0 if found.conforms else 1)


def _check(kg: Path | None, data: list[Path]) -> Report:
    from extractor.batch.place import Place
    from extractor.batch.store import reading
    from extractor.batch.validate import validate_quads, validate_store
    from extractor.cli.output import progress
    from extractor.graph.query import parse_files

    with progress("triples checked") as tick:
        if kg:
            with reading(Place(kg)) as store:
                return validate_store(store, tick)
        return validate_quads(parse_files(data), tick)

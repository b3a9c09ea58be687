"""``outagegraph export``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.build import Kg


def export(
    kg: Kg,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The file to write; standard output where not given.")] = None,
    format: Annotated[str | None, typer.Option(help="turtle, trig, nquads, ntriples, jsonld or rdfxml; by the file's name else.")] = None,
) -> None:
    """Write a knowledge graph as RDF, the same bytes each time."""
    from extractor.batch.export import export as write
    from extractor.batch.place import Place
    from extractor.batch.store import reading
    from extractor.cli.output import open_output
    from extractor.graph.serialize import format_for

    chosen = format_for(format, output)
    with reading(Place(kg)) as store, open_output(output) as stream:
        write(store, stream, chosen)

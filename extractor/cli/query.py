"""``outagegraph query``."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    import pyoxigraph as ox


def query(
    text: Annotated[str | None, typer.Argument(help="A SPARQL query; the prefixes need not be declared.", metavar="QUERY")] = None,
    kg: Annotated[Path | None, typer.Option("--kg", help="The folder of a knowledge graph to ask.", metavar="DIR")] = None,
    data: Annotated[list[Path] | None, typer.Option(help="An RDF file to ask; repeatable.")] = None,
    file: Annotated[Path | None, typer.Option("--file", "-f", help="Read the query from a file.")] = None,
    name: Annotated[str | None, typer.Option(help="One of the named queries; see --list.")] = None,
    param: Annotated[list[str] | None, typer.Option("--param", help="NAME=VALUE for a named query; repeatable.")] = None,
    format: Annotated[str, typer.Option(help="table, csv, tsv, json, xml, or turtle for CONSTRUCT and DESCRIBE.")] = "table",
    list_names: Annotated[bool, typer.Option("--list", help="List the named queries and their parameters.")] = False,
) -> None:
    """Ask a graph a question in SPARQL."""
    from extractor.graph.answers import format_table
    from extractor.graph.query import run

    if list_names:
        _list()
        return
    sparql, parameters = _question(text, file, name, param or [])
    with _source(kg, data) as store:
        answer = run(store, sparql, parameters)
    shown = format_table(answer, format)
    sys.stdout.write(shown if shown.endswith("\n") or not shown else shown + "\n")


def _question(text: str | None, file: Path | None, name: str | None, given: list[str]) -> tuple[str, dict[str, Any]]:
    from extractor.errors import UsageError
    from extractor.graph.named_queries import bind, load_query

    if sum(source is not None for source in (text, file, name)) != 1:
        raise UsageError("give one query: as text, with --file, or with --name (query --list shows the names)")
    if name:
        known = load_query(name)
        return known.text, bind(known, _pairs(given))
    if given:
        raise UsageError("--param goes with --name; write the value into the query itself")
    if file:
        try:
            return file.read_text("utf-8"), {}
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{file}: cannot be read as text ({error}); check the path") from error
    return text or "", {}


def _pairs(given: list[str]) -> dict[str, str]:
    from extractor.errors import UsageError

    for pair in given:
        if "=" not in pair:
            raise UsageError(f"--param {pair!r}: write NAME=VALUE")
    return dict(pair.split("=", 1) for pair in given)


@contextlib.contextmanager
def _source(kg: Path | None, data: list[Path] | None) -> Iterator[ox.Store]:
    """The store to ask: a knowledge graph's current generation, or one in memory with the files."""
    from extractor.errors import UsageError

    if (kg is None) == (not data):
        raise UsageError("nothing to ask: name a knowledge graph with --kg, or an RDF file with --data")
    if kg:
        from extractor.batch.place import Place
        from extractor.batch.store import reading

        with reading(Place(kg)) as store:
            yield store
    else:
        from extractor.graph.query import load_files

        yield load_files(data or [])


def _list() -> None:
    from extractor.graph.named_queries import list_queries

    for known in list_queries():
        print(f"{known.name:20} {known.title}")
        for parameter in known.parameters:
            need = "needed" if parameter.required else f"default {parameter.default!r}"
            print(f"{'':20}   --param {parameter.name}=… ({parameter.type}, {need}): {parameter.about}")

"""``outagegraph query``."""

from __future__ import annotations

import contextlib
import io
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    import pyoxigraph as ox

    from extractor.graph.answers import Size

LARGE = 20_000_000  # bytes of files, from which on reading them takes a second or more
COLOURED = 1_000_000  # characters of a graph up to which a terminal shows it in colours


def query(
    text: Annotated[str | None, typer.Argument(help="A SPARQL query; the prefixes need not be declared.", metavar="QUERY")] = None,
    kg: Annotated[Path | None, typer.Option("--kg", help="The folder of a knowledge graph to ask.", metavar="DIR")] = None,
    data: Annotated[list[Path] | None, typer.Option(help="An RDF file to ask, of any format by its suffix; repeatable.")] = None,
    file: Annotated[Path | None, typer.Option("--file", "-f", help="Read the query from a file.")] = None,
    name: Annotated[str | None, typer.Option(help="One of the named queries; see --list.")] = None,
    param: Annotated[list[str] | None, typer.Option("--param", help="NAME=VALUE for a named query; repeatable.")] = None,
    format: Annotated[
        str,
        typer.Option(
            help="table, csv, tsv, json or xml; for CONSTRUCT and DESCRIBE turtle (as table), trig, ntriples, nquads, jsonld or rdfxml."
        ),
    ] = "table",
    list_names: Annotated[bool, typer.Option("--list", help="List the named queries and their parameters.")] = False,
    pager: Annotated[bool, typer.Option("--pager/--no-pager", help="On a terminal: page what is longer than it.")] = True,
) -> None:
    """Ask a graph a question in SPARQL."""
    from extractor.api import opened
    from extractor.cli.pager import paged
    from extractor.graph.answers import check_format

    if list_names:
        _list()
        return
    check_format(format)
    sparql, parameters = _question(text, file, name, param or [])
    with contextlib.ExitStack() as stack:
        with _reading(data or []):
            store = stack.enter_context(opened(kg, data or ()))
        start = time.perf_counter()
        try:
            with paged(pager) as output:
                size = _write(store, sparql, parameters, format, output)
                seconds = time.perf_counter() - start
        except BrokenPipeError:  # the reader has seen enough
            raise typer.Exit(0) from None
    print(f"outagegraph: {size.words()} in {seconds:.3f} s", file=sys.stderr)


@contextlib.contextmanager
def _reading(files: Sequence[Path]) -> Iterator[None]:
    """Says on a terminal that files are being read, where that takes a while."""
    from extractor.cli.output import progress

    size = sum(file.stat().st_size for file in files if file.is_file())
    if size < LARGE:
        yield
        return
    with progress(f"reading {size / 1_000_000:,.0f} MB"):
        yield


def _write(store: ox.Store, sparql: str, parameters: dict[str, Any], format: str, output: IO[bytes]) -> Size:
    if sys.stdout.isatty() and format in ("table", "turtle"):
        return _draw(store, sparql, parameters, format, output)
    from extractor.graph.query import write

    return write(store, sparql, parameters, output, format)


def _draw(store: ox.Store, sparql: str, parameters: dict[str, Any], format: str, output: IO[bytes]) -> Size:
    """An answer for a terminal: in colours, and rows as a table that fits."""
    from extractor.graph.answers import Table, format_table, size, writable
    from extractor.graph.query import run
    from extractor.graph.query_table import drawn

    answer = run(store, sparql, parameters)
    writable(type(answer), format)
    if isinstance(answer, Table):
        for piece in drawn(answer, shutil.get_terminal_size().columns):
            output.write(piece.encode())
    else:
        text = format_table(answer, format)
        output.write((text if isinstance(answer, bool) else _coloured(text)).encode())
    return size(answer)


def _coloured(turtle: str) -> str:
    from rich.console import Console
    from rich.syntax import Syntax

    if len(turtle) > COLOURED:
        return turtle
    coloured = io.StringIO()
    text = Syntax("", "turtle", theme="ansi_dark", background_color="default").highlight(turtle)
    Console(file=coloured, force_terminal=True).print(text, soft_wrap=True, end="")
    return coloured.getvalue()


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

    pairs: dict[str, str] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"--param {pair!r}: write NAME=VALUE")
        if name in pairs:
            raise UsageError(f"--param {name} is given twice; a parameter has one value")
        pairs[name] = value
    return pairs


def _list() -> None:
    from extractor.graph.named_queries import list_queries

    for known in list_queries():
        print(f"{known.name:20} {known.title}")
        for parameter in known.parameters:
            need = "needed" if parameter.required else f"default {parameter.default!r}"
            print(f"{'':20}   --param {parameter.name}=… ({parameter.type}, {need}): {parameter.about}")

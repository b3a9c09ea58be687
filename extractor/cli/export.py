"""``outagegraph export``."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, cast

import typer

from extractor.cli.build import Kg

if TYPE_CHECKING:
    import pyoxigraph as ox

    from extractor.batch.part import Part, Wanted

Incidents = Annotated[list[str] | None, typer.Option("--incident", help="Only this incident: its IRI or the last part of it; repeatable.")]
Providers = Annotated[list[str] | None, typer.Option("--provider", help="Only this provider's incidents: a name or IRI; repeatable.")]
Articles = Annotated[list[str] | None, typer.Option("--article", help="Only what this article says: file, URL or IRI; repeatable.")]
Since = Annotated[str | None, typer.Option(help="Only incidents that began on this day or later.", metavar="DATE")]
Until = Annotated[str | None, typer.Option(help="Only incidents that began on this day or before.", metavar="DATE")]


def export(
    kg: Kg,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The file to write (csv: the folder); standard output where not given.")
    ] = None,
    format: Annotated[
        str | None, typer.Option(help="turtle, trig, nquads, ntriples, jsonld, rdfxml, or csv for tables; by the file's name else.")
    ] = None,
    incident: Incidents = None,
    provider: Providers = None,
    article: Articles = None,
    since: Since = None,
    until: Until = None,
) -> None:
    """Write a knowledge graph or a part of it: as RDF, or as three tables (csv) for a spreadsheet. The same bytes each time.

    A part holds what its facts support, so that it stands on its own. Exit status: 0, or 2 where nothing could be written.
    """
    from extractor.batch.export import export as write
    from extractor.batch.part import Wanted, listed
    from extractor.batch.place import Place
    from extractor.batch.store import reading
    from extractor.cli.output import open_output, progress
    from extractor.errors import UsageError
    from extractor.graph.serialize import format_for

    wanted = Wanted(listed(incident), listed(provider), listed(article), since, until)
    if format == "csv":
        if output is None:
            raise UsageError("csv tables need a folder: name one with -o")
        with reading(Place(kg)) as store:
            _tables(store, output, part_of(store, wanted))
        return
    chosen = format_for(format, output)
    with reading(Place(kg)) as store:
        part = part_of(store, wanted)
        with open_output(output) as stream, progress("MB written") as tick:
            write(store, cast(IO[bytes], _Counted(stream, tick)), chosen, part)


class _Counted:
    """A stream that tells how many million bytes went through it."""

    def __init__(self, stream: IO[bytes], tick: Callable[[int], None]) -> None:
        self._stream, self._tick, self._size = stream, tick, 0

    def write(self, data: bytes) -> int:
        self._size += len(data)
        self._tick(self._size // 1_000_000)
        return self._stream.write(data)

    def writelines(self, lines: Iterable[bytes]) -> None:
        source = iter(lines)
        while chunk := b"".join(itertools.islice(source, 2000)):
            self.write(chunk)

    def flush(self) -> None:
        self._stream.flush()


def part_of(store: ox.Store, wanted: Wanted) -> Part | None:
    """The part that the options name; None where they name none. Raises UsageError."""
    from extractor.batch.part import find

    return find(store, wanted) if wanted else None


def _tables(store: ox.Store, folder: Path, part: Part | None) -> None:
    from extractor.batch.tables import TABLES, write_tables
    from extractor.cli.output import open_output
    from extractor.errors import UsageError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written ({error.strerror}); choose another folder with -o") from error
    with contextlib.ExitStack() as stack:
        write_tables(store, {name: stack.enter_context(open_output(folder / f"{name}.csv")) for name in TABLES}, part)

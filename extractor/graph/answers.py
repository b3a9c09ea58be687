"""What comes back from a question, and how it is written: for a person, or in the formats of the SPARQL results."""

from __future__ import annotations

import dataclasses
import io
from typing import TYPE_CHECKING

from extractor.errors import UsageError
from extractor.graph.names import short
from extractor.graph.prefixes import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle")
PIPE_WIDTH = 1_000_000  # columns; in a pipe nothing is cut or wrapped


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """The solutions of a SELECT, kept in the SPARQL 1.1 JSON results format."""

    json: bytes

    @property
    def variables(self) -> tuple[str, ...]:
        """The columns' names, without the question mark."""
        return tuple(variable.value for variable in self._solutions().variables)

    @property
    def rows(self) -> tuple[tuple[ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple | None, ...], ...]:
        """The rows' terms in the order of the columns; None where a row has no value."""
        solutions = self._solutions()
        return tuple(tuple(solution[variable] for variable in solutions.variables) for solution in solutions)

    def _solutions(self) -> ox.QuerySolutions:
        import pyoxigraph as ox

        solutions = ox.parse_query_results(self.json, format=ox.QueryResultsFormat.JSON)
        assert isinstance(solutions, ox.QuerySolutions)
        return solutions


@dataclasses.dataclass(frozen=True, slots=True)
class Triples:
    """What a CONSTRUCT or DESCRIBE built: each triple once, sorted."""

    triples: tuple[ox.Triple, ...]


Answer = Table | Triples | bool


def format_table(answer: Answer, format: str = "table", width: int | None = None) -> str:
    """An answer as text.

    Args:
        answer: what ``query.run`` gave.
        format: ``table`` for people; ``csv``, ``tsv``, ``json`` or ``xml`` (SPARQL results) for SELECT and ASK; ``turtle`` for
            CONSTRUCT and DESCRIBE, which ``table`` writes as Turtle too.
        width: columns of the terminal, for a drawn table that fits; None for a plain one that a pipe can take.
    Raises: UsageError for a format that is unknown or does not fit the answer.
    """
    if format not in FORMATS:
        raise UsageError(f"unknown format {format!r}: one of {', '.join(FORMATS)}")
    if isinstance(answer, Triples):
        if format not in ("table", "turtle"):
            raise UsageError(f"{format} holds rows, and this query gives triples: take --format turtle")
        return _turtle(answer)
    if format == "turtle":
        raise UsageError("turtle holds triples, and this query gives rows: take CONSTRUCT or DESCRIBE, or another format")
    if format == "table":
        return ("yes\n" if answer else "no\n") if isinstance(answer, bool) else _drawn(answer, width)
    return _results(answer, format)


def _turtle(answer: Triples) -> str:
    import pyoxigraph as ox

    return (ox.serialize(answer.triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode()


def _results(answer: Table | bool, format: str) -> str:
    import pyoxigraph as ox

    json = answer.json if isinstance(answer, Table) else f'{{"head":{{}},"boolean":{str(answer).lower()}}}'.encode()
    if format == "json":
        return json.decode() + "\n"
    results = ox.parse_query_results(json, format=ox.QueryResultsFormat.JSON)
    written = results.serialize(format=_results_format(format)) or b""
    return written.decode() if written.endswith(b"\n") else written.decode() + "\n"


def _results_format(format: str) -> ox.QueryResultsFormat:
    import pyoxigraph as ox

    return {"csv": ox.QueryResultsFormat.CSV, "tsv": ox.QueryResultsFormat.TSV, "xml": ox.QueryResultsFormat.XML}[format]


def _drawn(answer: Table, width: int | None) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table as Drawing
    from rich.text import Text

    drawing = Drawing(box=box.SIMPLE_HEAD if width else None, pad_edge=False, header_style="bold")
    for variable in answer.variables:
        drawing.add_column(Text(variable), overflow="fold", no_wrap=width is None)
    for row in answer.rows:
        drawing.add_row(*(Text(_cell(term)) for term in row))
    text = io.StringIO()
    Console(file=text, width=width or PIPE_WIDTH, force_terminal=width is not None, no_color=width is None).print(drawing)
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().strip("\n").splitlines())


def _cell(term: object) -> str:
    """IRIs by their prefixed name, literals by their words on one line."""
    import pyoxigraph as ox

    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return short(term.value)
    return " ".join(term.value.split()) if isinstance(term, ox.Literal) else str(term)

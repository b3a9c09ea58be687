"""What comes back from a question, and how it is written: for a person, or in the formats of the SPARQL results and of RDF."""

from __future__ import annotations

import dataclasses
import functools
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.errors import UsageError

if TYPE_CHECKING:
    import pyoxigraph as ox

    Row = tuple[ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple | None, ...]

ROWS = ("csv", "tsv", "json", "xml")
GRAPHS = ("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml")
FORMATS = ("table", *ROWS, *GRAPHS)


@dataclasses.dataclass(frozen=True)
class Table:
    """The solutions of a SELECT, kept in the SPARQL 1.1 JSON results format."""

    json: bytes

    @functools.cached_property
    def variables(self) -> tuple[str, ...]:
        """The columns' names, without the question mark."""
        return tuple(variable.value for variable in self._solutions().variables)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows' terms in the order of the columns; None where a row has no value."""
        return tuple(self)

    def __iter__(self) -> Iterator[Row]:
        """The rows, one at a time."""
        return map(tuple, self._solutions())

    def __len__(self) -> int:
        """How many rows there are."""
        return self._count

    @functools.cached_property
    def _count(self) -> int:
        return sum(1 for _ in self._solutions())

    def _solutions(self) -> ox.QuerySolutions:
        import pyoxigraph as ox

        solutions = ox.parse_query_results(self.json, format=ox.QueryResultsFormat.JSON)
        assert isinstance(solutions, ox.QuerySolutions)
        return solutions


@dataclasses.dataclass(frozen=True, slots=True)
class Triples:
    """What a CONSTRUCT or DESCRIBE built: each triple once, sorted."""

    triples: tuple[ox.Triple, ...]

    def __len__(self) -> int:
        """How many triples there are."""
        return len(self.triples)


Answer = Table | Triples | bool


@dataclasses.dataclass(frozen=True, slots=True)
class Size:
    """How much an answer is: so many ``row`` or ``triple``; for ASK, ``yes`` or ``no``, once."""

    unit: str
    count: int = 1

    def words(self) -> str:
        """``1 row``, ``1,204 triples``, ``yes``."""
        if self.unit in ("yes", "no"):
            return self.unit
        return f"{self.count:,} {self.unit}{'s' if self.count != 1 else ''}"


def size(answer: Answer) -> Size:
    """How much an answer is."""
    if isinstance(answer, bool):
        return Size("yes" if answer else "no")
    return Size("row" if isinstance(answer, Table) else "triple", len(answer))


def check_format(format: str) -> None:
    """Raises UsageError for a format that is none of ``FORMATS``."""
    if format not in FORMATS:
        raise UsageError(f"unknown format {format!r}: one of {', '.join(FORMATS)}")


def writable(kind: type[Table] | type[Triples] | type[bool], format: str) -> None:
    """Whether answers of a kind can be written in a format. Raises UsageError where the format is unknown or does not fit."""
    check_format(format)
    if kind is Triples and format in ROWS:
        raise UsageError(f"{format} holds rows, and this query gives triples: take --format {' or '.join(GRAPHS)}")
    if kind is not Triples and format in GRAPHS:
        gives = "yes or no" if kind is bool else "rows"
        raise UsageError(f"{format} holds triples, and this query gives {gives}: take CONSTRUCT or DESCRIBE, or another format")


def format_table(answer: Answer, format: str = "table", width: int | None = None) -> str:
    """An answer as text.

    Args:
        answer: what ``query.run`` gave.
        format: ``table`` for people; ``csv``, ``tsv``, ``json`` or ``xml`` (SPARQL results) for SELECT and ASK; for CONSTRUCT and
            DESCRIBE ``turtle``, which ``table`` gives too, ``trig``, ``ntriples``, ``nquads``, ``jsonld`` or ``rdfxml``.
        width: columns of the terminal, for a drawn table that fits; None for a plain one that a pipe can take.
    Raises: UsageError for a format that is unknown or does not fit the answer.
    """
    writable(type(answer), format)
    if isinstance(answer, Triples):
        return _graph(answer, "turtle" if format == "table" else format)
    if format != "table":
        return _results(answer, format)
    if isinstance(answer, bool):
        return "yes\n" if answer else "no\n"
    from extractor.graph.query_table import drawn, plain

    return "".join(drawn(answer, width) if width else plain(answer))


def _graph(answer: Triples, format: str) -> str:
    import pyoxigraph as ox

    from extractor.graph.serialize import write

    output = io.BytesIO()
    write([ox.Quad(*triple) for triple in answer.triples], output, format)
    return output.getvalue().decode()


def _results(answer: Table | bool, format: str) -> str:
    import pyoxigraph as ox

    json = answer.json if isinstance(answer, Table) else f'{{"head":{{}},"boolean":{str(answer).lower()}}}'.encode()
    if format == "json":
        return json.decode() + "\n"
    results = ox.parse_query_results(json, format=ox.QueryResultsFormat.JSON)
    written = results.serialize(format=getattr(ox.QueryResultsFormat, format.upper())) or b""
    return written.decode() if written.endswith(b"\n") else written.decode() + "\n"

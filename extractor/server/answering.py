"""A question put to a store: checked, answered in the format that the client likes best, and stopped at the limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pyoxigraph as ox

from extractor.errors import UsageError
from extractor.graph.prefixes import PREFIXES
from extractor.graph.query import is_graph
from extractor.graph.query_guard import check, syntax_error
from extractor.graph.serialize import FORMATS
from extractor.server.formats import GRAPHS, RESULTS, Offer, choose
from extractor.server.frames import Question, Refused
from extractor.server.settings import Limits

CHUNK = 1 << 16
RESULT_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
# What stands once for each row in the bytes of a format, as pyoxigraph writes it. In JSON a quotation mark inside of a string is escaped,
# so that this can be nothing but the border of two rows; rows without any value are not counted.
_ROWS = {
    "json": re.compile(rb'\},\{"[^},]'),
    "xml": re.compile(rb"<result>"),
    "tsv": re.compile(rb"\n"),
}
# CSV and TSV have a line before the rows; a border in JSON stands after a row.
_FIRST = {"csv": -1, "tsv": -1, "json": 1}


class Output:
    """Where an answer is written to: it counts bytes and rows, and hands on large pieces."""

    def __init__(self, send: Callable[[bytes], None], limits: Limits, format: str) -> None:
        self._send, self._limits, self._format = send, limits, format
        self._pieces: list[bytes] = []
        self._held, self._quotes, self._tail = 0, 0, b""
        self.bytes, self.rows = 0, _FIRST.get(format, 0)
        self.failure: Refused | None = None

    def write(self, data: bytes) -> int:
        """Takes bytes. Raises Refused beyond the limits."""
        self.bytes += len(data)
        self._pieces.append(bytes(data))
        self._held += len(data)
        self._count(data)
        if self.bytes > self._limits.bytes:
            self._fail(f"the answer is larger than {self._limits.bytes:,} bytes; ask for less, or page with LIMIT and OFFSET")
        if self.rows > self._limits.rows:
            self.too_many_rows()
        if self._held >= CHUNK:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Hands on what is held back."""
        if self._held:
            self._send(b"".join(self._pieces))
        self._pieces, self._held = [], 0

    def too_many_rows(self) -> None:
        """Raises Refused."""
        self._fail(f"the answer has more than {self._limits.rows:,} rows; ask for less, or page with LIMIT and OFFSET")

    def _count(self, data: bytes) -> None:
        if self._format == "csv":
            self._count_csv(data)
        elif self._format in _ROWS:
            joined = self._tail + data
            self.rows += len(_ROWS[self._format].findall(joined))
            keep = {"json": 4, "xml": 7}.get(self._format, 0)
            self._tail = joined[-keep:] if keep else b""

    def _count_csv(self, data: bytes) -> None:
        """A line ends where the number of quotation marks so far is even."""
        for number, piece in enumerate(data.split(b'"')):
            self._quotes += number > 0
            if self._quotes % 2 == 0:
                self.rows += piece.count(b"\n")

    def _fail(self, message: str) -> None:
        self.failure = Refused(400, message)
        raise self.failure


def answer(store: ox.Store, question: Question, limits: Limits, begin: Callable[[Offer], None], send: Callable[[bytes], None]) -> int:
    """Answers a question.

    Args: begin: called with the chosen media type once the query is known to be answerable; send: called with pieces of the answer.
    Returns: the bytes of the answer.
    Raises: Refused with the status and words for the client.
    """
    result = _ask(store, question)
    offers = GRAPHS if isinstance(result, ox.QueryTriples) else RESULTS
    offer = choose(question.accept, offers)
    if offer is None:
        raise Refused(406, f"this answer can be had as {', '.join(offer.media_type for offer in offers)}")
    begin(offer)
    output = Output(send, limits, offer.format)
    try:
        _write(result, output, offer.format, limits.rows)
    except (ValueError, RuntimeError, OSError) as error:
        raise output.failure or _unanswerable(error) from error
    output.flush()
    return output.bytes


def _write(result: Any, output: Any, format: str, limit: int) -> None:
    if isinstance(result, ox.QueryTriples):
        ox.serialize(_counted(result, output, limit), output, format=FORMATS[format], prefixes=PREFIXES)
    else:
        result.serialize(output, format=RESULT_FORMATS[format])


def _counted(triples: ox.QueryTriples, output: Output, limit: int) -> Iterator[ox.Triple]:
    for number, triple in enumerate(triples):
        if number >= limit:
            output.too_many_rows()
        yield triple


def _ask(store: ox.Store, question: Question) -> Any:
    try:
        chosen = check(question.query, lambda iri: is_graph(store, iri))
        return store.query(question.query, prefixes=PREFIXES, **_dataset(store, question, chosen))
    except UsageError as error:
        raise Refused(400, str(error)) from error
    except SyntaxError as error:
        raise Refused(400, str(syntax_error(question.query, str(error)))) from error
    except (ValueError, RuntimeError, OSError) as error:
        raise _unanswerable(error) from error


def _dataset(store: ox.Store, question: Question, chosen: bool) -> dict[str, Any]:
    """The graphs to ask: the protocol's, else the query's own, else all, and the default graph is their union."""
    if not question.default_graphs and not question.named_graphs:
        return {"use_default_graph_as_union": not chosen}
    return {
        "default_graph": [_graph(store, iri, "default-graph-uri") for iri in question.default_graphs],
        "named_graphs": [_graph(store, iri, "named-graph-uri") for iri in question.named_graphs],
    }


def _graph(store: ox.Store, iri: str, parameter: str) -> ox.NamedNode:
    if not is_graph(store, iri):
        raise UsageError(f"{parameter}: <{iri}> is no graph of this store, and nothing is read from files or addresses")
    return ox.NamedNode(iri)


def _unanswerable(error: Exception) -> Refused:
    return Refused(400, f"the query cannot be answered: {error}")

"""Rows are counted while they stream by, in every format of results, whatever stands in them."""

from __future__ import annotations

import gc
import io
import threading

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import UsageError
from extractor.graph.query import write
from extractor.graph.query_rows import RowCounter

TEXTS = st.text(st.one_of(st.sampled_from('"\\{}[],<>\r\n\tresult'), st.characters(exclude_categories=["Cs"])), max_size=12)
CELLS = st.one_of(st.none(), TEXTS)


@pytest.mark.parametrize("format", RowCounter.FORMATS)
@given(rows=st.lists(st.tuples(CELLS, CELLS), max_size=6), size=st.integers(1, 50))
def test_rows_are_counted_wherever_the_pieces_end(format: str, rows: list[tuple[str | None, str | None]], size: int) -> None:
    values = " ".join(f"({' '.join('UNDEF' if text is None else str(ox.Literal(text)) for text in row)})" for row in rows)
    results = ox.Store().query(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {values} }} }}")
    written = results.serialize(format=RowCounter.FORMATS[format]())  # type: ignore[union-attr]
    assert written is not None
    output = io.BytesIO()
    counter = RowCounter(output, format)
    for start in range(0, len(written), size):
        counter.write(written[start : start + size])
    assert counter.close() == len(rows)
    assert output.getvalue().removesuffix(b"\n") == written.removesuffix(b"\n")


@pytest.mark.parametrize("format", RowCounter.FORMATS)
@pytest.mark.parametrize("rows", [0, 1, 3])
def test_rows_without_a_column_count(format: str, rows: int) -> None:
    store = ox.Store()
    node = ox.NamedNode("https://example.org/a")
    for number in range(rows):
        store.add(ox.Quad(node, node, ox.Literal(number)))
    assert write(store, "SELECT ?none { ?s ?p ?o }", None, io.BytesIO(), format).count == rows
    assert write(store, "SELECT * { <https://example.org/a> <https://example.org/a> [] }", None, io.BytesIO(), format).count == rows


def test_a_stopped_stream_ends_the_work() -> None:
    stop = threading.Event()
    counter = RowCounter(io.BytesIO(), "csv", stop)
    counter.write(b"a\r\n")
    stop.set()
    with pytest.raises(InterruptedError):
        counter.write(b"1\r\n")


class Narrow(io.BytesIO):
    """Remembers how much was written at once."""

    widest = 0

    def write(self, data: object) -> int:
        size = len(data)  # type: ignore[arg-type]
        self.widest = max(self.widest, size)
        return size


@pytest.mark.parametrize("format", RowCounter.FORMATS)
def test_rows_stream_in_small_pieces(format: str) -> None:
    output = Narrow()
    store = ox.Store()
    node = ox.NamedNode("https://example.org/a")
    store.extend(ox.Quad(node, node, ox.Literal(number)) for number in range(20_000))
    assert write(store, "SELECT * { ?s ?p ?o }", None, output, format).count == 20_000
    assert output.widest < 100_000


def test_a_format_that_does_not_fit_costs_no_answer() -> None:
    endless = "CONSTRUCT { ?a ?b ?c } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
    store = ox.Store()
    node = ox.NamedNode("https://example.org/a")
    store.extend(ox.Quad(node, node, ox.Literal(number)) for number in range(1_000))
    with pytest.raises(UsageError, match="csv holds rows"):
        write(store, endless, None, io.BytesIO(), "csv")
    gc.collect()  # the engine's result may not be freed by this thread: pytest would tell

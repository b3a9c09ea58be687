"""Rows as a table: plain for a pipe, a line a row; drawn in colours for a terminal, folded to its width."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from extractor.graph.answers import Table
from extractor.graph.names import short

if TYPE_CHECKING:
    from rich.console import Console

GAP = "  "
BATCH = 500  # rows that are drawn at once
_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = ("integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger", "positiveInteger")
_TIMES = ("dateTime", "date", "time", "gYear", "gYearMonth", "duration", "dayTimeDuration", "yearMonthDuration")
COLOURS = {f"{_XSD}{name}": "green" for name in _NUMBERS} | {f"{_XSD}{name}": "yellow" for name in _TIMES} | {f"{_XSD}boolean": "magenta"}


def plain(table: Table) -> Iterator[str]:
    """The lines of a table that nothing cuts or wraps: names, then rows, in columns as wide as their widest cell."""
    from rich.cells import cell_len

    if not table.variables:
        return
    widths = _widths(table)
    head = [tuple(table.variables)]
    for row in itertools.chain(head, (tuple(map(cell, terms)) for terms in table)):
        padded = (text + " " * (width - cell_len(text)) for text, width in zip(row, widths, strict=True))
        yield GAP.join(padded).rstrip() + "\n"


def drawn(table: Table, width: int) -> Iterator[str]:
    """The table in pieces for a terminal of so many columns: in colours (none where NO_COLOR is set), long cells folded."""
    from rich.console import Console

    text = io.StringIO()
    console = Console(file=text, width=width, force_terminal=True)
    widths = _fitted(_widths(table), width)
    rows = iter(table)
    first = True
    while (batch := list(itertools.islice(rows, BATCH))) or first:
        _draw(console, table.variables, widths, batch, first)
        yield "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())
        text.seek(0)
        text.truncate()
        first = False


def _draw(console: Console, variables: Sequence[str], widths: Sequence[int], rows: Sequence[tuple[object, ...]], head: bool) -> None:
    from rich import box
    from rich.table import Table as Drawing
    from rich.text import Text

    drawing = Drawing(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False, show_header=head, header_style="bold")
    for variable, width in zip(variables, widths, strict=True):
        drawing.add_column(Text(variable), overflow="fold", width=width)
    for row in rows:
        drawing.add_row(*(Text(cell(term), style=_style(term)) for term in row))
    console.print(drawing)


def cell(term: object) -> str:
    """A term as a person reads it: IRIs by their prefixed name, literals by their words on one line, nothing for no value."""
    import pyoxigraph as ox

    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return short(term.value)
    return " ".join(term.value.split()) if isinstance(term, ox.Literal) else str(term)


def _style(term: object) -> str:
    import pyoxigraph as ox

    if isinstance(term, ox.NamedNode | ox.BlankNode):
        return "cyan"
    return COLOURS.get(term.datatype.value, "") if isinstance(term, ox.Literal) else ""


def _widths(table: Table) -> list[int]:
    from rich.cells import cell_len

    widths = [cell_len(variable) for variable in table.variables]
    for row in table:
        widths = [max(width, cell_len(cell(term))) for width, term in zip(widths, row, strict=True)]
    return widths


def _fitted(widths: Sequence[int], total: int) -> list[int]:
    """The widths, the widest of them cut alike until all columns and the gaps between them stand within the total."""
    room = max(total - len(GAP) * (len(widths) - 1), len(widths))
    fitted = list(widths)
    for left, index in enumerate(sorted(range(len(widths)), key=widths.__getitem__)):
        fitted[index] = min(widths[index], room // (len(widths) - left))
        room -= fitted[index]
    return [max(width, 1) for width in fitted]

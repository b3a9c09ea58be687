"""Counting the rows of SPARQL results while they stream by: the engine writes them, and says nowhere how many there were."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, ClassVar

from extractor.graph.answers import ROWS

if TYPE_CHECKING:
    import pyoxigraph as ox


def _format(name: str) -> Callable[[], ox.QueryResultsFormat]:
    def load() -> ox.QueryResultsFormat:
        import pyoxigraph as ox

        found: ox.QueryResultsFormat = getattr(ox.QueryResultsFormat, name)
        return found

    return load


_ESCAPE = re.compile(rb"\\.", re.DOTALL)
_STRING = re.compile(rb'"[^"]*"?')
_OTHERS = bytes(set(range(256)) - set(b'"{}[],:'))  # what tells nothing of where rows begin


class RowCounter:
    """A stream for bytes that passes them on and counts the rows in them, in one of ``FORMATS``."""

    FORMATS: ClassVar[dict[str, Callable[[], ox.QueryResultsFormat]]] = {name: _format(name.upper()) for name in ROWS}

    def __init__(self, output: IO[bytes], format: str, stop: threading.Event | None = None) -> None:
        """``stop``: once it is set, the next write raises InterruptedError, which ends the engine's work."""
        self._output = output
        self._format = format
        self._stop = stop or threading.Event()
        self._rest = b""
        self._ends_line = True
        self._inside = False
        self._seen = 0

    def write(self, data: bytes) -> int:
        """Passes bytes on."""
        if self._stop.is_set():
            raise InterruptedError("the question was interrupted")
        self._output.write(data)
        self._ends_line = data.endswith(b"\n") if data else self._ends_line
        self._count(data)
        return len(data)

    def flush(self) -> None:
        """Passes on what the stream below holds back."""
        self._output.flush()

    def close(self) -> int:
        """Ends the last line. Returns how many rows there were."""
        if not self._ends_line:
            self._output.write(b"\n")
        if self._format == "json":
            self._seen += _rows_begun(self._rest)
        return self._seen - (self._format in ("csv", "tsv"))  # their first line names the columns

    def _count(self, data: bytes) -> None:
        if self._format == "csv":  # lines end outside of quotes; a quote within quotes is written twice
            for part in data.split(b'"'):
                self._seen += 0 if self._inside else part.count(b"\n")
                self._inside = not self._inside
            self._inside = not self._inside
        elif self._format == "tsv":  # line ends within values are escaped
            self._seen += data.count(b"\n")
        elif self._format == "xml":  # the mark < within values is escaped
            data = self._rest + data
            self._seen += data.count(b"<result>")
            self._rest = data[-len(b"<result") :]
        else:
            self._count_json(self._rest + data)

    def _count_json(self, data: bytes) -> None:
        """Cuts behind the last quotation mark, so that no escape is cut, and leaves out what stands in strings."""
        end = data.rfind(b'"') + 1
        self._rest = data[end:]
        if not end:
            return
        text = data[:end]
        if b"\\" in text:
            text = _ESCAPE.sub(b"", text)
        marks = (b'"' if self._inside else b"") + text.translate(None, _OTHERS)
        self._inside = marks.count(b'"') % 2 == 1
        self._seen += _rows_begun(_STRING.sub(b"", marks.replace(b'""', b"")))


def _rows_begun(marks: bytes) -> int:
    """A row begins where a brace stands first in a list or behind another row; a value's brace stands behind a colon."""
    return marks.count(b"[{") + marks.count(b"},{")

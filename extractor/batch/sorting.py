"""Sorts more lines than memory holds."""

from __future__ import annotations

import contextlib
import heapq
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import IO

from extractor.errors import UsageError

RUN = 24_000_000  # bytes that are sorted in memory at once


class Sorter:
    """A file to write lines to, in pieces of any size; ``lines`` gives them back in order. Temporary files go with its context."""

    def __init__(self, mend: Callable[[bytes], bytes] = bytes) -> None:
        """Args: mend: what to do with whole lines before they are sorted."""
        self._mend = mend
        self._held: list[bytes] = []
        self._size = 0
        self._runs: list[IO[bytes]] = []
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Sorter:
        return self

    def __exit__(self, *what: object) -> None:
        with contextlib.suppress(OSError):  # what could not be written is not written when its file is closed, either
            self._stack.close()

    def write(self, piece: bytes) -> int:
        """Takes the next piece of the text."""
        self._held.append(bytes(piece))
        self._size += len(piece)
        if self._size > RUN:
            self._spill()
        return len(piece)

    def writelines(self, lines: Iterable[bytes]) -> None:
        """Takes whole lines."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Nothing: for those who write to files."""

    def lines(self) -> Iterator[bytes]:
        """All lines, sorted by their bytes."""
        run = self._run(b"".join(self._held))
        self._held, self._size = [], 0
        if not self._runs:
            return iter(run)
        for file in self._runs:
            file.seek(0)
        return heapq.merge(run, *self._runs)

    def _spill(self) -> None:
        text = b"".join(self._held)
        whole = text.rfind(b"\n") + 1
        self._held, self._size = [text[whole:]], len(text) - whole
        try:
            file = self._stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
            file.writelines(self._run(text[:whole]))
            file.flush()
        except OSError as error:
            where = f"{tempfile.gettempdir()}: cannot be written ({error.strerror})"
            raise UsageError(f"{where}; free some space, or name another folder for temporary files in TMPDIR") from error
        self._runs.append(file)

    def _run(self, text: bytes) -> list[bytes]:
        return sorted(self._mend(text).splitlines(keepends=True))

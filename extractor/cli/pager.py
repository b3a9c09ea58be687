"""Where long answers go: through a pager on a terminal, straight on in a pipe."""

from __future__ import annotations

import contextlib
import io
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import IO


class Descriptor(io.RawIOBase):
    """Bytes straight to a file descriptor: nothing is held back, and nothing is locked when the process ends."""

    def __init__(self, number: int) -> None:
        """``number`` stays open when this is closed."""
        self._number = number

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: object) -> int:
        """Writes all of the bytes."""
        left = memoryview(data)  # type: ignore[arg-type]
        size = left.nbytes
        while left:
            left = left[os.write(self._number, left) :]
        return size


@contextlib.contextmanager
def paged(wanted: bool = True) -> Iterator[IO[bytes]]:
    """A stream to standard output: through ``$PAGER`` (else ``less``) on a terminal, if it is wanted and there is one.

    The pager starts with the first bytes. ``LESS`` is ``FRX`` where it is not set, as
    git has it: a page or less is shown without stopping, and colours come through.
    Writing raises BrokenPipeError once the reader has left the pager, or a pipe is closed.
    """
    command = pager() if wanted and sys.stdout.isatty() else None
    sys.stdout.flush()
    if command is None:
        yield Descriptor(sys.stdout.fileno())  # type: ignore[misc]
        return
    through = _Pager(command)
    try:
        yield through  # type: ignore[misc]
    finally:
        through.close()


def pager() -> list[str] | None:
    """The pager's command; None where the user wants none (``PAGER`` empty or ``cat``) or there is none."""
    command = shlex.split(os.environ.get("PAGER", "less"))
    if not command or command == ["cat"] or shutil.which(command[0]) is None:
        return None
    return command


class _Pager(io.RawIOBase):
    def __init__(self, command: list[str]) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        if self._process is None:
            self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, env={"LESS": "FRX", **os.environ}, bufsize=0)
        assert self._process.stdin is not None
        return Descriptor(self._process.stdin.fileno()).write(data)

    def close(self) -> None:
        """Waits until the reader has left the pager; Ctrl-C is the pager's meanwhile."""
        super().close()
        if self._process is None:
            return
        with contextlib.suppress(OSError):
            assert self._process.stdin is not None
            self._process.stdin.close()
        while self._process.poll() is None:
            with contextlib.suppress(KeyboardInterrupt):
                self._process.wait()

"""Where results go: to standard output, or to a file that is whole or not there."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

from extractor.errors import UsageError


def say(lines: Iterable[str]) -> None:
    """Messages for a person, on standard error, one a line; odd characters in file names are escaped."""
    for line in lines:
        print(f"outagegraph: {printable(line)}", file=sys.stderr)


def printable(text: str) -> str:
    """The text on one line, with what a terminal cannot show escaped."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape", "backslashreplace").decode() for char in text)


@contextlib.contextmanager
def open_output(path: Path | None) -> Iterator[IO[bytes]]:
    """A stream for bytes. A file is written beside its place and moved there when whole; nothing half-written stays.

    Raises: UsageError where the file cannot be written, or the disk is full.
    """
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); choose another place with -o") from error
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)  # noqa: PTH101 - the temporary file's own name
        os.replace(name, path)  # noqa: PTH105
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); free some space or choose another place with -o") from error
    finally:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108


@contextlib.contextmanager
def progress(label: str) -> Iterator[Callable[[int], None]]:
    """A counter on standard error where that is a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console

    with Console(stderr=True).status(label) as status:
        yield lambda done: status.update(f"{label}: {done}")

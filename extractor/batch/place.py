"""The folder of a knowledge graph: what stands where in it, and the lock that lets one process alone write there."""

from __future__ import annotations

import contextlib
import dataclasses
import fcntl
import os
import re
from collections.abc import Iterator
from pathlib import Path

from extractor.errors import UsageError

_URL = re.compile(r"([a-z][a-z0-9+.-]+):/+(?=[^/])", re.IGNORECASE)


def root_name(path: Path) -> str:
    """The name by which a ledger knows what was read from: a whole path, or a URL as it was given. ``file:`` URLs are paths."""
    found = None if path.exists() else _URL.match(str(path))
    if found is None:
        return str(path.resolve())
    rest, protocol = str(path)[found.end() :], found[1].lower()  # a Path keeps one slash of two
    return str(Path(f"/{rest}").resolve()) if protocol in ("file", "local") else f"{protocol}://{rest}"


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """``ledger.sqlite``, ``store/`` (the writer's own, the published generations and the pointer to the current one) and ``lock``."""

    folder: Path

    @property
    def ledger(self) -> Path:
        """What was read, and what was made of it."""
        return self.folder / "ledger.sqlite"

    @property
    def store(self) -> Path:
        """The folder of the stores."""
        return self.folder / "store"

    def must_exist(self) -> Place:
        """The place itself. Raises UsageError where no knowledge graph is kept there."""
        if not self.ledger.is_file():
            raise UsageError(f"{self.folder}: no knowledge graph there; make one with: outagegraph build PATH... --kg {self.folder}")
        return self

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Makes the folder, where need be, and holds its lock, which ends with this process however that ends.

        Raises: UsageError where another process holds it or the folder cannot be written.
        """
        try:
            self.store.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except OSError as error:
            raise UsageError(f"{self.folder}: cannot be written ({error.strerror}); choose another folder with --kg") from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.ftruncate(handle, 0)
            os.write(handle, f"{os.getpid()}\n".encode())
            yield
        except BlockingIOError as error:
            holder = os.read(handle, 32).decode("ascii", "replace").strip() or "unknown"
            raise UsageError(f"{self.folder}: another build is writing there (process {holder}); wait for it, or stop it first") from error
        finally:
            os.close(handle)

"""The Oxigraph store of a knowledge graph: one process writes, and readers beside it see whole generations.

An Oxigraph store that is opened read-only beside its writer fails at times and may see half of a change. So the writer has a store of its
own (``work``), and publishes by a checkpoint: a folder of hard links to the store's immutable table files, which costs milliseconds and
next to no disk, to which nobody writes ever again. ``current`` names the newest; readers open that. A generation goes when a newer one is
there and no reader holds it.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from extractor.batch.place import Place
from extractor.errors import UsageError

CHUNK = 20_000  # quads in a transaction of the store
TRIES = 20


class WorkStore:
    """The writer's store. Only the holder of the place's lock may open it."""

    def __init__(self, place: Place) -> None:
        """Opens or makes it. Raises UsageError where that fails."""
        self._place = place
        with _told(place):
            for left in place.store.glob(".new-*"):
                shutil.rmtree(left, ignore_errors=True)
            self._store = _opened(place, place.store / "work", ox.Store)

    def replace_graphs(self, graphs: Iterable[str], quads: Iterable[ox.Quad]) -> None:
        """Takes named graphs out and puts quads in."""
        with _told(self._place):
            for graph in graphs:
                self._store.remove_graph(ox.NamedNode(graph))
            for chunk in _chunks(quads):
                self._store.extend(chunk)

    def replace_subjects(self, subjects: Iterable[str], quads: Iterable[ox.Quad]) -> None:
        """Takes what the default graph says of the subjects out, and puts quads in."""
        with _told(self._place):
            for subject in subjects:
                for quad in self._store.quads_for_pattern(ox.NamedNode(subject), None, None, ox.DefaultGraph()):
                    self._store.remove(quad)
            for chunk in _chunks(quads):
                self._store.extend(chunk)

    def graphs_of(self, subject: str) -> set[str]:
        """The named graphs that say anything of a subject."""
        with _told(self._place):
            found = self._store.quads_for_pattern(ox.NamedNode(subject), None, None)
            return {quad.graph_name.value for quad in found if isinstance(quad.graph_name, ox.NamedNode)}

    def flush(self) -> None:
        """Makes sure that what was written is on disk."""
        with _told(self._place):
            self._store.flush()

    def clear(self) -> None:
        """Takes everything out."""
        with _told(self._place):
            self._store.clear()

    def publish(self, number: int) -> None:
        """Makes the store's present state the one that readers see; ``number`` counts the states. Older ones that nobody reads go."""
        name, new = f"generation-{number:08}", self._place.store / f".new-{number}"
        with _told(self._place):
            shutil.rmtree(self._place.store / name, ignore_errors=True)
            self._store.flush()
            self._store.backup(str(new))
            new.rename(self._place.store / name)
            _lock_file(self._place.store / name).touch()
            pointer = self._place.store / ".current"
            with pointer.open("w") as stream:
                stream.write(name)
                stream.flush()
                os.fsync(stream.fileno())
            pointer.replace(self._place.store / "current")
        for old in self._place.store.glob("generation-*"):
            if old.is_dir() and old.name != name:
                _remove(old)


def published(place: Place) -> int:
    """The number of the generation that readers see; 0 where there is none."""
    with contextlib.suppress(OSError, ValueError):
        name = (place.store / "current").read_text("ascii").strip()
        if (place.store / name).is_dir():
            return int(name.removeprefix("generation-"))
    return 0


@contextlib.contextmanager
def reading(place: Place) -> Iterator[ox.Store]:
    """The current generation, read-only, for as long as the block lasts.

    Raises: UsageError where there is none yet or it cannot be opened.
    """
    for _ in range(TRIES):
        number = published(place.must_exist())
        if not number:
            raise UsageError(f"{place.folder}: no build has been finished there yet; run outagegraph build with --kg {place.folder} again")
        folder = place.store / f"generation-{number:08}"
        try:
            lock = _lock_file(folder).open("rb")
        except FileNotFoundError:
            continue  # gone since: there is a newer one
        except OSError as error:
            raise UsageError(f"{place.folder}: cannot be read ({error.strerror}); check its permissions") from error
        with lock:
            fcntl.flock(lock, fcntl.LOCK_SH)
            if folder.is_dir():
                yield _opened(place, folder, ox.Store.read_only)
                return
    raise UsageError(f"{place.folder}: is being rebuilt faster than it can be opened; try again")


def _lock_file(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.lock")


def _remove(folder: Path) -> None:
    """Removes a generation unless someone reads it."""
    with contextlib.suppress(OSError), _lock_file(folder).open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
        _unlink(lock)


def _unlink(lock: IO[bytes]) -> None:
    Path(lock.name).unlink()


def _chunks(quads: Iterable[ox.Quad]) -> Iterator[list[ox.Quad]]:
    chunk: list[ox.Quad] = []
    for quad in quads:
        chunk.append(quad)
        if len(chunk) >= CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _opened(place: Place, folder: Path, how: Callable[[str], ox.Store]) -> ox.Store:
    """A store. Raises UsageError where it is damaged, or kept by another version."""
    with _told(place):
        try:
            return how(str(folder))
        except (RuntimeError, ValueError) as error:
            reason = " ".join(str(error).split())
            remedy = f"use the version of outagegraph that wrote it, or remove {place.store}: the next build makes it anew from the ledger"
            raise UsageError(f"{folder}: cannot be opened ({reason}); {remedy}") from error


@contextlib.contextmanager
def _told(place: Place) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or " ".join(str(error).split())
        raise UsageError(f"{place.store}: cannot be used ({reason}); free some space and run again, what was read is kept") from error

"""The store that a worker reads: the newest generation of a knowledge graph, however often there is a new one."""

from __future__ import annotations

import contextlib

import pyoxigraph as ox

from extractor.batch.place import Place
from extractor.batch.store import published, reading
from extractor.server.settings import Source


class Opened:
    """A store held open read-only. ``close`` lets go of it."""

    def __init__(self, source: Source) -> None:
        """Raises: UsageError where there is none or it cannot be opened."""
        self._place = Place(source.kg) if source.kg else None
        self._held = contextlib.ExitStack()
        self._number = 0
        self.store = self._open() if self._place else ox.Store.read_only(str(source.store))

    def outdated(self) -> bool:
        """Whether there is a newer generation."""
        return self._place is not None and published(self._place) not in (0, self._number)

    def refresh(self) -> None:
        """Moves on to the newest generation. Raises UsageError where it cannot be opened."""
        self.store = self._open()

    def close(self) -> None:
        """Lets go of the generation, so that a build may remove it."""
        self._held.close()

    def _open(self) -> ox.Store:
        assert self._place
        number, held = published(self._place), contextlib.ExitStack()
        store = held.enter_context(reading(self._place))
        self._held.close()
        self._held, self._number = held, number
        return store

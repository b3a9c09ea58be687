"""What was sent to a store elsewhere, remembered beside the knowledge graph: so a push goes on, and the next one sends changes alone."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator

from extractor.batch.place import Place
from extractor.errors import UsageError

TABLE = "CREATE TABLE IF NOT EXISTS sent (graph TEXT, part INTEGER, digest TEXT, seen INTEGER, PRIMARY KEY (graph, part)) WITHOUT ROWID"


class Sent:
    """A context. Of each graph the digests of its parts, in their order; "" is the default graph."""

    def __init__(self, place: Place, endpoint: str, graph: str | None, anew: bool) -> None:
        """Args: anew: forgets all. Raises UsageError where it cannot be kept, or another push to there is under way."""
        name = hashlib.sha256(f"{endpoint} {graph or ''}".encode()).hexdigest()[:16]
        self.path = place.folder / "push" / f"{name}.sqlite"
        try:
            self.path.parent.mkdir(exist_ok=True)
            self._db = sqlite3.connect(self.path, isolation_level=None, timeout=0)
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute(TABLE)
            self._db.execute("DELETE FROM sent" if anew else "UPDATE sent SET seen = 0")
            self._db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise UsageError(f"{place.folder}: another push to {endpoint} is under way; wait for it, or stop it first") from error
            raise UsageError(f"{self.path}: cannot be written ({error}); what was sent must be noted there") from error
        except OSError as error:
            raise UsageError(f"{self.path}: cannot be written ({error.strerror}); what was sent must be noted there") from error

    def __enter__(self) -> Sent:
        return self

    def __exit__(self, *what: object) -> None:
        self._db.close()

    def parts(self, graph: str) -> list[str]:
        """The digests of the parts of a graph that were sent."""
        return [digest for (digest,) in self._db.execute("SELECT digest FROM sent WHERE graph = ? ORDER BY part", (graph,))]

    def see(self, graph: str) -> list[str]:
        """The same; notes that the graph is still there."""
        self._db.execute("UPDATE sent SET seen = 1 WHERE graph = ?", (graph,))
        return self.parts(graph)

    def note(self, graph: str, part: int, digest: str) -> None:
        """Notes that a part was sent."""
        self._db.execute("INSERT OR REPLACE INTO sent VALUES (?, ?, ?, 1)", (graph, part, digest))

    def cut(self, graph: str, parts: int) -> None:
        """Forgets all but the first parts of a graph."""
        self._db.execute("UPDATE sent SET digest = '' WHERE graph = ? AND part = 0 AND ? = 0", (graph, parts))
        self._db.execute("DELETE FROM sent WHERE graph = ? AND part >= max(?, 1)", (graph, parts))

    def unseen(self) -> Iterator[str]:
        """The named graphs that were sent and are no longer there."""
        return iter(
            [graph for (graph,) in self._db.execute("SELECT DISTINCT graph FROM sent WHERE NOT seen AND graph <> '' ORDER BY graph")]
        )

    def forget(self, graph: str) -> None:
        """Forgets a graph."""
        self._db.execute("DELETE FROM sent WHERE graph = ?", (graph,))

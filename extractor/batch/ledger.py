"""The ledger: what was read from which source by which versions, and which block of the graph was made of it. SQLite.

It is the one truth: the store follows it, and can be made anew from it. Every step is a transaction, so that a process may die anywhere.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.errors import UsageError
from extractor.versions import Versions

SCHEMA = 1
TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE root (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);
CREATE TABLE versions (id INTEGER PRIMARY KEY, extractor TEXT, rules TEXT, model TEXT, catalogue TEXT,
    UNIQUE (extractor, rules, model, catalogue));
-- An article's file, or a record within one, as it was last read. `article` names its content; several sources may hold the same.
CREATE TABLE source (id INTEGER PRIMARY KEY, root INTEGER NOT NULL, file TEXT NOT NULL, digest TEXT NOT NULL, versions INTEGER NOT NULL,
    state TEXT NOT NULL, reason TEXT NOT NULL, article TEXT, reading BLOB, keys TEXT NOT NULL DEFAULT '[]', UNIQUE (root, file));
CREATE INDEX source_article ON source (article, file) WHERE article IS NOT NULL;
CREATE INDEX source_state ON source (state, file);
-- A file that holds many records: passed over while it is the same file, and all in it was read by the same versions.
CREATE TABLE container (root INTEGER NOT NULL, file TEXT NOT NULL, stamp TEXT NOT NULL, settings TEXT NOT NULL, passed INTEGER NOT NULL,
    error TEXT NOT NULL, PRIMARY KEY (root, file)) WITHOUT ROWID;
-- An article that stands in the graph, and the incident that each of its accounts tells of.
CREATE TABLE article (article TEXT PRIMARY KEY, url TEXT, moment TEXT, reading TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX article_url ON article (url, moment) WHERE url IS NOT NULL;
CREATE TABLE account (article TEXT NOT NULL, number INTEGER NOT NULL, incident TEXT, provider TEXT,
    PRIMARY KEY (article, number)) WITHOUT ROWID;
CREATE INDEX account_incident ON account (incident);
CREATE TABLE key (key TEXT NOT NULL, article TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (key, article, number)) WITHOUT ROWID;
CREATE INDEX key_account ON key (article, number);
-- An incident: the accounts that tell of it, the names that they give it, and the names of its causes.
CREATE TABLE incident (iri TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE name (iri TEXT NOT NULL, incident TEXT NOT NULL, PRIMARY KEY (iri, incident)) WITHOUT ROWID;
CREATE INDEX name_incident ON name (incident);
-- What linking has still to look at.
CREATE TABLE dirty (article TEXT PRIMARY KEY) WITHOUT ROWID;
-- A named graph of the store: what it should be made of (NULL: it should not be), and what it is made of.
CREATE TABLE block (graph TEXT PRIMARY KEY, wanted TEXT, applied TEXT, shared BLOB) WITHOUT ROWID;
CREATE INDEX block_stale ON block (graph) WHERE wanted IS NOT applied;
-- The statements of the default graph, and how many articles make each.
CREATE TABLE shared (subject TEXT NOT NULL, predicate TEXT NOT NULL, object TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (subject, predicate, object)) WITHOUT ROWID;
-- What the store is about to be changed in; left over only where a process died while writing.
CREATE TABLE intent (kind TEXT NOT NULL, iri TEXT NOT NULL, PRIMARY KEY (kind, iri)) WITHOUT ROWID;
"""


class Ledger:
    """One connection to a ledger."""

    def __init__(self, path: Path, write: bool = False) -> None:
        """Opens the ledger; with ``write``, makes it where there is none.

        Raises: UsageError where it cannot be opened or is of a newer version.
        """
        self.path = path
        try:
            self._db = _connect(path, "mode=rwc" if write else "mode=ro")
            self._db.execute("PRAGMA temp_store = MEMORY")
            if write:
                self._db.execute("PRAGMA journal_mode = WAL")
                self._db.execute("PRAGMA synchronous = NORMAL")
            self._open(write)
        except sqlite3.Error as error:
            raise UsageError(
                f"{path}: cannot be opened as a ledger ({error}); free some space and see to its permissions, or build in another folder"
            ) from error

    def _open(self, write: bool) -> None:
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version == 0 and write:
            with self.transaction():
                for statement in TABLES.split(";\n"):
                    if statement.strip():
                        self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version = {SCHEMA}")
        elif version == 0:
            raise UsageError(f"{self.path}: holds nothing yet, its first build was stopped; run outagegraph build again with its PATHs")
        elif version != SCHEMA:
            raise UsageError(f"{self.path}: kept by another version of outagegraph (ledger {version}, here {SCHEMA}); use that one")

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Raises UsageError where the disk is full or the file cannot be written; what was kept before stays."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            with contextlib.suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            raise UsageError(f"{self.path}: cannot be written ({error}); free some space and run again, what was read is kept") from error

    def run(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """Executes one statement."""
        return self._db.execute(sql, values)

    def many(self, sql: str, rows: Any) -> None:
        """Executes one statement for each row of values."""
        self._db.executemany(sql, rows)

    def one(self, sql: str, *values: Any) -> Any:
        """The first column of the first row; None where there is none."""
        row = self._db.execute(sql, values).fetchone()
        return row[0] if row else None

    def get(self, name: str) -> str | None:
        """A setting that the ledger remembers."""
        value: str | None = self.one("SELECT value FROM meta WHERE name = ?", name)
        return value

    def set(self, name: str, value: str) -> None:
        """Remembers a setting."""
        self.run("INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", name, value)

    def versions_id(self, versions: Versions) -> int:
        """The number of these versions, a new one where they are new."""
        values = (versions.extractor, versions.rules, versions.model, versions.catalogue)
        self.run("INSERT OR IGNORE INTO versions (extractor, rules, model, catalogue) VALUES (?, ?, ?, ?)", *values)
        return int(self.one("SELECT id FROM versions WHERE (extractor, rules, model, catalogue) = (?, ?, ?, ?)", *values))

    def versions(self, number: int) -> Versions:
        """The versions of a number."""
        return Versions(*self.run("SELECT extractor, rules, model, catalogue FROM versions WHERE id = ?", number).fetchone())

    def close(self) -> None:
        """Closes the connection."""
        self._db.close()


def _connect(path: Path, how: str) -> sqlite3.Connection:
    """A connection. A folder in which nothing can be written has no writer either: then the file is read as it is."""
    database = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, isolation_level=None, timeout=60)
    try:
        database.execute("PRAGMA user_version")
    except sqlite3.OperationalError:
        database.close()
        if how != "mode=ro" or path.with_name(path.name + "-wal").exists():
            raise
        return _connect(path, "mode=ro&immutable=1")
    return database

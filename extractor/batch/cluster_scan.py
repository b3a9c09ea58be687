"""What a cluster has to read: the files below paths and URLs, in units for its workers, compared with the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from extractor.batch.cluster_files import Found, find
from extractor.batch.cluster_worker import Done, Piece
from extractor.batch.place import root_name
from extractor.batch.scan import Scan, Trouble
from extractor.errors import UsageError
from extractor.reading import Given

FILES, BYTES = 64, 4_000_000  # that small files of a unit have at most
KNOWN = 200_000  # records of a file whose digests are told to a worker


class ClusterScan(Scan):
    """As ``Scan``, but it opens no file: a worker does, and tells what is in it."""

    def root_urls(self, paths: Sequence[Path]) -> list[tuple[int, str]]:
        """The numbers and names of the roots. Raises UsageError where a folder of this machine does not exist."""
        names = [root_name(path) for path in paths]
        for name in names:
            if "://" not in name and not Path(name).exists():
                raise UsageError(f"{name}: no such file or folder")
        with self._ledger.transaction():
            self._ledger.many("INSERT OR IGNORE INTO root (path) VALUES (?)", ((name,) for name in names))
        return [(int(self._ledger.one("SELECT id FROM root WHERE path = ?", name)), name) for name in names]

    def list_all(self, roots: Sequence[tuple[int, str]]) -> None:
        """Finds the files, so that what there is to do is known. Raises UsageError where a root cannot be listed."""
        self._files: list[tuple[int, Found]] = []
        for root, name in roots:
            before = len(self._files)
            self._files += [(root, file) for file in find(name, self._folder_trouble(root))]
            if len(self._files) == before:
                self.warnings.append(f"{name}: no article in it")
        self.bytes_total = sum(file.size for _, file in self._files)

    def units(self, roots: Sequence[tuple[int, str]]) -> Iterator[tuple[Piece, ...]]:
        """What may be new or changed: small files together, archives by themselves. Each must come back through ``taken``."""
        unit: list[Piece] = []
        for root, file in self._files:
            self.see(root, file.name)
            container = self._container_of(root, file.name, file.stamp) if file.is_container else None
            if container and self._is_settled(container):
                self.unchanged += self._see_all(root, file.name)
                self.bytes_done += file.size
                continue
            if container:
                self._open[root, file.name] = container
                self._ledger.run("DELETE FROM source WHERE root = ? AND file = ? AND state = 'failed'", root, file.name)
                yield (Piece(root, file, self._given_in(file), self._known(root, file)),)
                continue
            unit.append(Piece(root, file, self._given_in(file), self._known(root, file)))
            if len(unit) >= FILES or sum(piece.file.size for piece in unit) >= BYTES:
                yield tuple(unit)
                unit = []
        if unit:
            yield tuple(unit)

    def see(self, root: int, source: str) -> None:
        """Notes that a source is there."""
        self._ledger.run("INSERT OR IGNORE INTO seen VALUES (?, ?)", root, source)

    def taken(self, piece: Piece, done: Done) -> None:
        """Notes what came of a piece."""
        key = piece.root, piece.file.name
        container = self._open.get(key)
        self._ledger.many("INSERT OR IGNORE INTO seen VALUES (?, ?)", ((piece.root, source) for source in done.unchanged))
        self.unchanged += len(done.unchanged)
        self._used.update(done.used)
        for told in done.told:
            if told.keep:
                self._see_all(*key)
                self._open.pop(key, None)  # not settled: it is looked at again
            elif container:
                container.error = told.message
            self.see(piece.root, told.source)
            self.troubles.append(Trouble(piece.root, told.source, told.message, told.keep))
        if container:
            container.passed += done.passed
        if done.skip is None:
            self.bytes_done += piece.file.size
            if container and key in self._open:
                container.read = True
                self._settle(container)

    def _given_in(self, file: Found) -> Mapping[str, Given]:
        """What the metadata says of a file, or may say of records in it: by its name, or by a bare name."""
        names = (file.name, PurePosixPath(file.name).name)
        if not file.is_container and PurePosixPath(file.name).suffix:
            return {name: self._given[name] for name in names if name in self._given}
        starts = tuple(name + "#" for name in names)
        return {name: of for name, of in self._given.items() if name in names or name.startswith(starts) or not {"/", "#"} & set(name)}

    def _known(self, root: int, file: Found) -> Mapping[str, str]:
        """The digests of what need not be read again, by source."""
        if self._anew:
            return {}
        sql = (
            "SELECT file, digest FROM source WHERE root = ? AND (file = ? OR (file >= ? AND file < ?)) AND versions = ? "
            "AND NOT (state = 'failed' AND (? OR digest = '')) LIMIT ?"
        )
        return dict(self._ledger.run(sql, root, file.name, file.name + "#", file.name + "$", self._versions, self._retry, KNOWN).fetchall())

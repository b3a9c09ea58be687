"""The readings that the graph is made of: one an article, as its ledger has it and as its keeper corrected it."""

from __future__ import annotations

import functools
import hashlib
import json

from extractor.batch.corrections import Corrections, Mark
from extractor.batch.ledger import Ledger
from extractor.batch.task import pack, unpack
from extractor.linking import block_keys
from extractor.records import Reading, Telling
from extractor.versions import Versions

HELD = 64  # readings that are kept unpacked


class Readings:
    """Looks readings up by article. Of several sources with the same article the first by name counts."""

    def __init__(self, ledger: Ledger, corrections: Corrections) -> None:
        self._ledger = ledger
        self._corrections = corrections
        self._get = functools.lru_cache(maxsize=HELD)(self._load)

    def get(self, article: str) -> tuple[Reading, Versions]:
        """The corrected reading of an article that is known to be there, and what read it."""
        return self._get(article)

    def marks(self, article: str) -> tuple[Mark, ...]:
        """What corrections did to its facts."""
        row = self._row(article)
        return self._corrections.apply(unpack(row[0])).marks if row and self._corrections.facts else ()

    def digest(self, article: str) -> str | None:
        """Changes when the corrected reading may; None where the article is gone."""
        row = self._row(article)
        if row is None:
            return None
        packed, versions, _ = row
        corrected = self._corrections.apply(unpack(packed)) if self._corrections.facts else None
        total = hashlib.sha256(pack(corrected.reading) if corrected else packed)
        total.update(repr((versions, corrected.marks if corrected else ())).encode())
        return total.hexdigest()[:32]

    def keys(self, article: str, anew: bool = False) -> dict[int, tuple[str, ...]]:
        """The linking keys of each account; ``anew`` where those that were kept may be old."""
        _, _, kept = self._row(article) or (b"", 0, "[]")
        if anew or self._corrections.facts:
            reading = self.get(article)[0]
            keys = {account.number: block_keys(Telling(reading.article, account)) for account in reading.accounts}
        else:
            keys = {number: tuple(of) for number, of in json.loads(kept)}
        return {number: (*of, *self._corrections.keys(article, number)) for number, of in keys.items()}

    def _load(self, article: str) -> tuple[Reading, Versions]:
        packed, versions, _ = self._row(article) or (b"", 0, "")
        return self._corrections.apply(unpack(packed)).reading, self._versions(versions)

    @functools.cache  # noqa: B019 - as long-lived as the build
    def _versions(self, number: int) -> Versions:
        return self._ledger.versions(number)

    def _row(self, article: str) -> tuple[bytes, int, str] | None:
        row: tuple[bytes, int, str] | None = self._ledger.run(
            "SELECT reading, versions, keys FROM source JOIN root ON root.id = root WHERE article = ? ORDER BY file, path LIMIT 1", article
        ).fetchone()
        return row

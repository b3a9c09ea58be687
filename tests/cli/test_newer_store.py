"""A store that a newer version of Oxigraph has written is refused by all that open it, and nothing is lost."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pytest

from extractor.batch.ledger import Ledger
from tests.batch.made import article, build, exported, folder
from tests.cli.conftest import Run

NEWER = 1000  # of the layout of a store; Oxigraph counts from 1


def crc32c(content: bytes) -> int:
    """The Castagnoli CRC, of which RocksDB's is made (RFC 3720, B.4)."""
    total = 0xFFFFFFFF
    for byte in content:
        total ^= byte
        for _ in range(8):
            total = total >> 1 ^ (0x82F63B78 if total & 1 else 0)
    return total ^ 0xFFFFFFFF


def as_of_a_newer_version(store: Path) -> None:
    """Writes the entry that tells the version of a store's layout into the newest log, which RocksDB reads as it opens the store.

    A record of a log is a checksum, a length and a kind (1: whole); in it are a sequence number, a count, and so many puts (1: of a value).
    All else of a published store is in its tables.
    """
    key, value = b"oxversion", struct.pack(">Q", NEWER)
    batch = struct.pack("<QI", 1 << 40, 1) + bytes([1, len(key)]) + key + bytes([len(value)]) + value
    total = crc32c(b"\1" + batch)
    masked = ((total >> 15 | total << 17) + 0xA282EAD8) & 0xFFFFFFFF
    max(store.glob("*.log")).write_bytes(struct.pack("<IHB", masked, len(batch), 1) + batch)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return folder(tmp_path / "news", a=article("Tidepool Mail"), b=article("Quillcase", day=9))


def rows(kg: Path) -> list[tuple[object, ...]]:
    """All that the ledger keeps of what was read and made."""
    ledger = Ledger(kg / "ledger.sqlite")
    found = [row for table in ("source", "article", "incident", "block", "intent") for row in ledger.run(f"SELECT * FROM {table}")]
    ledger.close()
    return found


COMMANDS = {
    "build": ["build", "news", "--kg", "kg", "--workers", "1"],
    "query": ["query", "--kg", "kg", "SELECT * { ?s ?p ?o } LIMIT 1"],
    "export": ["export", "--kg", "kg", "-o", "out.nq", "--format", "nquads"],
    "status": ["status", "--kg", "kg"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_store_of_a_newer_version_is_refused(run: Run, tmp_path: Path, news: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kg = tmp_path / "kg"
    build(kg, news)
    whole, kept = exported(kg), rows(kg)
    monkeypatch.chdir(tmp_path)
    assert run(*COMMANDS["status"]).status == 0
    for store in (kg / "store" / "work", *(path for path in (kg / "store").glob("generation-*") if path.is_dir())):
        as_of_a_newer_version(store)
    folder(news, c=article("Kestrel Pay", day=20))
    done = run(*COMMANDS[name])
    assert (done.status, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1
    assert f"version {NEWER}" in done.err  # Oxigraph's own words
    assert "use the version of outagegraph that wrote it, or remove kg/store: the next build makes it anew from the ledger" in done.err
    assert rows(kg) == kept
    (news / "c.txt").unlink()
    shutil.rmtree(kg / "store")  # as the message says
    assert build(kg, news)[1] == []
    assert exported(kg) == whole

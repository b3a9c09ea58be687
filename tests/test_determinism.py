"""The same input gives the same bytes: in any order, with any hash seed, in any process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLES = Path(__file__).parent.parent / "corpus" / "dev" / "articles"
SOME = ("m365-wire.txt", "m365-moneydesk.txt", "cloudflare-recap.html", "slack-database.json", "psn-lost-weekend.txt", "c-ato-san.md")


def extract(names: list[str], seed: int, output: Path) -> bytes:
    subprocess.run(
        [sys.executable, "-m", "extractor.cli.main", "extract", *(ARTICLES / name for name in names), "-o", output],
        env=os.environ | {"PYTHONHASHSEED": str(seed)},
        capture_output=True,
        check=True,
    )
    return output.read_bytes()


@pytest.mark.parametrize("format", ["ttl", "nq"])
def test_order_and_hash_seed_change_no_byte(tmp_path: Path, format: str) -> None:
    first = extract(list(SOME), 1, tmp_path / f"first.{format}")
    second = extract(list(reversed(SOME)), 2, tmp_path / f"second.{format}")
    assert len(first) > 20_000
    assert first == second

"""A folder of hostile files is built: the good articles among them are read, each of the others has its reason in the ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.batch.ledger import Ledger
from extractor.batch.place import Place
from extractor.batch.status import status
from scripts.fuzz_made import BY_HAND, GOOD
from tests.batch.made import build, exported

LARGE = ("bomb", "many", "long", "rather", "deep", "repeated", "huge", "data", "entities", "joined", "combining", "unclosed", "unopened")
FILES = [name for name in BY_HAND if Path(name).suffix and not name.startswith(LARGE)]  # a name that tells nothing is passed over


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("hostile")
    (base / "news").mkdir()
    for name, content in {**{name: BY_HAND[name]() for name in FILES}, **{f"good-{name}": GOOD[name] for name in GOOD}}.items():
        (base / "news" / name).write_bytes(content)
    tally, _ = build(base / "kg", base / "news")
    assert tally.failed > 30
    return base / "kg"


def test_every_file_has_its_line(kg: Path) -> None:
    ledger = Ledger(kg / "ledger.sqlite")
    known = {file.split("#")[0] for (file,) in ledger.run("SELECT file FROM source UNION SELECT file FROM container")}
    assert known == {*FILES, *(f"good-{name}" for name in GOOD)}
    for file, state, reason in ledger.run("SELECT file, state, reason FROM source").fetchall():
        if state in ("failed", "foreign"):
            assert reason.startswith(file.split("~")[0])
            assert reason.isprintable()
            assert "please report" not in reason
            assert len(reason) < 1000
        else:
            assert (state, reason) == ("read", "")
    ledger.close()


def test_the_good_ones_are_read(kg: Path) -> None:
    ledger = Ledger(kg / "ledger.sqlite")
    read = {file for (file,) in ledger.run("SELECT file FROM source WHERE state = 'read' AND file LIKE 'good-%'")}
    assert {file.split("#")[0] for file in read} == {f"good-{name}" for name in GOOD}
    ledger.close()


def test_the_report_names_them_and_the_next_build_reads_nothing(kg: Path) -> None:
    lines = "\n".join(status(Place(kg)))
    assert "empty.txt: empty" in lines
    assert "cut.zip: breaks off or is damaged" in lines
    before = exported(kg)
    tally, read = build(kg)
    assert read == []
    assert tally.removed == 0
    assert exported(kg) == before

"""A knowledge graph follows its folders, whatever happens to them and to it; an export has the bytes of a fresh extract."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest

from extractor.batch.blocks import Blocks
from extractor.batch.build import Asked, drop_root
from extractor.batch.ledger import SCHEMA, Ledger
from extractor.batch.place import Place
from extractor.batch.status import status
from extractor.batch.store import WorkStore, published, reading
from extractor.errors import UsageError
from extractor.graph.serialize import FORMATS
from tests.batch.made import article, build, exported, extracted, folder
from tests.reading.made_files import FORMATS as FILES


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Four articles: two of one incident, one of another, one of none."""
    texts = {
        "a": article("Tidepool Mail"),
        "b": article("Tidepool Mail", more="Shops were hit too."),
        "c": article("Quillcase Bank", day=9),
        "d": "A market opens\n\nPublished 4 March 2025\n\nThe town's flower market opened on Monday with music and cake.\n",
    }
    return folder(tmp_path / "news", **texts)


@pytest.mark.parametrize("format", FORMATS)
def test_an_export_is_an_extract(tmp_path: Path, news: Path, format: str) -> None:
    build(tmp_path / "kg", news)
    assert exported(tmp_path / "kg", format) == extracted(news, format=format)


def test_what_is_unchanged_is_not_read_again(tmp_path: Path, news: Path) -> None:
    assert build(tmp_path / "kg", news)[1] == ["a.txt", "b.txt", "c.txt", "d.txt"]
    before = exported(tmp_path / "kg")
    tally, read = build(tmp_path / "kg", news)
    assert (read, tally.unchanged) == ([], 4)
    assert build(tmp_path / "kg")[1] == []  # the folder is remembered
    assert exported(tmp_path / "kg") == before


def test_adds_changes_and_removals(tmp_path: Path, news: Path) -> None:
    kg = tmp_path / "kg"
    build(kg, news)
    folder(news, e=article("Tidepool Mail", more="It was the third time."), c=article("Quillcase Bank", day=10))
    (news / "a.txt").unlink()
    tally, read = build(kg, news)
    assert (read, tally.removed) == (["c.txt", "e.txt"], 1)
    assert exported(kg) == extracted(news)
    for file in news.iterdir():
        file.unlink()
    build(kg, news)
    assert exported(kg) == b""


def test_the_same_article_twice_outlives_one_of_its_files(tmp_path: Path, news: Path) -> None:
    kg = tmp_path / "kg"
    folder(news, z=article("Tidepool Mail"))
    build(kg, news)
    assert exported(kg) == extracted(news)
    (news / "a.txt").unlink()
    build(kg, news)
    assert exported(kg) == extracted(news)
    assert b"z.txt" in exported(kg)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_arrival_changes_no_byte(tmp_path: Path, news: Path, seed: int) -> None:
    folder(news, e=article("Tidepool Mail", day=4, more="It was the second time."), f=article("Quillcase Bank", day=9, hour=8))
    whole = extracted(news)
    files = sorted(news.iterdir())
    random.Random(seed).shuffle(files)
    waiting = folder(tmp_path / "waiting")
    for file in files:
        file.rename(waiting / file.name)
    for file in files:
        (waiting / file.name).rename(file)
        build(tmp_path / "kg", news)
    assert exported(tmp_path / "kg") == whole


def test_a_newer_text_under_a_url_leads_to_the_older(tmp_path: Path) -> None:
    head = "---\nurl: https://news.example.org/x\ndate: 2025-03-0{}\n---\n\n"
    news = folder(tmp_path / "news")
    (news / "old.md").write_text(head.format(3) + article("Tidepool Mail"), "utf-8")
    build(tmp_path / "kg", news)
    (news / "new.md").write_text(head.format(4) + article("Tidepool Mail", hour=8), "utf-8")
    build(tmp_path / "kg", news)
    assert b"wasRevisionOf" in exported(tmp_path / "kg")
    started = [line.split()[2] for line in exported(tmp_path / "kg").splitlines() if b"ontology#started>" in line]
    assert [value[:17] for value in started] == [b'"2025-03-03T08:00']  # what the newer one says
    assert exported(tmp_path / "kg") == extracted(news)
    (news / "old.md").unlink()
    build(tmp_path / "kg", news)
    assert exported(tmp_path / "kg") == extracted(news)


def test_other_folders_stay_until_they_are_forgotten(tmp_path: Path, news: Path) -> None:
    other = folder(tmp_path / "other", x=article("Kestrel Pay", day=20))
    kg = tmp_path / "kg"
    build(kg, news)
    build(kg, other)
    assert exported(kg) == extracted(news, other)
    drop_root(Place(kg), other)
    build(kg, asked=Asked(relink=True))
    assert exported(kg) == extracted(news)
    with pytest.raises(UsageError, match="nothing was read from there"):
        drop_root(Place(kg), other)


def test_relinking_reads_nothing_and_changes_nothing(tmp_path: Path, news: Path) -> None:
    build(tmp_path / "kg", news)
    before = exported(tmp_path / "kg")
    assert build(tmp_path / "kg", asked=Asked(relink=True))[1] == []
    assert exported(tmp_path / "kg") == before


def test_other_rules_read_everything_again(tmp_path: Path, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path / "kg", news)
    monkeypatch.setattr("extractor.versions._rules", lambda: "other rules")
    assert len(build(tmp_path / "kg", news)[1]) == 4
    assert exported(tmp_path / "kg") == extracted(news)


def test_what_fails_is_set_aside_and_read_again_when_asked(tmp_path: Path, news: Path) -> None:
    kg = tmp_path / "kg"
    (news / "bad.txt").write_bytes(b"\0\1\2")
    (news / "french.txt").write_text("Le service est en panne depuis ce matin, et les clients de la banque ne peuvent plus payer. " * 5)
    tally, _ = build(kg, news)
    assert tally.failed == 1
    assert exported(kg) == extracted(news)
    shown = "\n".join(status(Place(kg)))
    assert "bad.txt: binary data" in shown
    assert "french.txt: not in English" in shown
    assert build(kg, news)[1] == []
    assert build(kg, news, asked=Asked(retry=True))[1] == ["bad.txt"]


def test_every_format_in_one_folder(tmp_path: Path) -> None:
    news = folder(tmp_path / "news")
    for name, (content, _) in FILES.items():
        (news / name).write_bytes(content())
    tally, read = build(tmp_path / "kg", news)
    assert tally.failed == 1  # the second record of one file is none
    assert set(read) >= {name for _, names in FILES.values() for name in names}
    assert exported(tmp_path / "kg") == extracted(news)
    assert build(tmp_path / "kg", news)[1] == []


def test_a_container_is_read_again_where_it_changed(tmp_path: Path) -> None:
    news = folder(tmp_path / "news")
    line = FILES["a.jsonl"][0]().strip()
    other = line.replace(b"Tidepool", b"Quillcase")
    with gzip.open(news / "a.jsonl.gz", "wb") as stream:
        stream.write(line + b"\n" + other + b"\n" + b"not json\n")
    tally, read = build(tmp_path / "kg", news)
    assert read == ["a.jsonl.gz#1", "a.jsonl.gz#2", "a.jsonl.gz#3"]
    assert tally.failed == 1
    assert build(tmp_path / "kg", news)[0].unchanged == 3
    with gzip.open(news / "a.jsonl.gz", "wb") as stream:
        stream.write(line + b"\n")
    tally, read = build(tmp_path / "kg", news)
    assert (read, tally.removed) == ([], 2)
    assert exported(tmp_path / "kg") == extracted(news)


@pytest.mark.parametrize("asks", range(12))
def test_a_stopped_build_goes_on(tmp_path: Path, news: Path, asks: int) -> None:
    """Stopped while it reads, links or writes: what was read is kept, and the next build has the rest to do."""
    calls = iter([False] * asks)
    _, first = build(tmp_path / "kg", news, stopped=lambda: next(calls, True))
    if not published(Place(tmp_path / "kg")):
        with pytest.raises(UsageError, match="no build has been finished there yet"):
            exported(tmp_path / "kg")
        assert any(line.startswith("unfinished") for line in status(Place(tmp_path / "kg")))
    _, second = build(tmp_path / "kg", news)
    assert sorted([*first, *second]) == ["a.txt", "b.txt", "c.txt", "d.txt"]
    assert exported(tmp_path / "kg") == extracted(news)


@pytest.mark.parametrize("step", ["replace_graphs", "replace_subjects", "flush", "publish"])
def test_a_process_that_dies_while_writing_leaves_nothing_behind(
    tmp_path: Path, news: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kg = tmp_path / "kg"
    build(kg, news)
    before = exported(kg)
    folder(news, e=article("Tidepool Mail", more="Ships stood still."), c=article("Quillcase Bank", day=11))
    (news / "b.txt").unlink()
    whole = getattr(WorkStore, step)

    def die(*arguments: object) -> None:
        whole(*arguments)
        raise SystemError("killed")

    monkeypatch.setattr(WorkStore, step, die)
    with pytest.raises(SystemError):
        build(kg, news)
    monkeypatch.undo()
    if step != "publish":
        assert exported(kg) == before  # readers see the state before
    folder(news, c=article("Quillcase Bank", day=9))  # and meanwhile it changes once more
    (news / "e.txt").unlink()
    build(kg, news)
    assert exported(kg) == extracted(news)


def test_a_lost_store_is_made_anew_from_the_ledger(tmp_path: Path, news: Path) -> None:
    kg = tmp_path / "kg"
    build(kg, news)
    before = exported(kg)
    for file in sorted((kg / "store").rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    assert build(kg, news)[1] == []
    assert exported(kg) == before


def test_a_second_build_is_refused(tmp_path: Path, news: Path) -> None:
    with Place(tmp_path / "kg").locked(), pytest.raises(UsageError, match=r"another build is writing there \(process \d+\)"):
        build(tmp_path / "kg", news)


def test_readers_keep_their_generation(tmp_path: Path, news: Path) -> None:
    kg = tmp_path / "kg"
    build(kg, news)
    with reading(Place(kg)) as store:
        before = len(store)
        folder(news, e=article("Kestrel Pay", day=20))
        build(kg, news)
        assert len(store) == before
    with reading(Place(kg)) as store:
        assert len(store) > before


def test_a_ledger_of_a_newer_version_is_refused(tmp_path: Path, news: Path) -> None:
    build(tmp_path / "kg", news)
    ledger = Ledger(tmp_path / "kg" / "ledger.sqlite", write=True)
    ledger.run(f"PRAGMA user_version = {SCHEMA + 1}")
    ledger.close()
    with pytest.raises(UsageError, match="kept by another version"):
        build(tmp_path / "kg", news)


@pytest.mark.parametrize(("paths", "message"), [((), "name the articles"), (("none",), "no such file or folder")])
def test_nothing_to_build_from(tmp_path: Path, paths: tuple[str, ...], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        build(tmp_path / "kg", *(tmp_path / path for path in paths))


def test_a_file_in_place_of_the_folder(tmp_path: Path, news: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        build(news / "a.txt", news)


def test_an_article_changes_no_other_block(tmp_path: Path, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path / "kg", news)
    folder(news, e=article("Kestrel Pay", day=20))
    made: list[str] = []
    whole = Blocks._make

    def note(self: Blocks, graph: str) -> object:
        made.append(graph)
        return whole(self, graph)

    monkeypatch.setattr(Blocks, "_make", note)
    build(tmp_path / "kg", news)
    assert len(made) == 2  # itself and its incident

"""Files named by fsspec URLs: what is listed, what tells that they changed, and what a store that fails does."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

fsspec = pytest.importorskip("fsspec", reason="the cluster extra is not installed")

from extractor.batch.cluster_files import find, records  # noqa: E402
from extractor.batch.place import root_name  # noqa: E402
from extractor.errors import ArticleError, UsageError  # noqa: E402
from extractor.reading.containers import Unreadable  # noqa: E402
from tests.reading.made_files import FORMATS, TEXT, json_line  # noqa: E402


@pytest.fixture
def store() -> Iterator[object]:
    """A store with files in folders."""
    memory = fsspec.filesystem("memory")
    for name in ("news/a.txt", "news/b/c.jsonl.gz", "news/b/bare", "news/.hidden/a.txt", "news/b/.a.txt", "news/x.png", "news/a-b/d.md"):
        memory.pipe(f"/{name}", gzip.compress(json_line() * 2) if name.endswith(".gz") else TEXT.encode())
    yield memory
    memory.rm("/news", recursive=True)


def told(root: str) -> tuple[list[str], list[str]]:
    """The names found below a root, and what was told."""
    lines: list[str] = []
    return [found.name for found in find(root, lambda error: lines.append(str(error)))], lines


@pytest.mark.usefixtures("store")
def test_what_is_listed() -> None:
    assert told("memory://news") == (["a-b/d.md", "a.txt", "b/bare", "b/c.jsonl.gz"], [])
    assert told("memory://news/a.txt") == (["a.txt"], [])


def test_a_folder_of_this_machine_is_listed_as_it_is_walked(tmp_path: Path) -> None:
    for name, (content, _) in FORMATS.items():
        (tmp_path / name).write_bytes(content())
    (tmp_path / "picture").write_bytes(bytes(range(256)))
    found = list(find(str(tmp_path), lambda error: None))
    assert [file.name for file in found] == sorted(FORMATS)
    assert {file.name for file in found if file.is_container} >= {"a.zip", "a.warc.gz", "a.csv"}
    for file in found:
        assert [raw.source_file for raw in records(file, lambda error: None, 10**6, {})] == list(FORMATS[file.name][1])


def test_the_stamp_changes_with_the_file(store: object) -> None:
    before = {found.name: found.stamp for found in find("memory://news", lambda error: None)}
    store.pipe("/news/a.txt", b"other")  # type: ignore[attr-defined]
    after = {found.name: found.stamp for found in find("memory://news", lambda error: None)}
    assert {name for name in after if after[name] != before[name]} == {"a.txt"}


@pytest.mark.parametrize(
    ("root", "message"),
    [
        ("memory://nowhere", "no such file or folder"),
        ("nosuch://a/b", "install fsspec's extra for it, here and on the workers"),
        ("s3://bucket/a", "install fsspec's extra for it|cannot be listed"),
    ],
)
def test_what_cannot_be_listed(root: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        list(find(root, lambda error: None))


@pytest.mark.usefixtures("store")
def test_a_store_that_fails_is_no_damage_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    found = next(file for file in find("memory://news", lambda error: None) if file.name == "b/c.jsonl.gz")
    assert len(list(records(found, lambda error: None, 10**6, {}))) == 2
    errors: list[ArticleError] = []

    class Broken:
        def __init__(self, whole: object) -> None:
            self.whole, self.left = whole, 1

        def __enter__(self) -> Broken:
            return self

        def __exit__(self, *rest: object) -> None:
            pass

        def read(self, count: int = -1) -> bytes:
            raise RuntimeError("the line was cut")

        def seekable(self) -> bool:
            return False

    monkeypatch.setattr(type(found.fs), "open", lambda self, path, mode: Broken(path))
    assert list(records(found, errors.append, 10**6, {})) == []
    assert [type(error) for error in errors] == [Unreadable]
    assert str(errors[0]) == "b/c.jsonl.gz: cannot be read (the line was cut); check that the workers can reach it"
    monkeypatch.undo()
    fsspec.filesystem("memory").rm("/news/b/c.jsonl.gz")
    assert list(records(found, errors.append, 10**6, {})) == []
    assert isinstance(errors[1], Unreadable)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("s3://bucket/a b/c", "s3://bucket/a b/c"),
        ("hdfs://host:9000/x", "hdfs://host:9000/x"),
        ("https://news.example.org/a.warc.gz", "https://news.example.org/a.warc.gz"),
        ("file:///news/a", "/news/a"),
        ("/news/a", "/news/a"),
    ],
)
def test_a_url_is_known_as_it_was_given(given: str, name: str) -> None:
    assert root_name(Path(given)) == name

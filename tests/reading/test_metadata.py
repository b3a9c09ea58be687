"""What the caller says of articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.reading import Given, find_given, parse_published, read_article, read_metadata


def metadata(tmp_path: Path, text: str, name: str = "metadata.csv") -> dict[str, Given]:
    path = tmp_path / name
    path.write_bytes(text.encode("utf-8"))
    return read_metadata(path)


def test_csv(tmp_path: Path) -> None:
    found = metadata(
        tmp_path, '\ufefffile,published,title,notes\r\na.txt,2026-01-22,"Down, again",x\r\nsub/b.md,2026-01-22T16:12-05:00,,\r\n'
    )
    assert found == {"a.txt": Given(published="2026-01-22", title="Down, again"), "sub/b.md": Given(published="2026-01-22T16:12-05:00")}


def test_json_lines(tmp_path: Path) -> None:
    text = '{"file": "./a.txt", "published": "2026-01-22T16:12:00+00:00", "publisher": "Wire"}\n\n{"file": "b.txt", "url": "https://x.example/b"}\n'
    expected = {"a.txt": Given(published="2026-01-22T16:12Z", publisher="Wire"), "b.txt": Given(url="https://x.example/b")}
    assert metadata(tmp_path, text, "m.jsonl") == expected
    assert metadata(tmp_path, text, "m") == expected


@pytest.mark.parametrize(
    ("name", "text", "where", "why"),
    [
        ("m.csv", "file,published\na.txt,yesterday\n", "line 2", "not a publication date"),
        ("m.csv", "name,published\na.txt,2026-01-22\n", "line 1", "no column 'file'"),
        ("m.csv", "", "line 1", "no column 'file'"),
        ("m.csv", "file,title\n,x\n", "line 2", "no 'file'"),
        ("m.csv", "file,title\na.txt,b,c\n", "line 2", "more cells than columns"),
        ("m.csv", 'file,title\na.txt,"b\n', "line 2", "not CSV"),
        ("m.csv", "file,title\na.txt,b\na.txt,c\n", "line 3", "says otherwise"),
        ("m.jsonl", '{"file": "a.txt"}\n{"file"\n', "line 2", "not JSON"),
        ("m.jsonl", "[1]\n", "line 1", "not a JSON object"),
        ("m.jsonl", '{"published": "2026-01-22"}', "line 1", "no 'file'"),
        ("m.jsonl", '{"file": "a.txt", "published": 2026}', "line 1", "'published' is int"),
        ("m.jsonl", '{"file": "a.txt", "published": "2026-13-01"}', "line 1", "not a publication date"),
    ],
)
def test_bad_metadata_is_refused_with_file_line_and_reason(tmp_path: Path, name: str, text: str, where: str, why: str) -> None:
    with pytest.raises(UsageError) as caught:
        metadata(tmp_path, text, name)
    message = str(caught.value)
    assert name in message
    assert where in message
    assert why in message
    assert "\n" not in message


def test_metadata_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_metadata(tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes(b"file\ncaf\xe9.txt\n")
    with pytest.raises(UsageError, match="not UTF-8"):
        read_metadata(tmp_path / "latin.csv")


def test_the_same_entry_twice_is_one(tmp_path: Path) -> None:
    assert list(metadata(tmp_path, "file,title\na.txt,b\na.txt,b\n")) == ["a.txt"]


def test_find_given_by_path_else_by_bare_name() -> None:
    by_path, by_name = Given(title="path"), Given(title="name")
    entries = {"x/a.txt": by_path, "a.txt": by_name}
    assert find_given(entries, "x/a.txt") is by_path
    assert find_given(entries, "y/a.txt") is by_name
    assert find_given(entries, "y/b.txt") is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-01-22", "2026-01-22"),
        (" 2026-01-22 ", "2026-01-22"),
        ("2026-01-22T16:12", "2026-01-22T16:12"),
        ("2026-01-22 16:12", "2026-01-22T16:12"),
        ("2026-01-22T16:12:05Z", "2026-01-22T16:12:05Z"),
        ("2026-01-22T16:12:00.000Z", "2026-01-22T16:12Z"),
        ("2026-01-22T16:12+00:00", "2026-01-22T16:12Z"),
        ("2026-01-22T16:12-0500", "2026-01-22T16:12-05:00"),
        ("2026-01-22T16:12+05:30", "2026-01-22T16:12+05:30"),
    ],
)
def test_parse_published(text: str, iso: str) -> None:
    assert parse_published(text) == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026",
        "2026-01",
        "2026-02-30",
        "22/01/2026",
        "2026-01-22T25:00",
        "2026-01-22T16:12+19:00",
        "0001-01-01",
        "20260122",
    ],
)
def test_parse_published_refuses(text: str) -> None:
    with pytest.raises(UsageError, match="write 2026-01-22"):
        parse_published(text)


def test_given_wins_and_the_fallback_loses(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Slack is down\n\nPublished: 22 January 2026\n\nSlack was down for two hours.", "utf-8")
    assert read_article(path, "a.txt", fallback_published="2020-01-01").published == "2026-01-22"
    given = Given(published="2026-01-23", title="T", publisher="P", url="https://x.example/")
    article = read_article(path, "a.txt", given, fallback_published="2020-01-01")
    assert (article.published, article.title, article.publisher, article.url) == ("2026-01-23", "T", "P", "https://x.example/")
    path.write_text("Slack was down for two hours.", "utf-8")
    assert read_article(path, "a.txt", fallback_published="2020-01-01").published == "2020-01-01"
    assert read_article(path, "a.txt").published is None

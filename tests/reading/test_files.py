"""Which files are articles, what they are called, and what cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extractor.errors import ArticleError, UsageError
from extractor.reading import find_articles, read_article, read_bytes
from extractor.reading.files import printable


def names(path: Path, errors: list[str] | None = None) -> list[str]:
    told: list[str] = [] if errors is None else errors
    return [source_file for _, source_file in find_articles(path, lambda error: told.append(str(error)))]


def write(folder: Path, *files: str) -> None:
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Slack was down.", "utf-8")


def test_a_folder_is_walked_in_order_without_hidden_and_other_files(tmp_path: Path) -> None:
    write(
        tmp_path, "b.txt", "a/z.md", "a/b/c.HTML", "c.json", "d.htm", ".hidden.txt", ".git/x.txt", "notes.pdf", "a/e.csv", "f", "g.jsonl.gz"
    )
    (tmp_path / "tool").write_bytes(b"\x7fELF\0\0")
    assert names(tmp_path) == ["a/b/c.HTML", "a/e.csv", "a/z.md", "b.txt", "c.json", "d.htm", "f", "g.jsonl.gz"]


def test_a_file_has_its_bare_name(tmp_path: Path) -> None:
    write(tmp_path, "deep/a.txt")
    assert names(tmp_path / "deep" / "a.txt") == ["a.txt"]


def test_a_hidden_folder_that_is_named_is_walked(tmp_path: Path) -> None:
    write(tmp_path, ".news/a.txt")
    assert names(tmp_path / ".news") == ["a.txt"]


def test_link_loops_end_and_folders_are_read_once(tmp_path: Path) -> None:
    write(tmp_path, "a/one.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert names(tmp_path) == ["a/one.txt"]


def test_a_broken_link_is_told_and_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "one.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    errors: list[str] = []
    assert names(tmp_path, errors) == ["one.txt"]
    assert len(errors) == 1
    assert "gone.txt" in errors[0]


def test_a_folder_that_cannot_be_read_is_told_and_the_others_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a/one.txt", "b/two.txt")
    listed = os.listdir

    def refuse(path: Path) -> list[str]:
        if Path(path).name == "a":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr("extractor.reading.files.os.listdir", refuse)
    errors: list[str] = []
    assert names(tmp_path, errors) == ["b/two.txt"]
    assert "Permission denied" in errors[0]
    with pytest.raises(ArticleError, match="Permission denied"):
        list(find_articles(tmp_path))


def test_no_such_path(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        list(find_articles(tmp_path / "nothing"))


@pytest.mark.parametrize("name", ["with space.txt", "line\nbreak.txt", "tab\t.txt", "Ünïcödé – dash.txt", 'it\'s "quoted".txt'])
def test_odd_names_survive(tmp_path: Path, name: str) -> None:
    write(tmp_path, name)
    ((path, source_file),) = find_articles(tmp_path)
    assert source_file.isprintable()
    assert read_article(path, source_file).source_file == source_file


def test_a_name_that_is_not_utf8_survives(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(raw)).write_text("Slack was down.", "utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    ((path, source_file),) = find_articles(tmp_path)
    assert source_file == r"caf\xe9.txt"
    assert read_article(path, source_file).text == "Slack was down."


@pytest.mark.parametrize(
    ("name", "shown"),
    [("a.txt", "a.txt"), ("a\nb", r"a\nb"), ("a\\nb", r"a\\nb"), ("\udce9", r"\xe9"), ("é", "é"), ("a\u200bb", r"a\u200bb")],
)
def test_printable(name: str, shown: str) -> None:
    assert printable(name) == shown


REFUSED = [
    (b"", ".txt", "empty"),
    (b" \n\t\n", ".txt", "empty"),
    ("\u00a0\u2003\n".encode(), ".txt", "white space only"),
    (b"\xef\xbb\xbf  ", ".txt", "white space only"),
    ("———\n***".encode(), ".txt", "white space only"),
    (b"Slack\0was down", ".txt", "binary"),
    (b"\x01\x02\x03\x04 Slack", ".txt", "binary"),
    (b"%PDF-1.7 Slack was down", ".txt", "a PDF"),
    (b"PK\x03\x04 Slack", ".txt", "zip"),
    (b"Slack caf\xe9", ".txt", "not UTF-8 (byte 9)"),
    (b"\xff\xfea", ".txt", "not UTF-16"),
    (b"{not json", ".json", "not JSON"),
    (b'{"title": "Slack down"}', ".json", "no text"),
    (b'{"text": "  "}', ".json", "no text"),
    (b"[1, 2]", ".json", "no text"),
    (b"[" * 100_000 + b"1", ".json", "not JSON"),
    (b'[{"text": "Slack is down."}, {"text": "Zoom is down."}]', ".json", "several articles"),
    (b"<html><body><script>x()</script></body></html>", ".html", "HTML without text"),
    (b"<!-- nothing here -->", ".html", "HTML without text"),
    (b"Slack", ".docx", "not a kind of file"),
    (b"Slack is down. " * 25_000, ".txt", "its text is longer than 300,000 characters"),
]


@pytest.mark.parametrize(("content", "suffix", "why"), REFUSED)
def test_what_cannot_be_read_is_refused_in_one_line(content: bytes, suffix: str, why: str) -> None:
    with pytest.raises(ArticleError) as caught:
        read_bytes(content, "in/a.x", suffix)
    message = str(caught.value)
    assert message.startswith("in/a.x: ")
    assert why in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xef\xbb\xbfSlack is down", "Slack is down"),
        ("Slack – down".encode("utf-16"), "Slack – down"),
        ("Slack – down".encode("utf-32"), "Slack – down"),
        (b"\xfe\xff" + "Slack".encode("utf-16-be"), "Slack"),
        (b"One.\r\nTwo.\r\n", "One.\nTwo.\n"),
        (b"One.\rTwo.", "One.\rTwo."),
        (b"Bell \x07 in a long enough text, " + b"x" * 400, "Bell \x07 in a long enough text, " + "x" * 400),
    ],
)
def test_encodings(content: bytes, text: str) -> None:
    assert read_bytes(content, "a.txt", ".txt").text == text


def test_limit_is_in_bytes_and_settable(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Slack was down. " * 10, "utf-8")
    assert read_article(path, "a.txt", limit=160).text
    with pytest.raises(ArticleError, match=r"a\.txt: larger than 159 bytes"):
        read_article(path, "a.txt", limit=159)


def test_unreadable_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="cannot be read"):
        read_article(tmp_path / "gone.txt", "gone.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(ArticleError, match="not a regular file"):
        read_article(tmp_path / "folder.txt", "folder.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ArticleError, match="not a regular file"):
        read_article(tmp_path / "pipe.txt", "pipe.txt")

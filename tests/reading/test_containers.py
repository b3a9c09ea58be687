"""Every format and archive, as a stream: the same article out of each, and nothing that breaks one breaks the next."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from extractor.errors import ArticleError
from extractor.reading import Raw, Sources, find_articles, read_raw
from tests.reading.made_files import FORMATS, PARAGRAPHS, TEXT, TITLE, csv_table, html, json_line, tarred, warc, warc_gz, zipped


def read(tmp_path: Path, name: str, content: bytes, limit: int = 5_000_000, **fields: str) -> tuple[list[Raw], list[str]]:
    """The raw articles of a file, and what was told of the others."""
    (tmp_path / name).write_bytes(content)
    told: list[str] = []
    return list(Sources(lambda error: told.append(str(error)), limit, fields).of_file(tmp_path / name, name)), told


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_article_in_every_format(tmp_path: Path, name: str) -> None:
    content, names = FORMATS[name]
    raws, told = read(tmp_path, name, content())
    assert [raw.source_file for raw in raws] == list(names)
    assert told == []
    article = read_raw(raws[0])
    assert all(paragraph in article.text for paragraph in PARAGRAPHS)
    assert article.title == TITLE
    assert article.published == "2025-03-03"


def test_a_walk_finds_every_format(tmp_path: Path) -> None:
    for name, (content, _) in FORMATS.items():
        (tmp_path / name).write_bytes(content())
    assert [source_file for _, source_file in find_articles(tmp_path)] == sorted(FORMATS)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", json.dumps({"story": {"words": TEXT}, "when": "2025-03-03", "text": "no"}).encode()),
        ("a.csv", csv_table(("head", "story.words", "when", "x", "y"))),
    ],
)
def test_other_names_of_fields(tmp_path: Path, name: str, content: bytes) -> None:
    fields = {"text": "story.words", "published": "when"}
    raws, told = read(tmp_path, name, content, **fields)
    assert told == []
    article = read_raw(raws[0], fields=fields)
    assert PARAGRAPHS[1] in article.text
    assert article.published == "2025-03-03"


BOMB = gzip.compress(b"x" * 200_000_000, 9)
NESTED = zipped({"a.zip": zipped({"b.zip": zipped({"c.txt": b"\0" * 80_000_000})})})
TWO = (("http://a", html().encode()), ("http://b", html().encode()))
CASES = {
    "a line too long": ("a.jsonl", b'{"text": "' + b"x" * 3000 + b'"}\n' + json_line(), 1, "a.jsonl#1: longer than"),
    "no text column": ("a.csv", b"title,when\na,b\n", 0, "no column with the articles' text"),
    "an open quote": ("a.csv", csv_table() + b'x,"' + b"y\n" * 5000, 1, "not CSV from line 7 on"),
    "latin-1 table": ("a.csv", b"title,text\nM\xfcnchen,x\n", 0, "not UTF-8 on line 2"),
    "gzip cut": ("a.txt.gz", gzip.compress(TEXT.encode())[:60], 0, "breaks off or is damaged"),
    "gzip that is none": ("a.txt.gz", b"never packed", 0, "breaks off or is damaged"),
    "empty gzip": ("a.jsonl.gz", b"", 0, None),
    "zip cut": ("a.zip", zipped({"a.txt": TEXT.encode()})[:200], 0, "breaks off or is damaged"),
    "tar cut": ("a.tar", tarred({"a.txt": TEXT.encode(), "b.txt": TEXT.encode() * 9})[:1800], 1, "a.tar#b.txt: breaks off"),
    "warc cut in a page": ("a.warc", warc(*TWO)[:-300], 1, "breaks off or is damaged"),
    "warc cut in a head": ("a.warc", warc(*TWO)[:-700], 1, "breaks off or is damaged"),
    "warc.gz cut": (
        "a.warc.gz",
        warc_gz(*TWO)[:-90],
        1,
        "breaks off or is damaged",
    ),
    "bomb": ("a.jsonl.gz", BOMB, 0, "expands to more than 200 times"),
    "bomb of one text": ("a.txt.gz", BOMB, 0, "larger than"),
    "nested bombs": ("a.zip", NESTED, 0, "larger than"),
    "archives without end": ("a.gz", b"", 0, "more than 4 archives"),
    "a damaged member": ("a.zip", b"", 1, "a.zip#bad.txt: "),
}


def matryoshka(levels: int) -> bytes:
    content = TEXT.encode()
    for _ in range(levels):
        content = gzip.compress(content)
    return content


def damaged_member() -> bytes:
    content = bytearray(zipped({"bad.txt": TEXT.encode(), "good.txt": TEXT.encode()}))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        at = archive.getinfo("bad.txt").header_offset + 60
    content[at : at + 20] = bytes(20)
    return bytes(content)


@pytest.mark.parametrize("case", CASES)
def test_what_breaks_is_told_and_the_rest_read(tmp_path: Path, case: str) -> None:
    name, content, articles, message = CASES[case]
    content = matryoshka(6) if case == "archives without end" else damaged_member() if case == "a damaged member" else content
    raws, told = read(tmp_path, name, content, limit=2000)
    assert len(raws) == articles
    assert (message is None and told == []) or (message is not None and message in told[0])
    assert all(line.isprintable() for line in told)


def test_a_bomb_takes_no_memory(tmp_path: Path) -> None:
    tracemalloc.start()
    read(tmp_path, "a.jsonl.gz", BOMB)
    read(tmp_path, "a.zip", NESTED)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30_000_000


def test_pages_that_are_no_news_are_passed_over(tmp_path: Path) -> None:
    content = warc(("http://a", b"{}"), kind="application/json") + warc(("http://b", b"x")).replace(b"200 OK", b"404 No")
    assert read(tmp_path, "a.warc", content) == ([], [])


def test_the_crawler_names_the_address_and_the_encoding(tmp_path: Path) -> None:
    page = html().replace("utf-8", "ascii").replace("Norway", "Tromsø").encode("windows-1252")
    raws, _ = read(tmp_path, "a.warc", warc(("https://a.example.org/x", page), kind="text/html; charset=ISO-8859-1"))
    article = read_raw(raws[0])
    assert article.url == "https://a.example.org/x"
    assert "Tromsø" in article.text


def test_the_digest_tells_what_changed() -> None:
    raw = Raw("a", ".txt", b"x")
    assert (
        len({raw.digest(), Raw("a", ".md", b"x").digest(), Raw("a", ".txt", b"y").digest(), Raw("a", ".txt", b"x", url="u").digest()}) == 4
    )
    assert raw.digest() == Raw("b", ".txt", b"x").digest()


def test_no_such_file_is_told(tmp_path: Path) -> None:
    told: list[ArticleError] = []
    assert list(Sources(told.append).of_file(tmp_path, "a.txt")) == []
    assert list(Sources(told.append).of_file(tmp_path / "none", "none")) == []
    assert len(told) == 2

"""One article in every format and archive, made by the tests."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable

TITLE = "Tidepool Mail goes down for two hours"
PARAGRAPHS = (
    "Tidepool Mail went down at 9:00 a.m. UTC on 3 March 2025, and thousands of customers in Norway could not send messages.",
    "Tidepool said a faulty configuration change was to blame. The service was restored at 11:00 a.m. UTC, the company said.",
    'A spokesperson for Tidepool said: "We are sorry for the trouble that this outage caused to our customers."',
)
URL = "https://news.example.org/tidepool-mail"
BODY = "\n\n".join(PARAGRAPHS)
TEXT = f"{TITLE}\n\nPublished 3 March 2025\n\n{BODY}\n"
FIELDS = {"title": TITLE, "text": BODY, "published": "2025-03-03", "url": URL, "publisher": "Example News"}


def html() -> str:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    meta = '<meta charset="utf-8"><meta property="article:published_time" content="2025-03-03">'
    return (
        f"<!doctype html><html><head>{meta}<title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{paragraphs}</article></body></html>"
    )


def json_line(**changed: object) -> bytes:
    return json.dumps(FIELDS | changed).encode() + b"\n"


def csv_table(names: tuple[str, ...] = tuple(FIELDS), delimiter: str = ",") -> bytes:
    table = io.StringIO(newline="")
    rows = csv.writer(table, delimiter=delimiter)
    rows.writerow(names)
    rows.writerow(FIELDS.values())
    return table.getvalue().encode()


def warc(*pages: tuple[str, bytes], kind: str = "text/html; charset=utf-8") -> bytes:
    """Responses with these addresses and bodies, as a crawler stores them."""
    records = []
    for number, (url, body) in enumerate(pages, start=1):
        response = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
            f"WARC-Date: 2025-03-03T12:00:00Z\r\nWARC-Target-URI: {url}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(response)}\r\n\r\n"
        )
        records.append(head.encode() + response + b"\r\n\r\n")
    return b"".join(records)


def zipped(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return packed.getvalue()


def warc_gz(*pages: tuple[str, bytes]) -> bytes:
    """A gzip member a record, as Common Crawl has it."""
    return b"".join(gzip.compress(warc(page)) for page in pages)


PAGE = (URL, html().encode())
# name of the file -> what is in it, the names of its articles
FORMATS: dict[str, tuple[Callable[[], bytes], tuple[str, ...]]] = {
    "a.txt": (TEXT.encode, ("a.txt",)),
    "a.md": (lambda: f"---\ntitle: {TITLE}\ndate: 2025-03-03\n---\n\n# {TITLE}\n\n{BODY}\n".encode(), ("a.md",)),
    "a.html": (lambda: html().encode(), ("a.html",)),
    "a.htm": (lambda: html().encode(), ("a.htm",)),
    "a.json": (json_line, ("a.json",)),
    "a.jsonl": (lambda: b"\n" + json_line(), ("a.jsonl#2",)),
    "a.ndjson": (json_line, ("a.ndjson#1",)),
    "usual-names.jsonl": (
        lambda: json.dumps({"headline": TITLE, "content": BODY, "datePublished": "2025-03-03", "link": URL, "source": "Example"}).encode(),
        ("usual-names.jsonl#1",),
    ),
    "a.csv": (csv_table, ("a.csv#2",)),
    "semicolons.csv": (lambda: csv_table(delimiter=";"), ("semicolons.csv#2",)),
    "a.tsv": (lambda: csv_table(delimiter="\t"), ("a.tsv#2",)),
    "a.warc": (lambda: warc(PAGE), ("a.warc#00000000-0000-0000-0000-000000000001",)),
    "a.warc.gz": (lambda: warc_gz(PAGE), ("a.warc.gz#00000000-0000-0000-0000-000000000001",)),
    "plain.warc": (lambda: warc((URL, TEXT.encode()), kind="text/plain"), ("plain.warc#00000000-0000-0000-0000-000000000001",)),
    "a.txt.gz": (lambda: gzip.compress(TEXT.encode()), ("a.txt.gz",)),
    "a.txt.bz2": (lambda: bz2.compress(TEXT.encode()), ("a.txt.bz2",)),
    "a.html.xz": (lambda: lzma.compress(html().encode()), ("a.html.xz",)),
    "a.jsonl.gz": (lambda: gzip.compress(json_line()), ("a.jsonl.gz#1",)),
    "a.csv.gz": (lambda: gzip.compress(csv_table()), ("a.csv.gz#2",)),
    "a.zip": (lambda: zipped({"in/a.txt": TEXT.encode(), ".x/b.txt": b"no", "c.png": b"no"}), ("a.zip#in/a.txt",)),
    "a.tar": (lambda: tarred({"in/a.html": html().encode(), "b.exe": b"no"}), ("a.tar#in/a.html",)),
    "a.tar.gz": (lambda: tarred({"a.txt": TEXT.encode()}, "w:gz"), ("a.tar.gz#a.txt",)),
    "a.tgz": (lambda: tarred({"a.jsonl": json_line()}, "w:gz"), ("a.tgz#a.jsonl#1",)),
    "zip-in-tar.tar": (lambda: tarred({"b.zip": zipped({"a.txt": TEXT.encode()})}), ("zip-in-tar.tar#b.zip#a.txt",)),
    "warc-in-zip.zip": (lambda: zipped({"a.warc": warc(PAGE)}), ("warc-in-zip.zip#a.warc#00000000-0000-0000-0000-000000000001",)),
    # the name does not tell
    "page": (lambda: html().encode(), ("page",)),
    "record": (json_line, ("record",)),
    "records": (lambda: json_line() + b"{}\n", ("records#1", "records#2")),
    "table": (csv_table, ("table#2",)),
    "crawl": (lambda: warc(PAGE), ("crawl#00000000-0000-0000-0000-000000000001",)),
    "crawl-packed": (lambda: warc_gz(PAGE), ("crawl-packed#00000000-0000-0000-0000-000000000001",)),
    "packed": (lambda: zipped({"a": TEXT.encode()}), ("packed#a",)),
    "rolled": (lambda: tarred({"a": TEXT.encode()}), ("rolled#a",)),
    "text": (TEXT.encode, ("text",)),
}

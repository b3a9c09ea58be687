"""Hostile files for ``fuzz.py`` and the tests: those that were made by hand, and good ones changed at random."""
# ruff: noqa: E501 - a file a line

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import random
import struct
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

TITLE = "Tidepool Mail goes down for two hours"
BODY = (
    "Tidepool Mail went down at 9:00 a.m. UTC on 3 March 2025, and thousands of customers in Norway could not log in.\n\n"
    'Tidepool said a faulty configuration change was to blame for the outage of the service. "We are sorry," a spokesperson said.\n\n'
    "It was restored at 11:00 UTC after engineers rolled the change back. Error 503 was shown to 40% of users.\n"
)
TEXT = f"{TITLE}\n\nPublished 3 March 2025\n\n{BODY}"
HTML = (
    "<!doctype html><html><head><meta charset='utf-8'><title>{0}</title></head><body><article><h1>{0}</h1>{1}</article></body></html>"
).format(TITLE, "".join(f"<p>{line}</p>" for line in BODY.split("\n\n")))
MARKDOWN = f"---\ntitle: {TITLE}\ndate: 2025-03-03\n---\n\n# {TITLE}\n\n> {BODY}\n\n- a\n- b\n\n| a | b |\n|---|---|\n"
FIELDS = {"title": TITLE, "text": BODY, "published": "2025-03-03", "url": "https://news.example.org/t", "publisher": "Example News"}
JSON = json.dumps(FIELDS)


def table(*rows: Sequence[str], delimiter: str = ",") -> bytes:
    """A CSV file with the usual header."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([["title", "text", "published"], *rows])
    return out.getvalue().encode("utf-8", "surrogatepass")


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(*members: tuple[dict[str, Any], bytes], format: int = tarfile.GNU_FORMAT) -> bytes:
    """A tar archive of members with these fields of ``TarInfo``."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=format) as archive:
        for fields, content in members:
            info = tarfile.TarInfo()
            info.size = len(content)
            for name, value in fields.items():
                setattr(info, name, value)
            if info.size == len(content):
                archive.addfile(info, io.BytesIO(content))
            else:  # a size that it only claims
                out.write(info.tobuf(format) + content)
    return out.getvalue()


def warc(
    *pages: bytes, head: str = "Content-Type: text/html", record: str = "", length: int | None = None, kind: str = "response"
) -> bytes:
    """A WARC of responses; ``head`` and ``record`` are lines of HTTP and of WARC, ``length`` a length that it claims."""
    records = []
    for number, page in enumerate(pages):
        response = f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode() + page
        lines = f"WARC-Record-ID: <urn:uuid:{number:032}>\r\nWARC-Target-URI: https://news.example.org/{number}\r\n{record}"
        size = len(response) if length is None else length
        start = f"WARC/1.0\r\nWARC-Type: {kind}\r\n{lines}Content-Type: application/http\r\nContent-Length: {size}\r\n\r\n"
        records.append(start.encode() + response + b"\r\n\r\n")
    return b"".join(records)


def lines_of_json(*values: object) -> bytes:
    """JSON lines."""
    return b"".join(json.dumps(value).encode() + b"\n" for value in values)


def bomb(levels: int, size: int = 90_000_000) -> bytes:
    """Gzip in gzip of nothing but one letter."""
    content = b"x" * size
    for _ in range(levels):
        content = gzip.compress(content, 9)
    return content


def spread(text: str, more: str) -> bytes:
    """A good article with something in its middle."""
    middle = text.index("Tidepool said")
    return (text[:middle] + more + "\n\n" + text[middle:]).encode("utf-8", "surrogatepass")


def page(more: str) -> bytes:
    """A good page with something in its middle."""
    return spread(HTML, more)


def patched(content: bytes, at: int, new: bytes) -> bytes:
    """Bytes with some replaced."""
    return content[:at] + new + content[at + len(new) :]


BIDI = "\u202e\u2066\u200f\u061c\u2069\u202c"
ODD = "\u0000\u0007\u001b[31m\ufeff\ufffe\uffff\U0010ffff\u2028\u2029\u0085"
YAML_BOMB = "---\na: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
PACKED = zipped({"a.txt": TEXT.encode(), "b.html": HTML.encode(), "c.jsonl": lines_of_json(FIELDS, FIELDS)})
LONG = 100_000

# name of the file -> how it is made; made only when asked for, as some are large
BY_HAND: dict[str, Callable[[], bytes]] = {
    # HTML
    "unclosed.html": lambda: page("<div><p><b><table><tr><td>" * 2000),
    "unopened.html": lambda: page("</div></p></article></body></html>" * 2000),
    "deep.html": lambda: page("<div>" * 50_000 + "x" + "</div>" * 50_000),
    "deep-lists.html": lambda: page("<ul><li>" * 20_000),
    "deep-inline.html": lambda: page("<b><i><a href=x>" * 20_000),
    "deep-quotes.html": lambda: page("<blockquote>a " * 5000),
    "deep-tables.html": lambda: page("<table><tr><td>a " * 5000),
    "many.html": lambda: page("<p>a</p>" * 4000),
    "many-rows.html": lambda: page("<table>" + "<tr><td>a<td>b" * 3000 + "</table>"),
    "many-links.html": lambda: page("<a href='https://a.example.org/b'>c</a> " * 4000),
    "many-attributes.html": lambda: page("<p " + " ".join(f"a{number}='b'" for number in range(50_000)) + ">x</p>"),
    "long-attribute.html": lambda: page(f"<img alt='{'a' * 3_000_000}'>"),
    "long-class.html": lambda: page(f"<div class='{'side bar ' * 100_000}'>x</div>"),
    "script-open.html": lambda: page("<script>" + "var a = '<p>';" * 50_000),
    "comment-open.html": lambda: page("<!--" + "- ->" * 50_000),
    "comments.html": lambda: b"<!-- x -->" * 100_000 + HTML.encode(),
    "cdata.html": lambda: page("<![CDATA[ a ]]>" * 10_000 + "<?php x ?>" * 10_000),
    "entities.html": lambda: page("&#0;&#x110000;&#xd800;&amp;&nosuch;&#99999999999999;" * 500),
    "doctype.html": lambda: b'<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + HTML.encode() + b"&b;",
    "nul.html": lambda: page("\0" * 100),
    "frames.html": lambda: b"<frameset><frame src=a><noframes>" + HTML.encode(),
    "plaintext.html": lambda: page("<plaintext>" * 50),
    "svg.html": lambda: page("<svg><text>" * 500 + "<math><mi>" * 500),
    "data.html": lambda: page(f"<img src='data:image/png;base64,{'QUJD' * 500_000}'>"),
    "charset-lies.html": lambda: HTML.replace("utf-8", "utf-16").encode(),
    "charset-none.html": lambda: HTML.replace("utf-8", "no-such-thing").encode(),
    "charset-odd.html": lambda: HTML.replace("utf-8", "rot13").encode(),
    "charset-zip.html": lambda: HTML.replace("utf-8", "zlib").encode(),
    "charset-idna.html": lambda: HTML.replace("utf-8", "idna").encode(),
    "charset-7.html": lambda: HTML.replace("utf-8", "utf-7").encode() + b"+ZZZZ-+",
    "json-ld.html": lambda: page(f'<script type="application/ld+json">{"[" * 50_000}</script>'),
    "json-ld-odd.html": lambda: page('<script type="application/ld+json">{"@graph":[{"datePublished":{"a":[1]},"headline":["x",{}]}]}</script>'),
    "times.html": lambda: page("<time datetime='99999-99-99T99:99'>x</time><time datetime='" + "9" * 50_000 + "'>"),
    "empty-tags.html": lambda: b"<html></html>",
    # encodings and characters
    "utf-16.txt": lambda: TEXT.encode("utf-16"),
    "utf-16-bare.txt": lambda: TEXT.encode("utf-16-le"),
    "utf-16-odd.txt": lambda: TEXT.encode("utf-16")[:-1],
    "utf-32.txt": lambda: TEXT.encode("utf-32"),
    "cp037.txt": lambda: TEXT.encode("cp037"),
    "shift-jis.txt": lambda: "停電 障害".encode("shift-jis") * 100,
    "gb18030.html": lambda: HTML.replace("utf-8", "gb18030").encode("gb18030") + "中断".encode("gb18030"),
    "overlong.txt": lambda: TEXT.encode() + b"\xc0\xaf\xe0\x80\xaf\xf8\x88\x80\x80\x80",
    "surrogates.txt": lambda: spread(TEXT, "\ud83d \udc00"),
    "surrogates.json": lambda: JSON.replace("Tidepool", "\\ud800 Tide\\udfffpool").encode(),
    "nul.txt": lambda: spread(TEXT, "\0"),
    "bidi.txt": lambda: spread(TEXT, BIDI * 1000),
    "bidi-words.txt": lambda: " ".join(BIDI + word for word in TEXT.split(" ")).encode(),
    "odd.txt": lambda: spread(TEXT, ODD[1:] * 100),
    "odd.json": lambda: json.dumps(FIELDS | {"text": BODY + ODD * 100, "title": ODD, "published": ODD, "url": ODD}).encode(),
    "combining.txt": lambda: spread(TEXT, "e" + "\u0301" * 100_000),
    "joined.txt": lambda: spread(TEXT, "👩‍" * 3000),
    "separators.txt": lambda: TEXT.replace("\n", "\u2028").replace(" ", "\u00a0").encode(),
    "returns.txt": lambda: TEXT.replace("\n", "\r").encode(),
    "digits.txt": lambda: TEXT.replace("9:00", "９:００").replace("2025", "२०२५").replace("40%", "٤٠%").encode(),
    # long and repeated
    "long-line.txt": lambda: b"a" * 10_000_000,
    "long-word.txt": lambda: spread(TEXT, "a" * LONG),
    "long-spaces.txt": lambda: spread(TEXT, " " * LONG),
    "long-breaks.txt": lambda: spread(TEXT, "\n" * LONG),
    "long-text.txt": lambda: spread(TEXT, "The server was down and users could not log in. " * 25_000),
    "rather-long-text.txt": lambda: spread(TEXT, "The server was down and users could not log in. " * 500),
    "long-sentence.txt": lambda: spread(TEXT, "the server and the mail and the app and " * 400),
    "long-title.txt": lambda: ("Tidepool Mail is down " * 600 + "\n\n" + BODY).encode(),
    "long-quote.txt": lambda: spread(TEXT, '"' + "we are sorry and " * 800 + '"'),
    "long-times.txt": lambda: spread(TEXT, "at 9:00 a.m. on 3 March 2025, " * 300),
    "long-numbers.txt": lambda: spread(TEXT, "9" * LONG),
    "long-counts.txt": lambda: spread(TEXT, "1,234,567.89 users and " * 500),
    "long-codes.txt": lambda: spread(TEXT, "error 0x80070005, HTTP 503, 451 4.3.2 " * 200),
    "long-names.txt": lambda: spread(TEXT, "Amazon Web Services, Microsoft Teams, Slack, Zoom, Google Cloud and " * 100),
    "long-byline.txt": lambda: ("By " + "Jane Roe and " * 1000 + "\n\n" + TEXT).encode(),
    "long-dateline.txt": lambda: spread(TEXT, "LONDON, " * 2000 + "— "),
    **{f"repeated-{name}.txt": (lambda sign=sign: spread(TEXT, sign * 1500)) for name, sign in {  # type: ignore[misc]
        "quotes": '"', "brackets": "(", "square": "[", "dashes": "—", "hyphens": "-", "dots": ".", "commas": ", ", "colons": "9:", "hashes": "# ",
        "arrows": "> ", "stars": "*", "ticks": "`", "bars": "| ", "at": "@a ", "slashes": "http://", "backslashes": "\\", "items": "\n- ",
        "minus": "−1 ", "percent": "1% ", "zones": "UTC ", "months": "May ", "by": "By ", "published": "Published ", "apostrophes": "it's ",
    }.items()},
    # Markdown
    "deep-quotes.md": lambda: spread(MARKDOWN, "> " * 1000 + "x"),
    "brackets.md": lambda: spread(MARKDOWN, "[" * 1000 + "](" * 1000),
    "ticks.md": lambda: spread(MARKDOWN, "`" * 1001),
    "stars.md": lambda: spread(MARKDOWN, "*a **b " * 400),
    "fences.md": lambda: spread(MARKDOWN, "```\n" * 1001),
    "front-matter-bomb.md": lambda: (YAML_BOMB + "---\n" + MARKDOWN).encode(),
    "front-matter-deep.md": lambda: ("---\na: " + "[" * 20_000 + "\n---\n" + MARKDOWN).encode(),
    "front-matter-object.md": lambda: ("---\na: !!python/object/apply:os.getcwd []\ndate: 0001-01-01\ntitle: [1, {a: 2}]\n---\n" + BODY).encode(),
    "front-matter-open.md": lambda: ("---\n" + MARKDOWN * 12).encode(),
    "front-matter-dates.md": lambda: f"---\ndate: 9999-12-31T23:59:60+99:99\nupdated: -1\n---\n{BODY}".encode(),
    # JSON
    "deep.json": lambda: b"[" * 200_000,
    "deep-closed.json": lambda: b'{"text":' * 90_000 + b'"x"' + b"}" * 90_000,
    "deep-text.json": lambda: ('{"title":"a","text":' + "[" * 900 + json.dumps(BODY) + "]" * 900 + "}").encode(),
    "numbers.json": lambda: ('{"text": ' + json.dumps(BODY) + ', "published": ' + "9" * 100_000 + ', "a": 1e999, "b": -Infinity}').encode(),
    "number-text.json": lambda: b'{"text": 12, "body": {"text": true}, "content": null}',
    "many-keys.json": lambda: json.dumps(FIELDS | {f"k{number}": number for number in range(100_000)}).encode(),
    "same-keys.json": lambda: ("{" + '"text":"x",' * 100_000 + '"text":' + json.dumps(BODY) + "}").encode(),
    "dates.json": lambda: json.dumps(FIELDS | {"published": [1e300, "99999-01-01", {"a": "b"}], "modified": True, "url": 5}).encode(),
    "url.json": lambda: json.dumps(FIELDS | {"url": "http://[::1\n\"<>{}|^` \ud800" + "a" * 100_000}).encode(),
    "deep.jsonl": lambda: b"[" * 100_000 + b"\n" + lines_of_json(FIELDS) + b'{"a":' * 100_000 + b"\n",
    "many.jsonl": lambda: b"{}\n" * 800 + lines_of_json(FIELDS),
    "breaks.jsonl": lambda: b"\r\n\r\n\n" * 50_000 + lines_of_json(FIELDS),
    "long-line.jsonl": lambda: b'{"text": "' + b"x" * 10_000_000 + b'"}\n' + lines_of_json(FIELDS),
    "nul.jsonl": lambda: b"\0\0\0\n" + lines_of_json(FIELDS) + b"\xff\xfe{}\n",
    # tables
    "huge-field.csv": lambda: table([TITLE, "x" * 9_000_000, "2025-03-03"], [TITLE, BODY, "2025-03-03"]),
    "many-columns.csv": lambda: b",".join([b"text"] * 300_000) + b"\n" + b"," * 300_000 + b"\n",
    "many-cells.csv": lambda: b"title,text\n" + b"a," * 2_000_000 + b"\n",
    "open-quote.csv": lambda: table([TITLE, BODY, ""]) + b'x,"' + b"y\n" * 300_000,
    "nul.csv": lambda: table([TITLE, BODY + "\0", ""], ["\0", "a", "b"]),
    "returns.csv": lambda: table([TITLE, BODY.replace("\n", " "), ""]).replace(b"\r\n", b"\r"),
    "only-header.csv": lambda: b"title,text,published",
    "quotes.csv": lambda: b"text\n" + b'"' * 1001,
    "one-line.csv": lambda: b"text," * 2_500_000,
    # archives
    "bomb.jsonl.gz": lambda: bomb(1),
    "bomb-3.txt.gz": lambda: bomb(3),
    "bomb.zip": lambda: zipped({f"{number}.txt": b"\0" * 20_000_000 for number in range(8)}),
    "bomb-nested.zip": lambda: zipped({f"{number}.zip": zipped({"a.zip": zipped({"b.jsonl": b" " * 30_000_000})}) for number in range(4)}),
    "bomb.csv.bz2": lambda: bz2.compress(b"text\n" + (b"x" * 20_000 + b"\n") * 5000),
    "bomb.jsonl.xz": lambda: lzma.compress(b"\n" * 90_000_000),
    "bomb.warc.gz": lambda: gzip.compress(warc(b"x" * 90_000_000), 9),
    "bomb-page.warc.gz": lambda: gzip.compress(warc(gzip.compress(b"x" * 90_000_000), head="Content-Type: text/html\r\nContent-Encoding: gzip")),
    "cut.txt.gz": lambda: gzip.compress(TEXT.encode())[:-20],
    "cut.jsonl.gz": lambda: gzip.compress(lines_of_json(*[FIELDS] * 50))[:-9],
    "garbage.txt.gz": lambda: gzip.compress(TEXT.encode()) + b"garbage" * 1000,
    "flags.txt.gz": lambda: b"\x1f\x8b\x08\xff" + b"\xff" * 5000,
    "two.txt.gz": lambda: gzip.compress(TEXT.encode()) + gzip.compress(b"\n\nMore.\n"),
    "cut.txt.bz2": lambda: bz2.compress(TEXT.encode())[:-9],
    "cut.txt.xz": lambda: lzma.compress(TEXT.encode())[:-9],
    "cut.zip": lambda: PACKED[:-40],
    "headless.zip": lambda: PACKED[60:],
    "prefixed.zip": lambda: b"MZ" + b"\0" * 1000 + PACKED,
    "names.zip": lambda: zipped({"../../a.txt": TEXT.encode(), "/etc/b.txt": TEXT.encode(), "c\n\u202e.txt": TEXT.encode(), "d.txt/": b""}),
    "many.zip": lambda: zipped({f"{number}.txt": b"" for number in range(1000)}),
    "encrypted.zip": lambda: patched(patched(PACKED, 6, b"\x01\x00"), PACKED.index(b"PK\x01\x02") + 8, b"\x01\x00"),
    "method.zip": lambda: patched(patched(PACKED, 8, b"\x63\x00"), PACKED.index(b"PK\x01\x02") + 10, b"\x63\x00"),
    "sizes.zip": lambda: patched(PACKED, PACKED.index(b"PK\x01\x02") + 20, b"\xff\xff\xff\x7f\xff\xff\xff\x7f"),
    "offset.zip": lambda: patched(PACKED, PACKED.index(b"PK\x05\x06") + 16, b"\xff\xff\xff\x7f"),
    "links.tar": lambda: tarred(
        ({"name": "a.txt", "type": tarfile.SYMTYPE, "linkname": "../../etc/passwd"}, b""),
        ({"name": "b.txt", "type": tarfile.LNKTYPE, "linkname": "c.txt"}, b""),
        ({"name": "d.txt", "type": tarfile.FIFOTYPE}, b""),
        ({"name": "e.txt", "type": tarfile.CHRTYPE, "devmajor": 1, "devminor": 5}, b""),
        ({"name": "f.txt", "type": b"Z"}, TEXT.encode()),
        ({"name": "/g.txt"}, TEXT.encode()),
        ({"name": "../h.txt"}, TEXT.encode()),
        ({"name": "i.txt"}, TEXT.encode()),
    ),
    "pax.tar": lambda: tarred(({"name": "é" * 300 + ".txt", "pax_headers": {"comment": "x" * 100_000}}, TEXT.encode()), format=tarfile.PAX_FORMAT),
    "huge-member.tar": lambda: tarred(({"name": "a.txt", "size": 8_000_000_000}, TEXT.encode())),
    "huge-name.tar": lambda: tarred(({"name": "a" * 500_000 + ".txt"}, TEXT.encode())),
    "negative.tar": lambda: patched(tarred(({"name": "a.txt"}, TEXT.encode())), 124, b"-0000000001\0"),
    "checksum.tar": lambda: patched(tarred(({"name": "a.txt"}, TEXT.encode())), 148, b"7777777\0"),
    "sparse.tar": lambda: patched(tarred(({"name": "a.txt"}, TEXT.encode())), 156, b"S"),
    "long-name-cut.tar": lambda: tarred(({"name": "a" * 300 + ".txt"}, TEXT.encode()))[:1000],
    "cut.tar.gz": lambda: gzip.compress(tarred(({"name": "a.txt"}, TEXT.encode()), ({"name": "b.txt"}, TEXT.encode() * 50)))[:-50],
    # crawls
    "cut.warc": lambda: warc(HTML.encode(), HTML.encode())[:-300],
    "cut-head.warc": lambda: warc(HTML.encode(), HTML.encode())[: len(warc(HTML.encode())) + 40],
    "cut.warc.gz": lambda: gzip.compress(warc(HTML.encode())) + gzip.compress(warc(HTML.encode()))[:-60],
    "length-none.warc": lambda: warc(HTML.encode(), HTML.encode()).replace(b"Content-Length", b"X-Length"),
    "length-huge.warc": lambda: warc(HTML.encode(), length=10**15),
    "length-negative.warc": lambda: warc(HTML.encode(), length=-5),
    "length-word.warc": lambda: warc(HTML.encode()).replace(b"Content-Length: ", b"Content-Length: many"),
    "chunked.warc": lambda: warc(b"ffffffff\r\n" + HTML.encode(), head="Content-Type: text/html\r\nTransfer-Encoding: chunked"),
    "gzip-none.warc": lambda: warc(HTML.encode(), head="Content-Type: text/html\r\nContent-Encoding: gzip"),
    "br-none.warc": lambda: warc(HTML.encode(), head="Content-Type: text/html\r\nContent-Encoding: br, zstd, x"),
    "many-heads.warc": lambda: warc(HTML.encode(), head="Content-Type: text/html\r\n" + "A: b\r\n" * 100_000),
    "long-head.warc": lambda: warc(HTML.encode(), head="Content-Type: text/html\r\nA: " + "b" * 2_000_000),
    "long-record-head.warc": lambda: warc(HTML.encode(), record="A: " + "b" * 2_000_000 + "\r\n"),
    "odd-id.warc": lambda: warc(HTML.encode()).replace(b"urn:uuid:0", "\u202e\ud800\x1b[31m".encode("utf-8", "surrogatepass")),
    "no-id.warc": lambda: warc(HTML.encode(), HTML.encode()).replace(b"WARC-Record-ID", b"X-ID"),
    "same-id.warc": lambda: warc(HTML.encode(), HTML.replace("Mail", "Pay").encode()).replace(b"00001>", b"00000>"),
    "kinds.warc": lambda: b"".join(warc(HTML.encode(), kind=kind) for kind in ("warcinfo", "request", "metadata", "revisit", "odd", "response")),
    "charset.warc": lambda: warc(HTML.encode(), head="Content-Type: text/html; charset=zlib"),
    "status.warc": lambda: warc(HTML.encode()).replace(b"200 OK", b"999999999999 \xff"),
    "garbage-between.warc": lambda: warc(HTML.encode()) + b"garbage\r\n" * 1000 + warc(HTML.encode()),
    "version.warc": lambda: warc(HTML.encode()).replace(b"WARC/1.0", b"WARC/9.9"),
    # nothing and anything
    "empty.txt": lambda: b"",
    "noise.txt": lambda: random.Random(1).randbytes(100_000),
    "noise": lambda: random.Random(2).randbytes(100_000),
    "noise.gz": lambda: random.Random(3).randbytes(100_000),
    "noise.warc.gz": lambda: random.Random(4).randbytes(100_000),
    "noise.zip": lambda: b"PK\x03\x04" + random.Random(5).randbytes(100_000),
    "noise.tar": lambda: random.Random(6).randbytes(102_400),
    "picture.txt": lambda: b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + bytes(100),
}  # fmt: skip

GOOD: dict[str, bytes] = {
    "a.txt": TEXT.encode(),
    "a.md": MARKDOWN.encode(),
    "a.html": HTML.encode(),
    "a.json": JSON.encode(),
    "a.jsonl": lines_of_json(FIELDS, FIELDS | {"title": "x"}),
    "a.csv": table([TITLE, BODY, "2025-03-03"], ["b", BODY, ""]),
    "a.warc": warc(HTML.encode(), HTML.encode()),
    "a.warc.gz": gzip.compress(warc(HTML.encode())) + gzip.compress(warc(HTML.encode())),
    "a.zip": PACKED,
    "a.tar": tarred(({"name": "a.txt"}, TEXT.encode()), ({"name": "b.html"}, HTML.encode())),
    "a.tar.gz": gzip.compress(tarred(({"name": "a.txt"}, TEXT.encode()))),
    "a.txt.gz": gzip.compress(TEXT.encode()),
    "a": HTML.encode(),
}
PIECES: tuple[bytes, ...] = tuple(
    piece.encode("utf-8", "surrogatepass")
    for piece in (
        BIDI, ODD, "\0", "\ud800", "\r", "\n\n", "\u2028", "&#x110000;", "<div>", "</p>", "<!--", "<script>", "<table><tr><td>", "<h1>", "<time datetime='",
        '"', "“", "'", "(", "[", "{", "}", ",", ";", "\t", "\\u0000", "\\ud800", "null", "---\n", "> ", "# ", "```", "- ", "| a |", "9", "99999999999999",
        "0x80070005", "HTTP 503", "9:00 a.m. ", "25:61 ", "31 February 2025 ", "Monday ", "two hours ", "1e999", "−5% ", "@a ", "— ", "By ", "Published ",
        "outage ", "down ", "the ", "a" * 300, " " * 300, "https://a.example.org/", "PK\x03\x04", "\x1f\x8b", "WARC/1.0\r\n", "Content-Length: 5\r\n",
    )
)  # fmt: skip


def mutated(content: bytes, kind: int, at: float, size: int, piece: bytes) -> bytes:
    """Good bytes changed in one of seven ways (``kind``) at a place (``at``, of 0 to 1)."""
    where = int(at * len(content))
    end = where + size
    return (
        content[:where],
        content[:where] + content[end:],
        content[:where] + piece + content[where:],
        content[:where] + piece * min(size, 200) + content[where:],
        content[:where] + content[where:end] * 3 + content[end:],
        content[:where] + bytes(byte ^ (size & 255) for byte in content[where:end][:8]) + content[where + 8 :],
        content[end:] + content[:where],
    )[kind % 7]

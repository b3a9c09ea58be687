"""Any number of articles and pages for ``batch.py``, made of those of ``corpus/dev``: the same number, the same bytes.

A copy of the corpus tells of other months and years than the last one, so that its incidents are others too, and the articles of one
incident still are of one incident. About 86 of 100 report an outage. ``pages`` are of a crawl: HTML with the usual stuff around it, of
which one in so many reports an outage.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from extractor.batch.read import load_articles
from extractor.batch.settings import Settings

DEV = Path(__file__).resolve().parent.parent / "corpus" / "dev"
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_YEAR = re.compile(r"\b20[012]\d\b(?!-\d\d-)")
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b|\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b(?=\.? \d)")
_ISO = re.compile(r"\b(20[012]\d)-(\d\d)-(\d\d)")
PER_FOLDER = 1000


def shifted(text: str, number: int) -> str:
    """The text with its months ``number % 12`` later and its years ``number // 12`` earlier."""

    def month(found: re.Match[str]) -> str:
        at = next(index for index, name in enumerate(MONTHS) if name.startswith(found[0][:3]))
        name = MONTHS[(at + number) % 12]
        return name if found[0] in MONTHS else name[:3]

    def day(found: re.Match[str]) -> str:
        return f"{int(found[1]) - number // 12}-{(int(found[2]) - 1 + number) % 12 + 1:02}-{min(int(found[3]), 28):02}"

    text = _YEAR.sub(lambda found: str(int(found[0]) - number // 12), _ISO.sub(day, text))
    return _MONTH.sub(month, text)


def articles(folder: Path, count: int, length: int | None = None) -> None:
    """Writes so many article files, in folders of a thousand, and ``metadata.jsonl`` beside the folder with the dates that dev's has.

    Args: length: the characters of a text's own that are kept; all where None. Files in HTML and JSON are left out then.
    """
    given = {row["file"]: row["published"] for row in map(json.loads, (DEV / "metadata.jsonl").read_text("utf-8").splitlines())}
    files = sorted(file for file in (DEV / "articles").iterdir() if length is None or file.suffix in (".txt", ".md"))
    rows = []
    for number in range(count):
        copy, file = divmod(number, len(files))
        text = shifted(files[file].read_text("utf-8"), copy).replace(".example/", f".example/{copy}/")
        text = text[: text.rfind(" ", 0, length)] + ".\n" if length else text
        text += f"\nThis is edition {copy} of the article.\n" if files[file].suffix in (".txt", ".md") else ""
        path = folder / f"{number // PER_FOLDER:03}" / f"{copy:04}-{files[file].name}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        if files[file].name in given:
            rows.append({"file": str(path.relative_to(folder)), "published": shifted(given[files[file].name], copy)})
    folder.with_name("metadata.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def texts(count: int) -> list[str]:
    """The texts of so many articles, as they are read from their files."""
    found = load_articles([DEV / "articles"], Settings(metadata=DEV / "metadata.jsonl")).articles
    return [shifted(found[number % len(found)].text, number // len(found)) for number in range(count)]


WHO = ("the mayor", "a farmer", "the coach", "two sisters", "the orchestra", "a chef", "the minister", "a painter", "a retired teacher")
DID = ("opened", "praised", "painted", "planted", "visited", "cooked", "sang", "won", "walked through", "remembered")
WHAT = ("a garden by the river", "the spring market", "an old stone bridge", "the cup in the last minute", "the harvest", "a new park")
WHEN = ("on a warm afternoon", "before the parade", "after the long winter", "for the third year", "with friends", "while it rained")
NAV = (
    "Home",
    "News",
    "Sport",
    "Weather",
    "Video",
    "Online",
    "Subscribe",
    "Download our app",
    "Terms of Service",
    "Contact the website team",
)
HEAD = "Content-Type: text/html; charset=utf-8"


def plain(chance: random.Random) -> str:
    """A story of some 400 words in which nothing fails."""
    lines = [" ".join(chance.choice(words) for words in (WHO, DID, WHAT, WHEN)).capitalize() + "." for _ in range(36)]
    return "\n\n".join(" ".join(lines[at : at + 4]) for at in range(0, len(lines), 4))


def page(title: str, text: str, size: int, chance: random.Random) -> bytes:
    """An HTML page of about ``size`` bytes around a text: scripts, styles, menus, teasers."""
    filling = "".join(f"var q{number}={{k:{chance.random()},w:[{chance.random()},{chance.random()}]}};" for number in range(size // 90))
    nav = "".join(f"<li><a href='/{word.lower()}'>{word}</a></li>" for word in NAV)
    body = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title}</title><script>{filling}</script></head><body>"
        f"<nav><ul>{nav}</ul></nav><article><h1>{title}</h1>{body}</article><footer><ul>{nav}</ul></footer></body></html>"
    ).encode()


NEAR = (
    "The website of the market, which had been down for a day, was shown to the visitors at the end of the tour."  # passes raw, not as text
)


def pages(count: int, one_in: int, size: int = 80_000, kind: str = "plain") -> Iterator[tuple[str, bytes]]:
    """Addresses and pages of a crawl.

    Args: one_in: how many pages one report comes in (0: none); kind: ``plain`` pages have no word of failing, ``near`` ones have some in a
        script, so that they are passed over only when their text is known.
    """
    chance, reports = random.Random(count), texts(max(1, count // one_in)) if one_in else []
    for number in range(count):
        if one_in and number % one_in == one_in // 2:
            text = reports[number // one_in]
            yield f"https://news.example.org/r/{number}", page(text.split("\n", 1)[0], text, size, chance)
        else:
            text = plain(chance)
            made = page(f"Story {number}", text, size, chance)
            extra = b"<script>var s={outage:1,outages:2,crashed:3}</script></head>" if kind == "near" else b"</head>"
            yield f"https://news.example.org/p/{number}", made.replace(b"</head>", extra)


def warc(file: Path, found: Iterator[tuple[str, bytes]]) -> int:
    """Writes pages as a crawler does, a gzip member a record. Returns the bytes of the pages."""
    total = 0
    with file.open("wb") as stream:
        for number, (url, body) in enumerate(found, start=1):
            response = f"HTTP/1.1 200 OK\r\n{HEAD}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
                f"WARC-Date: 2025-03-03T12:00:00Z\r\nWARC-Target-URI: {url}\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(response)}\r\n\r\n"
            )
            stream.write(gzip.compress(head.encode() + response + b"\r\n\r\n", 1))
            total += len(body)
    return total

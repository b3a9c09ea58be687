"""What kind of file it is: by its name, and by its content where the name does not tell."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

ARTICLES = (".txt", ".md", ".html", ".htm", ".json")
CONTAINERS = (".jsonl", ".ndjson", ".csv", ".tsv", ".warc", ".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz")
COMPRESSED = (".gz", ".tgz", ".bz2", ".xz")
HEAD = 4096

_SAME = {".htm": ".html", ".ndjson": ".jsonl", ".tsv": ".csv"}
_MAGIC = {b"\x1f\x8b": ".gz", b"PK\x03\x04": ".zip", b"PK\x05\x06": ".zip", b"BZh": ".bz2", b"\xfd7zXZ\0": ".xz", b"WARC/1.": ".warc"}
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_LINE = re.compile(rb"\s*\{[^\n]*\}[ \t\r]*\n\s*\{")
_COLUMN = re.compile(rb"(?:^|[,;\t])\s*\"?(?:text|body|content|articlebody|full_?text|story)\"?\s*(?=[,;\t\r\n])", re.IGNORECASE)


def is_known(name: str) -> bool:
    """Whether a file's name says that it holds articles."""
    return PurePosixPath(name).suffix.lower() in ARTICLES + CONTAINERS


def kind_of(name: str, head: bytes) -> str:
    """The kind of a file or member, as a suffix: one of ``ARTICLES`` or ``CONTAINERS``; text where nothing tells.

    Args: name: its name; head: its first bytes (``HEAD`` of them are enough).
    """
    suffix = PurePosixPath(name).suffix.lower()
    return _SAME.get(suffix, suffix) if suffix in ARTICLES + CONTAINERS else _sniff(head)


def _sniff(head: bytes) -> str:
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            return kind
    if head[257:262] == b"ustar":
        return ".tar"
    start = head.removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(start):
        return ".html"
    if _LINE.match(start):
        return ".jsonl"
    if start.lstrip()[:1] in (b"{", b"["):
        return ".json"
    first = start.split(b"\n", 1)[0] + b"\n"
    return ".csv" if len(re.findall(rb"[,;\t]", first)) > 0 and _COLUMN.search(first) else ".txt"

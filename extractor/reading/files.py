"""Files: which ones are articles, what they are called, and their bytes as text."""

from __future__ import annotations

import codecs
import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from extractor.errors import ArticleError, UsageError
from extractor.reading.kinds import HEAD, is_known, kind_of

LIMIT = 5_000_000
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip or office file",
    b"\x1f\x8b": "a gzip file",
    b"{\\rtf": "an RTF file",
    b"\xd0\xcf\x11\xe0": "an office file",
}
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = bytes(sorted(set(range(32)) - set(b"\t\n\v\f\r\x1b\x1c\x1d\x1e\x1f"))) + b"\x7f"


def find_articles(path: Path, on_error: Callable[[ArticleError], None] | None = None) -> Iterator[tuple[Path, str]]:
    """The files with articles below a path, in the order of their names: those of known suffixes, and those without a suffix.

    Args:
        path: a folder, walked recursively without its hidden files and folders, links followed once; or one file, of any name.
        on_error: told of each folder or link that cannot be read; where it is None, the first such error is raised.
    Yields: each file with its source file: the path relative to the folder, ``/`` between parts (the bare name where ``path`` is a
        file), characters that cannot be printed written as escapes.
    Raises: UsageError where there is no such path.
    """
    if not path.exists():
        raise UsageError(f"{printable(str(path))}: no such file or folder")
    if path.is_dir():
        yield from _walk(path, PurePosixPath(), set(), on_error)
    else:
        yield path, printable(path.name)


def _walk(
    folder: Path, below: PurePosixPath, seen: set[tuple[int, int]], on_error: Callable[[ArticleError], None] | None
) -> Iterator[tuple[Path, str]]:
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in seen:
            return
        seen.add((status.st_dev, status.st_ino))
        names = sorted(name for name in os.listdir(folder) if not name.startswith("."))  # noqa: PTH208
    except OSError as error:
        _report(f"{printable(str(folder))}: folder cannot be read ({error.strerror}); its articles are left out", on_error)
        return
    for name in names:
        path = folder / name
        if path.is_dir():
            yield from _walk(path, below / name, seen, on_error)
        elif is_known(name) or (not PurePosixPath(name).suffix and _is_article(path)):
            if path.is_file():
                yield path, printable((below / name).as_posix())
            else:
                _report(f"{printable(str(path))}: not a file that can be read (a broken link?); left out", on_error)


def _is_article(path: Path) -> bool:
    """Whether a file whose name tells nothing may be an article or an archive: it is no binary file of another kind."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError:
        return True  # and is told when it is read
    return kind_of(path.name, head) != ".txt" or not _is_binary(head)


def _report(message: str, on_error: Callable[[ArticleError], None] | None) -> None:
    if on_error is None:
        raise ArticleError(message)
    on_error(ArticleError(message))


def printable(name: str) -> str:
    """A file's name with whatever cannot be printed (line breaks, control characters, bytes that are not UTF-8) as backslash escapes."""
    if name.isprintable() and "\\" not in name:
        return name
    name = name.replace("\\", "\\\\")
    return "".join(char if char.isprintable() else _escape(char) for char in name)


def _escape(char: str) -> str:
    if "\udc80" <= char <= "\udcff":
        return os.fsencode(char).decode("ascii", "backslashreplace")
    return char.encode("unicode_escape").decode("ascii")


def load(path: Path, source_file: str, limit: int = LIMIT) -> bytes:
    """A file's bytes. Raises ArticleError where it cannot be read or holds more than ``limit`` bytes."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ArticleError(f"{source_file}: not a regular file; give a file or a folder")
        with path.open("rb") as stream:
            content = stream.read(limit + 1)
    except OSError as error:
        raise ArticleError(f"{source_file}: cannot be read ({error.strerror}); check that it exists and may be read") from error
    if len(content) > limit:
        raise ArticleError(f"{source_file}: larger than {limit:,} bytes; raise the limit or split the file")
    return content


def decode(content: bytes, source_file: str, encoding: str = "utf-8") -> str:
    """Bytes as text: UTF-8 (or what a byte-order mark or ``encoding`` says), the mark dropped, CRLF as LF.

    Raises: ArticleError where there is no text in them or they are not in that encoding.
    """
    if not content.strip():
        raise ArticleError(f"{source_file}: empty; nothing to read")
    encoding = next((name for mark, name in _BOMS if content.startswith(mark)), encoding)
    magic = next((what for start, what in _MAGIC.items() if content.startswith(start)), None)
    if magic or (not encoding.startswith(("utf-16", "utf-32")) and _is_binary(content)):
        raise ArticleError(f"{source_file}: {magic or 'binary data'}, not text; convert it to plain text or HTML first")
    try:
        text = content.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        at = f" (byte {error.start})" if isinstance(error, UnicodeDecodeError) else ""
        raise ArticleError(f"{source_file}: not {encoding.removesuffix('-sig').upper()}{at}; save it as UTF-8") from error
    return clean(text, source_file)


def clean(text: str, source_file: str) -> str:
    """Text with CRLF as LF and lone surrogates replaced. Raises ArticleError where it holds no letter and no digit."""
    text = valid(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    if not any(char.isalnum() for char in text):
        raise ArticleError(f"{source_file}: white space only; nothing to read")
    return text


def valid(text: str) -> str:
    """Text with lone surrogates, which no encoding can write, replaced; JSON may bring them (``"\\ud800"``)."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _SURROGATE.search(text) else text


def _is_binary(content: bytes) -> bool:
    """A NUL byte anywhere, or more than one control character in a hundred bytes at the start."""
    start = content[:4096]
    return b"\0" in content or (len(start) - len(start.translate(None, _CONTROL))) * 100 > len(start)

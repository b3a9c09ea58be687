"""JSON lines and CSV: an article a line, an article a row. Both are read as streams; a row reaches the JSON reader as an object."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from typing import IO

from extractor.errors import ArticleError
from extractor.reading.draft import FIELDS
from extractor.reading.json_article import TEXT_KEYS
from extractor.reading.raw import Raw

OnError = Callable[[ArticleError], None]
KNOWN = frozenset((*TEXT_KEYS, *(key for keys in FIELDS.values() for key in keys)))


def read_lines(stream: IO[bytes], source_file: str, limit: int, on_error: OnError) -> Iterator[Raw]:
    """The records of JSON lines; a line longer than ``limit`` bytes is told and passed over."""
    for number, line in _lines(stream, source_file, limit, on_error):
        if line.strip():
            yield Raw(f"{source_file}#{number}", ".json", line)


def _lines(stream: IO[bytes], source_file: str, limit: int, on_error: OnError) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit or line.endswith(b"\n"):
            yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(65536)
        on_error(ArticleError(f"{source_file}#{number}: longer than {limit:,} bytes; raise the limit or split the record"))


def read_rows(stream: IO[bytes], source_file: str, limit: int, on_error: OnError, fields: Mapping[str, str]) -> Iterator[Raw]:
    """The records of a CSV file with a header; ``file.csv#LINE`` is the line on which a row begins.

    Args: fields: columns that have other names than the usual ones: ours to theirs.
    Raises: ArticleError where no column holds a text, or the file is not CSV; what stood before is read.
    """
    csv.field_size_limit(limit)
    text = (_decoded(line, source_file, number) for number, line in _lines(stream, source_file, limit, on_error))
    header = next((line for line in text if line.strip()), "")
    delimiter = max(",;\t", key=lambda mark: sum(_is_known(name, fields) for name in _cells(header, mark)))
    names = _cells(header, delimiter)
    if not {"text" if name == fields.get("text") else name.casefold() for name in names} & set(TEXT_KEYS):
        raise ArticleError(f"{source_file}: no column with the articles' text (text, body, content…); name it with --fields text=COLUMN")
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    start = 2
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                content = json.dumps(dict(zip(names, row, strict=False)), ensure_ascii=False).encode("utf-8", "surrogatepass")
                yield Raw(f"{source_file}#{start}", ".json", content)
            start = reader.line_num + 2
    except csv.Error as error:
        raise ArticleError(f"{source_file}: not CSV from line {start} on ({error}); mend the quotes there") from error


def _decoded(line: bytes, source_file: str, number: int) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ArticleError(f"{source_file}: not UTF-8 on line {number}; save it as UTF-8") from error


def _cells(header: str, delimiter: str) -> list[str]:
    return [name.strip() for name in next(csv.reader(io.StringIO(header, newline=""), delimiter=delimiter), [])]


def _is_known(name: str, fields: Mapping[str, str]) -> bool:
    return name.casefold() in KNOWN or name in fields.values()

"""What the caller says of articles: a metadata file, and publication dates given by hand."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from extractor.errors import UsageError
from extractor.reading.files import printable
from extractor.reading.published import parse_iso

_KEYS = ("published", "url", "title", "publisher")


@dataclasses.dataclass(frozen=True, slots=True)
class Given:
    """What the caller says of an article, which wins over what the article says of itself; ``published`` is ISO 8601."""

    published: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None


def parse_published(text: str) -> str:
    """A publication date given by hand: ``2026-01-22``, ``2026-01-22T16:12``, with ``Z`` or ``-05:00`` where the zone is known.

    Returns: the same in the form that articles have it. Raises: UsageError for anything else.
    """
    iso = parse_iso(text.strip())
    if iso is None or not "1900" <= iso[:4] <= "2199":
        raise UsageError(f"not a publication date: {text!r}; write 2026-01-22, 2026-01-22T16:12 or 2026-01-22T16:12-05:00")
    return iso


def read_metadata(path: Path) -> dict[str, Given]:
    """A metadata file by article: the ``file`` of each record as a source file's name is written.

    Args: path: CSV with a header, or JSON lines; fields ``file``, ``published``, ``url``, ``title``, ``publisher``, all but ``file``
        optional. Other fields are passed over.
    Raises: UsageError naming the file, the line and what is wrong.
    """
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{printable(str(path))}: cannot be read ({error.strerror}); name a CSV or JSON lines file") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{printable(str(path))}: not UTF-8 (byte {error.start}); save the metadata as UTF-8") from error
    found: dict[str, Given] = {}
    for line, record in _records(path, text):
        where = f"{printable(str(path))}, line {line}"
        name, given = _given(record, where)
        if found.setdefault(name, given) != given:
            raise UsageError(f"{where}: {name} has another entry that says otherwise; keep one")
    return found


def find_given(metadata: Mapping[str, Given], source_file: str) -> Given | None:
    """What the metadata says of a source file, under its path or else its bare name; None where it says nothing."""
    return metadata.get(source_file) or metadata.get(PurePosixPath(source_file).name)


def _records(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    is_json = path.suffix.lower() in (".jsonl", ".ndjson", ".json") or (path.suffix.lower() != ".csv" and text.lstrip().startswith("{"))
    return _json_lines(path, text) if is_json else _csv_rows(path, text)


def _json_lines(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UsageError(f"{printable(str(path))}, line {number}: not JSON ({error}); write one object a line") from error
        if not isinstance(record, dict):
            raise UsageError(f'{printable(str(path))}, line {number}: not a JSON object; write {{"file": …}}')
        yield number, record


def _csv_rows(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), skipinitialspace=True, strict=True)
    try:
        names = [(name or "").strip().casefold() for name in reader.fieldnames or []]
        if "file" not in names:
            raise UsageError(f"{printable(str(path))}, line 1: no column 'file'; the first line names the columns")
        reader.fieldnames = names
        for row in reader:
            if None in row:
                raise UsageError(f"{printable(str(path))}, line {reader.line_num}: more cells than columns; quote those that hold a comma")
            yield reader.line_num, row
    except csv.Error as error:
        raise UsageError(f"{printable(str(path))}, line {reader.line_num + 1}: not CSV ({error}); mend the line") from error


def _given(record: Mapping[str, object], where: str) -> tuple[str, Given]:
    name = _string(record, "file", where)
    if name is None:
        raise UsageError(f"{where}: no 'file'; name the article, relative to the folder or by its bare name")
    values = {key: _string(record, key, where) for key in _KEYS}
    if values["published"]:
        try:
            values["published"] = parse_published(values["published"])
        except UsageError as error:
            raise UsageError(f"{where}: {error}") from error
    return printable(name.removeprefix("./")), Given(**values)


def _string(record: Mapping[str, object], key: str, where: str) -> str | None:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise UsageError(f"{where}: {key!r} is {type(value).__name__}; write it as a string")
    return value.strip() or None if value else None

"""WARC: pages as a crawler stored them (Common Crawl's news crawl among them), a record at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO, Any, cast

from extractor.errors import ArticleError
from extractor.reading.files import printable
from extractor.reading.raw import Budget, Raw

_SUFFIX = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/markdown": ".md"}


def read_warc(stream: IO[bytes], source_file: str, limit: int, on_error: Callable[[ArticleError], None], budget: Budget) -> Iterator[Raw]:
    """The pages among a WARC's records, also of a compressed one: responses with status 200, resources and conversions, of text.

    Raises: ArticleError where the file breaks off or is damaged; the records before that are read.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    types = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    count = 0
    try:
        for record in ArchiveIterator(
            cast(Any, _Forward(stream)), record_types=types, parse_http=True, auto_decode="all", fsspec_args=False
        ):
            raw = _page(record, source_file, limit, on_error, budget)
            count += 1
            if raw:
                yield raw
    except BaseException as error:
        if isinstance(error, OSError | ValueError | EOFError) or type(error).__name__ == "PanicException":  # of the Rust beneath
            raise ArticleError(f"{source_file}: breaks off or is damaged after record {count} ({_plain(error)}); fetch it again") from error
        raise


def _page(record: Any, source_file: str, limit: int, on_error: Callable[[ArticleError], None], budget: Budget) -> Raw | None:
    headers = record.http_headers
    if headers is not None and not headers.status_code:
        raise OSError("a response without its headers")
    if headers is not None and headers.status_code != 200:
        return None
    kind = record.http_content_type if headers is not None else record.headers.get("Content-Type", "")
    suffix = _SUFFIX.get((kind or "").split(";")[0].strip().lower())
    if suffix is None:
        return None
    known = record.record_id or f"at-{record.stream_pos}"  # a record without the id that the standard asks for
    name = f"{source_file}#{printable(known.removeprefix('<').removesuffix('>').removeprefix('urn:uuid:'))}"
    content = _read(record.reader, limit)
    budget.spend(len(content))
    if len(content) > limit:
        on_error(ArticleError(f"{name}: larger than {limit:,} bytes; raise the limit"))
        return None
    encoded = headers is not None and (headers.get("Content-Encoding") or headers.get("Transfer-Encoding"))
    if not encoded and len(content) < record.content_length:
        raise OSError("a response without its end")
    charset = record.http_charset if headers is not None else None
    return Raw(name, suffix, content, charset, record.headers.get("WARC-Target-URI"))


def _read(reader: Any, limit: int) -> bytes:
    """The payload, but no more than one byte above the limit."""
    parts, size = [], 0
    while size <= limit and (part := reader.read(min(65536, limit + 1 - size))):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


class _Forward:
    """A stream as the reader takes it: read from its start on, with the place told."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._at = 0

    def read(self, count: int = -1) -> bytes:
        part = self._stream.read(count)
        self._at += len(part)
        return part

    def tell(self) -> int:
        return self._at


def _plain(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__

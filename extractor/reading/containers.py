"""Files to the articles within them, as streams: nothing is unpacked to disk or held whole, however large the archive."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import io
import lzma
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import IO, cast

from extractor.errors import ArticleError
from extractor.reading.files import LIMIT, printable
from extractor.reading.kinds import COMPRESSED, HEAD, is_known, kind_of
from extractor.reading.raw import DEPTH, Budget, Raw
from extractor.reading.tables import read_lines, read_rows
from extractor.reading.warc import read_warc

OnError = Callable[[ArticleError], None]
_OPEN: dict[str, Callable[[IO[bytes]], IO[bytes]]] = {
    ".gz": lambda stream: cast(IO[bytes], gzip.GzipFile(fileobj=stream)),
    ".bz2": lambda stream: cast(IO[bytes], bz2.BZ2File(stream)),
    ".xz": lambda stream: cast(IO[bytes], lzma.LZMAFile(stream)),  # noqa: SIM115
}
# What the standard library's readers raise on what is cut off, damaged or hostile.
_DAMAGE = (OSError, EOFError, zlib.error, lzma.LZMAError, tarfile.TarError, zipfile.BadZipFile, RuntimeError, ValueError, OverflowError)


class Unreadable(ArticleError):
    """A file that cannot be read now, for a reason outside of it: no permission, a disk that fails."""


class Sources:
    """Reads files into raw articles."""

    def __init__(self, on_error: OnError, limit: int = LIMIT, fields: Mapping[str, str] | None = None) -> None:
        """Args: on_error: told of what cannot be read; limit: the most bytes of an article; fields: names of columns, ours to theirs."""
        self._on_error = on_error
        self._limit = limit
        self._fields = fields or {}

    def of_file(self, path: Path, source_file: str) -> Iterator[Raw]:
        """The raw articles of a file on disk, in its order; what cannot be read is told, never raised."""
        try:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode):
                raise ArticleError(f"{source_file}: not a regular file; give a file or a folder")
            with path.open("rb") as stream:
                yield from self.of_stream(stream, source_file, status.st_size)
        except ArticleError as error:
            self._on_error(error)
        except OSError as error:
            self._on_error(Unreadable(f"{source_file}: cannot be read ({error.strerror}); check that it exists and may be read"))

    def of_stream(self, stream: IO[bytes], source_file: str, size: int) -> Iterator[Raw]:
        """The same of an open file; ``size`` is its bytes as stored. Raises ArticleError where it breaks off or is damaged."""
        yield from self._stream(stream, source_file, source_file.rsplit("/", 1)[-1], Budget(source_file, size), 0)

    def _stream(self, stream: IO[bytes], source_file: str, name: str, budget: Budget, depth: int) -> Iterator[Raw]:
        if depth > DEPTH:
            raise ArticleError(f"{source_file}: more than {DEPTH} archives within each other; unpack the outer ones")
        try:
            buffered = _Buffered(stream)
            kind = kind_of(name, buffered.head)
            if name.lower().endswith(".warc.gz"):  # its reader unpacks record by record
                kind = ".warc"
            if kind in COMPRESSED:
                opened = _OPEN[".gz" if kind == ".tgz" else kind](buffered)
                inner = f"{PurePosixPath(name).stem}.tar" if kind == ".tgz" else PurePosixPath(name).stem
                yield from self._stream(cast(IO[bytes], _Metered(opened, budget)), source_file, inner, budget, depth + 1)
            elif kind in (".zip", ".tar"):
                yield from (self._zip if kind == ".zip" else self._tar)(buffered, source_file, budget, depth)
            else:
                yield from self._records(buffered, source_file, kind, budget)
        except _DAMAGE as error:
            told = " ".join(str(error).split())[:120] or type(error).__name__
            raise ArticleError(f"{source_file}: breaks off or is damaged ({told}); fetch it again or pack it anew") from error

    def _records(self, stream: _Buffered, source_file: str, kind: str, budget: Budget) -> Iterator[Raw]:
        if kind == ".jsonl":
            yield from read_lines(stream, source_file, self._limit, self._on_error)
        elif kind == ".csv":
            yield from read_rows(stream, source_file, self._limit, self._on_error, self._fields)
        elif kind == ".warc":
            yield from read_warc(stream, source_file, self._limit, self._on_error, budget)
        else:
            yield self._article(stream, source_file, kind)

    def _article(self, stream: _Buffered, source_file: str, kind: str) -> Raw:
        content = stream.read_up_to(self._limit + 1)
        if len(content) > self._limit:
            raise ArticleError(f"{source_file}: larger than {self._limit:,} bytes; raise the limit or split the file")
        return Raw(source_file, kind, content)

    def _member(self, stream: IO[bytes], source_file: str, name: str, budget: Budget, depth: int) -> Iterator[Raw]:
        """A member of an archive; damage within it is told and the next one read, a bomb ends the archive."""
        try:
            yield from self._stream(cast(IO[bytes], _Metered(stream, budget)), source_file, name, budget, depth + 1)
        except ArticleError as error:
            budget.spend(0)
            self._on_error(error)

    def _zip(self, stream: IO[bytes], source_file: str, budget: Budget, depth: int) -> Iterator[Raw]:
        with contextlib.ExitStack() as stack:
            if depth:  # a zip is read from its end, so one within another archive needs a place of its own
                place = stack.enter_context(tempfile.SpooledTemporaryFile(16_000_000))
                while part := stream.read(1 << 20):
                    place.write(part)
                stream = cast(IO[bytes], place)
            with zipfile.ZipFile(stream) as archive:
                for info in archive.infolist():
                    if not info.is_dir() and _is_wanted(info.filename):
                        name = f"{source_file}#{printable(info.filename)}"
                        try:
                            with archive.open(info) as member:
                                yield from self._member(member, name, info.filename, budget, depth)
                        except (*_DAMAGE, NotImplementedError) as error:
                            self._on_error(ArticleError(f"{name}: cannot be unpacked ({' '.join(str(error).split())[:120]}); pack it anew"))

    def _tar(self, stream: IO[bytes], source_file: str, budget: Budget, depth: int) -> Iterator[Raw]:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for info in archive:
                archive.members = []  # type: ignore[attr-defined]  # it would remember every one
                member = archive.extractfile(info) if info.isreg() and _is_wanted(info.name) else None
                if member:
                    yield from self._member(member, f"{source_file}#{printable(info.name)}", info.name, budget, depth)


def _is_wanted(name: str) -> bool:
    """Whether a member's name is that of an article or archive, or tells nothing; hidden ones are left out."""
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith((".", "__MACOSX")) for part in parts if part not in (".", ".."))
    return bool(parts) and not hidden and (is_known(name) or not PurePosixPath(name).suffix)


class _Buffered(io.BufferedReader):
    """A stream with its first bytes known before it is read; it may be sought where the stream beneath may."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(cast(io.RawIOBase, _Adapter(stream)), 1 << 16)
        self.head = self.peek(HEAD)[:HEAD]

    def read_up_to(self, count: int) -> bytes:
        """At most ``count`` bytes, fewer only at the end."""
        parts = []
        while count > 0 and (part := self.read(min(count, 1 << 20))):
            parts.append(part)
            count -= len(part)
        return b"".join(parts)


class _Adapter(io.RawIOBase):
    """Any object with ``read`` as a raw stream."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        part = self._stream.read(len(buffer))
        buffer[: len(part)] = part
        return len(part)

    def seekable(self) -> bool:
        return bool(getattr(self._stream, "seekable", lambda: False)())

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()


class _Metered:
    """A stream out of an archive, whose bytes the budget counts."""

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def read(self, count: int = -1) -> bytes:
        part = self._stream.read(min(count, 1 << 20) if count >= 0 else 1 << 20)
        self._budget.spend(len(part))
        return part

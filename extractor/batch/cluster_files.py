"""Articles named by fsspec URLs: what stands below one, and how a worker opens it, wherever that is."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any

from extractor.errors import ArticleError, UsageError
from extractor.reading import Raw, Sources, find_articles
from extractor.reading.containers import Unreadable
from extractor.reading.files import printable
from extractor.reading.kinds import CONTAINERS, is_known

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_MARKS = ("ETag", "etag", "generation", "mtime", "LastModified", "last_modified", "modified", "created")  # of a stored object, by its store


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """A file that may hold articles: where it is, its name as a source file, and ``stamp``, which changes when it does."""

    fs: AbstractFileSystem
    path: str
    name: str
    size: int
    stamp: str

    @property
    def is_container(self) -> bool:
        """Whether its name says that it holds many articles."""
        return PurePosixPath(self.name).suffix.lower() in CONTAINERS


def find(root: str, on_error: Callable[[ArticleError], None]) -> Iterator[Found]:
    """The files below a root (see ``place.root_name``), in the order of their names, as ``find_articles`` has them for a folder.

    Raises: UsageError where there is none, or the store cannot be reached.
    """
    if "://" in root:
        yield from _remote(root)
        return
    fs = _fsspec().filesystem("file")
    for file, name in find_articles(Path(root), on_error):
        try:
            status = file.stat()
        except OSError as error:
            on_error(Unreadable(f"{name}: cannot be read ({error.strerror}); check that it exists and may be read"))
            continue
        yield Found(fs, str(file), name, status.st_size, f"{status.st_size} {status.st_mtime_ns} {status.st_ino}")


def _remote(root: str) -> Iterator[Found]:
    try:
        fs, base = _fsspec().core.url_to_fs(root)
        itself = fs.info(base)
        listed: Mapping[str, Any] = {base: itself} if itself["type"] == "file" else fs.find(base, detail=True)
    except FileNotFoundError as error:
        raise UsageError(f"{root}: no such file or folder") from error
    except (ImportError, ValueError) as error:  # a protocol whose package is not there, or that nobody knows
        raise UsageError(f"{root}: {one_line(error)}; install fsspec's extra for it, here and on the workers") from error
    except Exception as error:  # whatever the store's own client raises
        raise UsageError(f"{root}: cannot be listed ({one_line(error)}); check the address and your credentials for it") from error
    alone = set(listed) == {base}
    named = {path: PurePosixPath(path).name if alone else _below(path, base) for path in listed}
    for path in sorted(listed, key=lambda path: PurePosixPath(named[path]).parts):
        if alone or _is_wanted(named[path]):
            yield Found(fs, path, printable(named[path]), int(listed[path].get("size") or 0), _stamp(listed[path]))


def _below(path: str, base: str) -> str:
    return path.removeprefix(base).lstrip("/")


def _is_wanted(name: str) -> bool:
    """The same choice as in a folder; what has no suffix is looked at by the worker that opens it."""
    parts = PurePosixPath(name).parts
    return bool(parts) and not any(part.startswith(".") for part in parts) and (is_known(name) or not PurePosixPath(name).suffix)


def _stamp(info: Mapping[str, Any]) -> str:
    marks = " ".join(f"{mark}={info[mark]}" for mark in _MARKS if info.get(mark) is not None)
    return f"{info.get('size')} {marks}".strip()


def records(found: Found, on_error: Callable[[ArticleError], None], limit: int, fields: Mapping[str, str]) -> Iterator[Raw]:
    """The raw articles of a file, in its order; what cannot be read is told, never raised. A store that fails is no damage of the file:
    then what is told is ``Unreadable``."""
    sources = Sources(on_error, limit, fields)
    stream: _Stream | None = None
    try:
        with found.fs.open(found.path, "rb") as opened:
            stream = _Stream(opened)
            yield from sources.of_stream(stream, found.name, found.size)  # type: ignore[arg-type]
    except ArticleError as error:
        on_error(_unreadable(found, stream.failure) if stream and stream.failure else error)
    except OSError as error:
        on_error(_unreadable(found, error))
    except Exception as error:  # the store's own client
        on_error(_unreadable(found, error))


def _unreadable(found: Found, error: Exception) -> Unreadable:
    return Unreadable(f"{found.name}: cannot be read ({one_line(error)}); check that the workers can reach it")


class _Stream:
    """A file of a store; remembers that it was the store that failed."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.failure: Exception | None = None

    def read(self, count: int = -1) -> bytes:
        try:
            return self._stream.read(count)
        except Exception as error:
            self.failure = error
            raise OSError(one_line(error)) from error

    def seekable(self) -> bool:
        return bool(self._stream.seekable())

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()


def one_line(error: BaseException) -> str:
    """What an error says, on one line."""
    return " ".join(str(error).split())[:200] or type(error).__name__


def _fsspec() -> Any:
    try:
        import fsspec
        import fsspec.core
    except ImportError as error:
        raise UsageError("--cluster needs more packages; install them with: pip install 'outagegraph[cluster]'") from error
    return fsspec

"""RDF files as something to ask: every format, told by the suffix, packed with gzip or not."""

from __future__ import annotations

import contextlib
import gzip
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from extractor.errors import UsageError

if TYPE_CHECKING:
    import pyoxigraph as ox

# By suffix, the name under which pyoxigraph knows the format.
SUFFIXES = {
    ".ttl": "ttl",
    ".turtle": "ttl",
    ".nt": "nt",
    ".nq": "nq",
    ".trig": "trig",
    ".n3": "n3",
    ".rdf": "rdf",
    ".xml": "rdf",
    ".owl": "rdf",
    ".jsonld": "jsonld",
    ".json": "jsonld",
}


def load_files(paths: Iterable[Path]) -> ox.Store:
    """A store in memory with what all the files hold; their named graphs are kept.

    Raises: UsageError for a file that is missing, of an unknown suffix or malformed, with line and column where known.
    """
    import pyoxigraph as ox

    store = ox.Store()
    for path in paths:
        rdf_format = _format(path)
        with _told(path), _opened(path) as file:
            store.bulk_load(file, format=rdf_format, base_iri=path.absolute().as_uri())
    return store


def parse_files(paths: Iterable[Path]) -> Iterator[ox.Quad]:
    """The quads of files as they stand there: a store would turn ``xsd:dateTimeStamp`` into ``xsd:dateTime``.

    Raises: UsageError as ``load_files`` does.
    """
    import pyoxigraph as ox

    for path in paths:
        rdf_format = _format(path)
        with _told(path), _opened(path) as file:
            yield from ox.parse(file, format=rdf_format, base_iri=path.absolute().as_uri(), rename_blank_nodes=True)


def _format(path: Path) -> ox.RdfFormat:
    import pyoxigraph as ox

    suffix = Path(path.stem).suffix if path.suffix.lower() == ".gz" else path.suffix
    name = SUFFIXES.get(suffix.lower())
    rdf_format = ox.RdfFormat.from_extension(name) if name else None
    if rdf_format is None:
        raise UsageError(f"{path}: no RDF file by its suffix; known are {', '.join(SUFFIXES)}, each also with .gz behind it")
    return rdf_format


def _opened(path: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(path, "rb")) if path.suffix.lower() == ".gz" else path.open("rb")


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """What goes wrong with a file, as a UsageError that names it."""
    try:
        yield
    except SyntaxError as error:
        line, column, reason = error.lineno, error.offset, re.sub(r"^Parser error .*?: ", "", error.msg)
        raise UsageError(f"{path}:{line}:{column}: {reason}" if line else f"{path}: {reason}") from error
    except (OSError, EOFError, ValueError) as error:
        raise UsageError(f"{path}: {getattr(error, 'strerror', None) or error}") from error

"""A graph as large as you like, for benchmarks: what ``extract`` makes of ``corpus/dev``, copied under other names as often as need be.

The copies have articles, facts, claims and incidents of their own; organisations, services, places and times are shared, as in life.
"""

from __future__ import annotations

import multiprocessing
import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from extractor.batch.graph import graph_of
from extractor.batch.read import read_paths
from extractor.batch.settings import Settings

DEV = Path(__file__).resolve().parents[1] / "corpus" / "dev"
_HASHED = re.compile(rb"(/id/(?:article|fact|claim)/)[0-9a-f]{5}(?=[0-9a-f]{15})")
_INCIDENT = re.compile(rb"(/id/incident/[^>]*-)[0-9a-f]{5}(?=[0-9a-f]{3}(?:-\d+)?>)")


def dev_lines() -> list[bytes]:
    """The graph of ``corpus/dev`` as lines of N-Quads."""
    settings = Settings(metadata=DEV / "metadata.jsonl")
    quads = graph_of(read_paths([DEV / "articles"], settings).readings, settings)
    return (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)


def copies(lines: list[bytes], quads: int) -> Iterator[bytes]:
    """At least that many lines, in which each copy of the graph has names of its own.

    The first copy has the shared statements as well; a statement of the default graph is one that no copy changes.
    """
    done = number = 0
    while done < quads:
        tag = f"{number:05x}".encode()
        text = _INCIDENT.sub(rb"\g<1>" + tag, _HASHED.sub(rb"\g<1>" + tag, b"".join(lines)))
        made = text.splitlines(keepends=True)
        new = made if not number else [line for line, old in zip(made, lines, strict=True) if line != old]
        yield from new
        done, number = done + len(new), number + 1


def make(file: Path, place: Path, quads: int) -> None:
    """Writes that many lines of N-Quads to a file, and loads them into a store; in a process of its own, so that its memory is not ours."""
    process = multiprocessing.get_context("spawn").Process(target=_make, args=(file, place, quads))
    process.start()
    process.join()
    if process.exitcode:
        raise RuntimeError("the graph could not be made")


def _make(file: Path, place: Path, quads: int) -> None:
    with file.open("wb") as made:
        made.writelines(copies(dev_lines(), quads))
    store = ox.Store(str(place))
    store.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
    store.optimize()
    store.flush()

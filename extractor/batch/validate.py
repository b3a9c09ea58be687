"""The shapes over a knowledge graph or over files, of any size."""

from __future__ import annotations

import contextlib
import itertools
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from extractor.batch.export import triples
from extractor.batch.sorting import Sorter
from extractor.graph.serialize import each_once
from extractor.graph.validate_blocks import validate_blocks

if TYPE_CHECKING:
    from extractor.graph.validate import Report

CHUNK = 20_000  # quads


def validate_store(store: ox.Store, tick: Callable[[int], None] = lambda done: None) -> Report:
    """Checks all of a store. Args: store: as ``store.reading`` gives it; tick: told how many triples are done."""
    with contextlib.ExitStack() as stack:
        return validate_blocks(triples(store, stack), store, tick=tick)


def validate_quads(quads: Iterable[ox.Quad], tick: Callable[[int], None] = lambda done: None) -> Report:
    """Checks quads, as they come from files: with their own datatypes, which a store would not keep."""
    with tempfile.TemporaryDirectory(prefix="outagegraph-", ignore_cleanup_errors=True) as folder, Sorter() as sorter:
        store = ox.Store(str(Path(folder) / "store"))
        source = iter(quads)
        while chunk := list(itertools.islice(source, CHUNK)):
            store.extend(chunk)
            sorter.write(ox.serialize((quad.triple for quad in chunk), format=ox.RdfFormat.N_TRIPLES) or b"")
        return validate_blocks(each_once(sorter.lines()), store, tick=tick)

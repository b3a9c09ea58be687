"""A build beside the server: it moves to the new state by itself, and no answer mixes two states."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from extractor.batch.place import Place
from extractor.batch.store import WorkStore
from tests.server.conftest import E, serving

COUNT = f"SELECT ?v (COUNT(*) AS ?n) {{ ?s <{E}version> ?v }} GROUP BY ?v"
SIZE = 3000


def write(store: WorkStore, number: int) -> None:
    """A state in which all of many triples say the same number."""
    graph = ox.NamedNode(f"{E}graph")
    version, value = ox.NamedNode(f"{E}version"), ox.Literal(number)
    quads = (ox.Quad(ox.NamedNode(f"{E}{i}"), version, value, graph) for i in range(SIZE))
    store.replace_graphs([graph.value], quads)
    store.publish(number)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path)
    with place.locked():
        place.ledger.touch()
        yield place


def test_the_server_moves_on_and_no_answer_is_torn(place: Place) -> None:
    store = WorkStore(place)
    write(store, 1)
    with serving("--kg", str(place.folder)) as running:
        seen: list[int] = []
        stop = threading.Event()

        def ask() -> None:
            while not stop.is_set():
                rows = running.ask(COUNT, "text/csv").text.split("\r\n")[1:-1]
                assert len(rows) == 1, rows
                version, size = rows[0].split(",")
                assert int(size) == SIZE
                seen.append(int(version))

        asking = threading.Thread(target=ask)
        asking.start()
        for number in range(2, 7):
            write(store, number)
            now = running.ask(COUNT, "text/csv").text
            assert now == f"v,n\r\n{number},{SIZE}\r\n"
            time.sleep(0.1)
        stop.set()
        asking.join(10)
        assert seen == sorted(seen)
        assert {1, 6} <= set(seen) or len(set(seen)) > 2


def test_idle_workers_let_go_of_the_old_state(place: Place) -> None:
    store = WorkStore(place)
    write(store, 1)
    with serving("--kg", str(place.folder)) as running:
        assert running.ask(COUNT).status_code == 200
        write(store, 2)
        time.sleep(2.5)
        write(store, 3)
        folders = {path.name for path in place.store.glob("generation-*") if path.is_dir()}
        assert "generation-00000001" not in folders
        assert running.ask(COUNT, "text/csv").text == f"v,n\r\n3,{SIZE}\r\n"

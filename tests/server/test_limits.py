"""No query holds the machine: time, memory, rows, bytes and their number are limited, and others are answered meanwhile."""

from __future__ import annotations

import asyncio
import errno
import os
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import psutil
import pytest

from extractor.server.frames import Question
from extractor.server.lanes import SLOW
from extractor.server.run import store_of
from extractor.server.settings import Limits, Orders
from extractor.server.workers import Worker
from tests.server.conftest import E, Served, inside, serving

SHORT = f"SELECT ?n {{ <{E}n7> <{E}number> ?n }}"
CROSS = f"SELECT (COUNT(*) AS ?n) {{ ?a <{E}number> ?x . ?b <{E}number> ?y . ?c <{E}number> ?z FILTER(STRLEN(CONCAT(?x, ?y, ?z)) > 99) }}"
PATHS = f"SELECT (COUNT(*) AS ?n) {{ ?a (<{E}next>|^<{E}next>)* ?b . ?b (<{E}next>*/<{E}next>*)+ ?c }}"
REGEX = f'SELECT (COUNT(*) AS ?n) {{ ?a <{E}number> ?x . ?b <{E}number> ?y FILTER(!REGEX(CONCAT(?x, ?y), "^(([0-9]+)*[0-9]?){{1,90}}$")) }}'
SORT = f"SELECT * {{ ?a <{E}number> ?x . ?b <{E}number> ?y }} ORDER BY ?y ?x"
DOUBLING = (
    "SELECT (STRLEN(?v40) AS ?n) { BIND('xxxxxxxx' AS ?v0) "
    + " ".join(f"BIND(CONCAT(?v{i}, ?v{i}) AS ?v{i + 1})" for i in range(40))
    + " }"
)


@pytest.fixture(scope="module")
def limited(many: Path) -> Iterator[Served]:
    with serving("--data", str(many), "--time-limit", "1", "--memory-limit", "64", "--max-rows", "5000", "--max-size", "1") as running:
        yield running


def still_answers(served: Served) -> None:
    answer = served.ask(SHORT, "text/csv")
    assert (answer.status_code, answer.text) == (200, "n\r\n7\r\n")


@pytest.mark.parametrize("query", [CROSS, PATHS, REGEX], ids=["cross", "paths", "regex"])
def test_time(limited: Served, query: str) -> None:
    begun = time.monotonic()
    answer = limited.ask(query)
    assert answer.status_code == 504, answer.text
    assert "longer than 1 seconds" in answer.text
    assert time.monotonic() - begun < 5
    still_answers(limited)


@pytest.mark.parametrize("query", [SORT, DOUBLING], ids=["sort", "doubling"])
def test_memory(many: Path, query: str) -> None:
    with serving("--data", str(many), "--time-limit", "20", "--memory-limit", "64") as running:
        before = sum(process.memory_info().vms for process in running.workers())
        answer = running.ask(query)
        assert (answer.status_code, answer.text) == (500, "the query needs more memory than 67,108,864 bytes\n")
        still_answers(running)
        deadline = time.monotonic() + 5
        while sum(process.memory_info().vms for process in running.workers()) > before + (64 << 20) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert sum(process.memory_info().vms for process in running.workers()) <= before + (64 << 20)


NUMBERS = f"SELECT ?n {{ ?a <{E}number> ?n }}"


FORMATS = ["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"]
# Words that hold what parts rows in one format or another.
TRICKY = """SELECT ?o ?p { VALUES ?o { '\\n"},{"' } VALUES ?p { '"},{' } ?s ?q ?r }"""


@pytest.mark.parametrize("accept", FORMATS)
@pytest.mark.parametrize("query", [NUMBERS, TRICKY], ids=["numbers", "tricky"])
def test_rows(limited: Served, accept: str, query: str) -> None:
    assert limited.ask(f"{query} LIMIT 5000", accept).status_code == 200
    answer = limited.ask(f"{query} LIMIT 5001", accept)
    assert answer.status_code == 400
    assert answer.text == "the answer has more than 5,000 rows; ask for less, or page with LIMIT and OFFSET\n"
    still_answers(limited)


@pytest.mark.parametrize("accept", FORMATS)
def test_bytes(limited: Served, accept: str) -> None:
    words = "x" * 300
    answer = limited.ask(f"SELECT ?x {{ VALUES ?x {{ '{words}' }} ?s ?p ?o }} LIMIT 4000", accept)
    assert answer.status_code == 400
    assert answer.text == "the answer is larger than 1,048,576 bytes; ask for less, or page with LIMIT and OFFSET\n"
    still_answers(limited)


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"])
def test_triples(limited: Served, accept: str) -> None:
    answer = limited.ask("CONSTRUCT WHERE { ?s ?p ?o }", accept)
    assert answer.status_code == 400
    assert "LIMIT and OFFSET" in answer.text
    assert limited.ask("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1000", accept).status_code == 200


NESTED = {
    "groups": "SELECT * " + "{" * 100_000 + "}" * 100_000,
    "not": "SELECT * { FILTER(" + "!" * 500_000 + "true) }",
    "parentheses": "SELECT * { FILTER(" + "(" * 200_000 + "1" + ")" * 200_000 + ") }",
    "lists": "SELECT * { ?s ?p " + "(" * 100_000 + ")" * 100_000 + " }",
    "optional": "SELECT * { " + "OPTIONAL { " * 50_000 + "}" * 50_001,
    "path": "SELECT * { ?s " + "(" * 100_000 + "<a:b>" + ")*" * 100_000 + " ?o }",
    "unclosed": "SELECT * " + "{ ?s ?p [ " * 50_000,
}


@pytest.mark.parametrize("name", NESTED)
def test_nested_queries(limited: Served, name: str) -> None:
    headers = {"Content-Type": "application/sparql-query"}
    answer = limited.client.post(f"{limited.address}/sparql", content=NESTED[name], headers=headers)
    assert answer.status_code in (400, 500, 504)
    assert answer.text.strip()
    still_answers(limited)


def test_a_query_of_a_megabyte(limited: Served) -> None:
    values = " ".join(f'"{number}"' for number in range(120_000))
    query = f"SELECT (COUNT(*) AS ?n) {{ VALUES ?v {{ {values} }} }}"
    assert 900_000 < len(query) < 1 << 20
    headers = {"Content-Type": "application/sparql-query", "Accept": "text/csv"}
    answer = limited.client.post(f"{limited.address}/sparql", content=query, headers=headers)
    assert answer.status_code in (200, 504, 500)
    if answer.status_code == 200:
        assert answer.text == "n\r\n120000\r\n"
    still_answers(limited)


def test_others_are_answered_while_long_queries_run_and_too_many_are_refused(many: Path) -> None:
    limits = Limits(time=1, quick=1, slow=1, queue=4, patience=2)
    with store_of([many]) as source, inside(source, limits) as port, httpx.Client(trust_env=False, timeout=20) as client:

        def ask(query: str) -> httpx.Response:
            return client.get(f"http://127.0.0.1:{port}/sparql", params={"query": query}, headers={"Accept": "text/csv"})

        with ThreadPoolExecutor(30) as threads:
            long = [threads.submit(ask, f"{CROSS} # {number}") for number in range(30)]
            time.sleep(1.5)  # all of them are refused, or wait for the slow lane
            begun = time.monotonic()
            assert [ask(SHORT).text for _ in range(5)] == ["n\r\n7\r\n"] * 5
            assert time.monotonic() - begun < 3
            answers = [future.result() for future in long]
        assert {answer.status_code for answer in answers} == {503, 504}
        assert all(int(answer.headers["Retry-After"]) > 0 for answer in answers if answer.status_code == 503)


def test_a_query_is_ended_when_its_client_goes(many: Path) -> None:
    with serving("--data", str(many), "--time-limit", "60") as running:
        for _ in range(3):
            with pytest.raises(Exception, match="timed out"):
                running.client.get(f"{running.address}/sparql", params={"query": CROSS}, timeout=0.8)
        time.sleep(1)
        for process in running.workers():
            process.cpu_percent()
        time.sleep(0.5)
        busy = [process.cpu_percent() for process in running.workers()]
        assert max(busy) < 50
        assert len(busy) == 6
        still_answers(running)


def test_a_process_ends_though_nobody_reads_what_it_wrote(many: Path) -> None:
    async def end() -> None:
        with store_of([many]) as source:
            worker = await Worker.start(Orders(source, Limits()))
            asking = asyncio.create_task(worker.ask(Question("SELECT * { ?a ?p ?b . ?c ?q ?d }")))
            await asyncio.sleep(0.5)
            asking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asking
            await asyncio.sleep(0.5)  # the pipe fills, and asyncio stops to look at it
            async with asyncio.timeout(5):
                await worker.kill()
            assert not worker.alive

    with ThreadPoolExecutor(1) as thread:  # a browser's test may have left a loop running in this one
        thread.submit(lambda: asyncio.run(end())).result()


def test_a_full_disk_costs_an_answer_alone(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(tempfile.SpooledTemporaryFile[bytes]):
        def rollover(self) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(tempfile, "SpooledTemporaryFile", Full)
    limits = Limits(quick=1, slow=1, quick_work=10, quick_time=10)
    with store_of([many]) as source, inside(source, limits) as port, httpx.Client(trust_env=False, timeout=20) as client:
        for _ in range(3):
            answer = client.get(f"http://127.0.0.1:{port}/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
            assert (answer.status_code, answer.text) == (500, "there is no room for the answer (No space left on device)\n")
            answer = client.get(f"http://127.0.0.1:{port}/sparql", params={"query": SHORT}, headers={"Accept": "text/csv"})
            assert (answer.status_code, answer.text) == (200, "n\r\n7\r\n")


def test_long_queries_run_at_a_low_priority(many: Path) -> None:
    with serving("--data", str(many), "--time-limit", "3") as running, ThreadPoolExecutor(1) as threads:
        mine = psutil.Process().nice()
        waiting = threads.submit(running.ask, CROSS)
        time.sleep(1.5)
        busiest = max(running.workers(), key=lambda process: sum(process.cpu_times()[:2]))
        assert busiest.nice() == min(mine + SLOW, 19)
        # Where Linux shares processors out by sessions, priorities count within one alone.
        assert all(os.getsid(process.pid) == process.pid for process in running.workers())
        assert waiting.result().status_code == 504

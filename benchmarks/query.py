"""Five questions to a graph of a million triples: ours, a bare pyoxigraph store and rdflib's memory store, in one run.

    python benchmarks/query.py [--triples 1000000] [--runs 7] [--without-rdflib]

The graph is made from a seed (``query_made.py``) and held in memory by all three. Ours is what ``outagegraph query`` does once its process
has started: the guard, the question to the union of all graphs, the SPARQL results in JSON written to a stream and counted. Bare is
``Store.query`` and ``serialize`` to the same stream. rdflib's rows are only counted. Prints the best of the runs in milliseconds (rdflib
is asked once) and the ratios, by the clock and of the processor's time, which other work on the machine disturbs less; rdflib must find as
many rows as ours. Absolute times are the machine's, the ratios hold.
"""

from __future__ import annotations

import argparse
import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import IO, NamedTuple, cast

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pyoxigraph as ox
import rdflib

from benchmarks.query_made import write as make
from extractor.graph.prefixes import PREFIXES
from extractor.graph.query import load_files, write

QUESTIONS = {
    "outages by provider": """SELECT ?name (COUNT(DISTINCT ?i) AS ?outages) (MIN(?started) AS ?first)
        { ?i a outage:Incident ; outage:provider ?p ; outage:started ?started . ?p rdfs:label ?name }
        GROUP BY ?name ORDER BY DESC(?outages) ?name""",
    "one incident's timeline": """SELECT ?when ?phase ?file
        { ?f outage:incident <https://w3id.org/outagegraph/id/incident/123> ; a outage:TimelineEntry ; outage:phase ?phase ;
          outage:time/outage:timex ?when ; outage:evidence/oa:hasSource/outage:sourceFile ?file } ORDER BY ?when ?file""",
    "services hit by certificates": """SELECT ?service (COUNT(DISTINCT ?i) AS ?outages)
        { ?i outage:causeCategory cause:certificate ; outage:affectsService ?s . ?s rdfs:label ?service }
        GROUP BY ?service ORDER BY DESC(?outages) ?service LIMIT 100""",
    "words in the quotations": """SELECT ?file ?quote
        { ?f a outage:Cause ; outage:evidence ?e . ?e oa:hasSelector/oa:exact ?quote ; oa:hasSource/outage:sourceFile ?file .
          FILTER (CONTAINS(?quote, "noon noon")) }""",
    "every timeline": """SELECT ?i ?phase ?when
        { ?f a outage:TimelineEntry ; outage:incident ?i ; outage:phase ?phase ; outage:time/outage:earliest ?when }""",
}


class Sink(io.RawIOBase):
    """Takes bytes and keeps none."""

    def write(self, data: object) -> int:
        """Forgets them."""
        return len(data)  # type: ignore[arg-type]


SINK = cast(IO[bytes], Sink())


class Spent(NamedTuple):
    """Milliseconds by the clock, milliseconds of the processor (all threads), and what the work gave."""

    clock: float
    processor: float
    found: int


def timed(work: Callable[[str], int], text: str) -> Spent:
    """What a question costs."""
    clock, processor = time.perf_counter(), time.process_time()
    found = work(text)
    return Spent((time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000, found)


def best(spent: Sequence[Spent]) -> Spent:
    """The least of each."""
    return Spent(min(one.clock for one in spent), min(one.processor for one in spent), spent[0].found)


def bare(store: ox.Store, text: str) -> int:
    """What someone with pyoxigraph alone would write. Returns 0: it does not know how many rows there were."""
    cast(ox.QuerySolutions, store.query(text, prefixes=PREFIXES)).serialize(SINK, format=ox.QueryResultsFormat.JSON)
    return 0


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--without-rdflib", action="store_true", help="leave out rdflib, which takes minutes to load")
    options = parser.parse_args()
    compare(options.triples, options.runs, not options.without_rdflib)


def compare(triples: int, runs: int, with_rdflib: bool) -> None:
    """Makes the graph, asks, prints."""
    with tempfile.TemporaryDirectory() as folder:
        path = make(Path(folder) / "made.nt", triples)
        loading, ours = time.perf_counter(), load_files([path])
        loaded = time.perf_counter() - loading
        theirs = ox.Store()
        theirs.bulk_load(path=str(path), format=ox.RdfFormat.N_TRIPLES)
        print(f"{len(ours):,} triples, loaded in {loaded:.1f} s", end="", flush=True)
        graph = rdflib.Graph()
        if with_rdflib:
            loading = time.perf_counter()
            graph.parse(path, format="nt")
            print(f", by rdflib in {time.perf_counter() - loading:.1f} s", end="")
    print(f"\n\n{'':30}{'rows':>8}{'ours ms':>9}{'bare ms':>9}{'ratio':>7}{'of CPU':>8}{'rdflib ms':>11}{'rdflib/ours':>13}")
    ratios = []
    for name, text in QUESTIONS.items():
        pairs = [
            (timed(lambda text: write(ours, text, None, SINK, "json").count, text), timed(partial(bare, theirs), text)) for _ in range(runs)
        ]
        here, there = best([mine for mine, _ in pairs]), best([other for _, other in pairs])
        ratios.append((here.clock / there.clock, here.processor / there.processor))
        line = f"{name:30}{here.found:>8,}{here.clock:>9.1f}{there.clock:>9.1f}{ratios[-1][0]:>7.2f}{ratios[-1][1]:>8.2f}"
        print(line, end="" if graph else "\n", flush=True)
        if graph:
            slow = timed(lambda text: len(graph.query(text, initNs=PREFIXES)), text)
            assert slow.found == here.found, f"rdflib finds {slow.found} rows"
            print(f"{slow.clock:>11.0f}{slow.clock / here.clock:>13.0f}")
    clock, processor = ([pair[kind] for pair in ratios] for kind in (0, 1))
    print(f"\nours / bare: {statistics.median(clock):.2f} by the clock in the median ({max(clock):.2f} at most), ", end="")
    print(f"{statistics.median(processor):.2f} of the processor's time ({max(processor):.2f} at most)")


if __name__ == "__main__":
    main()

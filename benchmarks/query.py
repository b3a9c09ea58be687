"""Five questions to a graph of a million triples: ours, a bare pyoxigraph store and rdflib's memory store, in one run.

    python benchmarks/query.py [--triples 1000000] [--runs 7] [--without-rdflib]

The graph is made from a seed (``query_made.py``) and held in memory by all three. Ours is what ``outagegraph query`` does once its process
has started: the guard, the question to the union of all graphs, the SPARQL results in JSON written to a stream and counted. Bare is
``Store.query`` and ``serialize`` to the same stream. rdflib's rows are only counted. Prints the best of the runs in milliseconds (rdflib
is asked once) and the ratios; all three must find the same number of rows. Absolute times are the machine's, the ratios hold.
"""

from __future__ import annotations

import argparse
import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

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


def timed(work: Callable[[], int]) -> tuple[float, int]:
    """Milliseconds, and what the work gave."""
    start = time.perf_counter()
    found = work()
    return (time.perf_counter() - start) * 1000, found


def bare(store: ox.Store, text: str) -> int:
    """What someone with pyoxigraph alone would write. Returns 0: it does not know how many rows there were."""
    store.query(text, prefixes=PREFIXES).serialize(Sink(), format=ox.QueryResultsFormat.JSON)
    return 0


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--without-rdflib", action="store_true", help="leave out rdflib, which takes minutes to load")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = make(Path(folder) / "made.nt", options.triples)
        loading, ours = time.perf_counter(), load_files([path])
        loaded = time.perf_counter() - loading
        theirs = ox.Store()
        theirs.bulk_load(path=str(path), format=ox.RdfFormat.N_TRIPLES)
        print(f"{len(ours):,} triples, loaded in {loaded:.1f} s", end="", flush=True)
        graph = rdflib.Graph()
        if not options.without_rdflib:
            loading = time.perf_counter()
            graph.parse(path, format="nt")
            print(f", by rdflib in {time.perf_counter() - loading:.1f} s", end="")
    print(f"\n\n{'':30}{'rows':>9}{'ours ms':>10}{'bare ms':>10}{'rdflib ms':>11}{'ours/bare':>11}{'rdflib/ours':>13}")
    ratios = []
    for name, text in QUESTIONS.items():
        mine, other = [], []
        rows = 0
        for _ in range(options.runs):
            milliseconds, rows = timed(lambda text=text: write(ours, text, None, Sink(), "json").count)  # type: ignore[misc,arg-type]
            mine.append(milliseconds)
            other.append(timed(lambda text=text: bare(theirs, text))[0])  # type: ignore[misc]
        here, there = min(mine), min(other)
        ratios.append(here / there)
        print(f"{name:30}{rows:>9,}{here:>10.1f}{there:>10.1f}", end="", flush=True)
        if options.without_rdflib:
            print(f"{'':>11}{here / there:>11.2f}")
            continue
        slow, found = timed(lambda text=text: len(graph.query(text, initNs=PREFIXES)))  # type: ignore[misc]
        assert found == rows, f"rdflib finds {found} rows"
        print(f"{slow:>11.0f}{here / there:>11.2f}{slow / here:>13.0f}")
    print(f"\nours takes {statistics.median(ratios):.2f} times as long as bare pyoxigraph in the median, {max(ratios):.2f} at most")


if __name__ == "__main__":
    main()

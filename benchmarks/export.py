"""Turtle of a large graph: our writer beside the libraries', in one run: ``export.py [--triples N] [--rdflib N]``.

Makes a graph of N triples (a million by default; copies of ``corpus/dev``'s under other names) and prints seconds of processor time, the
least of several rounds, and ratios:

- writing: the sorted statements, as lines in memory, to Turtle by our writer; beside pyoxigraph's writer from a store in memory and from
  a list of its triples, and rdflib's from a graph in memory (of fewer triples, which it writes in reasonable time; scaled up);
- exporting: every format from a store on disk, sorted, by ``outagegraph export``'s code; beside that store's own dump as Turtle, unsorted.
  Each format also twice, to see that the bytes are the same, with the most memory that the process had by then.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import itertools
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
from graph_made import make

from extractor.batch.export import export
from extractor.graph.prefixes import PREFIXES
from extractor.graph.serialize import FORMATS, lines_of
from extractor.graph.to_rdflib import to_rdflib
from extractor.graph.turtle import write_turtle

ROUNDS = 3


class Sink(io.RawIOBase):
    """Takes bytes and keeps their number and digest."""

    def __init__(self) -> None:
        self.size, self.digest = 0, hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.size += len(data)
        self.digest.update(data)
        return len(data)


def seconds(work: Callable[[io.BufferedWriter], object], rounds: int = ROUNDS) -> float:
    """The least processor time of the work, which writes somewhere that costs next to nothing."""
    found = []
    for _ in range(rounds):
        with open("/dev/null", "wb") as output:  # noqa: PTH123
            start = time.process_time()
            work(output)
            found.append(time.process_time() - start)
    return min(found)


def writing(quads: list[ox.Quad], few: int) -> None:
    """Prints what writing costs."""
    triples = [quad.triple for quad in quads]
    lines = lines_of(triples)
    memory = ox.Store()
    memory.bulk_extend(ox.Quad(*triple) for triple in triples)
    ours = seconds(lambda output: write_turtle(lines, output))
    rows = {
        "pyoxigraph, a store in memory": seconds(
            lambda output: memory.dump(output, ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph(), prefixes=PREFIXES)
        ),
        "pyoxigraph, a list of triples": seconds(lambda output: ox.serialize(triples, output, ox.RdfFormat.TURTLE, prefixes=PREFIXES)),
    }
    graph = to_rdflib(itertools.islice(quads, few))
    rows["rdflib, scaled up"] = seconds(lambda output: graph.serialize(output, format="turtle"), 1) * len(lines) / len(graph)
    print(f"writing {len(lines):,} triples as Turtle: ours {ours:.2f} s")
    for name, spent in rows.items():
        print(f"  {name:32} {spent:7.2f} s   ours / theirs {ours / spent:6.2f}")


def exporting(store: ox.Store) -> None:
    """Prints what exporting costs."""

    def dump(output: io.BufferedWriter) -> None:
        for name in itertools.chain(store.named_graphs(), [ox.DefaultGraph()]):
            store.dump(output, ox.RdfFormat.TURTLE, from_graph=name, prefixes=PREFIXES)

    own = seconds(dump, 2)
    print(f"exporting {len(store):,} quads: the store's own dump as Turtle, unsorted {own:.2f} s")
    for name in FORMATS:
        digests = set()
        spent = []
        for _ in range(2):
            sink = Sink()
            start = time.process_time()
            with io.BufferedWriter(sink, 1 << 20) as output:
                export(store, output, name)
            spent.append(time.process_time() - start)
            digests.add(sink.digest.hexdigest())
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        same = "same bytes twice" if len(digests) == 1 else "DIFFERENT BYTES"
        ratio = min(spent) / own
        print(f"  {name:9} {min(spent):6.2f} s   / own dump {ratio:5.2f}   {sink.size / 1e6:7.1f} MB, {same}, peak memory {peak:,.0f} MB")


def main() -> None:
    """Makes the graph and measures. Exporting comes first, so that its memory is its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--rdflib", type=int, default=100_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file, place = Path(folder) / "made.nq", Path(folder) / "store"
        make(file, place, asked.triples)
        store = ox.Store.read_only(str(place))
        exporting(store)
        del store
        with file.open("rb") as made:
            writing(list(ox.parse(made, format=ox.RdfFormat.N_QUADS)), asked.rdflib)


if __name__ == "__main__":
    main()

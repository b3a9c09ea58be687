"""How long the shapes take over a large graph, and how much memory: ``validate.py [--triples N]``.

A graph of N triples (a million by default; copies of ``corpus/dev``'s under other names) is checked in blocks, from a store on disk, as
``outagegraph validate --kg`` does. Prints time and memory as it goes on.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox
from graph_made import make

from extractor.batch.validate import validate_store


def main() -> None:
    """Makes the graph and checks it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--triples", type=int, default=1_000_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "made.nq"
        make(file, Path(folder) / "store", asked.triples)
        store = ox.Store.read_only(str(Path(folder) / "store"))
        start, work = time.monotonic(), time.process_time()

        def tick(done: int) -> None:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            spent, worked = time.monotonic() - start, time.process_time() - work
            print(f"{done:>10,} triples   {spent:6.0f} s   {worked:6.0f} s of processor time   {peak:,.0f} MB", flush=True)

        print(validate_store(store, tick).lines()[-1])


if __name__ == "__main__":
    main()

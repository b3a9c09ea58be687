"""List the facts gained and lost between two graphs: ``compare.py OLD NEW``. Exit status 2 where one cannot be read.

A fact is compared by what it says (article, incident role, class, values), not by its IRI, so graphs of different
versions of the extractor can be compared.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from extractor.evaluation.kinds import WHERE
from extractor.evaluation.said import read_graph

HIDDEN = {"names", "quotes", "iri", "stated", "thing", "rules", "confidence"}


def facts_of(path: Path) -> set[str]:
    """The facts of an RDF file, a line each. Raises OSError or SyntaxError where it cannot be read."""
    quads = ox.parse(path=str(path), format=ox.RdfFormat.from_extension(path.suffix.lstrip(".")))
    return set(_lines(quads))


def _lines(quads: Iterator[ox.Quad]) -> Iterator[str]:
    saying = read_graph(quads)
    for (file, incident, kind), facts in saying.facts.items():
        assert kind in WHERE
        for fact in facts:
            values = sorted(f"{name}={value}" for name, value in fact.items() if name not in HIDDEN)
            names = " / ".join(sorted(fact["names"]))
            yield f"{file} {saying.roles[file].get(incident, '?')} {kind}: {' '.join([names, *values]).strip()}"


def main(arguments: list[str]) -> int:
    """Prints the difference. Returns the exit status."""
    if len(arguments) != 2:
        print("usage: compare.py OLD NEW", file=sys.stderr)
        return 2
    try:
        old, new = (facts_of(Path(argument)) for argument in arguments)
    except (OSError, SyntaxError, ValueError) as error:
        print(f"compare.py: {error}", file=sys.stderr)
        return 2
    for line in sorted(old - new):
        print(f"LOST   {line}")
    for line in sorted(new - old):
        print(f"GAINED {line}")
    print(f"{len(old - new)} lost, {len(new - old)} gained, {len(old & new)} kept")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

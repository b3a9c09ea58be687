"""Hold the accuracy floors: ``check_floors.py [FLOORS.json]``. Exit status 1 where a figure fell below its floor.

The floors stand in ``corpus/floors.json``, a little under what was measured, so that a change that loses facts shows.
The test articles are run here and never read: no miss is printed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from extractor.batch.graph import graph_of
from extractor.batch.read import read_paths
from extractor.batch.settings import Settings
from extractor.evaluation.given import published_given
from extractor.evaluation.report import lines, plain
from extractor.evaluation.score import Score, score

CORPUS = Path(__file__).resolve().parent.parent / "corpus"


def measure(folder: Path) -> Score:
    """The score of a folder with articles/ and gold/."""
    with published_given(folder) as metadata:
        settings = Settings(metadata=metadata)
        outcome = read_paths([folder / "articles"], settings)
    return score(graph_of(outcome.readings, settings), folder)


def shortfalls(figures: dict[str, object], floors: dict[str, float]) -> list[str]:
    """A line for each figure (``types.count.f1``) that is under its floor."""
    found = []
    for path, floor in floors.items():
        value: object = figures
        for key in path.split("."):
            value = value[key]  # type: ignore[index]
        if float(value) < floor:  # type: ignore[arg-type]
            found.append(f"{path} is {value:.3f}, its floor {floor:.3f}")
    return found


def main(floors_file: Path) -> int:
    """Measures every folder that has floors. Returns the exit status."""
    failed = False
    for name, floors in json.loads(floors_file.read_text("utf-8")).items():
        folder = (floors_file.parent / name).resolve()
        if not folder.is_dir():
            print(f"{name}: absent here, not measured")
            continue
        result = measure(folder)
        print(name, *lines(result), sep="\n")
        for line in shortfalls(plain(result), floors):
            print(f"BELOW THE FLOOR {name}: {line}")
            failed = True
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS / "floors.json"))

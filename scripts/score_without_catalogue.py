"""What is lost without the catalogue: the services' figures with it and with none. Exit status 1 under 0.6 of the F1 with it.

    python -m scripts.score_without_catalogue [FOLDER ...]

Each folder has articles/ and gold/; without arguments those that rules may be written on.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from extractor.accounts.assemble import read_accounts
from extractor.evaluation.matching import match
from extractor.evaluation.names import brands, same_name
from extractor.language.pipeline import load_pipeline
from extractor.records import Reading, ServiceImpact
from scripts.deciders import stories
from scripts.gold import FOLDERS

LEAST = 0.6  # of the F1 with the catalogue

Counts = tuple[int, int, int]  # right, said, gold


def score(main: Mapping[str, Any], reading: Reading) -> Counts:
    """How many of an article's services are right, are said, stand in gold."""
    facts = [fact for account in reading.accounts if account.role == "main" for fact in account.facts]
    said = [{"labels": (f.service.label, *f.service.aliases)} for f in facts if isinstance(f, ServiceImpact)]
    drop = brands(main)
    right = match(main["services"], said, lambda gold, fact: same_name(gold["name"], fact["labels"], drop))
    return len(right), len(said), len(main["services"])


def f1(counts: Sequence[Counts]) -> float:
    """Micro F1 over articles."""
    right, said, gold = (sum(each[number] for each in counts) for number in range(3))
    return 2 * right / max(said + gold, 1)


def measure(folders: Sequence[Path], *, catalogue: bool) -> float:
    """Services F1 over the folders' main incidents, with the packaged catalogue or with none."""
    names: Any = load_pipeline().get_pipe("outage_names")
    kept = names.catalogue
    names.catalogue = kept if catalogue else None
    try:
        return f1([score(main, read_accounts(story.doc)) for folder in folders for main, _, story in stories(folder)])
    finally:
        names.catalogue = kept


def main(arguments: Sequence[str]) -> int:
    """Prints both figures and their ratio."""
    folders = [Path(argument) for argument in arguments] or FOLDERS
    listed, none = measure(folders, catalogue=True), measure(folders, catalogue=False)
    print(f"services F1 {listed:.3f} with the catalogue, {none:.3f} without: {none / max(listed, 1e-9):.2f} of it")
    return int(none < LEAST * listed)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

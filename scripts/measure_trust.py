"""How far rules and confidences may be trusted: ``measure_trust.py [--write] [--rules]``.

Reads the folders with gold, and tells for every confidence what was said and what was found (``--rules``: for every rule its precision).
``--write`` keeps the figures in ``extractor/accounts/data/precision.json``, from which facts take their ``outage:confidence``.

A rule's record is over all folders. They were developed on, all but ``corpus/test``; so what they give is carried over to unseen text by a
slope and an offset of the log odds for each kind (Platt, Probabilistic outputs for support vector machines, 1999), fitted on test alone,
of which only counts are looked at. The table is of facts of test whose half of the articles was left out of the fitting.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from extractor.accounts.trust import expected, logit, of_rules, sigmoid
from extractor.evaluation.kinds import WHERE
from extractor.evaluation.score import Judged
from extractor.evaluation.trust import RuleRecord, by_confidence, by_rule
from scripts.check_floors import measure

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "extractor/accounts/data/precision.json"
DEVELOPED = ("dev", "fresh-a", "fresh-b", "fresh-c")
PENALTY = 4.0  # on the squared distance of slope from 1 and of offset from 0
STEPS = 50
CLASSES = {kind: cls.removeprefix("outage:") for kind, (cls, *_) in WHERE.items()}


def rules_of(judged: Iterable[Judged]) -> dict[str, dict[str, list[int]]]:
    """Right and said by class of fact and rule."""
    records: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for record in by_rule(judged):
        records[CLASSES[record.kind]][record.rule] = [record.right, record.said]
    return dict(records)


def calibrated(judged: Sequence[Judged], records: dict[str, dict[str, list[int]]]) -> dict[str, list[float]]:
    """Slope and offset by class of fact."""
    points: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for fact in judged:
        share = fact.confidence if fact.confidence is not None else of_rules(CLASSES[fact.kind], set(fact.rules), records)
        if share is not None:
            points[CLASSES[fact.kind]].append((logit(share), fact.right))
    return {cls: [round(value, 2) for value in fit(points.get(cls, []))] for cls in CLASSES.values()}


def fit(points: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and offset that make the rights likeliest, by Newton's steps from 1 and 0, towards which ``PENALTY`` draws them."""
    slope, offset = 1.0, 0.0
    for _ in range(STEPS):
        by_slope, by_offset = PENALTY * (slope - 1), PENALTY * offset
        ss, so, oo = PENALTY, 0.0, PENALTY
        for x, right in points:
            share = sigmoid(slope * x + offset)
            spread = share * (1 - share)
            by_slope, by_offset = by_slope + (share - right) * x, by_offset + share - right
            ss, so, oo = ss + spread * x * x, so + spread * x, oo + spread
        size = ss * oo - so * so
        slope, offset = slope - (oo * by_slope - so * by_offset) / size, offset - (ss * by_offset - so * by_slope) / size
    return slope, offset


def said_of(judged: Sequence[Judged], measured: dict[str, Any]) -> list[Judged]:
    """The facts with the confidence that these figures give them."""
    shares = [expected(CLASSES[fact.kind], fact.confidence, set(fact.rules), measured) for fact in judged]
    return [dataclasses.replace(fact, confidence=share) for fact, share in zip(judged, shares, strict=True)]


def crossed(judged: Sequence[Judged], records: dict[str, dict[str, list[int]]]) -> list[Judged]:
    """The facts with the confidence from a fit on the other half of the articles."""
    articles = sorted({fact.article for fact in judged})
    found = []
    for half in (articles[::2], articles[1::2]):
        fitted = calibrated([fact for fact in judged if fact.article not in half], records)
        found += said_of([fact for fact in judged if fact.article in half], {"rules": records, "calibration": fitted})
    return found


def print_table(judged: Sequence[Judged]) -> None:
    """Said and found, over all kinds and by kind."""
    print(f"{'kind':15}  from  facts   said  found")
    for row in (*by_confidence(dataclasses.replace(fact, kind="ALL") for fact in judged), *by_confidence(judged)):
        print(f"{row.kind:15} {row.least:5.1f} {row.facts:6} {row.said:6.2f} {row.found:6.2f}")


def print_rules(records: Sequence[RuleRecord]) -> None:
    """Every rule's precision, the worst first."""
    for record in sorted(records, key=lambda record: (record.precision, record)):
        print(f"{record.precision:.2f} {record.right:4} of {record.said:4}  {record.kind:15} {record.rule}")


def main() -> int:
    """Measures, prints, and writes where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help=f"keep the figures in {FILE.name}")
    parser.add_argument("--rules", action="store_true", help="the precision of every rule over dev and test, instead of the table")
    asked = parser.parse_args()
    kept = FILE.read_text("utf-8") if FILE.exists() else ""
    FILE.write_text(json.dumps({"rules": {}, "calibration": {}}), "utf-8")  # so that the facts below come with what their rules gave
    try:
        seen = {name: measure(ROOT / "corpus" / name).judged for name in (*DEVELOPED, "test")}
        records = rules_of(fact for judged in seen.values() for fact in judged)
        if asked.write:
            kept = text_of({"rules": records, "calibration": calibrated(seen["test"], records)})
    finally:
        FILE.write_text(kept, "utf-8")
    if asked.rules:
        print_rules(by_rule([*seen["dev"], *seen["test"]]))
    else:
        print_table(crossed(seen["test"], records))
    return 0


def text_of(measured: dict[str, Any]) -> str:
    """The figures as the package carries them, a class of fact a line."""
    parts = []
    for name, by_class in sorted(measured.items()):
        lines = ",\n".join(f" {json.dumps(cls)}: {json.dumps(value, sort_keys=True)}" for cls, value in sorted(by_class.items()))
        parts.append(f"{json.dumps(name)}: {{\n{lines}\n}}")
    return "{" + ",\n".join(parts) + "}\n"


if __name__ == "__main__":
    sys.exit(main())

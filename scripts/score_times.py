"""Scores time expressions against corpus/times, as TempEval-3 did, with modifiers and instants beside it.

    python scripts/score_times.py PREDICTIONS.jsonl GOLD.jsonl   # predictions: {"id", "times"}, times as in gold, with "earliest"
    python scripts/score_times.py --run GOLD.jsonl               # predictions made here, by extractor.language.times.tag
    ... --tags      the main figures for each tag too
    ... --misses    every difference, for corpus/times/dev.jsonl only

strict: same start and end. relaxed: overlap, each expression matched at most once, same extents first. type, value: F1 over relaxed
matches that also agree in it (so value is TempEval-3's value accuracy times relaxed F1). mod: share of relaxed matches with a modifier on
either side that agree. instant: share of gold instants that equal the ``earliest`` of the expression matched to them.
"""

from __future__ import annotations

import argparse
import collections
import dataclasses
import datetime
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

Span = dict[str, Any]
Item = dict[str, Any]
Pair = tuple[Span | None, Span | None]  # gold, predicted; None where one side has no counterpart


@dataclasses.dataclass(frozen=True)
class F1:
    """Right answers among ``predicted`` and among ``gold``."""

    right: int
    predicted: int
    gold: int

    def __str__(self) -> str:
        precision = self.right / self.predicted if self.predicted else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        f1 = 2 * self.right / (self.predicted + self.gold) if self.predicted + self.gold else 0.0
        return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}   ({self.right} right, {self.predicted} predicted, {self.gold} gold)"


def read(path: Path) -> list[Item]:
    """The objects of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def predict(items: Iterable[Item]) -> dict[str, list[Span]]:
    """What the project's tagger finds in each item, by the item's id."""
    from extractor.language.times import tag

    fields = ("start", "end", "type", "value", "mod", "earliest", "latest")
    return {
        item["id"]: [{field: getattr(found, field, None) for field in fields} for found in tag(item["text"], published=item["published"])]
        for item in items
    }


def overlap(a: Span, b: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(int(a["end"]), int(b["end"])) - max(int(a["start"]), int(b["start"])))


def same_extent(a: Span, b: Span) -> bool:
    return (a["start"], a["end"]) == (b["start"], b["end"])


def pair(gold: list[Span], predicted: list[Span]) -> list[Pair]:
    """One-to-one: equal extents first, then the largest overlaps, the leftmost of equal ones; then what is left on either side."""
    scored = [(not same_extent(g, p), -overlap(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(predicted) if overlap(g, p)]
    of_gold: dict[int, int] = {}
    for _, _, i, j in sorted(scored):
        if i not in of_gold and j not in of_gold.values():
            of_gold[i] = j
    pairs: list[Pair] = [(g, predicted[of_gold[i]] if i in of_gold else None) for i, g in enumerate(gold)]
    return pairs + [(None, p) for j, p in enumerate(predicted) if j not in of_gold.values()]


def instant_of(stamp: str | None) -> datetime.datetime | None:
    """An ISO date-time with its offset as a moment; None for anything else."""
    try:
        moment = datetime.datetime.fromisoformat(stamp or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def count(pairs: list[Pair], agree: Callable[[Span, Span], bool]) -> F1:
    right = sum(agree(g, p) for g, p in pairs if g and p)
    return F1(right, sum(p is not None for _, p in pairs), sum(g is not None for g, _ in pairs))


def share(name: str, outcomes: list[bool]) -> str:
    return f"{name:8} {sum(outcomes) / len(outcomes) if outcomes else 0.0:.3f}   ({sum(outcomes)} of {len(outcomes)})"


def same(field: str) -> Callable[[Span, Span], bool]:
    return lambda g, p: bool((g.get(field) or None) == (p.get(field) or None))


def right_instant(gold: Span, predicted: Span | None) -> bool:
    return predicted is not None and instant_of(predicted.get("earliest")) == instant_of(gold["instant"])


def report(pairs: list[Pair]) -> Iterator[str]:
    """The lines of figures."""
    yield f"{'strict':8} {count(pairs, same_extent)}"
    yield f"{'relaxed':8} {count(pairs, lambda g, p: True)}"
    yield f"{'type':8} {count(pairs, same('type'))}"
    yield f"{'value':8} {count(pairs, same('value'))}"
    yield share("mod", [same("mod")(g, p) for g, p in pairs if g and p and (g.get("mod") or p.get("mod"))])
    yield share("instant", [right_instant(g, p) for g, p in pairs if g and "instant" in g])


def by_tag(items: list[Item], pairs: dict[str, list[Pair]]) -> Iterator[str]:
    """A line for each tag: strict and value F1, and the instants."""
    of_tag: dict[str, list[Pair]] = collections.defaultdict(list)
    for item in items:
        for tag in item["tags"]:
            of_tag[tag] += pairs[item["id"]]
    for tag, some in sorted(of_tag.items()):
        lines = list(report(some))
        f1s = [line.split("F1 ")[1][:5] for line in (lines[0], lines[3])]
        yield f"{tag:12} strict {f1s[0]}  value {f1s[1]}  {lines[5]}"


def show(span: Span | None, text: str) -> str:
    if span is None:
        return "-"
    parts = [span["type"], span["value"], span.get("mod"), span.get("instant") or span.get("earliest")]
    return f"[{text[span['start'] : span['end']]}] " + " ".join(str(part) for part in parts if part)


def differs(gold: Span | None, predicted: Span | None) -> bool:
    if gold is None or predicted is None or not same_extent(gold, predicted):
        return True
    wrong_instant = "instant" in gold and not right_instant(gold, predicted)
    return wrong_instant or not all(same(field)(gold, predicted) for field in ("type", "value", "mod"))


def misses(items: list[Item], pairs: dict[str, list[Pair]]) -> Iterator[str]:
    """Each item with a difference, then gold and prediction, line by line."""
    for item in items:
        wrong = [(g, p) for g, p in pairs[item["id"]] if differs(g, p)]
        if wrong:
            yield f"\n{item['id']} ({item['published']}) {item['text']}"
        for g, p in wrong:
            yield f"    gold {show(g, item['text'])}\n    got  {show(p, item['text'])}"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="PREDICTIONS.jsonl GOLD.jsonl, or with --run GOLD.jsonl alone")
    parser.add_argument("--run", action="store_true", help="make the predictions with extractor.language.times.tag")
    parser.add_argument("--tags", action="store_true", help="figures for each tag")
    parser.add_argument("--misses", action="store_true", help="list every difference (never on held-out sentences)")
    args = parser.parse_args()
    if len(args.files) != (1 if args.run else 2):
        parser.error("give PREDICTIONS.jsonl GOLD.jsonl, or --run GOLD.jsonl")
    if args.misses and "held_out" in args.files[-1].name:
        parser.error("held-out sentences are for measuring only: --misses works on dev.jsonl")
    return args


def main() -> None:
    args = arguments()
    items = read(args.files[-1])
    predicted = predict(items) if args.run else {item["id"]: item["times"] for item in read(args.files[0])}
    pairs = {item["id"]: pair(item["times"], predicted.get(item["id"], [])) for item in items}
    print("\n".join(report([one for some in pairs.values() for one in some])))
    if args.tags:
        print("\n".join(by_tag(items, pairs)))
    if args.misses:
        print("\n".join(misses(items, pairs)))


if __name__ == "__main__":
    main()

"""The score of a graph against a folder of gold: precision, recall and F1 for each kind of fact, and what lies around them."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from extractor.errors import UsageError
from extractor.evaluation.clusters import b_cubed, v_measure
from extractor.evaluation.given import gold_files
from extractor.evaluation.grounding import around, is_grounded, normal, visible_text
from extractor.evaluation.kinds import GOLD_FIELD, ONE_PER_KEY, SAME, WHERE
from extractor.evaluation.matching import match
from extractor.evaluation.names import brands
from extractor.evaluation.said import Saying, read_graph

UNTOLD = ("iri", "rules", "confidence")  # left out of the lists of misses


@dataclasses.dataclass(slots=True)
class Tally:
    """How many facts were right, said, and in gold."""

    right: int = 0
    said: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Right of said; 0 where nothing was said."""
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """Right of gold; 0 where gold has nothing."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclasses.dataclass(frozen=True, slots=True)
class Judged:
    """One fact that was said, without what it says: its article and kind, what found it, how sure that was, and whether gold has it."""

    article: str
    kind: str
    rules: tuple[str, ...]
    confidence: float | None
    right: bool


@dataclasses.dataclass(slots=True)
class Score:
    """All figures over a folder; ``misses`` lists what was missed or wrong, a line each, ready to print; ``judged`` every fact said."""

    articles: int = 0
    kinds: dict[str, Tally] = dataclasses.field(default_factory=lambda: {kind: Tally() for kind in WHERE})
    relevance: Tally = dataclasses.field(default_factory=Tally)
    grounded: Tally = dataclasses.field(default_factory=Tally)
    modifiers: Tally = dataclasses.field(default_factory=Tally)
    linked_gold: list[str] = dataclasses.field(default_factory=list)
    linked_said: list[str] = dataclasses.field(default_factory=list)
    misses: list[tuple[str, str]] = dataclasses.field(default_factory=list)
    judged: list[Judged] = dataclasses.field(default_factory=list)

    @property
    def all(self) -> Tally:
        """Micro total over the kinds."""
        tallies = self.kinds.values()
        return Tally(sum(t.right for t in tallies), sum(t.said for t in tallies), sum(t.gold for t in tallies))

    @property
    def linking(self) -> dict[str, float]:
        """B-cubed F1, the same for every article alone, and V-measure, over main incidents."""
        alone = list(range(len(self.linked_gold)))
        return {
            "b3": b_cubed(self.linked_gold, self.linked_said),
            "b3_alone": b_cubed(self.linked_gold, alone),
            "v": v_measure(self.linked_gold, self.linked_said),
        }


def score(quads: Iterable[ox.Quad], folder: Path) -> Score:
    """Scores a graph against ``folder/gold``, reading the articles in ``folder/articles``.

    Raises: UsageError where the folder holds no gold, or a gold file is no JSON.
    """
    files = gold_files(folder)
    saying = read_graph(quads)
    total = Score(articles=len(files))
    for path in files:
        try:
            gold = json.loads(path.read_text("utf-8"))
        except ValueError as error:
            raise UsageError(f"{path}: not JSON ({error}); see GOLD.md for the format") from error
        _score_article(total, gold, saying, folder)
    return total


def _score_article(total: Score, gold: dict[str, Any], saying: Saying, folder: Path) -> None:
    article = gold["article"]
    main_said = [incident for incident, role in saying.roles.get(article, {}).items() if role == "main"]
    main_gold = gold["incidents"][0] if gold["relevant"] else None
    total.relevance.right += bool(main_said and main_gold)
    total.relevance.said += bool(main_said)
    total.relevance.gold += bool(main_gold)
    if bool(main_said) != bool(main_gold):
        total.misses.append(("relevance", f"{'MISSED' if main_gold else 'WRONG '} {article} relevance"))
    if main_gold:
        total.linked_gold.append(main_gold["key"])
        total.linked_said.append(main_said[0] if main_said else f"none for {article}")
    text = normal(visible_text(folder / "articles" / article))
    for kind in WHERE:
        want = [dict(g, brands=brands(main_gold)) for g in main_gold[GOLD_FIELD[kind]]] if main_gold else []
        have = [fact for incident in main_said for fact in saying.facts.get((article, incident, kind), [])]
        _score_kind(total, kind, want, have, text, article)


def _score_kind(total: Score, kind: str, want: list[dict[str, Any]], have: list[dict[str, Any]], text: str, article: str) -> None:
    if kind in ONE_PER_KEY:
        want, have = _dedupe(want, ONE_PER_KEY[kind]), _dedupe(have, ONE_PER_KEY[kind])
    pairs = match(want, have, SAME[kind])
    tally = total.kinds[kind]
    tally.right += len(pairs)
    tally.said += len(have)
    tally.gold += len(want)
    place = {j: around(want[i]["quote"], text) for i, j in pairs}
    for j, fact in enumerate(have):
        total.grounded.said += 1
        total.grounded.right += is_grounded(fact, text, place.get(j) if kind not in ONE_PER_KEY and not fact["names"] else None)
    total.judged += [Judged(article, kind, tuple(sorted(fact["rules"])), fact.get("confidence"), j in place) for j, fact in enumerate(have)]
    for i, j in pairs:
        _score_modifier(total.modifiers, kind, want[i], have[j])
    total.misses += [(kind, line) for line in _misses(kind, article, want, have, pairs)]


def _score_modifier(tally: Tally, kind: str, want: dict[str, Any], have: dict[str, Any]) -> None:
    modifier = want.get("mod") or want.get("time", {}).get("mod") if kind in ("count", "duration", "timeline") else None
    if modifier:
        tally.said += 1
        tally.right += have.get("mod", "exact") == modifier


def _misses(kind: str, article: str, want: list[Any], have: list[Any], pairs: list[tuple[int, int]]) -> Iterator[str]:
    for i in sorted(set(range(len(want))) - {i for i, _ in pairs}):
        shown = {key: value for key, value in want[i].items() if key != "brands"}
        yield f"MISSED {article} {kind}: {json.dumps(shown, ensure_ascii=False)}"
    for j in sorted(set(range(len(have))) - {j for _, j in pairs}):
        shown = {key: sorted(map(str, value)) if isinstance(value, set) else value for key, value in have[j].items() if key not in UNTOLD}
        yield f"WRONG  {article} {kind}: {json.dumps(shown, ensure_ascii=False)}"


def _dedupe(items: list[dict[str, Any]], key: Callable[[dict[str, Any]], Any]) -> list[dict[str, Any]]:
    seen: dict[Any, dict[str, Any]] = {}
    for item in items:
        seen.setdefault(key(item), item)
    return list(seen.values())

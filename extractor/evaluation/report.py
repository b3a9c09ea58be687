"""The score as a person reads it, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractor.evaluation.score import Score, Tally


def lines(score: Score) -> Iterator[str]:
    """A table with a line a kind, then relevance, grounding, modifiers and linking."""
    yield f"{'type':16} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6} {'said':>6}"
    for kind, tally in [*score.kinds.items(), ("ALL", score.all)]:
        yield f"{kind:16} {tally.precision:6.3f} {tally.recall:6.3f} {tally.f1:6.3f} {tally.gold:6d} {tally.said:6d}"
    linking = score.linking
    yield (
        f"relevance F1 {score.relevance.f1:.3f}; grounded {score.grounded.precision:.3f}; modifiers {score.modifiers.precision:.3f}; "
        f"incident linking B3 {linking['b3']:.3f} (all alone {linking['b3_alone']:.3f}), V {linking['v']:.3f}"
    )


def plain(score: Score) -> dict[str, Any]:
    """The same as values that ``json`` can write."""
    return {
        "articles": score.articles,
        "types": {kind: _plain(tally) for kind, tally in score.kinds.items()},
        "all": _plain(score.all),
        "relevance": _plain(score.relevance),
        "grounded": score.grounded.precision,
        "modifiers": score.modifiers.precision,
        "linking": score.linking,
    }


def _plain(tally: Tally) -> dict[str, float]:
    return {"p": tally.precision, "r": tally.recall, "f1": tally.f1, "gold": tally.gold, "said": tally.said}

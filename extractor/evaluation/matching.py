"""One-to-one matching of gold facts with facts said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Fact = Mapping[str, Any]


def match(gold: Sequence[Fact], said: Sequence[Fact], same: Callable[[Fact, Fact], bool]) -> list[tuple[int, int]]:
    """A largest one-to-one matching, by augmenting paths (Kuhn 1955): pairs of positions in gold and in said."""
    edges = [sorted((j for j, s in enumerate(said) if same(g, s)), key=lambda j, g=g: _differs(g, said[j])) for g in gold]  # type: ignore[misc]
    owner: dict[int, int] = {}

    def assign(i: int, seen: set[int]) -> bool:
        for j in edges[i]:
            if j not in seen:
                seen.add(j)
                if j not in owner or assign(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in range(len(gold)):
        assign(i, set())
    return [(i, j) for j, i in owner.items()]


def _differs(gold: Fact, said: Fact) -> bool:
    """Exactly equal times are tried first."""
    return bool(said.get("timex") != gold.get("time", {}).get("value"))

"""The names of what a part mentions: what the default graph says of it, and of what that mentions in turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox


def names_of(store: ox.Store, mentioned: Iterable[ox.NamedNode]) -> Iterator[ox.Quad]:
    """The statements of the default graph about things and, step by step, about what these name."""
    seen = set(mentioned)
    waiting = sorted(seen, key=str)
    while waiting:
        for quad in store.quads_for_pattern(waiting.pop(), None, None, ox.DefaultGraph()):
            yield quad
            if isinstance(quad.object, ox.NamedNode) and quad.object not in seen:
                seen.add(quad.object)
                waiting.append(quad.object)

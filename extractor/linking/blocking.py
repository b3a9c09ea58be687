"""Which tellings may be of one incident at all: cheap keys, and the blocks of tellings that they join.

Tellings that share no key, neither directly nor through others, never influence each other: a block can be linked by itself, and an
article that is added, changed or taken out touches the blocks that its old and new keys lead to and no other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from extractor.catalogue import Catalogue, load_catalogue
from extractor.linking.features import Features, features, order
from extractor.records import Telling

T = TypeVar("T")
UNOWNED = 8  # services that nobody is known to own give a key each, up to this many


def block_keys(telling: Telling, catalogue: Catalogue | None = None) -> tuple[str, ...]:
    """The keys of a telling, sorted: strings for a ledger to keep and look up.

    Args: telling: an account with its article; catalogue: whose owners are known, the shipped one where None.
    Returns: a key for each month and each family whose incident it may be or that it blames, and one for each number of the provider's;
        empty where the telling is a block by itself.
    """
    return keys_of(features(telling, catalogue or load_catalogue()))


def keys_of(told: Features) -> tuple[str, ...]:
    """The same from features."""
    months = {month for when in told.starts for month in when.months()}
    unowned = [name for name in sorted(told.told.get("service", ())) if "://" not in name][:UNOWNED]
    whose = {*told.families, *told.blamed, *(unowned if told.named else ())}
    keys = {f"{name}|{month}" for name in whose for month in months}
    return tuple(sorted(keys | {f"number|{number}" for number in told.told.get("reference", ())}))


def blocks(tellings: Iterable[Telling], catalogue: Catalogue | None = None) -> tuple[tuple[Telling, ...], ...]:
    """The tellings in the blocks that shared keys join, directly or through others; in a fixed order, whatever the order given."""
    known = catalogue or load_catalogue()
    ordered = sorted(tellings, key=order)
    return tuple(tuple(block) for block in components(ordered, [block_keys(telling, known) for telling in ordered]))


def components(things: Sequence[T], keys: Sequence[Iterable[Any]]) -> list[list[T]]:
    """The things that keys join, directly or through others, in the order of their first; ``keys[n]`` are those of ``things[n]``."""
    parent = list(range(len(things)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    first: dict[Any, int] = {}
    for number, mine in enumerate(keys):
        for key in mine:
            low, high = sorted((root(first.setdefault(key, number)), root(number)))
            parent[high] = low
    joined: dict[int, list[T]] = defaultdict(list)
    for number, thing in enumerate(things):
        joined[root(number)].append(thing)
    return [joined[number] for number in sorted(joined)]

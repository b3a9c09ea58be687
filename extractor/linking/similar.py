"""An article that tells of a provider's outage often tells of its earlier ones: the later incident is similar to the earlier."""

from __future__ import annotations

from extractor.catalogue import Catalogue, load_catalogue
from extractor.linking.features import Features, features
from extractor.records import Reading, Telling


def similar(reading: Reading, catalogue: Catalogue | None = None) -> tuple[tuple[int, int], ...]:
    """The pairs of an article's accounts, by number, of which it likens the first to the second, an earlier outage of the same provider."""
    known = catalogue or load_catalogue()
    told = [features(Telling(reading.article, account), known) for account in reading.accounts]
    main = [one for one in told if one.telling.account.role == "main"]
    others = [one for one in told if one.telling.account.role == "background"]
    pairs = (_later_first(one, other) for one in main for other in others if one.families & other.families)
    return tuple(sorted(pair for pair in pairs if pair))


def _later_first(first: Features, second: Features) -> tuple[int, int] | None:
    """The two in the order of their starts; None where it is not known."""
    if not first.starts or not second.starts:
        return None
    a, b = first.starts[0], second.starts[0]
    numbers = first.telling.account.number, second.telling.account.number
    if b.latest < a.earliest:
        return numbers
    return numbers[::-1] if a.latest < b.earliest else None

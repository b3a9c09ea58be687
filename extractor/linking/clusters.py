"""The tellings of a block, gathered into incidents: the best dated first, each to the incident that it agrees with best.

Every telling is compared with whole incidents, not with each of their tellings, and only with those of its own days and families, so the
work grows with the number of tellings. A telling that fits two incidents about as well as each other links to neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from extractor.linking.decision import LINK, MARGIN, signs, worth
from extractor.linking.features import Features, Kind, order
from extractor.linking.when import When

STARTS = 16  # different starts that an incident is compared by
LATE = 4  # the rank from which on a start is not told, or loose


class Cluster:
    """The tellings of one incident so far, and what they say between them."""

    def __init__(self, first: Features) -> None:
        """Args: first: the best dated telling; its start holds for the incident."""
        self.members: list[Features] = []
        self.articles: set[Any] = set()
        self.families: set[str] = set()
        self.starts: list[When] = []
        self.told: dict[Kind, dict[str, Any]] = defaultdict(dict)
        self.named = self.broad = False
        self.add(first)

    def add(self, member: Features) -> None:
        """Takes a telling in. Late and loose starts count only where no telling before it has a better one."""
        self.members.append(member)
        self.articles.add(member.article)
        self.families |= member.families
        self.named = self.named or member.named
        self.broad = self.broad or member.broad
        for when in member.starts:
            if not self.starts or (len(self.starts) < STARTS and when.rank < LATE and all(not _same(when, other) for other in self.starts)):
                self.starts.append(when)
        for kind, values in member.told.items():
            for value, fact in values.items():
                self.told[kind].setdefault(value, fact)


def _same(first: When, second: When) -> bool:
    return (first.date, first.earliest, first.latest) == (second.date, second.earliest, second.latest)


def gather(block: Iterable[Features]) -> list[Cluster]:
    """The incidents of a block, in a fixed order, whatever the order given."""
    index = _Index()
    for member in sorted(block, key=rank):
        best = _best(member, index.near(member))
        if best is None:
            best = Cluster(member)
        else:
            best.add(member)
        index.put(best, member)
    return sorted(index.clusters, key=lambda cluster: order(cluster.members[0].telling))


def rank(member: Features) -> tuple[Any, ...]:
    """A key that sorts tellings by how well they know their start, then by the start."""
    first = member.starts[0] if member.starts else None
    dated = (first.rank, first.earliest.isoformat(), first.latest.isoformat()) if first else (9, "", "")
    return (*dated, order(member.telling))


def _best(member: Features, clusters: Sequence[Cluster]) -> Cluster | None:
    """The one incident that the telling is of; None where no incident will do, or two will."""
    scored = [(worth(found), cluster) for cluster in clusters if (found := signs(member, cluster))]
    fitting = sorted(((score, number) for number, (score, _) in enumerate(scored) if score >= LINK), reverse=True)
    if not fitting or (len(fitting) > 1 and fitting[0][0] - fitting[1][0] < MARGIN):
        return None
    return scored[fitting[0][1]][1]


class _Index:
    """Incidents by what a telling of them would share: family and day, family and month, the provider's number."""

    def __init__(self) -> None:
        self.clusters: list[Cluster] = []
        self._numbers: dict[int, int] = {}
        self._by_key: dict[str, dict[int, Cluster]] = defaultdict(dict)

    def near(self, member: Features) -> list[Cluster]:
        """The incidents that a telling may be of, the oldest first; none that its article tells of already."""
        found = {number: cluster for key in _keys(member, asking=True) for number, cluster in self._by_key[key].items()}
        return [found[number] for number in sorted(found) if member.article not in found[number].articles]

    def put(self, cluster: Cluster, member: Features) -> None:
        """Notes what the incident can be found by, now that it holds the telling."""
        number = self._numbers.setdefault(id(cluster), len(self.clusters))
        if number == len(self.clusters):
            self.clusters.append(cluster)
        for key in _keys(member, asking=False):
            self._by_key[key][number] = cluster


def _keys(member: Features, asking: bool) -> Iterator[str]:
    """An incident stands under its own days and months; a dated telling asks for all days that it may mean, a loose one for months."""
    names = sorted({*member.families, *(name for name in member.told.get("service", ()) if "://" not in name)})
    times = {time for when in member.starts for time in _times(when, asking)}
    yield from (f"{name}|{time}" for name in names for time in sorted(times))
    yield from (f"number|{number}" for number in sorted(member.told.get("reference", ())))


def _times(when: When, asking: bool) -> Iterator[str]:
    if when.is_loose:
        yield from when.months()
        return
    if asking:
        yield from when.dates()
        return
    yield when.date
    yield from when.months()

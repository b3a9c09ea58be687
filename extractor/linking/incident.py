"""From gathered tellings to incidents: their candidate names, and which of them caused which."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from extractor.linking.clusters import Cluster
from extractor.linking.features import Features, Last, order
from extractor.linking.when import When, agreement
from extractor.records import Candidate, Incident, ProviderRole

AFTER = dt.timedelta(hours=3)  # clocks differ: a cause may be told to have begun that much after its effect


def incidents(clusters: Sequence[Cluster]) -> Iterator[Incident]:
    """The incidents of one block, in its order."""
    names = [_candidates(cluster) for cluster in clusters]
    for number, cluster in enumerate(clusters):
        causes = sorted({cause for name in _blamed(cluster) if (cause := _cause(name, number, clusters)) is not None})
        tellings = sorted((member.telling for member in cluster.members), key=order)
        yield Incident(tuple(tellings), names[number], tuple(names[cause] for cause in causes))


def _candidates(cluster: Cluster) -> tuple[Candidate, ...]:
    found = {_candidate(member) for member in cluster.members}
    return tuple(sorted(found, key=lambda c: (c.provider, c.start or "", c.article.source_file, c.article.text, c.number, Last(c.article))))


def _candidate(member: Features) -> Candidate:
    """The name that a telling by itself would give its incident."""
    facts = member.telling.account.facts
    provider = min((fact.organization.label for fact in facts if isinstance(fact, ProviderRole)), default="unknown")
    first = member.starts[0] if member.starts else None
    start = first.date if first and first.late != "published" else None
    return Candidate(provider, start, member.article, member.telling.account.number)


def _blamed(cluster: Cluster) -> list[str]:
    """The families whose outage its tellings put it down to."""
    return sorted({name for member in cluster.members for name in member.blamed} - cluster.families)


def _cause(name: str, effect: int, clusters: Sequence[Cluster]) -> int | None:
    """The one incident of the family that may have led to the effect: it began on the same day, and not after it."""
    fitting: list[tuple[float, int]] = []
    for number, cluster in enumerate(clusters):
        if number != effect and name in cluster.families and (worth := _leads_to(cluster.starts, clusters[effect].starts)) is not None:
            fitting.append((worth, number))
    best = sorted(fitting, reverse=True)[:2]
    if not best or (len(best) > 1 and best[0][0] == best[1][0]):
        return None
    return best[0][1]


def _leads_to(cause: Sequence[When], effect: Sequence[When]) -> float | None:
    if not cause or not effect or cause[0].is_loose or effect[0].is_loose or cause[0].earliest > effect[0].latest + AFTER:
        return None
    return agreement(cause[0], effect[0])

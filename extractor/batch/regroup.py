"""Incidents after a person's word: merged ones become one, split ones two."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from extractor.batch.corrections import Correction, Corrections, names_account
from extractor.graph.iris import Mint, article_hash
from extractor.records import Candidate, Incident, Telling


def regroup(incidents: Sequence[Incident], corrections: Corrections) -> tuple[Incident, ...]:
    """The incidents of a block as the corrections have them; what caused what follows."""
    if not corrections.merges and not corrections.splits:
        return tuple(incidents)
    groups = list(incidents)
    for entry in corrections.merges:
        groups = _merged(groups, entry)
    for entry in corrections.splits:
        groups = [part for group in groups for part in _split(group, entry)]
    return tuple(dataclasses.replace(group, caused_by=_causes(group, groups)) for group in groups)


def concerns(entry: Correction, incident: Incident) -> bool:
    """Whether a merge or split shaped the incident."""
    if entry.kind == "merge":
        return sum(_has(incident, iri) for iri in entry.about) > 1
    # either side of the cut
    return entry.kind == "split" and (_has(incident, entry.about[0]) or any(_leaves(telling, entry) for telling in incident.tellings))


def _has(incident: Incident, iri: str) -> bool:
    return any(names_account(iri, article_hash(telling.article), telling.account.number) for telling in incident.tellings)


def _merged(groups: list[Incident], entry: Correction) -> list[Incident]:
    same = [group for group in groups if any(_has(group, iri) for iri in entry.about)]
    if len(same) < 2:
        return groups
    tellings = tuple(telling for group in same for telling in group.tellings)
    causes = tuple(cause for group in same for cause in group.caused_by)
    candidates = tuple(candidate for group in same for candidate in group.candidates)
    rest = [group for group in groups if group not in same]
    return [*rest, Incident(tellings, candidates, causes)]


def _split(group: Incident, entry: Correction) -> list[Incident]:
    if not _has(group, entry.about[0]):
        return [group]
    apart = [telling for telling in group.tellings if _leaves(telling, entry)]
    if not apart or len(apart) == len(group.tellings):
        return [group]
    parts = [tuple(telling for telling in group.tellings if telling not in apart), tuple(apart)]
    return [dataclasses.replace(group, tellings=part, candidates=_candidates(group, part)) for part in parts]


def _leaves(telling: Telling, entry: Correction) -> bool:
    names = {telling.article.source_file, Mint().article(telling.article)}
    return any(str(name) in names for name in entry.more)


def _candidates(group: Incident, tellings: Sequence[Telling]) -> tuple[Candidate, ...]:
    there = {(article_hash(telling.article), telling.account.number) for telling in tellings}
    return tuple(candidate for candidate in group.candidates if (article_hash(candidate.article), candidate.number) in there)


def _causes(group: Incident, groups: Sequence[Incident]) -> tuple[tuple[Candidate, ...], ...]:
    """The causes under the names that they have now, this incident itself apart."""
    found: list[tuple[Candidate, ...]] = []
    for names in group.caused_by:
        now = next((other for other in groups if names[0] in other.candidates), None)
        if now is not None and now.candidates != group.candidates and now.candidates not in found:
            found.append(now.candidates)
    return tuple(found)

"""Incidents after a person's word: merged ones become one, split ones two."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from extractor.batch.corrections import Correction, Corrections, names_account
from extractor.graph.iris import Mint, article_hash
from extractor.records import Candidate, Incident, Telling


@dataclasses.dataclass(frozen=True, slots=True)
class Shaped:
    """An incident, and the corrections that made it what it is."""

    incident: Incident
    by: tuple[Correction, ...] = ()


def regroup(incidents: Sequence[Incident], corrections: Corrections) -> tuple[Shaped, ...]:
    """The incidents of a block as the corrections have them; what caused what follows."""
    groups = [Shaped(incident) for incident in incidents]
    if not corrections.merges and not corrections.splits:
        return tuple(groups)
    for entry in corrections.merges:
        groups = _merged(groups, entry)
    for entry in corrections.splits:
        groups = [part for group in groups for part in _split(group, entry)]
    whole = [group.incident for group in groups]
    return tuple(Shaped(dataclasses.replace(group.incident, caused_by=_causes(group.incident, whole)), group.by) for group in groups)


def _has(incident: Incident, iri: str) -> bool:
    return any(names_account(iri, article_hash(telling.article), telling.account.number) for telling in incident.tellings)


def _merged(groups: list[Shaped], entry: Correction) -> list[Shaped]:
    same = [group for group in groups if any(_has(group.incident, iri) for iri in entry.about)]
    if len(same) < 2:
        return groups
    tellings = tuple(telling for group in same for telling in group.incident.tellings)
    causes = tuple(cause for group in same for cause in group.incident.caused_by)
    candidates = tuple(candidate for group in same for candidate in group.incident.candidates)
    by = tuple(dict.fromkeys((*(one for group in same for one in group.by), entry)))
    return [*(group for group in groups if group not in same), Shaped(Incident(tellings, candidates, causes), by)]


def _split(group: Shaped, entry: Correction) -> list[Shaped]:
    incident = group.incident
    apart = [telling for telling in incident.tellings if _leaves(telling, entry)] if _has(incident, entry.about[0]) else []
    if not apart or len(apart) == len(incident.tellings):
        return [group]
    parts = [tuple(telling for telling in incident.tellings if telling not in apart), tuple(apart)]
    made = [dataclasses.replace(incident, tellings=part, candidates=_candidates(incident, part)) for part in parts]
    return [Shaped(part, (*group.by, entry)) for part in made]


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

"""Which accounts tell of the same incident. Ambiguous means no link.

``blocking`` says which may be of one at all, ``decision`` weighs two sides, ``clusters`` gathers, ``incident`` names, ``why`` explains.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractor.catalogue import Catalogue, load_catalogue
from extractor.linking.blocking import block_keys, blocks, components, keys_of
from extractor.linking.clusters import gather
from extractor.linking.duplicates import sources
from extractor.linking.features import Features, features, order
from extractor.linking.incident import incidents
from extractor.linking.similar import similar
from extractor.linking.why import Link, Reason, why
from extractor.records import Incident, Reading, Telling

__all__ = ["Link", "Reason", "block_keys", "blocks", "link", "link_block", "similar", "sources", "why"]


def link(readings: Iterable[Reading], catalogue: Catalogue | None = None) -> tuple[Incident, ...]:
    """The incidents of all readings, in a stable order. The order of the readings does not matter.

    Args: readings: of any number of articles; catalogue: whose owners are known, the shipped one where None.
    """
    return link_block((Telling(reading.article, account) for reading in readings for account in reading.accounts), catalogue)


def link_block(tellings: Iterable[Telling], catalogue: Catalogue | None = None) -> tuple[Incident, ...]:
    """The incidents of one block's tellings, or of several blocks': linking blocks apart or together gives the same incidents."""
    known = catalogue or load_catalogue()
    told = [features(telling, known) for telling in sorted(tellings, key=order)]
    found = (incident for block in _blocks(told) for incident in incidents(gather(block)))
    return tuple(sorted(found, key=lambda incident: order(incident.tellings[0])))


def _blocks(told: list[Features]) -> list[list[Features]]:
    return components(told, [keys_of(one) for one in told])

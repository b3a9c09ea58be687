"""Where statements are being written: in which graph, for which telling of which incident."""

from __future__ import annotations

import dataclasses

from extractor.graph.iris import Mint
from extractor.graph.terms import Sink
from extractor.records import Article, Telling


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """``own`` is the article's graph, ``shared`` the one for names, times and claims; ``provider`` owns services that have no owner."""

    own: Sink
    shared: Sink
    mint: Mint
    telling: Telling
    incident: str
    provider: str
    run: str
    quotes: bool

    @property
    def article(self) -> Article:
        """The article that tells."""
        return self.telling.article

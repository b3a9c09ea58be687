"""What one article tells: an account for each incident that it speaks of."""

from __future__ import annotations

import dataclasses
from typing import Literal

from extractor.records.article import Article
from extractor.records.facts import AnyFact


@dataclasses.dataclass(frozen=True, slots=True)
class Account:
    """One article's telling of one incident: ``main`` is what the article is about, ``background`` any other.

    ``number`` tells the accounts of one article apart: 0 for the main one, 1 and up for the others in order of place.
    """

    source_file: str
    role: Literal["main", "background"]
    facts: tuple[AnyFact, ...]
    number: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one article: no accounts where it tells of no outage; ``warnings`` for the caller."""

    article: Article
    accounts: tuple[Account, ...] = ()
    warnings: tuple[str, ...] = ()

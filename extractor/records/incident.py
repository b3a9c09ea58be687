"""One real-world outage, as one or more articles tell it."""

from __future__ import annotations

import dataclasses

from extractor.records.account import Account
from extractor.records.article import Article


@dataclasses.dataclass(frozen=True, slots=True)
class Telling:
    """An account with the article that gives it."""

    article: Article
    account: Account


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """A name that a telling could give its incident: ``provider`` and ``start`` (a date, or None), the telling's article and number."""

    provider: str
    start: str | None
    article: Article
    number: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class Incident:
    """The tellings that were judged to be of the same outage, in a stable order, and the candidate names that they give.

    ``caused_by`` has the candidate names of each other incident that its tellings put it down to, a cloud's outage for one.
    """

    tellings: tuple[Telling, ...]
    candidates: tuple[Candidate, ...]
    caused_by: tuple[tuple[Candidate, ...], ...] = ()

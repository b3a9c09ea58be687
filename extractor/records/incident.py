"""One real-world outage, as one or more articles tell it."""

from __future__ import annotations

import dataclasses

from extractor.records.account import Account


@dataclasses.dataclass(frozen=True, slots=True)
class Incident:
    """``key`` names it (the least of ``candidates``, which come one from each account); accounts in the order of their files."""

    key: str
    candidates: tuple[str, ...]
    accounts: tuple[Account, ...]

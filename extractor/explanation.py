"""A reading as a person checks it: the article's sentences, and under each the facts that it states."""

from __future__ import annotations

import dataclasses
import textwrap
from collections.abc import Iterator
from typing import Any

from extractor.records import Account, Agent, Article, Evidence, Fact, Name, Reading, Time

COMMON = {"evidence", "status", "attributed_to", "confidence"}


def explain_reading(reading: Reading, width: int = 100) -> Iterator[str]:
    """Lines of text: each block of the article, and under it the facts whose evidence lies in it.

    Args: reading: of one article; width: columns to wrap the article's text at.
    """
    article = reading.article
    yield f"{article.source_file}  (published {article.published or 'unknown'})"
    facts = [(account, fact, evidence) for account in reading.accounts for fact in account.facts for evidence in fact.evidence]
    for block in article.blocks:
        yield ""
        yield from textwrap.wrap(f"[{block.kind}] {' '.join(article.text[block.start : block.end].split())}", width)
        for account, fact, evidence in sorted(facts, key=lambda row: (row[2], repr(row[1]))):
            if block.start <= evidence.start < block.end:
                yield from _fact_lines(article, account, fact, evidence)
    if not reading.accounts:
        yield ""
        yield "reports no outage of an online or IT service"


def _fact_lines(article: Article, account: Account, fact: Fact, evidence: Evidence) -> Iterator[str]:
    stated = fact.status if not fact.attributed_to else f"{fact.status} by {fact.attributed_to.label}"
    sure = "" if fact.confidence is None else f", confidence {fact.confidence:.2f}"
    role = "" if account.role == "main" else ", background incident"
    yield f"    {type(fact).__name__}: {values_of(fact)}  [{stated}{sure}{role}; rule {evidence.rule}]"
    yield f"        {evidence.start}-{evidence.end} “{' '.join(article.text[evidence.start : evidence.end].split())}”"


def values_of(fact: Fact) -> str:
    """What a fact says, on one line."""
    named = ((field.name, getattr(fact, field.name)) for field in dataclasses.fields(fact) if field.name not in COMMON)
    return ", ".join(f"{name} {_plain(value)}" for name, value in named if value not in (None, (), False))


def _plain(value: Any) -> str:
    if isinstance(value, Name | Agent):
        return value.label
    if isinstance(value, Time):
        about = "" if value.modifier == "exact" else f" ({value.modifier})"
        return f"{value.timex or f'{value.earliest}/{value.latest}'}{about}"
    if isinstance(value, float):
        return f"{value:g}" if value < 1e6 else f"{value:.0f}"
    return " | ".join(map(str, value)) if isinstance(value, tuple) else str(value)

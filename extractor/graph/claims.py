"""The claim layer: articles that say the same share a claim, which knows how many of them there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from extractor.graph.iris import Mint
from extractor.graph.terms import Sink, iri, literal, node
from extractor.records import Article
from extractor.records.facts import AnyFact
from extractor.records.identity import identity


def add_claims(sink: Sink, mint: Mint, incident: str, facts: Iterable[tuple[Article, AnyFact]]) -> None:
    """Writes a claim for each class and identifying values of the incident's facts, and its support."""
    support: dict[tuple[Any, ...], set[str]] = defaultdict(set)
    for article, fact in facts:
        claim = mint.claim(incident, _values(fact))
        sink.add(mint.fact(article, identity(fact)), "outage:claim", iri(claim))
        support[(claim, type(fact).__name__)].add(mint.article(article))
    for (claim, cls), articles in sorted(support.items()):
        sink.a(claim, "outage:Claim")
        sink.add(claim, "outage:incident", iri(incident))
        sink.add(claim, "outage:factClass", node(f"outage:{cls}"))
        sink.add(claim, "outage:sourceCount", literal(len(articles)))


def _values(fact: AnyFact) -> tuple[Any, ...]:
    """Class and identifying values: the identity without the status, so that a suspicion and its confirmation are one claim."""
    name, _, *values = identity(fact)
    return (name, *values)

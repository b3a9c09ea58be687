"""Newer texts of one article."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable

from extractor.graph.iris import Mint
from extractor.records import Article


def revised(mint: Mint, articles: Iterable[Article]) -> dict[str, str]:
    """Newer texts under a known URL, and the older text that each revises. Texts of one moment revise nothing."""
    by_url: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for article in articles:
        moment = article.modified or article.published
        if article.url and moment:
            by_url[article.url].append((moment, mint.article(article)))
    return {newer: older for _, versions in sorted(by_url.items()) for newer, older in chain(versions).items()}


def chain(versions: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The texts under one URL, each a moment and an IRI, in their order: newer ones, and the older one that each revises."""
    pairs = itertools.pairwise(sorted(versions))
    return {newer: older for (before, older), (after, newer) in pairs if before < after}

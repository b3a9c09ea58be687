"""Newer texts of one article."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable

from extractor.graph.iris import Mint
from extractor.records import Article


def revised(mint: Mint, articles: Iterable[Article]) -> dict[str, str]:
    """Newer texts under a known URL, and the older text that each revises. Texts of one moment revise nothing."""
    by_url: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if article.url and (article.modified or article.published):
            by_url[article.url].append(article)
    found = {}
    for _, versions in sorted(by_url.items()):
        ordered = sorted(versions, key=lambda version: (_moment(version), mint.article(version)))
        for older, newer in itertools.pairwise(ordered):
            if _moment(older) < _moment(newer):
                found[mint.article(newer)] = mint.article(older)
    return found


def _moment(article: Article) -> str:
    return article.modified or article.published or ""

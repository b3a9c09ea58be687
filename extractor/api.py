"""The Python interface: text in, graph out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rdflib


def extract(text: str, published: str | None = None, *, catalogues: tuple[Path, ...] = (), quotes: bool = True) -> rdflib.Graph:
    """The facts that an article states, as RDF.

    Args:
        text: the article, plain text in English.
        published: when it appeared, ISO 8601, a date or a date-time; None where the text says so itself.
        catalogues: Turtle files with services and providers of your own.
        quotes: False leaves the article's words out of the graph; offsets stay.
    Returns: an rdflib Graph as ONTOLOGY.md describes it; without incidents where the article reports no outage.
    Raises: ArticleError for an empty text; UsageError for a bad date or catalogue.
    """
    from extractor.batch.graph import graph_of
    from extractor.batch.read import read_all
    from extractor.batch.settings import Settings
    from extractor.graph.to_rdflib import to_rdflib
    from extractor.reading import parse_published, read_text

    settings = Settings(catalogues=catalogues)
    article = read_text(text, published=parse_published(published) if published else None)
    return to_rdflib(graph_of(list(read_all([article], settings)), settings, quotes=quotes))

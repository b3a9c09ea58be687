"""The Python interface: text in, graph out; a question in, a table out."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    import pyoxigraph as ox
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


def query(
    text: str | None = None,
    *,
    name: str | None = None,
    parameters: Mapping[str, str] | None = None,
    kg: Path | str | None = None,
    data: Iterable[Path | str] = (),
) -> pd.DataFrame:
    """The answer to a question as a pandas DataFrame; needs the extra ``dataframe``.

    Args:
        text: a SELECT, CONSTRUCT or DESCRIBE in SPARQL; the project's prefixes need no declaration.
        name: instead of it, one of the named queries.
        parameters: values for the named query's parameters, as text.
        kg: the folder of a knowledge graph to ask.
        data: instead of it, RDF files.
    Returns: a column for each variable (``subject``, ``predicate`` and ``object`` for triples). Numbers, truth values and times are
        of pandas' types for them, missing values ``pd.NA`` or ``NaT``; IRIs and all else are text.
    Raises: UsageError for what ``outagegraph query`` refuses, for an ASK, and where pandas is not installed.
    """
    from extractor.errors import UsageError
    from extractor.graph.named_queries import bind, load_query
    from extractor.graph.query import run
    from extractor.graph.query_frame import library, to_frame

    library()
    if (text is None) == (name is None):
        raise UsageError("give one query: as text, or with name")
    if name is None and parameters:
        raise UsageError("parameters go with name; write the value into the query itself")
    known = load_query(name) if name is not None else None
    with opened(kg, data) as store:
        if known:
            return to_frame(run(store, known.text, bind(known, parameters or {})))
        return to_frame(run(store, text or ""))


@contextlib.contextmanager
def opened(kg: Path | str | None, data: Iterable[Path | str]) -> Iterator[ox.Store]:
    """What is to be asked, for as long as the block lasts: a knowledge graph's current generation, or files in memory.

    Raises: UsageError unless it is one of the two, and where that cannot be opened.
    """
    from extractor.errors import UsageError

    files = [Path(data)] if isinstance(data, str | Path) else [Path(path) for path in data]
    if kg is None and not files:
        raise UsageError("nothing to ask: name a knowledge graph with --kg, or an RDF file with --data")
    if kg is not None and files:
        raise UsageError("--kg and --data are two things to ask: take one of them")
    if kg is not None:
        from extractor.batch.place import Place
        from extractor.batch.store import reading

        with reading(Place(Path(kg))) as store:
            yield store
    else:
        from extractor.graph.query import load_files

        yield load_files(files)

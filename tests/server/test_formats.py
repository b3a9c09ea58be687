"""The choice by an Accept header: the most specific range counts, weights order, 0 excludes."""

import pytest

from extractor.server.formats import GRAPHS, RESULTS, choose

JSON, XML, CSV, TSV = (offer.media_type for offer in RESULTS[:4])


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", JSON),
        ("*/*", JSON),
        (XML, XML),
        ("text/csv", CSV),
        ("TEXT/Tab-Separated-Values", TSV),
        ("text/*", CSV),
        ("application/json", "application/json"),
        ("application/xml", "application/xml"),
        (f"{JSON};q=0.5, {XML};q=0.6", XML),
        (f"{JSON};q=0.5,*/*;q=0.9", XML),
        (f"{JSON};q=0, */*", XML),
        (f"{XML}, {JSON}", JSON),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
        ("text/csv; q=0.2, text/*; q=0.4", TSV),
        ("text/csv;charset=utf-8;q=1", CSV),
        ("text/csv;q=2", CSV),
        ("text/csv;q=x, text/tab-separated-values;q=0.1", TSV),
        ("nonsense, text/csv", CSV),
        ("a/b/c, text/csv", CSV),
        (",,;;q=,", JSON),
        ("text/html", None),
        ("text/html, image/*;q=0.9", None),
        ("*/*;q=0", None),
        ("text/turtle", None),
    ],
)
def test_rows(accept: str, chosen: str | None) -> None:
    offer = choose(accept, RESULTS)
    assert (offer.media_type if offer else None) == chosen


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        ("", "turtle"),
        ("text/turtle", "turtle"),
        ("application/n-triples", "ntriples"),
        ("application/n-quads", "nquads"),
        ("application/trig", "trig"),
        ("application/rdf+xml", "rdfxml"),
        ("application/ld+json", "jsonld"),
        ("application/*;q=0.3, application/rdf+xml;q=0.4", "rdfxml"),
        ("text/turtle;q=0.1, application/ld+json;q=0.2", "jsonld"),
    ],
)
def test_triples(accept: str, format: str) -> None:
    offer = choose(accept, GRAPHS)
    assert offer
    assert offer.format == format


def test_text_types_say_their_encoding() -> None:
    assert {offer.content_type.endswith("; charset=utf-8") for offer in (*RESULTS, *GRAPHS) if offer.media_type.startswith("text/")} == {
        True
    }

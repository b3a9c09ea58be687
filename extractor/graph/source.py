"""The source layer: the article, and the stretches of it that are evidence."""

from __future__ import annotations

from extractor.graph.iris import Mint
from extractor.graph.terms import Sink, iri, literal
from extractor.records import Article, Evidence

AROUND = 32  # characters of prefix and suffix in a quote selector, as the Web Annotation examples have it


def add_article(sink: Sink, mint: Mint, article: Article) -> str:
    """Writes the article (never its text). Returns its IRI."""
    subject = mint.article(article)
    sink.a(subject, "outage:Article")
    sink.add(subject, "outage:sourceFile", literal(article.source_file))
    sink.add(subject, "rdfs:label", literal(article.title or article.source_file))
    if article.title:
        sink.add(subject, "schema:headline", literal(article.title))
    if article.url:
        sink.add(subject, "schema:url", literal(article.url, "xsd:anyURI"))
    if article.publisher:
        sink.add(subject, "schema:publisher", literal(article.publisher))
    for name, value in (("schema:datePublished", article.published), ("schema:dateModified", article.modified)):
        if value:
            sink.add(subject, name, literal(_whole_seconds(value), "xsd:dateTime" if "T" in value else "xsd:date"))
    return subject


def _whole_seconds(moment: str) -> str:
    """``2026-01-23T09:10-05:00`` with the seconds that ``xsd:dateTime`` asks for."""
    day, _, clock = moment.partition("T")
    return f"{day}T{clock[:5]}:00{clock[5:]}" if clock and clock[5:6] != ":" else moment


def add_evidence(sink: Sink, mint: Mint, article: Article, evidence: Evidence, quotes: bool) -> str:
    """Writes the evidence with its selectors; the words themselves only with ``quotes``. Returns its IRI."""
    subject = mint.evidence(article, evidence)
    if not sink.is_new(subject):
        return subject
    position = mint.evidence(article, evidence, "position")
    sink.a(subject, "outage:Evidence")
    sink.add(subject, "oa:hasSource", iri(mint.article(article)))
    sink.add(subject, "oa:hasSelector", iri(position))
    sink.a(position, "oa:TextPositionSelector")
    sink.add(position, "oa:start", literal(evidence.start, "xsd:nonNegativeInteger"))
    sink.add(position, "oa:end", literal(evidence.end, "xsd:nonNegativeInteger"))
    if quotes:
        quote = mint.evidence(article, evidence, "quote")
        sink.add(subject, "oa:hasSelector", iri(quote))
        sink.a(quote, "oa:TextQuoteSelector")
        sink.add(quote, "oa:exact", literal(article.text[evidence.start : evidence.end]))
        sink.add(quote, "oa:prefix", literal(article.text[max(evidence.start - AROUND, 0) : evidence.start]))
        sink.add(quote, "oa:suffix", literal(article.text[evidence.end : evidence.end + AROUND]))
    return subject

"""What the endpoint says of itself (SPARQL 1.1 Service Description, https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

import pyoxigraph as ox

from extractor.graph.prefixes import PREFIXES
from extractor.graph.serialize import FORMATS
from extractor.server.answering import RESULT_FORMATS

SD = "http://www.w3.org/ns/sparql-service-description#"
# The list of W3C, https://www.w3.org/ns/formats/, has JSON-LD like the others; pyoxigraph has another IRI for it.
_JSON_LD = {"https://www.w3.org/ns/formats/data/JSON-LD": "http://www.w3.org/ns/formats/JSON-LD"}
_FORMATS = [kind.iri for kind in RESULT_FORMATS.values()] + [_JSON_LD.get(kind.iri, kind.iri) for kind in FORMATS.values()]


def describe(address: str, format: str) -> bytes:
    """The description as RDF.

    Args: address: of the endpoint, ``http://…/sparql``; format: a key of ``FORMATS``.
    """
    service, dataset, graph = ox.NamedNode(address), ox.NamedNode(f"{address}#dataset"), ox.NamedNode(f"{address}#default-graph")
    statements = [
        (service, "endpoint", service),
        (service, "supportedLanguage", _sd("SPARQL11Query")),
        (service, "feature", _sd("UnionDefaultGraph")),
        *((service, "resultFormat", ox.NamedNode(iri)) for iri in sorted(_FORMATS)),
        (service, "defaultDataset", dataset),
        (dataset, "defaultGraph", graph),
    ]
    kinds = [(service, "Service"), (dataset, "Dataset"), (graph, "Graph")]
    triples = [ox.Triple(node, ox.NamedNode(f"{PREFIXES['rdf']}type"), _sd(kind)) for node, kind in kinds]
    triples += [ox.Triple(subject, _sd(name), value) for subject, name, value in statements]
    written = ox.serialize(sorted(triples, key=str), format=FORMATS[format], prefixes={"sd": SD, "rdf": PREFIXES["rdf"]})
    assert written is not None
    return written


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)

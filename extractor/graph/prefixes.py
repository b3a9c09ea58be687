"""The namespaces that the graph is written in. Plain strings: no RDF library is needed to know a prefix."""

from __future__ import annotations

ONTOLOGY = "https://w3id.org/outagegraph/ontology#"
CONCEPTS = "https://w3id.org/outagegraph/"
BASE = "https://w3id.org/outagegraph/id/"

PREFIXES = {
    "outage": ONTOLOGY,
    "phase": CONCEPTS + "phase/",
    "cause": CONCEPTS + "cause/",
    "action": CONCEPTS + "action/",
    "count-kind": CONCEPTS + "count-kind/",
    "modifier": CONCEPTS + "modifier/",
    "status": CONCEPTS + "status/",
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

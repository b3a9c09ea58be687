"""The namespaces as rdflib ``Namespace`` objects, for those who build or read graphs in rdflib."""

from __future__ import annotations

from rdflib import Namespace

from extractor.graph.prefixes import BASE, CONCEPTS, ONTOLOGY, PREFIXES

__all__ = ["ACTION", "BASE", "CAUSE", "COUNT_KIND", "MODIFIER", "OA", "OUTAGE", "PHASE", "PREFIXES", "SCHEMA", "SEM", "SHAPES", "STATUS"]

OUTAGE = Namespace(ONTOLOGY)
SHAPES = Namespace(CONCEPTS + "shapes#")
PHASE = Namespace(PREFIXES["phase"])
CAUSE = Namespace(PREFIXES["cause"])
ACTION = Namespace(PREFIXES["action"])
COUNT_KIND = Namespace(PREFIXES["count-kind"])
MODIFIER = Namespace(PREFIXES["modifier"])
STATUS = Namespace(PREFIXES["status"])
OA = Namespace(PREFIXES["oa"])
SCHEMA = Namespace(PREFIXES["schema"])
SEM = Namespace(PREFIXES["sem"])

"""The kinds of fact: when two are the same, where gold has them, where the graph has them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from extractor.evaluation.names import SPEAKS_FOR, same_name
from extractor.evaluation.values import fold, fold_code, same_time, same_words, seconds

Fact = Mapping[str, Any]
SAME: dict[str, Callable[[Fact, Fact], bool]] = {
    "provider": lambda g, s: same_name(g["name"], s["names"]),
    "service": lambda g, s: same_name(g["name"], s["names"], g["brands"]),
    "region": lambda g, s: same_name(g["name"], s["names"]),
    "affected_group": lambda g, s: same_name(g["name"], s["names"], loose=True),
    "error_code": lambda g, s: fold_code(g["code"]) == fold_code(s["code"]),
    "incident_id": lambda g, s: fold(g["id"]) == fold(s["id"]),
    "timeline": lambda g, s: g["phase"] == s["phase"] and same_time(g["time"]["value"], s["timex"]),
    "duration": lambda g, s: seconds(g["value"]) == seconds(s["value"]),
    "count": lambda g, s: math.isclose(float(g["value"]), s["value"], rel_tol=1e-6) and g["kind"] == s["kind"],
    "cause": lambda g, s: (g["category"], g["status"]) == (s["category"], s["status"]),
    "action": lambda g, s: g["category"] == s["category"],
    "statement": lambda g, s: same_name(g["speaker"], s["names"], SPEAKS_FOR, loose=True) and same_words(g["text"], s["text"]),
}
GOLD_FIELD = {
    "provider": "providers",
    "service": "services",
    "region": "regions",
    "affected_group": "affected_groups",
    "error_code": "error_codes",
    "incident_id": "incident_ids",
    "timeline": "timeline",
    "duration": "durations",
    "count": "counts",
    "cause": "causes",
    "action": "actions",
    "statement": "statements",
}
ONE_PER_KEY: dict[str, Callable[[Fact], Any]] = {"cause": lambda g: (g["category"], g["status"]), "action": lambda g: g["category"]}

UNASSERTED = {"ruled_out", "planned"}  # kept in the graph, no fact of the incident
NAMED = """?fact outage:{what} ?thing . OPTIONAL {{ ?thing rdfs:label|skos:prefLabel|skos:altLabel ?name }}"""
# kind -> class, what a fact of it says in SPARQL, and the variables that this binds
WHERE = {
    "provider": ("outage:ProviderRole", NAMED.format(what="organization"), "?thing ?name"),
    "service": ("outage:ServiceImpact", NAMED.format(what="service"), "?thing ?name"),
    "region": ("outage:RegionImpact", NAMED.format(what="region"), "?thing ?name"),
    "affected_group": ("outage:GroupImpact", NAMED.format(what="group"), "?thing ?name"),
    "error_code": ("outage:ErrorSighting", "?fact outage:error/outage:code ?code", "?code"),
    "incident_id": ("outage:ProviderReference", "?fact outage:referenceNumber ?id", "?id"),
    "timeline": (
        "outage:TimelineEntry",
        "?fact outage:phase ?phase ; outage:time/outage:timex ?timex . OPTIONAL { ?fact outage:time/outage:modifier ?mod }",
        "?phase ?timex ?mod",
    ),
    "duration": ("outage:DurationReport", "?fact outage:duration ?value . OPTIONAL { ?fact outage:modifier ?mod }", "?value ?mod"),
    "count": (
        "outage:Count",
        "?fact outage:value ?value ; outage:kind ?kind . OPTIONAL { ?fact outage:modifier ?mod }",
        "?value ?kind ?mod",
    ),
    "cause": ("outage:Cause", "?fact outage:category ?category ; outage:status ?status", "?category ?status"),
    "action": ("outage:Action", "?fact outage:category ?category", "?category"),
    "statement": (
        "outage:Statement",
        "?fact outage:text ?text ; outage:speaker ?who . OPTIONAL { ?who rdfs:label|skos:prefLabel|skos:altLabel ?name }",
        "?text ?name",
    ),
}

"""A short table of the incidents in a graph."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from extractor.graph.prefixes import PREFIXES

QUERY = """
SELECT ?incident (SAMPLE(?from) AS ?started)
       (GROUP_CONCAT(DISTINCT ?name; separator=", ") AS ?services) (COUNT(DISTINCT ?article) AS ?articles)
WHERE {
  ?i a outage:Incident ; rdfs:label ?incident . ?article outage:reports ?i .
  OPTIONAL { ?i outage:started ?from } OPTIONAL { ?i outage:affectsService/rdfs:label ?name }
} GROUP BY ?i ?incident ORDER BY ?started ?incident
"""


def print_table(quads: Iterable[ox.Quad]) -> None:
    """Prints a line an incident that an article reports, on standard error."""
    from rich.console import Console
    from rich.table import Table

    store = ox.Store()
    store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    table = Table("incident", "started", "services", "articles")
    for row in store.query(QUERY, prefixes={name: PREFIXES[name] for name in ("outage", "rdfs")}):  # type: ignore[union-attr]
        table.add_row(*(term.value if term is not None else "" for term in row))
    Console(stderr=True).print(table)

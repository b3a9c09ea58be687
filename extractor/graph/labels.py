"""One label a thing: articles call it by several names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from extractor.graph.terms import node

LABEL, ALT_LABEL = node("rdfs:label"), node("skos:altLabel")


def one_label(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Each thing keeps one ``rdfs:label``, the least; what else it is called becomes ``skos:altLabel``."""
    every = list(quads)
    labels: dict[str, str] = {}
    for quad in every:
        if quad.predicate == LABEL:
            text = quad.object.value  # type: ignore[union-attr]
            labels[str(quad.subject)] = min(text, labels.get(str(quad.subject), text))
    for quad in every:
        other = quad.predicate == LABEL and quad.object.value != labels[str(quad.subject)]  # type: ignore[union-attr]
        yield ox.Quad(quad.subject, ALT_LABEL, quad.object, quad.graph_name) if other else quad

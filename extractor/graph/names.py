"""IRIs as people read them: shortened by the project's prefixes where Turtle allows it."""

from __future__ import annotations

import functools
import re

from extractor.graph.prefixes import PREFIXES

_LOCAL = re.compile(r"[A-Za-z_0-9](?:[A-Za-z_0-9.-]*[A-Za-z_0-9-])?")  # the common part of Turtle's PN_LOCAL: no escapes needed


@functools.lru_cache(maxsize=4096)
def short(iri: str) -> str:
    """``outage:Fact`` for an IRI under a known prefix, else ``<https://…>`` in full."""
    fits = [(namespace, prefix) for prefix, namespace in PREFIXES.items() if iri.startswith(namespace)]
    if fits:
        namespace, prefix = max(fits, key=lambda fit: len(fit[0]))
        if _LOCAL.fullmatch(iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    return f"<{iri}>"

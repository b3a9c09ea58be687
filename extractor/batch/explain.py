"""An incident of a knowledge graph, explained: what joined its articles, and what a person corrected."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from extractor.batch.blocks import load_incident
from extractor.batch.corrections import Correction, Corrections, parse_corrections
from extractor.batch.ledger import Ledger
from extractor.batch.place import Place
from extractor.batch.readings import Readings
from extractor.errors import UsageError
from extractor.explanation_incident import explain_incident
from extractor.graph.iris import Mint


def explain(place: Place, incident: str) -> Iterator[str]:
    """Lines for a person. Args: incident: its IRI, one that leads to it, or the last part of either.

    Raises: UsageError where there is no such knowledge graph or incident.
    """
    ledger = Ledger(place.must_exist().ledger)
    try:
        corrections = parse_corrections(ledger.get("corrections") or "", "corrections")
        readings = Readings(ledger, corrections)
        iri = _find(ledger, incident)
        content = json.loads(ledger.one("SELECT content FROM incident WHERE iri = ?", iri))
        yield iri
        yield from explain_incident(load_incident(content, readings))
        yield from _corrected(content, readings, corrections)
    finally:
        ledger.close()


def _find(ledger: Ledger, incident: str) -> str:
    given = incident.strip("<>")
    iri = given if "/" in given else f"{Mint().base}incident/{given}"
    found: str | None = ledger.one("SELECT incident FROM name WHERE iri = ? ORDER BY incident LIMIT 1", iri)
    if found is None:
        folder = ledger.path.parent
        raise UsageError(f"{incident}: no such incident in {folder}; ask for them with outagegraph query --kg {folder}")
    return found


def _corrected(content: dict[str, Any], readings: Readings, corrections: Corrections) -> Iterator[str]:
    shaped = [entry for entry in corrections.entries if entry.iri in content["corrections"]]
    lines = [_line(entry, ", ".join(entry.about)) for entry in shaped]
    for article in sorted({article for article, _ in content["members"]}):
        for mark in readings.marks(article):
            lines.append(_line(mark.correction, f"{mark.subject}{f' instead of {mark.instead}' if mark.instead else ''}"))
    if lines:
        yield ""
        yield "corrected"
        yield from lines


def _line(entry: Correction, what: str) -> str:
    return f"    {entry.kind} by {entry.by}, {entry.when}: {entry.why}  ({what})"

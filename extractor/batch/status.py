"""What a knowledge graph holds and what was set aside, from its ledger."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.batch.ledger import Ledger
from extractor.batch.place import Place
from extractor.batch.store import published, reading

STATES = {"read": "read", "foreign": "not in English", "failed": "failed"}


def status(place: Place, most: int | None = None) -> Iterator[str]:
    """Lines for a person. Args: most: how many of the articles set aside to name; None for all of them.

    Raises: UsageError where there is no knowledge graph, or its store cannot be opened: damaged, or of a newer version.
    """
    ledger = Ledger(place.must_exist().ledger)
    try:
        generation = published(place)
        if generation:
            with reading(place):  # refused here too, as the ledger alone would not show that nobody can ask the graph
                pass
        yield from _lines(ledger, generation, most)
    finally:
        ledger.close()


def _lines(ledger: Ledger, generation: int, most: int | None) -> Iterator[str]:
    for path, count in ledger.run("SELECT path, COUNT(source.id) FROM root LEFT JOIN source ON root = root.id GROUP BY path ORDER BY path"):
        yield f"built from       {path} ({count:,} articles)"
    for extractor, rules, model, catalogue, count in ledger.run(
        "SELECT extractor, rules, model, catalogue, COUNT(*) FROM source JOIN versions ON versions.id = versions GROUP BY versions.id"
    ):
        yield f"read by          outagegraph {extractor}, rules {rules}, model {model}, catalogue {catalogue} ({count:,} articles)"
    states = dict(ledger.run("SELECT state, COUNT(*) FROM source GROUP BY state").fetchall())
    for state, name in STATES.items():
        yield f"{name:16} {states.get(state, 0):,}"
    yield f"passed over      {ledger.one('SELECT COALESCE(SUM(passed), 0) FROM container'):,}"
    yield f"tell of outages  {ledger.one('SELECT COUNT(DISTINCT article) FROM account'):,}"
    yield f"incidents        {ledger.one('SELECT COUNT(*) FROM incident'):,}"
    waiting = ledger.one("SELECT COUNT(*) FROM dirty") + ledger.one("SELECT COUNT(*) FROM block WHERE wanted IS NOT applied")
    if waiting or str(generation) != (ledger.get("state") or "0"):
        yield "unfinished       the last build was stopped; run it again to go on"
    yield from _set_aside(ledger, most, states.get("failed", 0) + states.get("foreign", 0))


def _set_aside(ledger: Ledger, most: int | None, count: int) -> Iterator[str]:
    if count:
        yield ""
        yield "set aside:"
    sql = "SELECT reason FROM source WHERE state IN ('failed', 'foreign') ORDER BY state, file LIMIT ?"
    for (reason,) in ledger.run(sql, -1 if most is None else most):
        yield f"  {reason}"
    if most is not None and count > most:
        yield f"  and {count - most:,} more (status --all)"

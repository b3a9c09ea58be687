"""Which articles a changed file of corrections touches."""

from __future__ import annotations

import json
from collections.abc import Iterable

from extractor.batch.corrections import Correction, Corrections
from extractor.batch.ledger import Ledger
from extractor.batch.store import WorkStore
from extractor.graph.iris import Mint


def touched_by(before: Corrections, now: Corrections, ledger: Ledger, store: WorkStore) -> set[str]:
    """The articles that entries concern which are new, changed or gone. A changed name may stand anywhere: then it is all of them."""
    old, new = ({entry.iri: entry for entry in of.entries} for of in (before, now))
    changed = [entry for iri, entry in sorted((old | new).items()) if (iri in old) != (iri in new)]
    if any(entry.kind == "alias" for entry in changed):
        return {article for (article,) in ledger.run("SELECT DISTINCT article FROM source WHERE article IS NOT NULL")}
    start = Mint().base + "article/"
    found = {graph.removeprefix(start) for iri in _abouts(changed, "reject", "replace") for graph in store.graphs_of(iri)}
    for iri in _abouts(changed, "merge", "split"):
        found |= _named(ledger, iri)
    return found


def idle(corrections: Corrections, ledger: Ledger, store: WorkStore) -> list[str]:
    """A line for each entry that is about a fact or incident which nothing tells of."""
    lines = []
    for entry in corrections.entries:
        for iri in entry.about if entry.kind != "alias" else ():
            is_fact = entry.kind in ("reject", "replace")
            if not (store.graphs_of(iri) if is_fact else _named(ledger, iri)):
                lines.append(f"corrections: {entry.kind} {iri}: there is no such {'fact' if is_fact else 'incident'} now")
        lines += [
            f"corrections: split {entry.about[0]}: {article} is not one of several articles that tell of it"
            for article in _strangers(entry, ledger)
        ]
    return lines


def _strangers(entry: Correction, ledger: Ledger) -> list[str]:
    """The articles of a split which tell of no such incident: neither of it nor of what was cut from it."""
    if entry.kind != "split":
        return []
    rows = "SELECT article, file FROM source JOIN account USING (article) JOIN incident ON iri = incident WHERE instr(content, ?) > 0"
    shaped = {name for row in ledger.run(rows, json.dumps(entry.iri)) for name in (Mint().base + "article/" + row[0], row[1])}
    return [str(name) for name in entry.more if str(name) not in shaped]


def _abouts(entries: Iterable[Correction], *kinds: str) -> set[str]:
    return {iri for entry in entries if entry.kind in kinds for iri in entry.about}


def _named(ledger: Ledger, incident: str) -> set[str]:
    """The articles that tell of an incident, under whatever name."""
    sql = "SELECT DISTINCT account.article FROM name JOIN account USING (incident) WHERE name.iri = ?"
    return {article for (article,) in ledger.run(sql, incident)}

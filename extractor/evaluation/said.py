"""What a graph says, article by article: the facts that are compared with gold."""

from __future__ import annotations

import collections
import dataclasses
import pathlib
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from extractor.evaluation.kinds import UNASSERTED, WHERE
from extractor.graph.prefixes import PREFIXES

Said = dict[tuple[str, str, str], list[dict[str, Any]]]


@dataclasses.dataclass(frozen=True, slots=True)
class Saying:
    """``roles``: article file -> incident -> main or background; ``facts``: (file, incident, kind) -> facts."""

    roles: dict[str, dict[str, str]]
    facts: Said


def read_graph(quads: Iterable[ox.Quad]) -> Saying:
    """The facts of a graph by article, incident and kind; those that are denied or planned left out, causes apart."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    facts: Said = collections.defaultdict(list)
    for kind in WHERE:
        for (file, incident, *_), fact in _facts(store, kind).items():
            if kind == "cause" or fact.get("stated") not in UNASSERTED:
                facts[file, incident, kind].append(fact)
    return Saying(_roles(store), facts)


def _roles(store: ox.Store) -> dict[str, dict[str, str]]:
    roles: dict[str, dict[str, str]] = collections.defaultdict(dict)
    for prop, role in (("reports", "main"), ("mentionsIncident", "background")):
        for file, incident in _rows(store, f"SELECT ?file ?i WHERE {{ ?a outage:sourceFile ?file ; outage:{prop} ?i }}"):
            roles[_file(file)][_plain(incident, whole=True)] = role
    return roles


def _facts(store: ox.Store, kind: str) -> dict[tuple[str, ...], dict[str, Any]]:
    cls, pattern, columns = WHERE[kind]
    names = ["file", "incident", "fact", "quote", "start", "end", "stated", "rule", "confidence", *columns.replace("?", "").split()]
    rows = _rows(
        store,
        f"""SELECT {" ".join(f"?{name}" for name in names)} WHERE {{
        ?fact a {cls} ; outage:incident ?incident ; outage:evidence ?ev .
        ?ev oa:hasSource/outage:sourceFile ?file .
        OPTIONAL {{ ?ev oa:hasSelector/oa:exact ?quote }} OPTIONAL {{ ?ev oa:hasSelector/oa:start ?start ; oa:hasSelector/oa:end ?end }}
        OPTIONAL {{ ?fact outage:status ?stated }} OPTIONAL {{ ?fact outage:rule ?rule }} OPTIONAL {{ ?fact outage:confidence ?confidence }}
        {pattern} }}""",
    )
    merged: dict[tuple[str, ...], dict[str, Any]] = {}
    for row in rows:
        found = {name: term for name, term in zip(names, row, strict=True) if term is not None}
        thing = _plain(found["thing"], whole=True) if "thing" in found else ""
        key = (_file(found["file"]), _plain(found["incident"], whole=True), _plain(found["fact"], whole=True), thing)
        _take(merged.setdefault(key, {"names": set(), "quotes": set(), "rules": set(), "iri": key[2]}), found, kind)
    return merged


def _take(fact: dict[str, Any], found: dict[str, Any], kind: str) -> None:
    """Adds what one row says of a fact: it has a row for each of its names and evidences."""
    if "quote" in found:
        length = int(found["end"].value) - int(found["start"].value) if "start" in found else None
        fact["quotes"].add((found["quote"].value, length))
    for name, term in found.items():
        if name in ("name", "rule"):
            fact[f"{name}s"].add(term.value)
        elif name == "confidence":
            fact[name] = float(term.value)
        elif name not in ("file", "incident", "fact", "quote", "start", "end"):
            fact[name] = float(term.value) if name == "value" and kind == "count" else _plain(term)


def _rows(store: ox.Store, query: str) -> Iterable[Any]:
    used = {prefix: PREFIXES[prefix] for prefix in ("outage", "oa", "skos", "rdfs")}
    solutions: Any = store.query(query, prefixes=used)
    return solutions  # type: ignore[no-any-return]


def _plain(term: Any, whole: bool = False) -> str:
    value = str(term.value)
    return value if whole or not isinstance(term, ox.NamedNode) else value.rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def _file(term: Any) -> str:
    return pathlib.PurePosixPath(term.value).name

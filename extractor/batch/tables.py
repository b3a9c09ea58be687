"""Three flat tables for people with spreadsheets: incidents, facts, evidence. CSV as RFC 4180 has it, UTF-8 with its mark, for Excel."""

from __future__ import annotations

import contextlib
import csv
import functools
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import IO

import pyoxigraph as ox

from extractor.batch.export import graph_names
from extractor.batch.part import Part
from extractor.graph.prefixes import PREFIXES
from extractor.graph.terms import node

Row = Mapping[str, str]
Values = Mapping[str, list[str]]

# The columns of each table; where a column is a property its values are the property's, joined by "; ", things by their labels.
INCIDENTS = {
    "incident": "",
    "label": "rdfs:label",
    "provider": "outage:provider",
    "started": "outage:started",
    "resolved": "outage:resolved",
    "duration": "outage:totalDuration",
    "peak_reports": "outage:peakReports",
    "services": "outage:affectsService",
    "regions": "outage:affectsRegion",
    "groups": "outage:affectsGroup",
    "error_codes": "outage:errorCode",
    "causes": "outage:causeCategory",
    "caused_by": "outage:causedByIncident",
    "articles": "",
}
FACTS = {
    "fact": "",
    "incident": "",
    "incident_label": "outage:incident",
    "kind": "",
    "status": "outage:status",
    "confidence": "outage:confidence",
    "attributed_to": "prov:wasAttributedTo",
    "organization": "outage:organization",
    "service": "outage:service",
    "region": "outage:region",
    "group": "outage:group",
    "error": "outage:error",
    "reference_number": "outage:referenceNumber",
    "phase": "outage:phase",
    "time": "outage:time",
    "earliest": "",
    "latest": "",
    "duration": "outage:duration",
    "value": "outage:value",
    "count_kind": "outage:kind",
    "unit": "schema:unitText",
    "modifier": "outage:modifier",
    "peak": "outage:peak",
    "source": "outage:source",
    "category": "outage:category",
    "description": "dcterms:description",
    "symptom": "outage:symptom",
    "actor": "outage:actor",
    "speaker": "outage:speaker",
    "text": "outage:text",
    "channel": "outage:channel",
    "rule": "outage:rule",
    "article": "",
    "claim": "",
    "sources": "",
}
EVIDENCE = {
    "fact": "",
    "article": "",
    "file": "outage:sourceFile",
    "title": "schema:headline",
    "published": "schema:datePublished",
    "publisher": "schema:publisher",
    "url": "schema:url",
    "start": "",
    "end": "",
    "quote": "",
}
TABLES = {"incidents": INCIDENTS, "facts": FACTS, "evidence": EVIDENCE}


def write_tables(store: ox.Store, outputs: Mapping[str, IO[bytes]], part: Part | None = None) -> None:
    """Writes the tables, the same bytes each time. Args: outputs: open for bytes, by the keys of ``TABLES``; part: None for all."""
    writers = {name: _Writer(outputs[name], columns) for name, columns in TABLES.items()}
    for name, row in rows(store, part):
        writers[name].write(row)


def rows(store: ox.Store, part: Part | None = None) -> Iterator[tuple[str, Row]]:
    """The rows of the tables, each with its table's name, in the order of articles and incidents by IRI."""
    with contextlib.ExitStack() as stack:
        tables = _Tables(store, part)
        for graph, quads in _graphs(store, part, stack):
            by_subject: dict[ox.NamedNode, dict[str, list[ox.Quad]]] = defaultdict(lambda: defaultdict(list))
            for quad in sorted(quads, key=str):
                by_subject[quad.subject][quad.predicate.value].append(quad)  # type: ignore[index]
            yield from tables.of_graph(graph, by_subject)


class _Writer:
    """Writes rows of a table."""

    def __init__(self, output: IO[bytes], columns: Mapping[str, str]) -> None:
        self._output, self._text = output, io.StringIO(newline="")
        self._rows = csv.DictWriter(self._text, list(columns), restval="")
        self._text.write("\ufeff")
        self._rows.writeheader()
        self._flush()

    def write(self, row: Row) -> None:
        self._rows.writerow({name: _harmless(value) for name, value in row.items()})
        self._flush()

    def _flush(self) -> None:
        self._output.write(self._text.getvalue().encode("utf-8", "backslashreplace"))
        self._text.seek(0)
        self._text.truncate()


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: what looks like one gets an apostrophe before it, as spreadsheets write it."""
    return f"'{cell}" if cell[:1] in ("=", "+", "@", "\t", "\r") or (cell[:1] == "-" and not cell[1:2].isdigit()) else cell


def _graphs(store: ox.Store, part: Part | None, stack: contextlib.ExitStack) -> Iterator[tuple[ox.NamedNode, Iterable[ox.Quad]]]:
    if part:
        yield from ((name, quads) for name, quads in part.graphs() if isinstance(name, ox.NamedNode))
        return
    for graph in graph_names(store, stack):
        yield graph, store.quads_for_pattern(None, None, None, graph)


class _Tables:
    """Makes rows of the statements of a graph."""

    def __init__(self, store: ox.Store, part: Part | None) -> None:
        self._store, self._part = store, part
        self._label = functools.lru_cache(maxsize=50_000)(self._find_label)

    def of_graph(self, graph: ox.NamedNode, subjects: Mapping[ox.NamedNode, Mapping[str, list[ox.Quad]]]) -> Iterator[tuple[str, Row]]:
        """The rows that an article's or incident's graph gives."""
        for subject, said in subjects.items():
            classes = {quad.object.value for quad in said.get(PREFIXES["rdf"] + "type", ()) if isinstance(quad.object, ox.NamedNode)}
            if PREFIXES["outage"] + "Incident" in classes:
                yield "incidents", self._incident(subject, said)
            elif PREFIXES["outage"] + "Fact" in classes:
                kind = (classes - {PREFIXES["outage"] + "Fact"}).pop()
                yield "facts", self._fact(subject, said, kind.removeprefix(PREFIXES["outage"]), graph)
                for quad in said.get(PREFIXES["outage"] + "evidence", ()):
                    yield "evidence", self._evidence(subject, graph, subjects.get(graph, {}), quad.object)  # type: ignore[arg-type]

    def _incident(self, subject: ox.NamedNode, said: Mapping[str, list[ox.Quad]]) -> Row:
        found = (
            quad.subject
            for link in ("outage:reports", "outage:mentionsIncident")
            for quad in self._store.quads_for_pattern(None, node(link), subject)
        )
        articles = {
            article for article in found if isinstance(article, ox.NamedNode) and (not self._part or article in self._part.articles)
        }
        files = sorted({value for article in articles for value in self._values(article, "outage:sourceFile")})
        return self._row(INCIDENTS, said) | {"incident": subject.value, "articles": "; ".join(files)}

    def _fact(self, subject: ox.NamedNode, said: Mapping[str, list[ox.Quad]], kind: str, article: ox.NamedNode) -> Row:
        row = self._row(FACTS, said) | {"fact": subject.value, "kind": kind, "article": article.value}
        row |= {"incident": "; ".join(_value(quad.object) for quad in said.get(PREFIXES["outage"] + "incident", ()))}
        for quad in said.get(PREFIXES["outage"] + "time", ()):
            row |= {name: "; ".join(self._values(quad.object, f"outage:{name}")) for name in ("earliest", "latest")}
        for quad in self._store.quads_for_pattern(subject, node("outage:claim"), None):
            row |= {"claim": _value(quad.object), "sources": "; ".join(self._values(quad.object, "outage:sourceCount"))}
        return row

    def _evidence(self, fact: ox.NamedNode, article: ox.NamedNode, about: Mapping[str, list[ox.Quad]], evidence: ox.NamedNode) -> Row:
        row = self._row(EVIDENCE, about) | {"fact": fact.value, "article": article.value}
        for quad in self._store.quads_for_pattern(evidence, node("oa:hasSelector"), None, article):
            for name, column in (("oa:start", "start"), ("oa:end", "end"), ("oa:exact", "quote")):
                if values := self._values(quad.object, name):
                    row[column] = values[0]
        return row

    def _row(self, columns: Mapping[str, str], said: Mapping[str, list[ox.Quad]]) -> dict[str, str]:
        properties = {column: said.get(_iri(name), ()) for column, name in columns.items() if name}
        return {column: "; ".join(self._shown(quad.object) for quad in quads) for column, quads in properties.items()}

    def _shown(self, term: object) -> str:
        return self._label(term) if isinstance(term, ox.NamedNode) else _value(term)

    def _find_label(self, thing: ox.NamedNode) -> str:
        for name in ("phase", "cause", "action", "count-kind", "modifier", "status"):
            if thing.value.startswith(PREFIXES[name]):
                return thing.value.removeprefix(PREFIXES[name])
        return min(self._values(thing, "rdfs:label"), default=thing.value)

    def _values(self, subject: object, name: str) -> list[str]:
        found = self._store.quads_for_pattern(subject, node(name), None)  # type: ignore[arg-type]
        return sorted({_value(quad.object) for quad in found})


@functools.cache
def _iri(name: str) -> str:
    return node(name).value


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)

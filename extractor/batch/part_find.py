"""Which incidents are meant: by name, provider, article, or time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from extractor.errors import UsageError
from extractor.graph.prefixes import BASE
from extractor.graph.terms import literal, node

Names = set[ox.NamedNode]


def incidents_named(store: ox.Store, names: Sequence[str]) -> Names:
    """Incidents by IRI or its last part, also by one that another replaced. Raises UsageError for one that is not there."""
    found: Names = set()
    for name in names:
        given = name.strip("<>")
        incident = ox.NamedNode(given if ":" in given else f"{BASE}incident/{given}")
        later = list(_objects(store, incident, "dcterms:isReplacedBy"))
        if not later and incident not in _of_class(store, "outage:Incident", incident):
            raise UsageError(f"{name}: no such incident; outagegraph query shows those that there are")
        found.update(later or [incident])
    return found


def of_providers(store: ox.Store, names: Sequence[str]) -> Names:
    """The incidents of providers, by any of their names or their IRI. Raises UsageError for a name that no organisation has."""
    by_name: dict[str, Names] = {}
    for organization in _of_class(store, "outage:Organization"):
        by_name.setdefault(organization.value, set()).add(organization)
        for predicate in ("rdfs:label", "skos:altLabel"):
            for label in _literals(store, organization, predicate):
                by_name.setdefault(label.casefold(), set()).add(organization)
    found: Names = set()
    for name in names:
        meant = by_name.get(name.strip("<>")) or by_name.get(name.casefold())
        if not meant:
            raise UsageError(f"{name}: no organisation of that name in the graph; outagegraph query --name by-provider lists them")
        found |= {incident for organization in meant for incident in _subjects(store, "outage:provider", organization)}
    return found


def articles_named(store: ox.Store, names: Sequence[str]) -> Names:
    """Articles by file, URL or IRI. Raises UsageError for one that is not there."""
    found: Names = set()
    for name in names:
        given = name.strip("<>")
        meant = {*_subjects(store, "outage:sourceFile", literal(given)), *_subjects(store, "schema:url", literal(given, "xsd:anyURI"))}
        if ":" in given:
            meant |= _of_class(store, "outage:Article", ox.NamedNode(given))
        if not meant:
            raise UsageError(f"{name}: no article of that file, URL or IRI in the graph; name files as outage:sourceFile has them")
        found |= meant
    return found


def of_articles(store: ox.Store, articles: Iterable[ox.NamedNode]) -> Names:
    """The incidents that articles tell of."""
    links = ("outage:reports", "outage:mentionsIncident")
    return {incident for article in articles for link in links for incident in _objects(store, article, link)}


def within(store: ox.Store, since: str | None, until: str | None, among: Names | None) -> Names:
    """The incidents that began in a time span; where no start is known, the first article's day counts. Raises UsageError."""
    first, last = (_date(value) if value else None for value in (since, until))
    candidates = _of_class(store, "outage:Incident") if among is None else among
    return {incident for incident in candidates if _is_within(_moment(store, incident), first, last)}


def _is_within(moment: str | None, first: str | None, last: str | None) -> bool:
    """ISO forms compare as texts; of a day that is the last all hours count."""
    return moment is not None and (first is None or moment >= first) and (last is None or moment[: len(last)] <= last)


def _moment(store: ox.Store, incident: ox.NamedNode) -> str | None:
    if started := list(_literals(store, incident, "outage:started")):
        return min(started)
    telling = {article for link in ("outage:reports", "outage:mentionsIncident") for article in _subjects(store, link, incident)}
    days = (day for article in telling for day in _literals(store, article, "schema:datePublished"))
    return min(map(_in_utc, days), default=None)


def _date(text: str) -> str:
    try:
        dt.datetime.fromisoformat(text)
        return _in_utc(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is no date; write 2026-01-22, or 2026-01-22T14:00Z") from error


def _in_utc(text: str) -> str:
    """A day as it is; a moment in Z, as the starts of incidents are."""
    if "T" not in text:
        return text[:10]
    moment = dt.datetime.fromisoformat(text)
    return f"{(moment.astimezone(dt.UTC) if moment.tzinfo else moment):%Y-%m-%dT%H:%M:%S}Z"


def _of_class(store: ox.Store, name: str, only: ox.NamedNode | None = None) -> Names:
    found = store.quads_for_pattern(only, node("rdf:type"), node(name))
    return {quad.subject for quad in found if isinstance(quad.subject, ox.NamedNode)}


def _subjects(store: ox.Store, predicate: str, value: ox.NamedNode | ox.Literal) -> Iterator[ox.NamedNode]:
    found = store.quads_for_pattern(None, node(predicate), value)
    return (quad.subject for quad in found if isinstance(quad.subject, ox.NamedNode))


def _objects(store: ox.Store, subject: ox.NamedNode, predicate: str) -> Iterator[ox.NamedNode]:
    found = store.quads_for_pattern(subject, node(predicate), None)
    return (quad.object for quad in found if isinstance(quad.object, ox.NamedNode))


def _literals(store: ox.Store, subject: ox.NamedNode, predicate: str) -> Iterator[str]:
    found = store.quads_for_pattern(subject, node(predicate), None)
    return (quad.object.value for quad in found if isinstance(quad.object, ox.Literal))

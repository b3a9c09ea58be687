"""A part of a store: some incidents with all that is said of them, or what some articles say; a graph that stands on its own.

A part has the facts that were asked for, their evidence, articles and claims, the incidents' summaries, and the names of whatever these
mention. Of summaries and claims it has what a fact of the part supports, so that a part of a graph that conforms to the shapes does too.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import TypeGuard

import pyoxigraph as ox

from extractor.batch.part_names import names_of
from extractor.errors import UsageError
from extractor.graph.prefixes import BASE
from extractor.graph.stored import restored
from extractor.graph.terms import node

SUMMARY = {
    "outage:provider": "outage:organization",
    "outage:affectsService": "outage:service",
    "outage:affectsRegion": "outage:region",
    "outage:affectsGroup": "outage:group",
    "outage:errorCode": "outage:error",
    "outage:causeCategory": "outage:category",
}
SUMMARY_OF_ANY = {
    "outage:started": "outage:phase",
    "outage:resolved": "outage:phase",
    "outage:peakReports": "outage:value",
    "outage:totalDuration": "outage:duration",
}
OWN = tuple(f"{BASE}{kind}/" for kind in ("article", "fact", "claim"))  # what stands in graphs of its own
Terms = Container[object]
Said = set[tuple[ox.NamedNode, object]]


@dataclasses.dataclass(frozen=True, slots=True)
class Wanted:
    """What to take; of several kinds that are given, all must hold. Dates are ISO dates or date-times, both ends included.

    ``articles`` are files, URLs or IRIs; ``incidents`` are IRIs, also ones that lead to others, or their last parts; ``providers`` are
    names or IRIs.
    """

    incidents: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in dataclasses.fields(self))


class Part:
    """The graphs of a part, each made when it is asked for."""

    def __init__(self, store: ox.Store, incidents: Iterable[ox.NamedNode], articles: Iterable[ox.NamedNode] | None = None) -> None:
        """Args: incidents: which ones; articles: whose word alone is taken; None for all that tell of the incidents."""
        self._store = store
        self.incidents = set(incidents)
        telling = {
            quad.subject for incident in self.incidents for quad in self._telling(incident) if isinstance(quad.subject, ox.NamedNode)
        }
        self.articles = telling if articles is None else telling & set(articles)

    def graphs(self) -> Iterator[tuple[ox.NamedNode | ox.DefaultGraph, list[ox.Quad]]]:
        """Named graphs in the order of their names, the default graph last; the quads as they were written, in any order."""
        mentioned: set[ox.NamedNode] = set()
        makers: dict[ox.NamedNode, Callable[[ox.NamedNode], list[ox.Quad]]] = dict.fromkeys(self.articles, self._article)
        makers |= dict.fromkeys(self.incidents, self._incident)
        for name in sorted(makers, key=str):
            quads = makers[name](name)
            mentioned.update(term for quad in quads for term in (quad.subject, quad.object) if _may_be_shared(term))
            yield name, [restored(quad) for quad in quads]
        yield ox.DefaultGraph(), [restored(quad) for quad in names_of(self._store, mentioned)]

    def facts(self, article: ox.NamedNode) -> set[ox.NamedNode]:
        """The facts of an article that belong to the part."""
        found = self._store.quads_for_pattern(None, node("outage:incident"), None, article)
        return {quad.subject for quad in found if quad.object in self.incidents and isinstance(quad.subject, ox.NamedNode)}

    def _telling(self, incident: ox.NamedNode) -> Iterator[ox.Quad]:
        for predicate in ("outage:reports", "outage:mentionsIncident"):
            yield from self._store.quads_for_pattern(None, node(predicate), incident)

    def _article(self, article: ox.NamedNode) -> list[ox.Quad]:
        """What the article's graph says of itself, of the facts and of their evidence."""
        facts = self.facts(article)
        quads = list(self._store.quads_for_pattern(None, None, None, article))
        kept: set[object] = {article, *facts}
        for step in ("outage:evidence", "oa:hasSelector", "prov:wasInfluencedBy", "prov:wasInvalidatedBy", "prov:wasAssociatedWith"):
            kept |= {quad.object for quad in quads if quad.subject in kept and quad.predicate == node(step)}
        return [quad for quad in quads if (quad.subject in kept and self._stays(quad, article)) or self._of_incidents(quad, facts)]

    def _stays(self, quad: ox.Quad, article: ox.NamedNode) -> bool:
        if quad.subject == article and quad.predicate in (node("outage:reports"), node("outage:mentionsIncident")):
            return quad.object in self.incidents
        return quad.predicate != node("prov:wasRevisionOf") or quad.subject != article or quad.object in self.articles

    def _of_incidents(self, quad: ox.Quad, facts: set[ox.NamedNode]) -> bool:
        """Which facts an incident has, and to which it is similar."""
        if quad.subject not in self.incidents:
            return False
        return quad.object in (facts if quad.predicate == node("outage:fact") else self.incidents)

    def _incident(self, incident: ox.NamedNode) -> list[ox.Quad]:
        """What the incident's graph says, as far as the facts of the part support it."""
        quads = list(self._store.quads_for_pattern(None, None, None, incident))
        claimed = [quad for quad in quads if quad.predicate == node("outage:claim") and self._is_ours(quad.subject)]
        claims = {quad.object for quad in claimed}
        said: Said = {(quad.predicate, quad.object) for quad in quads if quad.subject in claims}
        all_claims = {quad.object for quad in quads if quad.predicate == node("outage:claim")}
        return [quad for quad in quads if self._holds(quad, incident, claims, all_claims, said)]

    def _is_ours(self, fact: object) -> bool:
        found = self._store.quads_for_pattern(fact, node("outage:incident"), None)  # type: ignore[arg-type]
        return any(quad.graph_name in self.articles for quad in found)

    def _holds(self, quad: ox.Quad, incident: ox.NamedNode, claims: Terms, all_claims: Terms, said: Said) -> bool:
        if quad.predicate == node("outage:claim"):
            return quad.object in claims and self._is_ours(quad.subject)
        if quad.subject in all_claims:
            return quad.subject in claims and (quad.predicate != node("outage:disagreesWith") or quad.object in claims)
        if quad.subject != incident:
            return True
        if quad.predicate == node("outage:causedByIncident"):
            return quad.object in self.incidents
        return _is_supported(quad, said)


def _may_be_shared(term: object) -> TypeGuard[ox.NamedNode]:
    return isinstance(term, ox.NamedNode) and not term.value.startswith(OWN)


def _is_supported(quad: ox.Quad, said: Said) -> bool:
    """Whether a statement of the summary has a claim behind it."""
    for name, behind in SUMMARY.items():
        if quad.predicate == node(name):
            return (node(behind), quad.object) in said
    for name, behind in SUMMARY_OF_ANY.items():
        if quad.predicate == node(name):
            return any(predicate == node(behind) for predicate, _ in said)
    return True


def find(store: ox.Store, wanted: Wanted) -> Part:
    """The part of a store that is wanted. Raises UsageError where a name is not known there or nothing is left."""
    from extractor.batch.part_find import articles_named, incidents_named, of_articles, of_providers, within

    articles = articles_named(store, wanted.articles) if wanted.articles else None
    sets: list[set[ox.NamedNode]] = []
    if wanted.incidents:
        sets.append(incidents_named(store, wanted.incidents))
    if wanted.providers:
        sets.append(of_providers(store, wanted.providers))
    if articles is not None:
        sets.append(of_articles(store, articles))
    if wanted.since or wanted.until:
        sets.append(within(store, wanted.since, wanted.until, sets[0].intersection(*sets[1:]) if sets else None))
    found = sets[0].intersection(*sets[1:])
    if not found:
        raise UsageError("no incident is left of what was asked for; ask for less, or see what there is with outagegraph query")
    return Part(store, found, articles)


def listed(values: Sequence[str] | None) -> tuple[str, ...]:
    """The values of a repeatable option."""
    return tuple(values or ())

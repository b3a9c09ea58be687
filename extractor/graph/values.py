"""The things that facts point to: organisations, services, places, groups, codes, agents, times."""

from __future__ import annotations

from extractor.catalogue import load_catalogue
from extractor.graph.iris import Mint
from extractor.graph.terms import Sink, iri, literal, node
from extractor.records import Agent, Article, Name, Time


def add_name(sink: Sink, subject: str, name: Name, cls: str) -> str:
    """Writes a named thing of a class with its labels. Returns its IRI, which is ``subject``."""
    sink.a(subject, cls)
    sink.add(subject, "rdfs:label", literal(name.label))
    sink.add(subject, "skos:altLabel", *(literal(alias) for alias in name.aliases if alias != name.label))
    return subject


def add_service(sink: Sink, mint: Mint, name: Name, provider: str) -> str:
    """Writes a service, with its owner where that is known. Returns its IRI."""
    subject = add_name(sink, mint.service(name, provider), name, "outage:Service")
    owner = _owner(name)
    if owner:
        sink.add(subject, "schema:provider", iri(add_name(sink, mint.organization(owner), owner, "outage:Organization")))
    return subject


def _owner(name: Name) -> Name | None:
    """Who runs a service: the catalogue knows for its own, the article for the others."""
    entry = load_catalogue().owner_of(name.iri) if name.iri else None
    if entry:
        return Name(entry.label, entry.iri)
    return Name(name.owner) if name.owner and not name.iri else None


def add_error(sink: Sink, mint: Mint, code: str, message: str | None) -> str:
    """Writes an error code with its human text. Returns its IRI."""
    subject = mint.error(code)
    sink.a(subject, "outage:ErrorCode")
    sink.add(subject, "rdfs:label", literal(code))
    sink.add(subject, "outage:code", literal(code))
    if message:
        sink.add(subject, "outage:message", literal(message))
    return subject


AGENT_CLASS = {"organization": "outage:Organization", "person": "schema:Person", "unnamed": "prov:Agent"}


def add_agent(sink: Sink, mint: Mint, article: Article, agent: Agent) -> str:
    """Writes someone who speaks, counts or acts. Returns the IRI."""
    subject = mint.agent(article, agent)
    sink.a(subject, AGENT_CLASS[agent.kind])
    sink.add(subject, "rdfs:label", literal(agent.label))
    entry = load_catalogue().by_iri.get(agent.iri) if agent.iri else None
    if entry:
        sink.add(subject, "skos:altLabel", *(literal(name) for name in (entry.label, *entry.aliases) if name != agent.label))
    return subject


def add_time(sink: Sink, mint: Mint, time: Time) -> str:
    """Writes a time node with the OWL-Time terms that its grain allows. Returns its IRI."""
    subject = mint.time(time)
    if not sink.is_new(subject):
        return subject
    part_of_day = time.timex is not None and "T" in time.timex and ":" not in time.timex
    sink.a(subject, "time:ProperInterval" if time.timex is None or part_of_day else "time:Instant")
    sink.add(subject, "rdfs:label", literal(time.timex or f"{time.earliest or ''}/{time.latest or ''}"))
    sink.add(subject, "outage:modifier", node(f"modifier:{time.modifier}"))
    if time.timex:
        sink.add(subject, "outage:timex", literal(time.timex))
        _add_owl_time(sink, subject, time.timex)
    for name, bound in (("outage:earliest", time.earliest), ("outage:latest", time.latest)):
        if bound:
            sink.add(subject, name, literal(bound, "xsd:dateTime"))
    return subject


def _add_owl_time(sink: Sink, subject: str, timex: str) -> None:
    day, _, clock = timex.partition("T")
    if ":" in clock and len(clock) > len("14:37"):
        sink.add(subject, "time:inXSDDateTimeStamp", literal(f"{day}T{clock[:5]}:00{clock[5:]}", "xsd:dateTimeStamp"))
    elif len(day) == len("2026-01-22") and not clock:
        sink.add(subject, "time:inXSDDate", literal(day, "xsd:date"))
    elif len(day) == len("2026-01"):
        sink.add(subject, "time:inXSDgYearMonth", literal(day, "xsd:gYearMonth"))
    elif len(day) == len("2026"):
        sink.add(subject, "time:inXSDgYear", literal(day, "xsd:gYear"))

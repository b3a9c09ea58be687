"""Names that are surely places: the countries and zone cities of the time zone database (public domain), and the lexicon's few more."""

from __future__ import annotations

import importlib.resources
from functools import lru_cache

from extractor.language.names_runs import lexicon


@lru_cache(maxsize=1)
def places() -> frozenset[str]:
    """Lower-case names of countries, territories and the cities that time zones are named for."""
    folder = importlib.resources.files("tzdata").joinpath("zoneinfo")
    countries = [line.split("\t")[1] for line in folder.joinpath("iso3166.tab").read_text("utf-8").splitlines() if line and line[0] != "#"]
    zones = [line.split("\t")[2] for line in folder.joinpath("zone.tab").read_text("utf-8").splitlines() if line and line[0] != "#"]
    cities = [zone.rsplit("/", 1)[-1].replace("_", " ") for zone in zones]
    return frozenset(name.casefold() for name in (*countries, *cities, *lexicon()["places"]))

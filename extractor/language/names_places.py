"""Names that are surely places: the countries and zone cities of the time zone database (public domain), and a few groups."""

from __future__ import annotations

import importlib.resources
from functools import lru_cache

# Spellings that the database does not use, and groups of countries.
_MORE = (
    "us,u.s.,usa,u.s.a.,uk,u.k.,eu,america,britain,england,scotland,wales,northern ireland,united states,united kingdom,"
    "great britain,europe,asia,africa,latin america,north america,south america,middle east,asia-pacific,european union,"
    "south korea,north korea,russia,vietnam,iran,syria,taiwan,czechia,ivory coast,united arab emirates,uae,silicon valley,"
    "california,texas,florida,virginia,ohio,oregon,washington,georgia,iowa,illinois,michigan,massachusetts,pennsylvania,"
    "new jersey,arizona,nevada,colorado,utah,ontario,quebec,alberta,british columbia,victoria,queensland,new south wales,"
    "tasmania,nsw,west coast,east coast,midwest,nordics,scandinavia,internet,web,mumbai,delhi,bengaluru,chennai,san francisco,"
    "seattle,boston,atlanta,dallas,houston,miami,manchester,birmingham,leeds,edinburgh,glasgow,cardiff,ottawa,montreal,munich,"
    "frankfurt,milan,osaka,beijing"
)


@lru_cache(maxsize=1)
def places() -> frozenset[str]:
    """Lower-case names of countries, territories and the cities that time zones are named for."""
    folder = importlib.resources.files("tzdata").joinpath("zoneinfo")
    countries = [line.split("\t")[1] for line in folder.joinpath("iso3166.tab").read_text("utf-8").splitlines() if line and line[0] != "#"]
    zones = [line.split("\t")[2] for line in folder.joinpath("zone.tab").read_text("utf-8").splitlines() if line and line[0] != "#"]
    cities = [zone.rsplit("/", 1)[-1].replace("_", " ") for zone in zones]
    return frozenset(name.casefold() for name in (*countries, *cities, *_MORE.split(",")))

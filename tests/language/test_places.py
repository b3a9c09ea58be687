"""The gazetteer: what a name may mean, and whose clock it tells."""

from __future__ import annotations

import zoneinfo
from collections import Counter
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.places import COLUMNS, PlaceKind, Places, load_places, merged, zone_of
from extractor.resources import data


@pytest.fixture(scope="module")
def places() -> Places:
    return load_places()


def test_the_files_are_well_formed() -> None:
    for name in ("places.tsv", "places_extra.tsv"):
        text = data("extractor.language", "data", name).read_text("utf-8")
        rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
        assert rows[0] == list(COLUMNS)
        assert len(rows) > 400
        assert {len(row) for row in rows} == {len(COLUMNS)}
        assert {row[1] for row in rows[1:]} <= set(get_args(PlaceKind))
        assert {row[6] for row in rows[1:]} <= {"", "word", "person", "no"}
        assert len(text.encode("utf-8")) < 1_000_000
    assert "CC BY 4.0" in data("extractor.language", "data", "places.tsv").read_text("utf-8")


def test_what_it_holds(places: Places) -> None:
    kinds = Counter(item.place.kind for item in places.names() if item.text == item.place.name)
    assert kinds["country"] >= 240
    assert kinds["city"] >= 5000
    assert kinds["state"] >= 51 + 13 + 8 + 28 + 4 + 13  # the US, Canada, Australia, India, the UK, Germany
    assert kinds["continent"] >= 6
    assert kinds["world_region"] >= 30
    assert kinds["area"] >= 20


def test_every_zone_is_one(places: Places) -> None:
    zones = {item.place.timezone for item in places.names()} - {None}
    assert len(zones) > 200
    assert zones <= zoneinfo.available_timezones()
    assert [item.place.name for item in places.names() if item.place.kind == "city" and not item.place.timezone] == []


@pytest.mark.parametrize(
    ("surface", "name", "kind", "country"),
    [
        ("U.S.", "United States", "country", "US"),
        ("US", "United States", "country", "US"),
        ("America", "United States", "country", "US"),
        ("Britain", "United Kingdom", "country", "GB"),
        ("UK", "United Kingdom", "country", "GB"),
        ("the Netherlands", "Netherlands", "country", "NL"),
        ("NSW", "New South Wales", "state", "AU"),
        ("Calif.", "California", "state", "US"),
        ("Wash.", "Washington", "state", "US"),
        ("Washington, D.C.", "Washington, D.C.", "city", "US"),
        ("Tamil Nadu", "Tamil Nadu", "state", "IN"),
        ("Ontario", "Ontario", "state", "CA"),
        ("Scotland", "Scotland", "state", "GB"),
        ("Bavaria", "Bavaria", "state", "DE"),
        ("Asia-Pacific", "Asia-Pacific", "world_region", ""),
        ("Latin America", "Latin America", "world_region", ""),
        ("around the world", "worldwide", "world_region", ""),
        ("east coast", "East Coast", "area", "US"),
        ("Silicon Valley", "Silicon Valley", "area", "US"),
        ("São Paulo", "Sao Paulo", "city", "BR"),
        ("Sao Paulo", "Sao Paulo", "city", "BR"),
        ("Bangalore", "Bengaluru", "city", "IN"),
        ("TOKYO", "Tokyo", "city", "JP"),
        ("Köln", "Cologne", "city", "DE"),
        ("Xi’an", "Xi'an", "city", "CN"),
        ("London", "London", "city", "GB"),
    ],
)
def test_find(places: Places, surface: str, name: str, kind: str, country: str) -> None:
    best = places.find(surface)[0]
    assert (best.name, best.kind, best.country) == (name, kind, country)


@pytest.mark.parametrize("surface", ["us", "it", "or", "in", "me", "nice", "reading", "turkey", "Us", "Or", "READING", "Gotham", "", "."])
def test_not_a_place(places: Places, surface: str) -> None:
    assert places.find(surface) == ()


@pytest.mark.parametrize(
    ("surface", "ambiguous"),
    [
        ("Reading", True),
        ("Mobile", True),
        ("Nice", True),
        ("Split", True),
        ("Orange", True),
        ("Bath", True),
        ("Cork", True),
        ("Jackson", True),
        ("Georgia", True),
        ("US", True),
        ("OR", True),
        ("U.S.", False),
        ("Paris", False),
        ("Sydney", False),
        ("Texas", False),
        ("Geneva", False),
        ("Gotham", False),
    ],
)
def test_is_ambiguous(places: Places, surface: str, ambiguous: bool) -> None:
    assert places.is_ambiguous(surface) is ambiguous


@pytest.mark.parametrize(
    ("code", "name"), [("GB", "United Kingdom"), ("KR", "South Korea"), ("US", "United States"), ("QQ", None), ("", None)]
)
def test_country(places: Places, code: str, name: str | None) -> None:
    found = places.country(code)
    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Mexico City", "America/Mexico_City"),
        ("mexico city", "America/Mexico_City"),
        ("Mumbai", "Asia/Kolkata"),
        ("India", "Asia/Kolkata"),
        ("Japan", "Asia/Tokyo"),
        ("Spain", "Europe/Madrid"),
        ("Queensland", "Australia/Brisbane"),
        ("Calif.", "America/Los_Angeles"),
        ("East Coast", "America/New_York"),
        ("Kiev", "Europe/Kyiv"),
        ("New York", "America/New_York"),
        ("London", "Europe/London"),
        ("London, Ontario", "America/Toronto"),
        ("Portland, Maine", "America/New_York"),
        ("Springfield, Ill.", "America/Chicago"),
        ("Cupertino, CA", "America/Los_Angeles"),
        ("Reading, England", "Europe/London"),
        ("Split, Croatia", "Europe/Zagreb"),
        ("Nowhere Creek, Ore.", "America/Los_Angeles"),
        ("Washington, D.C.", "America/New_York"),
        ("Birmingham", "Europe/London"),
        # several zones, or several places
        ("United States", None),
        ("Canada", None),
        ("Russia", None),
        ("Brazil", None),
        ("Tennessee", None),
        ("Washington", None),
        ("Georgia", None),
        ("San Jose", None),
        ("Europe", None),
        ("Reading", None),
        ("Gotham", None),
        ("Gotham, Ruritania", None),
        ("", None),
        (",", None),
    ],
)
def test_zone_of(name: str, zone: str | None) -> None:
    assert zone_of(name) == zone


@pytest.mark.parametrize(
    "word", ["prime", "real", "long", "same", "some", "man", "split", "nice", "or", "in", "local", "summer", "boot", "metro"]
)
def test_words_before_time_have_no_zone(word: str) -> None:
    assert zone_of(word) is None
    assert zone_of(word.title()) is None


@given(st.text(max_size=40))
def test_any_text_may_be_asked_for(text: str) -> None:
    zone = zone_of(text)
    assert zone is None or zone in zoneinfo.available_timezones()
    for place in load_places().find(text):
        assert place.kind in get_args(PlaceKind)


def row(name: str, population: str = "", ambiguous: str = "", aliases: str = "", state: str = "", zone: str = "") -> list[str]:
    return [name, "city", "DE", state, zone, population, ambiguous, aliases, ""]


@pytest.mark.parametrize(
    ("below", "top", "result"),
    [
        ([row("Köln", "9", aliases="Koln")], row("Cologne", aliases="Köln"), [row("Cologne", "9", aliases="Köln|Koln")]),
        ([row("A", "1"), row("A", "2")], row("A", ambiguous="word"), [row("A", "1"), row("A", "2", "word")]),
        (
            [row("A", "1", state="X"), row("A", "2", state="Y")],
            row("A", aliases="B", state="X"),
            [row("A", "1", aliases="B", state="X"), row("A", "2", state="Y")],
        ),
        ([row("A", "1", "person")], row("A", ambiguous="no"), [row("A", "1")]),
        ([row("A", "1")], row("B", ambiguous="no", zone="Europe/Berlin"), [row("A", "1"), row("B", zone="Europe/Berlin")]),
    ],
    ids=["renamed", "largest", "state", "no", "new"],
)
def test_the_hand_kept_file_has_the_last_word(below: list[list[str]], top: list[str], result: list[list[str]]) -> None:
    assert merged(below, [top]) == result

"""corpus/times is well formed, as large and as varied as it claims, and its scorer counts right."""

import datetime
import hashlib
import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "corpus" / "times"
HALVES = ("dev", "held_out")
Item = dict[str, Any]

DURATION = (
    r"P(?=.)((\d+|X)(CE|DE|Y))?((\d+|X)M)?((\d+|X)W)?((\d+|X)D)?"
    r"(T(?=.)((\d+|X)H)?((\d+|X)M)?((\d+(\.\d+)?|X)S)?)?"
)
CLOCK = r"T(\d\d:\d\d(:\d\d)?|MO|MI|AF|EV|NI)"
VALUES = {
    "DATE": r"\d{4}(-\d\d(-\d\d)?)?|\d{4}-W\d\d(-WE)?|\d{4}-(Q[1-4]|H[12]|SP|SU|FA|WI)|\d{2,3}"
    r"|FY\d{4}(-(Q[1-4]|H[12]))?|(PAST|PRESENT|FUTURE)_REF",
    "TIME": rf"\d{{4}}-\d\d-\d\d{CLOCK}",
    "DURATION": DURATION,
    "SET": rf"{DURATION}|XXXX-(\d\d|SP|SU|FA|WI|XX-XX{CLOCK}|WXX-([1-7]({CLOCK})?|WE))",
}
MODS = {"APPROX", "START", "MID", "END", "BEFORE", "AFTER", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
OPTIONAL = {"mod", "instant"}


def read(half: str) -> list[Item]:
    return [json.loads(line) for line in (FOLDER / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()]


ITEMS = {half: read(half) for half in HALVES}
LATER = [*read("dev_later"), *read("dev_passages")]  # written after the rules, for developing only: in neither half
EVERY = [*(item for half in HALVES for item in ITEMS[half]), *LATER]
TIMES = [(item["id"], time) for item in EVERY for time in item["times"]]


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_times", ROOT / "scripts" / "score_times.py")
    assert spec
    assert spec.loader
    module = sys.modules.setdefault(spec.name, importlib.util.module_from_spec(spec))
    spec.loader.exec_module(module)
    return module


def test_ids_are_unique_and_texts_too() -> None:
    assert len({item["id"] for item in EVERY}) == len(EVERY)
    assert len({item["text"] for item in EVERY}) == len(EVERY)


@pytest.mark.parametrize("half", HALVES)
def test_split_follows_the_hash_of_the_id(half: str) -> None:
    odd = {bool(hashlib.sha256(item["id"].encode()).digest()[0] & 1) for item in ITEMS[half]}
    assert odd == {half == "held_out"}


def test_what_was_written_later_is_in_no_half() -> None:
    assert len(LATER) >= 300
    assert all(item["id"].startswith("later-") for item in LATER)
    assert not any(item["id"].startswith("later-") for half in HALVES for item in ITEMS[half])


@pytest.mark.parametrize(("what", "floor"), [("items", 200), ("zone", 70), ("distractor", 20), ("it", 120), ("general", 100), ("none", 12)])
@pytest.mark.parametrize("half", HALVES)
def test_each_half_is_large_enough(half: str, what: str, floor: int) -> None:
    items = ITEMS[half]
    counts = {"items": len(items), "none": sum(not item["times"] for item in items)}
    assert counts.get(what, sum(what in item["tags"] for item in items)) >= floor


@pytest.mark.parametrize(("what", "floor"), [("items", 420), ("zone", 130), ("distractor", 40)])
def test_whole_is_large_enough(what: str, floor: int) -> None:
    assert sum(what == "items" or what in item["tags"] for item in EVERY) >= floor


@pytest.mark.parametrize("kind", VALUES)
def test_every_type_stands_in_both_halves(kind: str) -> None:
    assert all(sum(time["type"] == kind for item in ITEMS[half] for time in item["times"]) >= 20 for half in HALVES)


def test_every_modifier_is_used() -> None:
    assert {time["mod"] for _, time in TIMES if "mod" in time} == MODS


@pytest.mark.parametrize("item", EVERY, ids=lambda item: item["id"])
def test_item_is_well_formed(item: Item) -> None:
    assert set(item) == {"id", "published", "text", "times", "tags"}
    published = item["published"]
    assert datetime.datetime.fromisoformat(published).tzinfo if "T" in published else datetime.date.fromisoformat(published)
    assert item["tags"] == sorted(set(item["tags"]))
    assert ("zone" in item["tags"]) == any("instant" in time for time in item["times"])
    ends = [0, *(time["end"] for time in item["times"])]
    assert all(end <= time["start"] < time["end"] for end, time in zip(ends, item["times"], strict=False))
    for time in item["times"]:
        assert set(time) - OPTIONAL == {"start", "end", "text", "type", "value"}
        assert item["text"][time["start"] : time["end"]] == time["text"] == time["text"].strip()
        assert re.fullmatch(VALUES[time["type"]], time["value"]), time
        assert time.get("mod", "APPROX") in MODS


def test_instants_are_the_local_clock_at_a_real_offset() -> None:
    for name, time in TIMES:
        if "instant" in time:
            local = datetime.datetime.fromisoformat(time["value"]).replace(tzinfo=datetime.UTC)
            offset = local - datetime.datetime.fromisoformat(time["instant"])
            assert time["type"] == "TIME"
            assert time["instant"].endswith("Z")
            assert datetime.timedelta(hours=-12) <= offset <= datetime.timedelta(hours=14), name
            assert offset % datetime.timedelta(minutes=15) == datetime.timedelta(0), name


def test_named_weekdays_are_the_values_weekdays() -> None:
    checked = 0
    for name, time in TIMES:
        day = re.match(r"\d{4}-\d\d-\d\d", time["value"])
        for weekday in re.findall(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", time["text"].lower()) if day else []:
            assert WEEKDAYS[datetime.date.fromisoformat(day[0]).weekday()] == weekday, name
            checked += 1
    assert checked >= 150


def span(start: int, end: int, value: str = "2026", **more: str) -> Item:
    return {"start": start, "end": end, "type": "DATE", "value": value, **more}


@pytest.mark.parametrize(
    ("gold", "predicted", "strict", "relaxed", "value"),
    [
        ([span(0, 4)], [span(0, 4)], 1, 1, 1),
        ([span(0, 4)], [span(2, 6)], 0, 1, 1),
        ([span(0, 4)], [span(0, 4, "2025")], 1, 1, 0),
        ([span(0, 4)], [span(4, 8)], 0, 0, 0),
        ([span(0, 9)], [span(0, 4), span(5, 9)], 0, 1, 1),
        ([span(0, 4), span(5, 9, "2027")], [span(0, 9, "2027")], 0, 1, 0),
        ([span(0, 9), span(10, 12)], [span(0, 12), span(0, 9)], 1, 2, 2),
    ],
)
def test_scorer_matches_one_to_one(gold: list[Item], predicted: list[Item], strict: int, relaxed: int, value: int) -> None:
    score = scorer()
    pairs = score.pair(gold, predicted)
    assert score.count(pairs, score.same_extent).right == strict
    assert score.count(pairs, lambda g, p: True).right == relaxed
    assert score.count(pairs, score.same("value")).right == value
    assert score.count(pairs, score.same_extent).gold == len(gold)
    assert score.count(pairs, score.same_extent).predicted == len(predicted)


@pytest.mark.parametrize(
    ("earliest", "right"),
    [("2026-01-22T19:37:00Z", True), ("2026-01-22T14:37:00-05:00", True), ("2026-01-22T14:37:00", False), (None, False)],
)
def test_scorer_compares_instants_as_moments(earliest: str | None, right: bool) -> None:
    gold = span(0, 4, instant="2026-01-22T19:37:00Z")
    assert scorer().right_instant(gold, {**span(0, 4), "earliest": earliest}) is right

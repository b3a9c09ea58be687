"""Places of the world: what a name may mean, and whose clock "local time in Mumbai" is.

``data/places.tsv`` is made by ``scripts/build_places.py`` from GeoNames (geonames.org, CC BY 4.0); ``data/places_extra.tsv`` is kept
by hand and has the last word. Both have the columns of :data:`COLUMNS`, with ``|`` between aliases.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, get_args

from extractor.resources import data

PlaceKind = Literal["continent", "world_region", "country", "state", "area", "city"]
COLUMNS = ("name", "kind", "country", "state", "timezone", "population", "ambiguous", "aliases", "ambiguous_aliases")
NAME, KIND, COUNTRY, STATE, TIMEZONE, POPULATION, AMBIGUOUS, ALIASES, AMBIGUOUS_ALIASES = range(len(COLUMNS))
RANK = {kind: rank for rank, kind in enumerate(get_args(PlaceKind))}
# How many times larger than its namesakes a place must be to be the one meant (London, Ontario; Birmingham, Alabama).
DOMINANT = 4

Row = list[str]


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """A place. ``country`` is an ISO 3166 code, empty for what lies in several; ``state`` the state's code, kept for states and US cities.

    ``timezone`` is an IANA name, None where there are several or none. ``ambiguous`` says that the name is an everyday word or
    a person's as well (``word``, ``person``), so that it needs a context; ``ambiguous_aliases`` need one always ("US", "OR").
    """

    name: str
    kind: PlaceKind
    country: str
    state: str
    timezone: str | None
    population: int
    ambiguous: Literal["", "word", "person"]
    aliases: tuple[str, ...]
    ambiguous_aliases: tuple[str, ...]


class PlaceName(NamedTuple):
    """A form to look for in text, the place it names, and whether it needs a context."""

    text: str
    place: Place
    ambiguous: bool


class Places:
    """All places, by their names. Built from the rows of the two files; a Place is made when it is asked for."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows
        self._by_name: dict[str, list[int]] = {}
        for number, row in enumerate(rows):
            for form in _forms(row):
                self._by_name.setdefault(_key(form), []).append(number)

    def __len__(self) -> int:
        return len(self._rows)

    def find(self, surface: str) -> tuple[Place, ...]:
        """The places that a form in a text may mean, the largest kind and population first; empty for none.

        Capitals, full stops and the typographic apostrophe do not matter, but for three things: a form without capitals means only what
        is written so ("east coast"), initials are written in capitals ("US", "UK"), and an ambiguous form counts only as it is spelled.
        """
        rows = (row for row in self._bearing(surface) if _may_mean(row, surface))
        return tuple(_place(row) for row in sorted(rows, key=_order))

    def is_ambiguous(self, surface: str) -> bool:
        """Whether every place that the form may mean needs a context: "Reading", "Jackson", "US" do, "Paris" and "Texas" do not."""
        straight = _straight(surface)
        found = self.find(surface)
        return bool(found) and all(straight in place.ambiguous_aliases or (place.ambiguous and straight == place.name) for place in found)

    def names(self) -> Iterator[PlaceName]:
        """Every form of every place, for a matcher."""
        for row in self._rows:
            place = _place(row)
            yield PlaceName(place.name, place, bool(place.ambiguous))
            yield from (PlaceName(text, place, False) for text in place.aliases)
            yield from (PlaceName(text, place, True) for text in place.ambiguous_aliases)

    def country(self, code: str) -> Place | None:
        """The country of an ISO 3166 code; None for an unknown one."""
        return next((_place(row) for row in self._rows if row[KIND] == "country" and row[COUNTRY] == code), None)

    def zone_of(self, name: str) -> str | None:
        """The IANA zone of a named place, in any case; None where it has several, is unknown, or it is open which place is meant.

        Everyday words count only where the state or country follows: "Reading" has no zone, "Reading, England" and "Split, Croatia" do.
        """
        town, comma, whole = (part.strip() for part in name.partition(","))
        if comma and self._named(name) == []:
            return self._zone_within(town, whole)
        return _zone([row for row in self._named(name) if row[AMBIGUOUS] != "word"])

    def _zone_within(self, town: str, whole: str) -> str | None:
        wholes = [row for row in self._named(whole, initials=True) if row[KIND] in ("country", "state")]
        inside = [row for row in self._named(town) if any(_within(row, outer) for outer in wholes)]
        return _zone(inside) or _zone(wholes)

    def _named(self, name: str, *, initials: bool = False) -> list[Row]:
        """The rows that bear a name in any case; by their ambiguous aliases only where these are asked for."""
        key = _key(name)
        return [row for row in self._bearing(name) if initials or any(_key(form) == key for form in _plain(row))]

    def _bearing(self, name: str) -> Iterator[Row]:
        return (self._rows[number] for number in dict.fromkeys(self._by_name.get(_key(name), ())))


@functools.cache
def load_places() -> Places:
    """The places of both files, read once."""
    return Places(merged(_read("places.tsv"), _read("places_extra.tsv")))


def zone_of(name: str) -> str | None:
    """The IANA zone of a named place; see :meth:`Places.zone_of`."""
    return load_places().zone_of(name)


def merged(rows: Iterable[Row], extra: Iterable[Row]) -> list[Row]:
    """The rows, with each extra row on top of the largest one of its kind, country and state that bears one of its names, or added."""
    result, tops = list(rows), list(extra)
    wanted = {form for row in tops for form in _forms(row)}
    known: dict[tuple[str, str, str], list[int]] = {}
    for number, row in enumerate(result):
        if row[NAME] in wanted:
            known.setdefault((row[KIND], row[COUNTRY], row[NAME]), []).append(number)
    for row in tops:
        found = {n for form in _forms(row) for n in known.get((row[KIND], row[COUNTRY], form), ()) if row[STATE] in ("", result[n][STATE])}
        if found:
            number = max(sorted(found), key=lambda n: int(result[n][POPULATION] or 0))
            result[number] = _over(row, result[number])
        else:
            result.append([*row[:AMBIGUOUS], row[AMBIGUOUS].replace("no", ""), *row[ALIASES:]])
    return result


def _over(top: Row, below: Row) -> Row:
    row = [above or under for above, under in zip(top, below, strict=True)]
    row[AMBIGUOUS] = row[AMBIGUOUS].replace("no", "")
    unsure = dict.fromkeys((*_split(top[AMBIGUOUS_ALIASES]), *_split(below[AMBIGUOUS_ALIASES])))
    row[ALIASES] = "|".join(form for form in dict.fromkeys((*_plain(top), *_plain(below))) if form != top[NAME] and form not in unsure)
    row[AMBIGUOUS_ALIASES] = "|".join(unsure)
    return row


def _read(name: str) -> list[Row]:
    lines = data("extractor.language", "data", name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


def _place(row: Row) -> Place:
    return Place(
        name=row[NAME],
        kind=row[KIND],  # type: ignore[arg-type]
        country=row[COUNTRY],
        state=row[STATE],
        timezone=row[TIMEZONE] or None,
        population=int(row[POPULATION] or 0),
        ambiguous=row[AMBIGUOUS],  # type: ignore[arg-type]
        aliases=tuple(_split(row[ALIASES])),
        ambiguous_aliases=tuple(_split(row[AMBIGUOUS_ALIASES])),
    )


def _split(cell: str) -> list[str]:
    return [form for form in cell.split("|") if form]


def _plain(row: Row) -> list[str]:
    return [row[NAME], *_split(row[ALIASES])] if row[ALIASES] else [row[NAME]]


def _forms(row: Row) -> list[str]:
    return [*_plain(row), *_split(row[AMBIGUOUS_ALIASES])] if row[AMBIGUOUS_ALIASES] else _plain(row)


def _straight(text: str) -> str:
    return " ".join(text.replace("’", "'").split())


def _key(form: str) -> str:
    return form.casefold() if form.isalpha() else form.replace("’", "'").replace(".", "").casefold().strip()


def _order(row: Row) -> tuple[int, int, str]:
    return (RANK[row[KIND]], -int(row[POPULATION] or 0), row[COUNTRY])


def _may_mean(row: Row, surface: str) -> bool:
    straight = _straight(surface)
    if straight in _split(row[AMBIGUOUS_ALIASES]) or straight == row[NAME]:
        return True
    key = _key(straight)
    plain = [form for form in _plain(row) if _key(form) == key and not (row[AMBIGUOUS] and form == row[NAME])]
    if straight == straight.lower():
        return straight in plain
    return any(not form.isupper() or straight.isupper() for form in plain)


def _within(row: Row, outer: Row) -> bool:
    return row[COUNTRY] == outer[COUNTRY] and (outer[KIND] == "country" or outer[STATE] == row[STATE] or not row[STATE])


def _zone(rows: list[Row]) -> str | None:
    """The one zone of the rows; of several, that of a place DOMINANT times as large as any other, unless the name is a person's too."""
    zones = {row[TIMEZONE] for row in rows}
    if len(zones) == 1:
        return zones.pop() or None
    largest, *others = sorted(rows, key=lambda row: -int(row[POPULATION] or 0)) or [[]]
    rivals = [row for row in others if row[TIMEZONE] != largest[TIMEZONE]]
    alone = (
        rivals and not largest[AMBIGUOUS] and all(int(largest[POPULATION] or 0) >= DOMINANT * int(row[POPULATION] or 0) for row in rivals)
    )
    return largest[TIMEZONE] or None if alone else None

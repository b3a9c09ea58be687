"""What goes into a store comes out as it was written."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.graph.build import build
from extractor.graph.iris import Mint
from extractor.graph.stored import canonical, restored
from extractor.graph.terms import literal, node
from extractor.linking import link
from extractor.versions import Versions
from tests.graph.test_build import STORY

THING = ox.NamedNode("https://example.org/it")


def through_store(quads: list[ox.Quad]) -> set[ox.Quad]:
    store = ox.Store()
    store.extend(quads)
    return {restored(quad) for quad in store}


def test_a_graph_with_every_kind_of_fact_comes_back_whole() -> None:
    made = build([STORY], link([STORY]), Versions("1", "r", "m", "c"), Mint())
    assert any("dateTimeStamp" in str(quad.object) for quad in made)
    assert through_store(made) == set(made)


@pytest.mark.parametrize(
    ("value", "datatype", "expected"),
    [
        ("PT90M", "xsd:duration", "PT1H30M"),
        ("P14D", "xsd:duration", "P14D"),
        ("not a duration", "xsd:duration", "not a duration"),
        ("2026-01-22T24:00:00Z", "xsd:dateTime", "2026-01-23T00:00:00Z"),
        ("2026-01-22T14:37:00-05:00", "xsd:dateTimeStamp", "2026-01-22T14:37:00-05:00"),
        ("PT90M", "xsd:string", "PT90M"),
    ],
)
def test_canonical_forms(value: str, datatype: str, expected: str) -> None:
    assert canonical(value, node(datatype)) == expected


VALUES = (
    st.tuples(st.text(max_size=12), st.sampled_from([None, "xsd:anyURI"]))
    | st.tuples(st.integers() | st.floats(allow_nan=False, allow_infinity=False, width=32) | st.booleans(), st.none())
    | st.tuples(st.integers(0, 10**6).map(lambda n: f"PT{n}M"), st.just("xsd:duration"))
    | st.tuples(st.datetimes().map(lambda moment: f"{moment:%Y-%m-%dT%H:%M:%S}Z"), st.just("xsd:dateTime"))
    | st.tuples(st.text("0123456789-:TZPDHM+", max_size=20), st.sampled_from(["xsd:duration", "xsd:dateTime", "xsd:date"]))
)


@given(VALUES)
def test_every_literal_comes_back(value: tuple[object, str | None]) -> None:
    written = literal(*value)  # type: ignore[arg-type]
    quad = ox.Quad(THING, node("outage:value"), written)
    assert through_store([quad]) == {quad}

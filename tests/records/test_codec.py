"""Records serialise to JSON and back without loss."""

from __future__ import annotations

import json

import cattrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.records import Account, Article, Block, Evidence, Name, Reading
from extractor.records.codec import from_plain, to_plain
from extractor.records.facts import AnyFact
from tests.made import at as moment
from tests.made import phase, reading

KINDS = AnyFact.__args__
TEXTS = st.text(max_size=12)
EVIDENCE = st.builds(Evidence, st.integers(0, 99), st.integers(0, 99), TEXTS)
NAMES = st.builds(Name, TEXTS, st.none() | TEXTS, st.tuples(TEXTS), st.none() | TEXTS)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(str, TEXTS)
st.register_type_strategy(Evidence, EVIDENCE)
st.register_type_strategy(Name, NAMES)
FACTS = st.one_of([st.builds(kind, evidence=st.tuples(EVIDENCE)) for kind in KINDS])
READINGS = st.builds(
    Reading,
    st.builds(Article, TEXTS, TEXTS, blocks=st.tuples(st.builds(Block))),
    st.tuples(st.builds(Account, TEXTS, facts=st.lists(FACTS, max_size=4).map(tuple))),
    st.tuples(TEXTS),
)


def test_every_kind_of_fact_is_covered() -> None:
    assert len(KINDS) == 12


@given(READINGS)
def test_json_and_back_loses_nothing(made: Reading) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(made)))) == made


def test_an_unknown_key_is_refused() -> None:
    plain = to_plain(reading("a.txt", phase("started", moment("2025-03-03T09:00"))))
    plain["article"]["colour"] = "red"
    with pytest.raises(cattrs.BaseValidationError):
        from_plain(plain)

"""What no phrase of failing speaks of, and who is neither provider nor hurt; sentences of our own on invented firms."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractor.accounts.hits_vetoes import is_way_round, tells
from extractor.language.pipeline import load_pipeline


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("The fault also hit the coast, the Norland Police said.", "Norland Police", True),
        ("The fault hit Kestrel Mail and the Norland Police.", "Norland Police", False),
        ("The Norland Police said the lines were dead.", "Norland Police", False),
    ],
)
def test_who_tells_of_it_was_not_hit(nlp: Language, text: str, name: str, expected: bool) -> None:
    spans = [span for span in nlp(text).spans["outage_names"] if span.text.endswith(name)]
    assert [tells(span) for span in spans] == [expected]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("After the outage it urged clients to bank via its telephone line.", "telephone line", True),
        ("It advised customers to use online banking.", "online banking", True),
        ("It advised customers not to use online banking.", "online banking", False),
        ("Clients could not use online banking.", "online banking", False),
    ],
)
def test_what_people_are_told_to_use_works(nlp: Language, text: str, name: str, expected: bool) -> None:
    spans = [span for span in nlp(text).spans["outage_names"] if span.text == name]
    assert [is_way_round(span) for span in spans] == [expected]

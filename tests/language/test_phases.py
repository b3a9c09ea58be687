"""Phase triggers, the features around a time, and the arithmetic of the learned decider."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.logistic import NONE, LogisticModel, load_model
from extractor.language.phases_features import features
from extractor.language.pipeline import load_pipeline
from extractor.language.spans import spans


def triggers(text: str) -> set[str]:
    return {span.label_ for span in spans(load_pipeline()(text), "outage_phases")}


@pytest.mark.parametrize(
    ("text", "phase"),
    [
        ("The outage of the ferry app began at dawn.", "started"),
        ("Engineers detected the fault at dawn.", "detected"),
        ("The operator acknowledged the breakdown at dawn.", "acknowledged"),
        ("Its staff pinpointed the cause at dawn.", "identified"),
        ("Some services came back at dawn.", "mitigated"),
        ("The ferry app was still down at dawn.", "ongoing"),
        ("The ferry app was back to normal at dawn.", "resolved"),
        ("The ferry app will return at dawn.", "none"),
    ],
)
def test_a_phrase_speaks_for_its_phase(text: str, phase: str) -> None:
    assert phase in triggers(text)


def found(text: str, time: str, other: str | None = None) -> set[str]:
    doc = load_pipeline()(text)
    stretches = []
    for words in (time, other):
        if words is not None:
            span = doc.char_span(text.index(words), text.index(words) + len(words), alignment_mode="expand")
            stretches.append((span.start, span.end))
    return set(features(doc[:], stretches[0], stretches, spans(doc, "outage_phases")))


def test_names_and_figures_are_all_alike() -> None:
    told = found("Quillmail failed at 9:10 on Tuesday", "9:10")
    assert "T=#" in told
    assert not any("quillmail" in feature for feature in told)


def test_words_count_by_side_and_clause() -> None:
    told = found("It failed at 9:10 and returned at 10:30", "9:10", "10:30")
    assert {"B=fail", "c=fail", "A=return"} <= told
    later = found("It failed at 9:10 and returned at 10:30", "10:30", "9:10")
    assert "o=fail" in later  # the other time cuts it off
    assert "c=return" in later


def test_a_time_outside_of_the_sentence_has_no_words_of_its_own() -> None:
    doc = load_pipeline()("Mail flows again.")
    told = features(doc[:], (0, 0), [], [])
    assert "first" in told
    assert not any(feature.startswith("T=") for feature in told)


def test_the_packaged_model_knows_every_phase() -> None:
    wanted = {"started", "detected", "acknowledged", "identified", "mitigated", "ongoing", "resolved", NONE}
    assert set(load_model("phases").labels) == wanted
    assert len(load_model("phases").rows()) > 1000


def test_a_weight_is_a_hundredth_of_a_logit() -> None:
    model = LogisticModel(("started", NONE), {"bias": (0, 0), "c=begin": (100, 0)})
    shares = model.probabilities(["c=begin", "never seen"])
    assert shares["started"] == pytest.approx(1 / (1 + math.exp(-1)))


@given(st.lists(st.sampled_from(["c=begin", "c=return", "A=noon", "never seen"])))
def test_shares_sum_to_one(names: list[str]) -> None:
    shares = load_model("phases").probabilities(names)
    assert math.fsum(shares.values()) == pytest.approx(1)
    assert all(0 <= share <= 1 for share in shares.values())

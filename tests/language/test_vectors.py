"""Word vectors: near words are near, and a text is the mean of its words."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from extractor.language import vectors


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [
        ("restarted", "rebooted", "apologised"),
        ("hobbled", "crippled", "refunded"),
        ("fibre", "cable", "voucher"),
        ("refund", "reimbursement", "router"),
        ("airline", "carrier", "patch"),
        ("storm", "hurricane", "certificate"),
    ],
)
def test_a_word_is_nearer_to_its_like(word: str, near: str, far: str) -> None:
    close, distant = vectors.similarity(word, near), vectors.similarity(word, far)
    assert close is not None
    assert distant is not None
    assert close > distant + 0.1


def test_vectors_have_length_one_and_no_case() -> None:
    upper, lower = vectors.vector("Router"), vectors.vector("router")
    assert upper is not None
    assert lower is not None
    assert np.array_equal(upper, lower)
    assert float(np.linalg.norm(lower)) == pytest.approx(1, abs=1e-5)


def test_an_unknown_word_has_none() -> None:
    assert vectors.vector("zzyzxqq") is None
    assert vectors.similarity("zzyzxqq", "router") is None
    assert not vectors.mean(["zzyzxqq"]).any()
    assert not vectors.mean([]).any()


def test_common_words_weigh_little_in_a_text() -> None:
    text = vectors.mean(["the", "cable", "was", "cut", "and", "the"])
    cable, the = vectors.vector("cable"), vectors.vector("the")
    assert cable is not None
    assert the is not None
    assert float(text @ cable) > float(text @ the) + 0.2
    assert float(np.linalg.norm(text)) == pytest.approx(1, abs=1e-5)


def test_nothing_but_numpy_reads_them() -> None:
    code = "import sys; from extractor.language.vectors import vector; vector('cable'); print('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"


@pytest.mark.parametrize(("word", "known"), [("cable", True), ("Cable", True), ("zzyzxqq", False)])
def test_a_word_is_known_where_it_has_a_vector(word: str, known: bool) -> None:
    assert vectors.is_known(word) is known
    assert (vectors.vector(word) is not None) is known

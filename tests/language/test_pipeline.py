"""The pipeline's tokens."""

from __future__ import annotations

import pytest

from extractor.language.pipeline import load_pipeline


@pytest.mark.parametrize("run", ["[" * 20_000, "a.b-" * 5_000, "{[(" * 9_000])
def test_a_run_that_is_no_word_is_one_token(run: str) -> None:
    assert [token.text for token in load_pipeline().make_doc(f"Slack {run} failed.")] == ["Slack", run, "failed", "."]

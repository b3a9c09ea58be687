"""The article that the project began with, read in place."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.batch.graph import graph_of
from extractor.batch.read import read_paths
from extractor.batch.settings import Settings
from extractor.evaluation.given import published_given
from extractor.evaluation.score import score

SEED = Path(__file__).parent.parent.parent / "shared" / "seed"


@pytest.mark.skipif(not SEED.is_dir(), reason="../shared/seed is not beside this checkout; its article is not copied into the project")
def test_the_seed_reaches_what_the_project_promises() -> None:
    with published_given(SEED) as metadata:
        settings = Settings(metadata=metadata)
        result = score(graph_of(read_paths([SEED / "articles"], settings).readings, settings), SEED)
    assert result.all.f1 >= 0.70
    assert result.grounded.precision >= 0.97  # one of 36: a time told twice, its evidence in the other sentence
    assert result.relevance.f1 == 1

"""The soak's questions are right about its triples, and the script itself runs; its long runs are ``make soak`` and the ten minutes."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from extractor.graph.query import load_files
from scripts.soak_questions import PREFIX, Asked, Made, rows

ROOT = Path(__file__).parent.parent.parent
QUESTIONS = 60


@pytest.fixture(scope="module")
def made() -> Made:
    return Made(8000, seed=3)


@pytest.fixture(scope="module")
def store(made: Made, tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    path = tmp_path_factory.mktemp("soak") / "soak.nt"
    made.write(path)
    return load_files([path])


def found(store: ox.Store, asked: Asked) -> list[str]:
    result = store.query(PREFIX + asked.query)
    if isinstance(result, ox.QueryTriples):
        return sorted((result.serialize(format=ox.RdfFormat.N_TRIPLES) or b"").decode().splitlines())
    assert isinstance(result, ox.QuerySolutions)
    return list(rows("application/sparql-results+json", result.serialize(format=ox.QueryResultsFormat.JSON) or b""))


def test_what_is_known_of_the_triples_is_what_a_store_says(made: Made, store: ox.Store) -> None:
    drawn = random.Random(4)
    asked = [made.good(drawn) for _ in range(QUESTIONS)] + [made.heavy(drawn) for _ in range(QUESTIONS)]
    assert len({question.name for question in asked}) == 9
    for question in asked:
        assert found(store, question) == question.answer, question.query


def test_the_script_runs() -> None:
    script = ROOT / "scripts" / "soak.py"
    options = ["--seconds", "5", "--triples", "20000", "--time-limit", "2", "--ratio", "50"]
    ended = subprocess.run([sys.executable, str(script), *options], capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "wrong answers: 0" in ended.stdout

"""SIGKILL to the whole process group at random moments: the next build ends with the bytes of one that nobody broke."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from scripts.kill_build import Scene, once, scenes

SEED = int(os.environ.get("OUTAGEGRAPH_SEED", "6"))  # scripts/kill_build.py tries thirty moments, and any other seed


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Scene, Scene]:
    """A folder built from nothing, and the same brought up to date from an older state."""
    return scenes(tmp_path_factory.mktemp("scenes"), 20)


@pytest.mark.parametrize("turn", range(3))
def test_a_killed_build_ends_as_an_unbroken_one(both: tuple[Scene, Scene], tmp_path: Path, turn: int) -> None:
    told, good = once(both[turn % 2], tmp_path / "kg", random.Random(SEED + turn))
    print(f"seed {SEED} + {turn}: {told}")
    assert good, f"seed {SEED} + {turn}: {told}"
    assert "killed" in told

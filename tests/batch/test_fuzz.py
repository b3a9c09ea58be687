"""Whatever a file holds: no crash, no hang, bounded memory, and a reason for what was not read. At length: ``scripts/fuzz.py``."""

from __future__ import annotations

import os
import random
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scripts.fuzz import SLOW, judge
from scripts.fuzz_made import BY_HAND, GOOD, PIECES, mutated

SECONDS = float(os.environ.get("OUTAGEGRAPH_FUZZ_SECONDS", "60"))  # for both halves together
NAMES = sorted(BY_HAND)
random.Random(1).shuffle(NAMES)  # so that the first ones are of all kinds
CHANGES = st.tuples(st.integers(0, 6), st.floats(0, 1), st.sampled_from((1, 2, 8, 40, 300, 3000)), st.sampled_from(PIECES))


class Budget:
    """Seconds that are spent once; what is left undone then is done by the script."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._end = seconds, 0.0
        self.done = 0

    def left(self) -> bool:
        self._end = self._end or time.monotonic() + self._seconds
        self.done += time.monotonic() < self._end
        return time.monotonic() < self._end


@pytest.fixture(scope="module", autouse=True)
def by_hand() -> Budget:
    assert judge("a.txt", GOOD["a.txt"])[1]["read"] == 1  # and loads what is loaded once
    return Budget(SECONDS / 2)


@pytest.mark.parametrize("name", NAMES)
def test_files_made_by_hand(by_hand: Budget, name: str) -> None:
    if by_hand.left():
        start = time.process_time()
        faults, _ = judge(name, BY_HAND[name]())
        assert faults == []
        assert time.process_time() - start < SLOW


RANDOM = Budget(SECONDS / 2)


@given(name=st.sampled_from(sorted(GOOD)), changes=st.lists(CHANGES, min_size=1, max_size=6))
@example(name="a.html", changes=[])
@settings(max_examples=2000, deadline=None, derandomize=True, database=None)
def test_good_files_changed_at_random(name: str, changes: list[tuple[int, float, int, bytes]]) -> None:
    if RANDOM.left():
        content = GOOD[name]
        for kind, at, size, piece in changes:
            content = mutated(content, kind, at, size, piece)
        faults, states = judge(name, content)
        assert faults == []
        assert judge(name, content)[1] == states


def test_something_was_tried(by_hand: Budget) -> None:
    assert by_hand.done
    assert RANDOM.done
    assert len(BY_HAND) > 150

"""More lines than a run holds are sorted as sorted would."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.batch import sorting
from extractor.batch.sorting import Sorter

ROOT = Path(__file__).parents[2]
lines = st.lists(st.binary(max_size=6).map(lambda data: data.replace(b"\n", b"").replace(b"\r", b"") + b"\n"), max_size=30)


@settings(deadline=None)
@given(lines, st.integers(1, 9), st.integers(1, 40))
def test_lines_come_back_in_order(given: list[bytes], piece: int, run: int) -> None:
    whole = b"".join(given)
    before, sorting.RUN = sorting.RUN, run
    try:
        with Sorter() as sorter:
            for start in range(0, len(whole), piece):
                sorter.write(whole[start : start + piece])
            assert list(sorter.lines()) == sorted(given)
    finally:
        sorting.RUN = before


@pytest.mark.parametrize("run", [1, 1000])
def test_lines_are_mended_before_they_are_sorted(run: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting, "RUN", run)
    with Sorter(lambda text: text.replace(b"b", b"0")) as sorter:
        sorter.writelines([b"b\n", b"a\n"])
        assert list(sorter.lines()) == [b"0\n", b"a\n"]


def test_a_full_disk_is_told() -> None:
    """A file size limit stands in for the disk of temporary files."""
    code = (
        "import resource, signal\nfrom extractor.batch import sorting\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nresource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\nsorting.RUN = 5000\n"
        "with sorting.Sorter() as sorter:\n    sorter.writelines([b'x' * 99 + b'\\n'] * 100)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    last = ended.stderr.splitlines()[-1]
    assert last.startswith("extractor.errors.UsageError: ")
    assert "cannot be written (File too large); free some space, or name another folder for temporary files in TMPDIR" in last

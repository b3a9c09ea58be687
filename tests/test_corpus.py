"""The corpus keeps to its own format: every gold file fits the schema, every quotation stands in its article."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.mark.parametrize("folder", ["dev", "fresh-a", "fresh-b", "fresh-c", "test"])
def test_the_gold_is_well_formed(folder: str) -> None:
    """The check names files and faults, never what an article says."""
    shown = subprocess.run([sys.executable, CORPUS / "check_gold.py", CORPUS / folder], capture_output=True, text=True, check=False)
    assert shown.returncode == 0, shown.stdout if folder != "test" else "faults in gold that is never read"
    assert " 0 faults" in shown.stdout

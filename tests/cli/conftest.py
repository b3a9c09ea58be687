"""The command line in this process: what it prints, and its exit status."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest

from extractor.cli.main import main


class Shown(NamedTuple):
    """Exit status, standard output, standard error."""

    status: int
    out: str
    err: str


Run = Callable[..., Shown]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs ``outagegraph`` with arguments; no traceback may reach the user."""

    def run_it(*arguments: object) -> Shown:
        monkeypatch.setattr(sys, "argv", ["outagegraph", *map(str, arguments)])
        capfd.readouterr()
        status = 0
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(end.code is not None)
        out, err = capfd.readouterr()
        assert "Traceback" not in out + err
        return Shown(status, out, err)

    return run_it

"""``explain --kg DIR INCIDENT``: which articles tell of an incident, and what joined them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.batch.made import article, build, exported
from tests.cli.conftest import Run


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two articles about one incident and one about another."""
    base = tmp_path_factory.mktemp("explained")
    (base / "news").mkdir()
    (base / "news" / "a.txt").write_text(article("Tidepool Mail"))
    (base / "news" / "b.txt").write_text(article("Tidepool Mail", more="Schools sent pupils home."))
    (base / "news" / "c.txt").write_text(article("Quillcase", day=9))
    build(base / "kg", base / "news")
    return base / "kg"


def incident(kg: Path, of: str) -> str:
    """The last part of the IRI of the one incident of that provider."""
    typed = (line.split(" ")[:3] for line in exported(kg).decode().splitlines())
    (found,) = {subject.strip("<>").rsplit("/", 1)[-1] for subject, _, kind in typed if kind.endswith("Incident>") and of in subject}
    return found


@pytest.mark.parametrize(
    ("of", "told"),
    [
        ("tidepool", ("2 articles tell of this incident", "a.txt", "b.txt", "b.txt joins a.txt", "the same provider", "starts that agree")),
        ("quillcase", ("1 article tells of this incident", "c.txt")),
    ],
)
def test_an_incident_is_explained(run: Run, kg: Path, of: str, told: tuple[str, ...]) -> None:
    done = run("explain", "--kg", str(kg), incident(kg, of))
    assert done.status == 0
    assert [part for part in told if part not in done.out] == []


def test_an_unknown_incident_is_one_line(run: Run, kg: Path) -> None:
    done = run("explain", "--kg", str(kg), "tidepool-1999-01-01")
    assert (done.status, done.out) == (2, "")
    assert "tidepool-1999-01-01" in done.err
    assert len(done.err.splitlines()) == 1

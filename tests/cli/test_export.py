"""``outagegraph export`` from the command line: formats by name, parts, tables, and what cannot be done."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from extractor.graph.serialize import SUFFIXES
from tests.batch.made import article, build, exported, folder
from tests.cli.conftest import Run


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("export")
    build(place / "kg", folder(place / "news", a=article("Kestrel Pay"), b=article("Quillcase Bank", day=9)))
    return place / "kg"


@pytest.mark.parametrize(("suffix", "format"), SUFFIXES.items())
def test_the_format_follows_the_name(run: Run, kg: Path, tmp_path: Path, suffix: str, format: str) -> None:
    shown = run("export", "--kg", kg, "-o", tmp_path / f"all{suffix}")
    assert (shown.status, shown.out, shown.err) == (0, "", "")
    assert (tmp_path / f"all{suffix}").read_bytes() == exported(kg, format)


def test_without_a_file_it_is_standard_output(run: Run, kg: Path) -> None:
    assert run("export", "--kg", kg, "--format", "nquads").out.encode() == exported(kg)


def test_a_part(run: Run, kg: Path) -> None:
    shown = run("export", "--kg", kg, "--format", "ntriples", "--provider", "kestrel pay", "--since", "2025-03-01", "--until", "2025-03-08")
    incident = ox.NamedNode("https://w3id.org/outagegraph/ontology#Incident")
    assert len([quad for quad in ox.parse(shown.out.encode(), format=ox.RdfFormat.N_TRIPLES) if quad.object == incident]) == 1
    assert "Quillcase" not in shown.out


def test_tables(run: Run, kg: Path, tmp_path: Path) -> None:
    assert run("export", "--kg", kg, "--format", "csv", "-o", tmp_path / "tables").status == 0
    assert {path.name for path in (tmp_path / "tables").iterdir()} == {"incidents.csv", "facts.csv", "evidence.csv"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--kg", "none"), "none: no knowledge graph there"),
        (("--kg", "KG", "--format", "csv"), "csv tables need a folder"),
        (("--kg", "KG", "--format", "docx"), "unknown format 'docx'"),
        (("--kg", "KG", "--provider", "Nobody"), "Nobody: no organisation of that name"),
        (("--kg", "KG", "-o", "no/such/place.ttl"), "place.ttl: cannot be written"),
        (("--kg", "KG", "--format", "csv", "-o", "/dev/null/x"), "/dev/null/x: cannot be written"),
    ],
)
def test_what_cannot_be_exported(run: Run, kg: Path, arguments: tuple[str, ...], said: str) -> None:
    shown = run("export", *(str(kg) if argument == "KG" else argument for argument in arguments))
    assert (shown.status, said in shown.err) == (2, True), shown.err

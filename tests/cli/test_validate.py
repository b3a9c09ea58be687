"""``outagegraph validate`` over files and knowledge graphs: in words, and as a SHACL report."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from extractor.graph.serialize import FORMATS
from tests.batch.made import article, build, folder
from tests.cli.conftest import Run

OUTAGE = "https://w3id.org/outagegraph/ontology#"
RESULT = "http://www.w3.org/ns/shacl#ValidationResult"
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A service without a name."""
    (tmp_path / "broken.ttl").write_text(f"<https://example.org/mail> a <{OUTAGE}Service> .")
    return tmp_path / "broken.ttl"


def test_a_file_that_is_broken_is_told_in_words(run: Run, broken: Path) -> None:
    shown = run("validate", "--data", broken)
    assert (shown.status, shown.err) == (1, "")
    assert shown.out == "<https://example.org/mail> must have a label (rdfs:label)\n1 violation.\n"


@pytest.mark.parametrize("format", FORMATS)
def test_the_report_in_every_format(run: Run, broken: Path, format: str) -> None:
    shown = run("validate", "--data", broken, "--format", format)
    assert shown.status == 1
    results = {quad.subject for quad in ox.parse(shown.out.encode(), format=FORMATS[format]) if quad.object == ox.NamedNode(RESULT)}
    assert len(results) == 1


def test_the_report_in_a_file(run: Run, broken: Path, tmp_path: Path) -> None:
    assert run("validate", "--data", broken, "--report", tmp_path / "report.nt").out.endswith("1 violation.\n")
    assert RESULT in (tmp_path / "report.nt").read_text("utf-8")


def test_a_knowledge_graph(run: Run, tmp_path: Path) -> None:
    build(tmp_path / "kg", folder(tmp_path / "news", a=article("Tidepool Mail"), b=article("Quillcase Bank", day=9)))
    shown = run("validate", "--kg", tmp_path / "kg")
    assert (shown.status, shown.out) == (0, "The graph conforms to the shapes.\n")


def test_a_file_keeps_its_own_datatypes(run: Run, tmp_path: Path) -> None:
    """A store would give xsd:nonNegativeInteger back for it; what is checked is the file."""
    selector, oa = "<https://example.org/p>", "http://www.w3.org/ns/oa#"
    (tmp_path / "a.ttl").write_text(f"{selector} a <{oa}TextPositionSelector> ; <{oa}start> 1 ; <{oa}end> 5 .")
    assert run("validate", "--data", tmp_path / "a.ttl").out.endswith("\n2 violations.\n")


def test_a_blank_node_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(f'[] a <{OUTAGE}Service> ; <http://www.w3.org/2000/01/rdf-schema#label> "Mail" .')
    shown = run("validate", "--data", tmp_path / "a.ttl")
    assert (shown.status, "must have an IRI, not a blank node" in shown.out) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "nothing to check"),
        (("--kg", "none"), "none: no knowledge graph there"),
        (("--kg", "none", "--data", "x.ttl"), "nothing to check"),
        (("--data", "x.ttl", "--format", "pdf"), "unknown format 'pdf'"),
    ],
)
def test_what_cannot_be_checked(run: Run, arguments: tuple[str, ...], said: str) -> None:
    shown = run("validate", *arguments)
    assert (shown.status, said in shown.err) == (2, True)

"""The data flows one way: article, Doc, account, incident, graph. Nothing imports against the arrows."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "extractor"
# Each stage may import itself and what stands before it; the foundations serve everyone.
FOUNDATIONS = {"errors", "records", "resources", "rules", "versions", "catalogue", "catalogue_file"}
STAGES = [
    "reading",
    "language",
    "accounts",
    "linking",
    "graph",
    "evaluation",
    "explanation",
    "explanation_incident",
    "batch",
    "api",
    "server",
    "cli",
]
LIBRARIES = {
    "spacy": {"language", "accounts"},
    "rdflib": {"graph", "api"},
    "typer": {"cli"},
    "trafilatura": {"reading"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    """The stage that a module belongs to: its folder, or its own name."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Every module that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_every_room_is_known() -> None:
    assert {room(path) for path in MODULES} <= {*FOUNDATIONS, *STAGES, "__init__"}
    assert len(MODULES) > 40


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_imports_against_the_arrows(path: Path) -> None:
    here = room(path)
    own = {name.split(".")[1] for name in imports(path) if name.startswith("extractor.")}
    if here in FOUNDATIONS:
        assert own <= FOUNDATIONS
    elif here in STAGES:
        assert own <= {*FOUNDATIONS, *STAGES[: STAGES.index(here) + 1]}


@pytest.mark.parametrize("library", sorted(LIBRARIES))
def test_a_library_is_known_to_its_rooms_alone(library: str) -> None:
    users = {room(path) for path in MODULES if any(name.split(".")[0] == library for name in imports(path))}
    assert users
    assert users <= LIBRARIES[library]


def test_nothing_heavy_is_imported_for_help() -> None:
    import subprocess
    import sys

    heavy = {"spacy", "rdflib", "pyoxigraph", "numpy", "trafilatura", "dateparser"}
    code = f"import sys, extractor.cli.main; print(sorted({heavy} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"

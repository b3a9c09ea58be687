"""README and docs are true: their commands run and print what they show; their Python runs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHARED = "../shared/"


def blocks(language: str) -> list[tuple[str, str]]:
    return [(page.name, text) for page in PAGES for kind, text in BLOCK.findall(page.read_text("utf-8")) if kind == language]


def commands() -> Iterator[tuple[str, str, str]]:
    """Page, command and the output shown under it (empty where none is shown)."""
    for page, text in blocks("console"):
        for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            yield page, command, shown


COMMANDS = list(commands())


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like the project's root, where commands may write; ``../shared`` is beside it where it is beside the project."""
    base = tmp_path_factory.mktemp("readme")
    root = base / "main"
    root.mkdir()
    for name in ("corpus", "scripts", "docs", "benchmarks", "ontology"):
        (root / name).symlink_to(ROOT / name)
    if (ROOT.parent / "shared").is_dir():
        (base / "shared").symlink_to(ROOT.parent / "shared")
    return root


def test_the_pages_have_commands() -> None:
    assert len([command for page, command, _ in COMMANDS if page == "README.md"]) >= 8


@pytest.mark.parametrize(("page", "command", "shown"), COMMANDS, ids=[f"{page}-{command[:60]}" for page, command, _ in COMMANDS])
def test_a_command_runs_and_prints_what_the_page_shows(place: Path, page: str, command: str, shown: str) -> None:
    if command.startswith("make "):
        subprocess.run(["make", "-n", *command.split()[1:]], cwd=ROOT, check=True, capture_output=True)
        return
    if SHARED in command and not (place.parent / "shared").exists():
        pytest.skip("../shared is not beside this checkout; its articles are not copied into the project")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    bash = shutil.which("bash") or "bash"
    environment = os.environ | {"PATH": path, "PYTHONPATH": str(ROOT), "COLUMNS": "120"}
    ended = subprocess.run([bash, "-c", command], cwd=place, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    if shown:
        assert ended.stdout.rstrip("\n") == shown.rstrip("\n")


@pytest.mark.parametrize(("page", "code"), blocks("python"), ids=lambda value: value[:40] if isinstance(value, str) else None)
def test_python_runs(place: Path, page: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    exec(compile(code, page, "exec"), {"__name__": "docs"})

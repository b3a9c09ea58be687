"""README and docs are true: their commands run and print what they show; their Python runs."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from extractor.graph.named_queries import list_queries
from scripts.refresh_pages import PAGES, ROOT, blocks, commands, make_place, run

COMMANDS = [(page.name, command, shown) for page in PAGES for block in blocks(page, "console") for command, shown in commands(block)]
PYTHON = [(page.name, code) for page in PAGES for code in blocks(page, "python")]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_place(tmp_path_factory.mktemp("readme"))


def test_the_pages_have_commands() -> None:
    assert len([command for page, command, _ in COMMANDS if page == "README.md"]) >= 8
    assert len(PYTHON) >= 4


@pytest.mark.parametrize(("page", "command", "shown"), COMMANDS, ids=[f"{page}-{command[:60]}" for page, command, _ in COMMANDS])
def test_a_command_runs_and_prints_what_the_page_shows(place: Path, page: str, command: str, shown: str) -> None:
    if command.startswith("make "):
        subprocess.run(["make", "-n", *command.split()[1:]], cwd=ROOT, check=True, capture_output=True)
        return
    if "../shared/" in command and not (place.parent / "shared").exists():
        pytest.skip("../shared is not beside this checkout; its articles are not copied into the project")
    ended = run(command, place)
    assert ended.returncode == 0, ended.stderr
    if shown:
        assert ended.stdout.rstrip("\n") == shown.rstrip("\n")


@pytest.mark.parametrize(("page", "code"), PYTHON, ids=[f"{page}-{number}" for number, (page, _) in enumerate(PYTHON)])
def test_python_runs(place: Path, page: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    exec(compile(code, page, "exec"), {"__name__": "docs"})


def test_every_named_question_is_answered_on_its_page() -> None:
    page = (ROOT / "docs" / "questions.md").read_text("utf-8")
    assert [query.name for query in list_queries()] == re.findall(r"^## .*: `(.+)`$", page, re.MULTILINE)

"""Write the outputs that README and docs show anew: ``refresh_pages.py [PAGE...]``.

Every ``console`` block's commands are run in a folder like the project's root, and what they print replaces what the block shows, where it
shows anything. ``tests/test_readme.py`` holds the pages to it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINKED = ("corpus", "scripts", "docs", "benchmarks", "ontology")


def blocks(page: Path, language: str) -> list[str]:
    """The page's blocks of code in a language."""
    return [text for kind, text in BLOCK.findall(page.read_text("utf-8")) if kind == language]


def commands(block: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with what is shown under it."""
    parts = (part.partition("\n") for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:])
    return [(command, shown) for command, _, shown in parts]


def make_place(base: Path) -> Path:
    """A folder like the project's root where commands may write; ``../shared`` is beside it where it is beside the project."""
    root = base / "main"
    root.mkdir()
    for name in LINKED:
        (root / name).symlink_to(ROOT / name)
    if (ROOT.parent / "shared").is_dir():
        (base / "shared").symlink_to(ROOT.parent / "shared")
    return root


def run(command: str, place: Path) -> subprocess.CompletedProcess[str]:
    """Runs a command in a place, with this interpreter's ``outagegraph`` and a terminal of 120 columns."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "PYTHONPATH": str(ROOT), "COLUMNS": "120"}
    return subprocess.run(["bash", "-c", command], cwd=place, env=environment, capture_output=True, text=True, check=False)


def refreshed(block: str, place: Path) -> str:
    """A block with the outputs of its commands as they are now; commands that show none stay bare.

    Raises: RuntimeError where a command fails.
    """
    parts = []
    for command, shown in commands(block):
        output = ""
        if not command.startswith("make "):
            ended = run(command, place)
            if ended.returncode:
                raise RuntimeError(f"{command}: exit status {ended.returncode}: {ended.stderr.strip()}")
            output = ended.stdout.rstrip("\n") + "\n" if shown.strip() else ""
        parts.append(f"$ {command}\n{output}")
    return "".join(parts)


def main(pages: list[Path]) -> int:
    """Rewrites the pages. Returns the exit status."""
    with tempfile.TemporaryDirectory() as base:
        place = make_place(Path(base))
        for page in pages:
            page.write_text(BLOCK.sub(lambda match: _renewed(match, place), page.read_text("utf-8")), "utf-8")
    return 0


def _renewed(match: re.Match[str], place: Path) -> str:
    return f"```console\n{refreshed(match[2], place)}```" if match[1] == "console" else match[0]


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]] or PAGES))

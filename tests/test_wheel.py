"""The wheel, built and installed elsewhere, runs there with all of its data."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "corpus" / "dev" / "articles" / "m365-wire.txt"


def test_the_wheel_runs_elsewhere(tmp_path: Path) -> None:
    site, out = tmp_path / "site", tmp_path / "out.ttl"
    python = [sys.executable, "-m"]
    subprocess.run([*python, "hatchling", "build", "-t", "wheel", "-d", tmp_path], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    subprocess.run([*python, "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", site, wheel], check=True)
    environment = os.environ | {"PYTHONPATH": str(site)}

    def there(*arguments: str | Path) -> str:
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True).stdout

    assert there("-c", "import extractor; print(extractor.__file__)").strip().startswith(str(site))
    there("-m", "extractor.cli.main", "extract", ARTICLE, "-o", out)
    assert "SharePoint Online" in there("-m", "extractor.cli.main", "query", "--data", out, "--name", "services")
    there("-m", "extractor.cli.main", "validate", "--data", out)
    assert (site / "extractor" / "pages" / "index.html").is_file()
    assert (site / "extractor" / "pages" / "assets" / "app.js").is_file()
    assert not (site / "extractor" / "pages" / "editor").exists()

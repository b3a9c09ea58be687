"""A real server on a free port of this machine, and a real Chromium that asks it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.resources import ontology

EXAMPLE = str(ontology("examples", "example.ttl"))
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where ``outagegraph serve`` answers, over the example graph."""
    told = tmp_path_factory.mktemp("serve") / "stderr"
    command = [sys.executable, "-m", "extractor.cli.main", "serve", "--data", EXAMPLE, "--port", "0"]
    with told.open("w") as stream, subprocess.Popen(command, stderr=stream, stdin=subprocess.DEVNULL) as server:
        try:
            yield _address(server, told)
        finally:
            server.terminate()
            server.wait(20)


def _address(server: subprocess.Popen[bytes], told: Path) -> str:
    for _ in range(300):
        found = re.search(r"http://127\.0\.0\.1:\d+/(?= answers)", told.read_text())
        if found:
            return found[0]
        try:
            server.wait(0.1)
            break
        except subprocess.TimeoutExpired:
            pass
    raise AssertionError(f"the server did not start: {told.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, without a window. Skips where the machine has none: nothing is downloaded."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make test installs it")
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: apt-get install chromium (or your system's package of it)")
    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=[*arguments, "--disable-dev-shm-usage"])
        yield chromium
        chromium.close()


class Watched:
    """A page, and what it did that a page of this project must not do."""

    def __init__(self, page: Any, address: str) -> None:
        self.page = page
        self.address = address
        self.elsewhere: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self._asked(request.url))
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.address, "data:", f"blob:{self.address}")):
            self.elsewhere.append(url)

    def open(self, hash: str = "") -> Any:
        """Loads the page and waits until it can be used."""
        self.page.goto(self.address + hash)
        self.page.wait_for_selector("html[data-ready]")
        return self.page


@pytest.fixture(params=["built", "plain"])
def watched(browser: Any, address: str, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """The page with its editor, and as it is where that was not built. At the end: nothing was asked of another server, nothing failed."""
    built = (Path(__file__).parents[2] / "extractor" / "pages" / "assets" / "built" / "editor.js").exists()
    if request.param == "built" and not built:
        pytest.skip("the editor is not built: scripts/build_pages.py, which make runs, needs npm")
    context = browser.new_context(viewport={"width": 1200, "height": 900}, accept_downloads=True)
    page = context.new_page()
    if request.param == "plain":
        page.route("**/assets/built/**", lambda route: route.fulfill(status=404))
    seen = Watched(page, address)
    yield seen
    context.close()
    expected = "404" if request.param == "plain" else None  # the editor's file alone is missing
    assert seen.elsewhere == []
    assert [error for error in seen.errors if expected is None or expected not in error] == []

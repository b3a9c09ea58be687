"""What the query page is made of: its vocabulary is the ontology's, and nothing in it comes from elsewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from extractor.graph.named_queries import list_queries
from extractor.graph.tokens import tokens
from scripts.build_pages import ASSETS, EDITOR, build_editor, licences, vocabulary, written

PAGES = ASSETS.parent
OWN = [PAGES / "index.html", *sorted(ASSETS.glob("*.js")), *sorted(ASSETS.glob("*.css")), *sorted(EDITOR.glob("*.mjs"))]


def test_the_vocabulary_is_the_ontologys() -> None:
    assert (ASSETS / "vocabulary.json").read_text("utf-8") == written(), "run scripts/build_pages.py --vocabulary"


def test_the_vocabulary_knows_every_name_in_the_named_queries() -> None:
    known = {term["name"] for term in vocabulary()["terms"]}
    used = {
        token.text for query in list_queries() for token in tokens(query.text) if re.fullmatch(r"(outage|status|oa|schema):\w+", token.text)
    }
    assert len(used) >= 30
    assert used <= known


def test_every_word_of_the_vocabulary_says_what_it_is() -> None:
    for term in vocabulary()["terms"]:
        assert term["kind"] in ("class", "property", "constant")
        assert term["name"].split(":")[0] in vocabulary()["prefixes"]
        if term["name"].startswith("outage:"):
            assert term["label"]


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_nothing_is_fetched_from_elsewhere(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(
        r"""(?:src|href|action)=["'](?:https?:)?//|url\(\s*["']?(?:https?:)?//|@import|from ["']https?:|fetch\(["'`]https?:""", text
    )
    assert not re.search(r"\bon[a-z]+=\"|<style|innerHTML|insertAdjacentHTML|document\.write|\beval\(", text)


def test_the_packages_are_pinned_and_name_no_place() -> None:
    lock = json.loads((EDITOR / "package-lock.json").read_text("utf-8"))
    asked = json.loads((EDITOR / "package.json").read_text("utf-8"))["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in asked.values())
    for place, package in lock["packages"].items():
        if place:
            assert package["integrity"].startswith("sha512-")
            assert "resolved" not in package
            assert package["license"] == "MIT"


def test_without_npm_the_page_is_as_it_was(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert build_editor() is False
    assert "npm" in capsys.readouterr().err


@pytest.mark.skipif(
    not (EDITOR / "node_modules").exists(),
    reason="the editor's packages are not fetched: scripts/build_pages.py, which make runs, needs npm",
)
def test_the_licences_of_what_is_bundled_go_with_it() -> None:
    text = licences()
    for name in ("@codemirror/view", "@lezer/lr", "codemirror-lang-sparql", "style-mod"):
        assert re.search(rf"^{name} [\d.]+ \(MIT\)$", text, re.MULTILINE)
    assert text.count("Permission is hereby granted") == len(re.findall(r" \(MIT\)$", text, re.MULTILINE))

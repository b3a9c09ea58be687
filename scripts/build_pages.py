"""Build what the query page is made of: ``build_pages.py [--vocabulary]``.

The editor (CodeMirror and a SPARQL grammar, all under the MIT licence) is not kept in the repository: where npm is at hand, ``npm ci``
fetches the versions that ``extractor/pages/editor/package-lock.json`` pins, and the bundle goes to ``extractor/pages/assets/built``, with
the licences of what is in it. Where there is no npm, or it cannot fetch them, the page has a plain text field instead: that is told, and
is no error.

``--vocabulary`` writes ``extractor/pages/assets/vocabulary.json`` anew from ``ontology/``; a test holds it to that.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from extractor.graph.names import short
from extractor.graph.prefixes import PREFIXES
from extractor.resources import ontology

ROOT = Path(__file__).resolve().parent.parent
EDITOR = ROOT / "extractor" / "pages" / "editor"
ASSETS = ROOT / "extractor" / "pages" / "assets"
NAMED = """SELECT ?term (MIN(?kinds) AS ?kind) (MIN(?labels) AS ?label) (MIN(?comments) AS ?comment) {
  VALUES (?type ?kinds) {
    (owl:Class "class") (rdf:Property "property") (owl:ObjectProperty "property") (owl:DatatypeProperty "property")
    (skos:Concept "constant")
  }
  ?term a ?type . FILTER (STRSTARTS(STR(?term), "https://w3id.org/outagegraph/"))
  OPTIONAL { ?term rdfs:label|skos:prefLabel ?labels }
  OPTIONAL { ?term skos:definition ?comments }
} GROUP BY ?term"""
# What the graph uses of other vocabularies: the example has all of it.
USED = """SELECT DISTINCT ?term ?kind {
  { ?s ?term ?o BIND ("property" AS ?kind) } UNION { ?s a ?term BIND ("class" AS ?kind) }
  FILTER (!STRSTARTS(STR(?term), "https://w3id.org/outagegraph/"))
}"""


def vocabulary() -> dict[str, Any]:
    """The prefixes, and every word of the graph: its prefixed name, kind (class, property or constant), label and meaning."""
    store = ox.Store()
    for name in ("outage.ttl", "schemes.ttl"):
        store.load(ontology(name).read_bytes(), format=ox.RdfFormat.TURTLE)
    example = ox.Store()
    example.load(ontology("examples", "example.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    terms = [_term(row) for asked, query in ((store, NAMED), (example, USED)) for row in asked.query(query, prefixes=PREFIXES)]  # type: ignore[union-attr]
    return {"prefixes": PREFIXES, "terms": sorted((term for term in terms if "<" not in term["name"]), key=lambda term: str(term["name"]))}


def _term(row: Any) -> dict[str, str]:
    values = {name: row[name].value for name in ("kind", "label", "comment") if _has(row, name)}
    return {"name": short(row["term"].value), **values}


def _has(row: Any, name: str) -> bool:
    try:
        return row[name] is not None
    except KeyError:
        return False


def written() -> str:
    """The vocabulary as its file holds it: a line a word."""
    known = vocabulary()
    terms = ",\n".join(json.dumps(term, ensure_ascii=False) for term in known["terms"])
    return f'{{"prefixes": {json.dumps(known["prefixes"], indent=1)},\n"terms": [\n{terms}\n]}}\n'


def build_editor() -> bool:
    """Fetches and bundles the editor. Returns False, and says why, where that cannot be done here."""
    npm = shutil.which("npm")
    if npm is None:
        print("the query page will have a plain text field: npm, which fetches its editor, is not installed", file=sys.stderr)
        return False
    for arguments in (["ci", "--no-audit", "--no-fund"], ["run", "build", "--silent"]):
        ended = subprocess.run([npm, *arguments], cwd=EDITOR, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if ended.returncode:
            print(f"the query page will have a plain text field: npm {arguments[0]} failed\n{ended.stderr.strip()}", file=sys.stderr)
            return False
    (ASSETS / "built" / "LICENSES.txt").write_text(licences(), "utf-8")
    return True


def licences() -> str:
    """The licences of the packages whose code is in the bundle."""
    lock = json.loads((EDITOR / "package-lock.json").read_text("utf-8"))
    parts = []
    for place, package in sorted(lock["packages"].items()):
        name = place.removeprefix("node_modules/")
        if place and "esbuild" not in name:  # the bundler leaves none of its own code there
            (text,) = (EDITOR / place).glob("LICENSE*")
            parts.append(f"{name} {package['version']} ({package['license']})\n\n{text.read_text('utf-8').strip()}\n")
    return f"\n{'-' * 80}\n\n".join(parts)


def main(arguments: list[str]) -> int:
    """Builds. Returns the exit status."""
    if arguments == ["--vocabulary"]:
        (ASSETS / "vocabulary.json").write_text(written(), "utf-8")
    elif arguments:
        print(__doc__, file=sys.stderr)
        return 2
    else:
        build_editor()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

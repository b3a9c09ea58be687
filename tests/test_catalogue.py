"""The catalogue: what the shipped files hold, what a user's file may add, and how it is refused."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.catalogue import Catalogue, Entry, load_catalogue
from extractor.catalogue_file import BASE, Draft, read_drafts
from extractor.errors import UsageError

HEAD = """\
@base <https://w3id.org/outagegraph/id/> .
@prefix outage: <https://w3id.org/outagegraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix mine: <https://example.org/> .
"""


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def check() -> ModuleType:
    path = Path(__file__).resolve().parent.parent / "scripts" / "check_catalogue.py"
    spec = importlib.util.spec_from_file_location("check_catalogue", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["check_catalogue"] = module
    spec.loader.exec_module(module)
    return module


def user_file(folder: Path, body: str) -> Path:
    path = folder / "own.ttl"
    path.write_text(HEAD + body, encoding="utf-8")
    return path


def entry(catalogue: Catalogue, path: str) -> Entry:
    return catalogue.by_iri[BASE + path]


def test_it_is_large_enough(shipped: Catalogue) -> None:
    types = [item.type for item in shipped.entries]
    assert types.count("organization") >= 150
    assert types.count("service") >= 400
    assert len({item.country for item in shipped.entries if item.country}) >= 60
    assert len({item.kind for item in shipped.entries if item.type == "organization"}) >= 40


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("Amazon Web Services", ["organization/amazon-web-services", "service/amazon-web-services/amazon-web-services"]),
        ("aws", ["organization/amazon-web-services", "service/amazon-web-services/amazon-web-services"]),
        ("Outlook", ["service/microsoft/outlook"]),
        ("outlook", []),
        ("Slack", ["organization/slack", "service/slack/slack"]),
        ("slack", []),
        ("Sainsbury’s", ["organization/sainsburys", "service/sainsburys/sainsburys"]),
        ("Downdetector", ["tracker/downdetector"]),
        ("Federal Communications Commission", ["organization/federal-communications-commission"]),
        ("status page", ["channel/status-page"]),
        ("Nobody Ltd", []),
    ],
)
def test_find(shipped: Catalogue, name: str, paths: list[str]) -> None:
    assert [item.iri for item in shipped.find(name)] == [BASE + path for path in paths]


@pytest.mark.parametrize(
    ("path", "owner", "top"),
    [
        ("service/slack/slack", "organization/slack", "organization/salesforce"),
        ("service/amazon-web-services/s3", "organization/amazon-web-services", "organization/amazon"),
        ("service/meta/instagram", "organization/meta", "organization/meta"),
        ("organization/meta", None, "organization/meta"),
        ("channel/status-page", None, "channel/status-page"),
    ],
)
def test_owner_and_top(shipped: Catalogue, path: str, owner: str | None, top: str) -> None:
    found = shipped.owner_of(BASE + path)
    assert (found and found.iri) == (BASE + owner if owner else None)
    highest = shipped.top_of(BASE + path)
    assert highest == entry(shipped, top)


def test_family_is_all_that_one_parent_owns(shipped: Catalogue) -> None:
    family = shipped.family(BASE + "service/slack/slack")
    labels = {item.label for item in family}
    assert {"Salesforce", "Slack", "Heroku", "Tableau"} <= labels
    assert "Microsoft" not in labels
    assert family == shipped.family(BASE + "organization/salesforce")
    assert shipped.family("https://example.org/unknown") == ()
    assert shipped.owner_of("https://example.org/unknown") is None


def test_a_label_may_itself_be_ambiguous(shipped: Catalogue) -> None:
    slack = entry(shipped, "service/slack/slack")
    assert slack.label in slack.ambiguous
    assert slack.label not in slack.plain
    forms = [(surface.text, surface.ambiguous) for surface in shipped.names() if surface.entry == slack]
    assert forms.count(("Slack", True)) == 1
    assert ("Slack", False) not in forms


def test_every_ambiguous_form_has_contexts(shipped: Catalogue) -> None:
    unsure = [surface for surface in shipped.names() if surface.ambiguous]
    assert len(unsure) > 300
    assert [surface.text for surface in unsure if not surface.entry.contexts] == []


def test_entries_are_in_order_and_read_once(shipped: Catalogue) -> None:
    iris = [item.iri for item in shipped.entries]
    assert iris == sorted(set(iris))
    assert load_catalogue() is shipped
    assert load_catalogue([]) is shipped


def test_the_shipped_files_pass_their_check(shipped: Catalogue, check: ModuleType) -> None:
    assert sorted(check.faults_of(shipped)) == []
    assert sorted(check.everyday_words(shipped, check.dictionary())) == []


def test_a_user_adds_entries_and_names(tmp_path: Path) -> None:
    path = user_file(
        tmp_path,
        """
        mine:acme a outage:Organization ; rdfs:label "Acme Cloud" ; outage:kind "cloud" ; schema:parentOrganization <organization/ibm> .
        mine:vault a outage:Service ; rdfs:label "Acme Vault" ; outage:ambiguousLabel "Vault" ; schema:provider mine:acme .
        <organization/microsoft> skos:altLabel "Redmond giant" .
        """,
    )
    catalogue = load_catalogue([path])
    vault = catalogue.by_iri["https://example.org/vault"]
    assert (vault.owner_label, vault.contexts, vault.type) == ("Acme Cloud", ("Acme Vault",), "service")
    assert catalogue.top_of(vault.iri) == entry(catalogue, "organization/ibm")
    assert "Redmond giant" in entry(catalogue, "organization/microsoft").aliases
    assert "Redmond giant" not in entry(load_catalogue(), "organization/microsoft").aliases


@pytest.mark.parametrize(
    ("body", "contexts"),
    [
        ('mine:a a outage:Organization ; rdfs:label "Zap" ; outage:ambiguousLabel "Zap" ; outage:context "courier" .', ("courier",)),
        ('mine:a a outage:Organization ; rdfs:label "Zap" ; skos:altLabel "Zap Inc." ; outage:ambiguousLabel "Zap" .', ("Zap Inc.",)),
        (
            'mine:a a outage:Service ; rdfs:label "Zap" ; outage:ambiguousLabel "Zap" ; schema:provider <organization/spotify> .',
            ("Spotify",),
        ),
    ],
    ids=["its own", "its plain names", "its owner's"],
)
def test_contexts_come_from(tmp_path: Path, body: str, contexts: tuple[str, ...]) -> None:
    found = load_catalogue([user_file(tmp_path, body)]).by_iri["https://example.org/a"].contexts
    assert found[: len(contexts)] == contexts


LINE = HEAD.count("\n") + 1


@pytest.mark.parametrize(
    ("body", "line", "reason"),
    [
        ('mine:a a outage:Organization ; rdfs:label "A"', LINE, "not valid Turtle"),
        ("\nmine:a a outage:Organization .", LINE + 1, "has no rdfs:label"),
        ("\n\n<https://example.org/a> a outage:Organization .", LINE + 2, "has no rdfs:label"),
        ("<organization/zzz> a outage:Organization .", LINE, "has no rdfs:label"),
        ('mine:a a outage:Service ; rdfs:label "A" .', LINE, "without schema:provider"),
        ('mine:a a schema:Thing ; rdfs:label "A" .', LINE, "unknown class"),
        ('mine:a rdfs:label "A" .', LINE, "has no class"),
        ('mine:a a outage:Organization, outage:Channel ; rdfs:label "A" .', LINE, "two values for type"),
        ('\n<organization/microsoft> rdfs:label "Macrohard" .', LINE + 1, '"Microsoft" and "Macrohard"'),
        ('mine:a a outage:Channel ; rdfs:label "A" ; outage:ambiguousLabel "A" .', LINE, "no outage:context"),
        ('mine:a a outage:Channel ; rdfs:label "A" ; outage:nickname "B" .', LINE, "unknown property outage:nickname"),
        ("mine:a a outage:Channel ; rdfs:label mine:b .", LINE, "a text in quotes"),
        ('mine:a a outage:Channel ; rdfs:label " " .', LINE, "a text in quotes"),
        ('mine:a a outage:Service ; rdfs:label "A" ; schema:provider "Acme" .', LINE, "an IRI"),
        ('[] a outage:Channel ; rdfs:label "A" .', None, "blank node"),
    ],
)
def test_a_bad_file_is_refused(tmp_path: Path, body: str, line: int | None, reason: str) -> None:
    path = user_file(tmp_path, body)
    with pytest.raises(UsageError) as caught:
        load_catalogue([path])
    message = str(caught.value)
    assert reason in message
    assert message.startswith(f"{path}:{line}:" if line else f"{path}:")
    assert "\n" not in message


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.ttl: cannot be read"):
        load_catalogue([tmp_path / "none.ttl"])


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: (HEAD + text).encode("utf-8")))
def test_any_bytes_are_read_or_refused(turtle: bytes) -> None:
    drafts: dict[str, Draft] = {}
    message = "any.ttl"
    try:
        read_drafts(turtle, "any.ttl", drafts)
    except UsageError as error:
        message = str(error)
    assert message.startswith("any.ttl")
    assert all(iri == draft.iri for iri, draft in drafts.items())


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('mine:a a outage:Organization ; rdfs:label "Reddit" ; outage:kind "x" .', 'organization name "reddit" is claimed by'),
        ('mine:a a outage:Organization ; rdfs:label "Kettles" ; outage:kind "x" .', '"Kettles" is an English word'),
        ('mine:a a outage:Channel ; rdfs:label "Aa" ; outage:kind "x" ; schema:provider mine:none .', "not in the catalogue"),
        ('mine:a a outage:Channel ; rdfs:label "Aa" ; outage:kind "x" ; schema:provider <channel/x> .', "not an organisation"),
        ('mine:a a outage:Organization ; rdfs:label "Aa" ; outage:kind "x" ; schema:parentOrganization mine:a .', "belongs to itself"),
        ('mine:a a outage:Organization ; rdfs:label "Aa" .', "has no outage:kind"),
        ('mine:a a outage:Organization ; rdfs:label "Aa" ; outage:kind "x" ; schema:addressCountry "QQ" .', "unknown country QQ"),
        ('mine:a a outage:Organization ; rdfs:label "Aa  Bb" ; outage:kind "x" .', "white space"),
        ('<service/x/y> a outage:Channel ; rdfs:label "Aa" ; outage:kind "x" .', "which its IRI does not say"),
    ],
)
def test_the_check_finds(tmp_path: Path, check: ModuleType, body: str, fault: str) -> None:
    catalogue = load_catalogue([user_file(tmp_path, body)])
    faults = [*check.faults_of(catalogue), *check.everyday_words(catalogue, frozenset(("kettle", "slack")))]
    assert len(faults) == 1
    assert fault in faults[0]


def test_the_check_reports_gold_names(tmp_path: Path, check: ModuleType, shipped: Catalogue) -> None:
    incident = {"providers": [{"name": "Microsoft"}, {"name": "Nobody Ltd"}], "services": [{"name": "Outlook"}]}
    (tmp_path / "a.json").write_text(json.dumps({"incidents": [incident]}))
    lines = "\n".join(check.gold_report(shipped, tmp_path))
    assert "1 of 2 names known; not known: Nobody Ltd" in lines
    assert "1 of 1 names known" in lines

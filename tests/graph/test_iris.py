"""IRIs come from content alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.graph.iris import Mint, digest, slug
from extractor.records import Agent, Article, Candidate, Evidence, Name

MINT = Mint("https://example.org/")
ARTICLE = Article("text", "a.txt", published="2025-03-04")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Microsoft 365", "microsoft-365"),
        ("AT&T", "at-and-t"),
        ("Côte d’Ivoire", "cote-d-ivoire"),
        ("  Guy’s and St Thomas’ ", "guys-and-st-thomas"),
        ("Disney+", "disney-plus"),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text(max_size=30))
def test_a_slug_is_never_empty_and_always_plain(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(name))


@given(st.text(max_size=9), st.text(max_size=9))
def test_two_names_in_other_scripts_stay_two(first: str, second: str) -> None:
    letters = [f"ж{name}" for name in (first, second)]
    assert (slug(letters[0]) == slug(letters[1])) == (letters[0] == letters[1])


@given(st.lists(st.none() | st.text(max_size=4), min_size=1, max_size=4), st.lists(st.none() | st.text(max_size=4), min_size=1, max_size=4))
def test_digests_tell_lists_of_parts_apart(first: list[str | None], second: list[str | None]) -> None:
    if not any("\x1f" in (part or "") or "\x00" in (part or "") for part in first + second):
        assert (digest(*first) == digest(*second)) == (first == second)


def test_the_forms_of_ontology_md() -> None:
    article = MINT.article(ARTICLE)
    assert re.fullmatch(r"https://example\.org/article/[0-9a-f]{20}", article)
    assert MINT.evidence(ARTICLE, Evidence(3, 9, "r")) == f"{article}#char=3,9"
    assert MINT.evidence(ARTICLE, Evidence(3, 9, "r"), "quote") == f"{article}#quote=3,9"
    assert MINT.service(Name("online banking"), "Lantern Bank") == "https://example.org/service/lantern-bank/online-banking"
    assert MINT.service(Name("Kiln", owner="Potter"), "Other") == "https://example.org/service/potter/kiln"
    assert MINT.organization(Name("Acme", "https://example.org/own")) == "https://example.org/own"
    assert MINT.agent(ARTICLE, Agent("Acme")) == "https://example.org/organization/acme"
    assert MINT.agent(ARTICLE, Agent("a trader", "unnamed")).startswith("https://example.org/agent/")
    assert MINT.incident(Candidate("Acme", None, ARTICLE)).startswith("https://example.org/incident/acme-undated-")


def test_the_article_is_named_by_text_date_url_and_publisher_not_by_its_file() -> None:
    assert MINT.article(ARTICLE) == MINT.article(Article("text", "other.txt", published="2025-03-04"))
    assert MINT.article(ARTICLE) != MINT.article(Article("text", "a.txt", published="2025-03-05"))

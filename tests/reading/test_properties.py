"""Whatever the input: an Article whose blocks fit its text, or one ArticleError; the same each time."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import ArticleError
from extractor.reading import read_bytes, read_text
from extractor.records import Article

PIECES = [
    "Slack was down for two hours.",
    "TLDR",
    "KEY POINTS",
    "By Jane Roe",
    "Published: 17:10 BST, 20 October 2025 | Updated: 18:45",
    "PARIS, Jan. 22, 2026 (Wire) — Mail failed",
    "— Name (@handle) January 22, 2026",
    "#BREAKING",
    "6:42 PM",
    "> quoted",
    "    ERR_CODE",
    "- item",
    "| a | b |",
    "|---|---|",
    "Read more: this",
    "Related",
    "Sign up for our newsletter.",
    "© 2025 Wire",
    "```",
    "---",
    "# Heading",
    "<p>",
    "</p>",
    "<blockquote>",
    "<h1>Title</h1>",
    "<!--",
    "<table><tr><td>",
    "title: x",
    "Title: Something fell over",
    "———",
]
LINES = st.lists(st.sampled_from(PIECES) | st.text(max_size=30), max_size=25).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n", "\r\n", " ", "\r"]).map(lambda between: between.join(lines))
)


def check(article: Article) -> None:
    end = 0
    for block in article.blocks:
        assert end <= block.start < block.end <= len(article.text)
        stretch = article.text[block.start : block.end]
        assert stretch == stretch.strip()
        assert any(char.isalnum() for char in stretch)
        end = block.end
    article.text.encode("utf-8")


def attempt(read: Callable[[], Article]) -> Article | str:
    """What comes of reading: the article, or the one line that says why not."""
    try:
        return read()
    except ArticleError as error:
        return str(error)


def check_twice(read: Callable[[], Article]) -> None:
    found = attempt(read)
    if isinstance(found, str):
        assert found.startswith("a: ")
        assert "\n" not in found
    else:
        check(found)
    assert attempt(read) == found


@given(text=LINES | st.text())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_any_string_is_read_or_refused(text: str) -> None:
    check_twice(lambda: read_text(text, "a"))


@given(text=LINES, suffix=st.sampled_from([".txt", ".md", ".html", ".json"]))
@settings(max_examples=250, deadline=None, derandomize=True)
def test_any_text_file_is_read_or_refused(text: str, suffix: str) -> None:
    check_twice(lambda: read_bytes(text.encode("utf-8", "replace"), "a", suffix))


@given(content=st.binary(max_size=300), suffix=st.sampled_from([".txt", ".md", ".html", ".json"]))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_any_bytes_are_read_or_refused(content: bytes, suffix: str) -> None:
    check_twice(lambda: read_bytes(content, "a", suffix))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20) | LINES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["title", "text", "date", "url", "publisher", "x"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(value=JSON)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_any_json_is_read_or_refused(value: object) -> None:
    check_twice(lambda: read_bytes(json.dumps(value).encode(), "a", ".json"))


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".json"])
def test_plain_and_markdown_keep_the_files_own_characters(suffix: str) -> None:
    text = "Slack is down\n\nSlack was down for  two hours.\n"
    if suffix in (".txt", ".md"):
        assert read_bytes(text.encode(), "a", suffix).text == text
    else:
        content = json.dumps({"text": text}) if suffix == ".json" else f"<h1>Slack is down</h1><p>{text}</p>"
        assert "down for" in read_bytes(content.encode(), "a", suffix).text

"""Markdown: front matter and marks stay in the text, outside the blocks."""

from __future__ import annotations

import pytest

from extractor.reading import read_bytes
from extractor.records import Article

BODY = "Zoom vanished from the internet for two hours on Wednesday, the company said, after a registry took its name away."


def read(text: str) -> Article:
    return read_bytes(text.encode(), "a.md", ".md")


def blocks(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in read(text).blocks]


FRONT = """---
title: "Zoom fell off the internet"
date: 2025-04-17T10:20:00-04:00
lastmod: 2025-04-18
author: Namespace Notes
publisher: {name: Notes Ltd}
url: https://notes.example/zoom
tags: [dns, zoom]
---
"""


def test_front_matter() -> None:
    article = read(f"{FRONT}\n# Zoom fell off the internet\n\n{BODY}\n")
    assert article.text.startswith("---\ntitle:")
    assert article.title == "Zoom fell off the internet"
    assert (article.published, article.modified) == ("2025-04-17T10:20-04:00", "2025-04-18")
    assert (article.author, article.publisher, article.url) == ("Namespace Notes", "Notes Ltd", "https://notes.example/zoom")
    assert [block.kind for block in article.blocks] == ["title", "paragraph"]
    assert all(block.start > len(FRONT) for block in article.blocks)


@pytest.mark.parametrize(
    ("front", "published"),
    [
        ("---\ntitle: Zoom: gone\ndate: 17 April 2025\n---\n", "2025-04-17"),
        ('+++\ntitle = "Zoom"\ndate = 2025-04-17T10:20:00Z\n+++\n', "2025-04-17T10:20Z"),
        ("---\nPublished: 2025-04-17\n...\n", "2025-04-17"),
        ("---\n", None),
        ("---\nJust a line between two rules\n\n---\n", None),
        (f"---\ndate: 2025-04-17\ntags: {'[' * 20_000}\n---\n", "2025-04-17"),
    ],
)
def test_odd_front_matter(front: str, published: str | None) -> None:
    article = read(f"{front}\n{BODY}\n")
    assert article.published == published
    assert article.text[article.blocks[-1].start : article.blocks[-1].end] == BODY


def test_blocks_and_their_marks() -> None:
    text = (
        f"# Zoom is gone\n\n*Wireless* | 5 min read\n\n{BODY}\n\n## What *broke* ##\n\nSetext heading\n---\n\n"
        "- first\n- second\n  goes on\n\n"
        "1. one\n\n> “We never stopped,” it said.\n> And so on.\n\n```text\nError 503\n```\n\n    indented code\n\n"
        "| When | What |\n|---|---|\n| 10:20 | Zoom fails |\n\n![a map](x.png)\n\n<!-- note -->\n\n---\n\n**Read more:** nothing"
    )
    assert blocks(text) == [
        ("title", "Zoom is gone"),
        ("byline", "*Wireless* | 5 min read"),
        ("paragraph", BODY),
        ("heading", "What *broke*"),
        ("heading", "Setext heading"),
        ("list_item", "first"),
        ("list_item", "second\n  goes on"),
        ("list_item", "one"),
        ("block_quote", "“We never stopped,” it said.\n> And so on."),
        ("code", "Error 503"),
        ("code", "indented code"),
        ("heading", "When | What"),
        ("list_item", "10:20 | Zoom fails"),
        ("boilerplate", "**Read more:** nothing"),
    ]


def test_quoted_posts_and_html_embeds_are_posts() -> None:
    quoted = "> We are on it.\n>\n> — Status (@Status365) January 22, 2026"
    embedded = '<blockquote class="tweet"><p>We are on it.</p></blockquote>'
    assert [kind for kind, _ in blocks(f"{BODY}\n\n{quoted}\n\n{embedded}\n\n{BODY}")] == ["paragraph", "post", "post", "paragraph"]


def test_crlf_and_no_newline_at_the_end() -> None:
    article = read(f"# Zoom is gone\r\n\r\n{BODY}")
    assert article.text == f"# Zoom is gone\n\n{BODY}"
    assert [article.text[block.start : block.end] for block in article.blocks] == ["Zoom is gone", BODY]

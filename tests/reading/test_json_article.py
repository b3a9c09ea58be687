"""JSON articles: whose keys, which text."""

from __future__ import annotations

import json

import pytest

from extractor.reading import Given, Raw, read_bytes, read_raw
from extractor.records import Article

TEXT = (
    "Slack says its service is healthy again.\n\nIt failed from 6:45 a.m. PST.\n\n> “We are sorry,” it said.\n\nSign up for our newsletter."
)


def read(value: object) -> Article:
    return read_bytes(json.dumps(value).encode(), "a.json", ".json")


@pytest.mark.parametrize(
    "record",
    [
        {"title": "Slack is back", "date": "2025-02-27", "url": "https://x.example/s", "publisher": "Desk", "text": TEXT},
        {
            "headline": "Slack is back",
            "datePublished": "2025-02-27",
            "link": "https://x.example/s",
            "publisher": {"name": "Desk"},
            "articleBody": TEXT,
        },
        {
            "Title": "Slack is back",
            "published": "Feb. 27, 2025",
            "URL": "https://x.example/s",
            "source": "Desk",
            "content": TEXT.split("\n\n"),
        },
        {
            "status": "ok",
            "article": {"title": "Slack is back", "publishedAt": "2025-02-27", "url": "https://x.example/s", "site": "Desk", "body": TEXT},
        },
        [{"title": "Slack is back", "published": 1740614400, "url": "https://x.example/s", "publisher": ["Desk"], "text": TEXT}],
    ],
)
def test_keys(record: object) -> None:
    article = read(record)
    assert article.text == f"Slack is back\n\n{TEXT}"
    assert (article.title, article.url, article.publisher) == ("Slack is back", "https://x.example/s", "Desk")
    assert article.published is not None
    assert article.published.startswith("2025-02-27")
    kinds = [block.kind for block in article.blocks]
    assert kinds == ["title", "paragraph", "paragraph", "block_quote", "boilerplate"]
    assert article.text[article.blocks[3].start : article.blocks[3].end] == "“We are sorry,” it said."


def test_the_title_is_not_put_in_twice() -> None:
    article = read({"title": "Slack is back", "text": "Slack  is back\n\nIt failed for hours."})
    assert article.text == "Slack  is back\n\nIt failed for hours."
    assert [block.kind for block in article.blocks] == ["title", "paragraph"]


def test_text_without_a_title() -> None:
    article = read({"text": "It failed for hours.", "date": None, "publisher": 5})
    assert (article.text, article.title, article.published, article.publisher) == ("It failed for hours.", None, None, "5")


def test_html_in_the_text() -> None:
    article = read({"title": "Slack is back", "content": "<p>It failed for hours on Monday.</p><ul><li>All is well</li></ul>"})
    assert "<p>" not in article.text
    assert article.title == "Slack is back"
    assert [block.kind for block in article.blocks] == ["paragraph", "list_item"]


def test_lone_surrogates_are_replaced() -> None:
    article = read_bytes(b'{"title": "a \\ud800 b", "text": "It failed \\udfff for hours."}', "a.json", ".json")
    article.text.encode("utf-8")
    assert "It failed \ufffd for hours." in article.text


def test_a_title_without_a_letter_is_none() -> None:
    article = read({"title": "{", "headline": "", "text": "It failed for hours."})
    assert (article.title, article.text) == (None, "It failed for hours.")


def test_fields_that_cannot_be_written_down() -> None:
    said = {
        "title": "Sl\ud800ack is back",
        "url": "https://x.example/\udfff",
        "publisher": "De\ud83dsk",
        "author": ["J\ud800"],
        "text": TEXT,
    }
    article = read(said)
    assert (article.title, article.url, article.publisher) == ("Sl\ufffdack is back", "https://x.example/\ufffd", "De\ufffdsk")
    assert article.author == "J\ufffd"
    assert article.text.startswith("Sl\ufffdack is back\n\nSlack says")
    page = f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **said})}</script><p>{TEXT}</p>'
    assert read_bytes(page.encode(), "a.html", ".html").url == "https://x.example/\ufffd"
    crawled = Raw("a.warc#1", ".txt", TEXT.encode(), url="https://x.example/\ud800")
    given = Given(title="\ud800", publisher="\ud800", url="https://x.example/\ud801")
    assert read_raw(crawled).url == "https://x.example/\ufffd"
    assert read_raw(crawled, given).url == "https://x.example/\ufffd"

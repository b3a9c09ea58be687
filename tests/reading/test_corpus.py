"""The development corpus: its gold dates are found, and every gold quotation stands in a block that is read."""

from __future__ import annotations

import functools
import json
import re
import time
from pathlib import Path
from typing import Any

import pytest

from extractor.reading import Given, boilerplate, bylines, find_articles, find_given, is_english, read_article, read_metadata
from extractor.records import Article

DEV = Path(__file__).parents[2] / "corpus" / "dev"
FILES = {source_file: path for path, source_file in find_articles(DEV / "articles")}
# A quotation over a heading and the paragraph below it.
ACROSS_BLOCKS = {"6:53 p.m. — OpenAI speaks First word from the company, in a post on X"}
AROUND = [
    "cookie",
    "Most read",
    "Most viewed",
    "You might also like",
    "More like this",
    "Privacy",
    "Share on",
    "WhatsApp",
    "Trending",
    "unsubscribe",
]


def gold(source_file: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DEV / "gold" / f"{Path(source_file).stem}.json").read_text("utf-8"))
    return found


@functools.cache
def article(source_file: str) -> Article:
    return read_article(FILES[source_file], source_file)


def quotes(node: Any) -> list[str]:
    if isinstance(node, dict):
        return ([node["quote"]] if "quote" in node else []) + [quote for value in node.values() for quote in quotes(value)]
    return [quote for value in node for quote in quotes(value)] if isinstance(node, list) else []


def even(text: str) -> str:
    """White space made even; table bars and quotation marks of Markdown gone."""
    return " ".join(re.sub(r"\n\s*> ?", "\n", text).split()).strip("| ")


def without_seconds(iso: str) -> str:
    return re.sub(r"(T\d\d:\d\d):00(?=Z|[+-])", r"\1", iso)


def test_the_corpus_is_there() -> None:
    assert len(FILES) >= 60
    assert {Path(name).suffix for name in FILES} == {".txt", ".md", ".html", ".json"}


@pytest.mark.parametrize("source_file", FILES)
def test_published(source_file: str) -> None:
    expected = gold(source_file)
    published = article(source_file).published
    if expected.get("published_given"):
        assert published is None
        given = find_given(read_metadata(DEV / "metadata.jsonl"), f"articles/{source_file}") if (DEV / "metadata.jsonl").exists() else None
        given = given or Given(published=expected["published"])
        published = read_article(FILES[source_file], source_file, given).published
    assert published == without_seconds(expected["published"])


@pytest.mark.parametrize("source_file", FILES)
def test_gold_quotes_stand_in_blocks_that_are_read(source_file: str) -> None:
    found = article(source_file)
    read = [even(found.text[block.start : block.end]) for block in found.blocks if block.kind != "boilerplate"]
    missing = [
        quote for quote in map(even, quotes(gold(source_file))) if quote not in ACROSS_BLOCKS and not any(quote in block for block in read)
    ]
    assert missing == []


@pytest.mark.parametrize("source_file", [name for name in FILES if gold(name).get("title")])
def test_title(source_file: str) -> None:
    assert even(article(source_file).title or "") == even(gold(source_file)["title"])


@pytest.mark.parametrize("source_file", [name for name in FILES if name.endswith(".html")])
def test_what_stands_around_is_gone_or_boilerplate(source_file: str) -> None:
    found = article(source_file)
    read = "\n".join(found.text[block.start : block.end] for block in found.blocks if block.kind != "boilerplate")
    assert [words for words in AROUND if words in read] == []


def test_all_are_english_and_not_all_is_boilerplate() -> None:
    for source_file in FILES:
        assert is_english(article(source_file))
        kinds = [block.kind for block in article(source_file).blocks]
        assert kinds.count("boilerplate") < len(kinds) / 2, source_file


def test_reading_is_fast() -> None:
    """The limit is several times what the corpus takes: only a slip in complexity fails here."""
    for source_file in FILES:
        article(source_file)
    start = time.process_time()
    for source_file, path in FILES.items():
        read_article(path, source_file)
    assert time.process_time() - start < 1.5


def test_sentences_that_speak_of_outages_are_not_taken_for_anything_else() -> None:
    """The training sentences hold a few newsletter lines and notes, and no more than those are boilerplate, bylines or datelines."""
    files = sorted((DEV.parent / "train").glob("*.jsonl"))
    sentences = [json.loads(line)["text"] for path in files for line in path.read_text("utf-8").splitlines()]
    assert len(sentences) > 3000
    around = [text for text in sentences if boilerplate.reach(text) or boilerplate.rest(text) is not None]
    heads = [text for text in sentences if bylines.is_byline(text) or bylines.dateline_length(text)]
    assert len(around) <= 10, around
    assert len(heads) <= 6, heads

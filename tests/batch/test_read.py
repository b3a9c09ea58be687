"""``extract`` and ``build`` take the same articles for the same, whatever file they come in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.batch.read import read_paths
from extractor.batch.times import tag_files
from extractor.records.codec import to_plain
from tests.batch.made import SETTINGS, build, exported, extracted, folder
from tests.reading.made_files import FORMATS, PAGE, TEXT, warc

RECIPE = (b"http://example.org/soup", b"<html><body><p>Soften the onions slowly in butter, and serve over rice.</p></body></html>")


def facts(path: Path, file: str) -> list[str]:
    """What the article of a file says, in words that stand in the article, wherever: its text has other lines around it in each format."""
    (path / file).write_bytes(FORMATS[file][0]())
    (reading, *others) = read_paths([path / file], SETTINGS).readings
    assert others == []
    found = []
    for fact in to_plain(reading)["accounts"][0]["facts"]:
        assert all(reading.article.text[one["start"] : one["end"]] in TEXT for one in fact.pop("evidence"))
        fact.pop("confidence", None)  # a learned component sees the lines around it too
        found.append(json.dumps(fact | {"published": (reading.article.published or "")[:10]}, sort_keys=True))
    return sorted(found)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    found = facts(tmp_path_factory.mktemp("plain"), "a.txt")
    assert len(found) > 6
    return found


@pytest.mark.parametrize("file", FORMATS)
def test_every_format_of_an_article_has_the_same_facts(tmp_path: Path, expected: list[str], file: str) -> None:
    assert facts(tmp_path, file) == expected


def test_crawled_pages_of_something_else_are_passed_over_by_both(tmp_path: Path) -> None:
    news = folder(tmp_path / "news")
    (news / "a.warc").write_bytes(warc(PAGE, *((url.decode(), body) for url, body in (RECIPE, RECIPE))))
    outcome = read_paths([news], SETTINGS)
    assert len(outcome.readings) == 1
    assert outcome.warnings == (f"{news}: 2 crawled pages passed over, which report no outage at a first look",)
    tally, _ = build(tmp_path / "kg", news)
    assert (tally.read, tally.passed) == (3, 2)
    assert exported(tmp_path / "kg") == extracted(news)


def test_a_page_of_a_person_s_own_is_read_whatever_it_is_of(tmp_path: Path) -> None:
    news = folder(tmp_path / "news")
    (news / "soup.html").write_bytes(RECIPE[1])
    (reading,) = read_paths([news], SETTINGS).readings
    assert (reading.accounts, reading.warnings[0]) == ((), "soup.html: reports no outage of an online or IT service")
    build(tmp_path / "kg", news)
    assert exported(tmp_path / "kg") == extracted(news)


def test_time_expressions_are_tagged_in_every_page(tmp_path: Path) -> None:
    news = folder(tmp_path / "news")
    (news / "a.warc").write_bytes(warc((RECIPE[0].decode(), RECIPE[1].replace(b"rice", b"rice on 3 March 2025"))))
    assert len(tag_files([news], None).tagged) == 1


def test_what_is_nested_too_deep_is_set_aside(tmp_path: Path) -> None:
    news = folder(tmp_path / "news")
    (news / "deep.json").write_bytes(b"[" * 100_000)
    outcome = read_paths([news], SETTINGS)
    assert (outcome.readings, len(outcome.failures)) == ((), 1)

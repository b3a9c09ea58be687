"""The first look loses no report, is quick, and passes over what is of something else."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from extractor.reading import read_article
from extractor.reading.first_look import may_report, page_may_report
from tests.reading.made_files import TEXT, html

CORPUS = Path(__file__).parents[2] / "corpus"
FOLDERS = [folder for name in ("dev", "fresh-a", "fresh-b", "fresh-c") if (folder := CORPUS / name).is_dir()]
GOLD = [json.loads(path.read_text("utf-8")) | {"folder": folder} for folder in FOLDERS for path in sorted(folder.glob("gold/*.json"))]
SHORT = sorted((CORPUS / "linking/articles").iterdir())
REPORTS = [gold["folder"] / "articles" / gold["article"] for gold in GOLD if gold["relevant"]] + SHORT
RECIPE = (
    "Soften the onions slowly in butter, then add the garlic and the chopped tomatoes. Simmer for twenty minutes, stirring now and then, "
    "and season well. Serve over rice with a handful of parsley. " * 20
)


def test_there_are_reports() -> None:
    assert len(REPORTS) > 60


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_no_report_is_lost(path: Path) -> None:
    assert page_may_report(path.read_bytes())
    assert may_report(read_article(path, path.name).text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TEXT, True),
        ("The bank's app was unavailable.", True),
        ("Payments failed; cards were declined.", True),
        ("Mapway was back after an outage of an hour.", True),
        ("Classes were called off as Zoom went down.", True),
        (RECIPE, False),
        ("The striker broke a bone and was out. The club's online shop opened. " + RECIPE, False),
        ("", False),
        ("Сервис недоступен", False),
    ],
)
def test_texts(text: str, expected: bool) -> None:
    assert may_report(text) is expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (html().encode(), True),
        (html().encode("utf-16"), True),
        (f"<p>{RECIPE}</p>".encode(), False),
        (b"", False),
        (b"\xff\xfe\x80" * 99, False),
    ],
)
def test_pages(content: bytes, expected: bool) -> None:
    assert page_may_report(content) is expected


def test_two_thousand_texts_a_second() -> None:
    """On one core; the best of five tries, since the machine may have other work. News of 450 words."""
    texts = [text for path in REPORTS[:20] if 2000 < len(text := read_article(path, path.name).text) < 4000] + [RECIPE[:2800]] * 20

    def seconds() -> float:
        start = time.process_time()
        for text in texts:
            may_report(text)
        return time.process_time() - start

    assert len(texts) / min(seconds() for _ in range(5)) > 2000

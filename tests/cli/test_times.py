"""``outagegraph times``: a table, JSON lines and TimeML of one file's expressions."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TEXT = "The <site> went down at 9:15 p.m. ET on Thursday & came back the next morning, 12 hours later."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    return tmp_path / "a.txt"


def test_json_lines_have_one_object_an_expression(run: Run, article: Path) -> None:
    shown = run("times", article, "--published", "2026-01-23", "--format", "jsonl")
    rows = [json.loads(line) for line in shown.out.splitlines()]
    assert shown.status == 0
    assert all(TEXT[row["start"] : row["end"]] == row["text"] and row["file"] == "a.txt" for row in rows)
    assert set(rows[0]) == {"file", "start", "end", "text", "type", "value", "mod", "earliest", "latest", "rule"}
    assert (rows[0]["type"], rows[0]["value"], rows[0]["earliest"]) == ("TIME", "2026-01-22T21:15", "2026-01-23T02:15:00Z")


def test_timeml_is_xml_with_the_text_whole(run: Run, article: Path) -> None:
    shown = run("times", article, "--published", "2026-01-23", "--format", "timeml")
    text = ET.fromstring(shown.out).find("TEXT")
    assert text is not None
    assert "".join(text.itertext()) == TEXT
    assert next(node.get("type") for node in text.iter("TIMEX3")) == "TIME"


def test_the_table_has_a_line_an_expression(run: Run, article: Path) -> None:
    shown = run("times", article, "--published", "2026-01-23")
    assert "2026-01-22T21:15" in shown.out.splitlines()[0]


@pytest.mark.parametrize("name", ["odd näme (1) [x].txt", "no-extension", "UPPER.TXT", "two.dots.txt"])
def test_odd_names_are_read(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(TEXT, "utf-8")
    shown = run("times", tmp_path / name, "--published", "2026-01-23", "--format", "jsonl")
    assert {json.loads(line)["file"] for line in shown.out.splitlines()} == {name}


def test_files_of_one_text_have_their_expressions_each(run: Run, article: Path) -> None:
    (article.parent / "b.txt").write_text(TEXT, "utf-8")
    shown = run("times", article, article.parent / "b.txt", "--published", "2026-01-23", "--format", "jsonl")
    rows = [json.loads(line) for line in shown.out.splitlines()]
    assert [row["file"] for row in rows] == ["a.txt"] * 3 + ["b.txt"] * 3


def test_without_a_date_what_is_relative_stays_open(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It failed on Friday.", "utf-8")
    (row,) = [json.loads(line) for line in run("times", tmp_path / "a.txt", "--format", "jsonl").out.splitlines()]
    assert (row["value"], row["mod"], row["earliest"], row["latest"]) == ("XXXX-WXX-5", None, None, None)

"""The score of a made graph over a made folder, and the same figures as the judge's own script."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import UsageError
from extractor.evaluation.report import lines, plain
from extractor.evaluation.score import score
from extractor.graph.build import build
from extractor.graph.iris import Mint
from extractor.graph.serialize import write
from extractor.linking import link
from extractor.records import Reading
from extractor.versions import Versions
from tests.made import TEXT, at, phase, provider, reading, service

JUDGE = Path(__file__).parents[2].parent / "shared" / "corpus" / "score.py"
KEYS = "providers services error_codes incident_ids timeline durations counts causes actions statements regions affected_groups"
EMPTY: dict[str, list[Any]] = {key: [] for key in KEYS.split()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    quote = "Tidepool went down at 9:00 UTC on 3 March 2025."
    incident = EMPTY | {
        "key": "tidepool-2025-03-03",
        "role": "main",
        "providers": [{"name": "Tidepool", "quote": quote}],
        "services": [{"name": "Tidepool Mail", "quote": quote}, {"name": "Tidepool Files", "quote": quote}],
        "timeline": [
            {"phase": "started", "time": {"value": "2025-03-03T09:00Z", "mod": "exact"}, "quote": quote},
            {"phase": "resolved", "time": {"value": "2025-03-03T12:00Z", "mod": "before"}, "quote": "It was back by noon."},
        ],
    }
    gold = {"id": "a", "article": "a.txt", "published": "2025-03-04", "relevant": True, "incidents": [incident]}
    for name, content in {"articles/a.txt": TEXT, "gold/a.json": json.dumps(gold)}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, "utf-8")
    return tmp_path


def made() -> Any:
    story: Reading = reading(
        "a.txt", provider(), service(), phase("started", at("2025-03-03T09:00")), phase("resolved", at("2025-03-03T12:00"))
    )
    return build([story], link([story]), Versions("1", "r", "m", "c"), Mint())


def test_score(folder: Path) -> None:
    result = score(made(), folder)
    assert (result.all.right, result.all.said, result.all.gold) == (4, 4, 5)
    assert result.relevance.f1 == 1
    assert result.grounded.precision == pytest.approx(0.75)  # one quotation is not in gold's sentence
    assert result.modifiers.precision == pytest.approx(0.5)
    assert [line for kind, line in result.misses if kind == "service"] == [
        'MISSED a.txt service: {"name": "Tidepool Files", "quote": "Tidepool went down at 9:00 UTC on 3 March 2025."}'
    ]
    assert plain(result)["types"]["service"]["r"] == 0.5
    assert any(line.startswith("ALL") for line in lines(result))


@pytest.mark.skipif(not JUDGE.exists(), reason="../shared/corpus/score.py, the judge, is not beside this checkout")
def test_the_judge_says_the_same(folder: Path, tmp_path: Path) -> None:
    with (tmp_path / "g.ttl").open("wb") as output:
        write(made(), output)
    shown = subprocess.run([sys.executable, JUDGE, tmp_path / "g.ttl", folder], capture_output=True, text=True, check=True).stdout
    assert shown.splitlines() == list(lines(score(made(), folder)))


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no gold in it"):
        score([], tmp_path)


def test_a_gold_file_that_is_no_json_is_named(folder: Path) -> None:
    (folder / "gold" / "b.json").write_text("{", "utf-8")
    with pytest.raises(UsageError, match=r"b\.json: not JSON"):
        score([], folder)


def test_an_empty_graph_scores_nothing(folder: Path) -> None:
    result = score(build([], [], Versions("1", "r", "m", "c"), Mint()), folder)
    assert (result.all.f1, result.relevance.f1, result.linking["b3"]) == (0, 0, 1.0)

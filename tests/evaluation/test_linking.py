"""Linking is scored pair by pair, and B-cubed stands beside the trivial answers."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import yaml

from extractor.errors import UsageError
from extractor.evaluation.gold_facts import gold_readings, time_of
from extractor.evaluation.linking import Mention, mentions, score_linking
from extractor.linking import link, similar, sources
from extractor.records import Reading
from tests.linking.told import story, with_background
from tests.made import at, day, phase, provider

ROOT = Path(__file__).parent.parent.parent / "corpus"
CORPUS = ROOT / "linking"
# Gold's keys that two hands gave to one outage.
ONE_OUTAGE = ({"google-cloud-2022-07-19", "google-cloud-london-2022-07-19"}, {"azure-front-door-2025-10-29", "microsoft-azure-2025-10-29"})
NINE = at("2025-03-03T09:00")
WORDS = "The text of c"


def scored(readings: list[Reading], *gold: tuple[str, str]) -> tuple[int, int, int, int]:
    known = [Mention(file, key, "main", ()) for file, key in gold]
    score = score_linking(readings, link(readings), known)
    return len(score.joined), len(score.missed), len(score.wrong), len(score.unread)


@pytest.mark.parametrize(
    ("gold", "expected"),
    [
        ([("a", "x"), ("b", "x"), ("c", "y")], (1, 0, 0, 0)),
        ([("a", "x"), ("b", "y"), ("c", "y")], (0, 1, 1, 0)),
        ([("a", "x"), ("b", "x"), ("d", "x")], (1, 2, 0, 1)),
    ],
)
def test_pairs(gold: list[tuple[str, str]], expected: tuple[int, int, int, int]) -> None:
    readings = [story("a", "Tidepool", NINE), story("b", "Tidepool", NINE), story("c", "Lantern", NINE)]
    assert scored(readings, *gold) == expected


def test_background_is_found_by_its_words() -> None:
    later = with_background(story("c", "Tidepool", at("2025-06-03T09:00")), provider(), phase("started", day("2025-03-03")))
    readings = [story("a", "Tidepool", NINE), later]
    gold = [Mention("a", "x", "main", ()), Mention("c", "x", "background", (WORDS,)), Mention("c", "y", "main", ())]
    assert len(score_linking(readings, link(readings), gold).joined) == 1
    elsewhere = [gold[0], gold[1]._replace(quotes=("words that stand nowhere",)), gold[2]]
    assert len(score_linking(readings, link(readings), elsewhere).unread) == 1


def test_the_trivial_answers() -> None:
    readings = [story(name, "Tidepool", at(f"2025-0{month}-03T09:00")) for name, month in (("a", 1), ("b", 1), ("c", 5), ("d", 5))]
    score = score_linking(readings, link(readings), [Mention(name, key, "main", ()) for name, key in zip("abcd", "xxyy", strict=True)])
    assert (score.b3, score.mains) == (1.0, 4)
    assert score.b3_alone == score.b3_one == score.b3_provider == pytest.approx(2 / 3)


def test_the_corpus_of_linking_is_whole() -> None:
    gold = mentions(CORPUS)
    mains = [mention.file for mention in gold if mention.role == "main"]
    assert sorted(mains) == sorted(path.name for path in (CORPUS / "articles").iterdir())
    assert len(mains) >= 60
    assert len({mention.key for mention in gold}) >= 15
    for mention in gold:
        text = " ".join((CORPUS / "articles" / mention.file).read_text("utf-8").split())
        assert all(quote in text for quote in mention.quotes), mention


def test_gold_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "gold.yaml").write_text("- a list\n", "utf-8")
    with pytest.raises(UsageError):
        mentions(tmp_path)


def test_of_golds_own_facts_every_pair_is_joined_and_none_other() -> None:
    readings = gold_readings(ROOT / "dev")
    score = score_linking(readings, link(readings), mentions(ROOT / "dev"))
    assert len(score.joined) >= 15
    assert not score.missed
    assert [pair for pair in score.wrong if {pair.first.key, pair.second.key} not in ONE_OUTAGE] == []
    assert score.b3 == 1.0


def test_of_the_confusable_articles_facts_every_pair_is_joined_and_none_other() -> None:
    readings = gold_readings(CORPUS)
    score = score_linking(readings, link(readings), mentions(CORPUS))
    assert (len(score.joined), score.missed, score.wrong, score.b3) == (91, (), (), 1.0)
    assert score.b3_alone < 0.6
    assert score.b3_provider < 0.9


def test_what_caused_what_is_similar_to_what_and_copies_what() -> None:
    gold = yaml.safe_load((CORPUS / "gold.yaml").read_text("utf-8"))
    key_of = {file: key for key, incident in gold["incidents"].items() for file in incident["main"]}
    readings = gold_readings(CORPUS)
    by_candidate = {}
    for incident in link(readings):
        mains = sorted(telling.article.source_file for telling in incident.tellings if telling.account.role == "main")
        by_candidate |= dict.fromkeys(incident.candidates, key_of[mains[0]])
    caused = {(by_candidate[i.candidates[0]], by_candidate[causes[0]]) for i in link(readings) for causes in i.caused_by}
    assert caused == {(key, cause) for key, incident in gold["incidents"].items() for cause in incident.get("caused_by", ())}
    likened = {key_of[reading.article.source_file] for reading in readings if similar(reading)}
    assert likened == {key for key, incident in gold["incidents"].items() if "similar_to" in incident}
    for incident in link(readings):
        articles = [telling.article for telling in incident.tellings]
        numbers = dict(zip((article.source_file for article in articles), sources(articles), strict=True))
        copies = [set(pair) for pair in gold["copies"]]
        same = [{a, b} for a, b in itertools.combinations(sorted(numbers), 2) if numbers[a] == numbers[b]]
        assert same == [pair for pair in copies if pair <= set(numbers)]


@pytest.mark.parametrize(
    ("value", "mod", "bounds"),
    [
        ("2026-01-22T14:37-05:00", "exact", ("2026-01-22T19:37:00Z", "2026-01-22T19:37:00Z")),
        ("2026-01-22T14:37Z", "before", (None, "2026-01-22T14:37:00Z")),
        ("2026-01-22T14:37", "exact", ("2026-01-22T02:37:00Z", "2026-01-23T02:37:00Z")),
        ("2026-01-22TMO", "exact", ("2026-01-21T17:00:00Z", "2026-01-23T00:00:00Z")),
        ("2026-01-22", "exact", ("2026-01-21T12:00:00Z", "2026-01-23T11:59:59Z")),
        ("2024-02", "exact", ("2024-01-31T12:00:00Z", "2024-03-01T11:59:59Z")),
        ("2024", "exact", ("2023-12-31T12:00:00Z", "2025-01-01T11:59:59Z")),
    ],
)
def test_gold_times_have_bounds(value: str, mod: str, bounds: tuple[str | None, str | None]) -> None:
    time = time_of(value, mod)
    assert (time.earliest, time.latest) == bounds

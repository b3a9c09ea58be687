"""Services are found by syntax: with no catalogue at all most of them stay."""

from __future__ import annotations

import pytest

from extractor.accounts.assemble import read_accounts
from extractor.language.pipeline import load_pipeline
from scripts.gold import ROOT
from scripts.score_without_catalogue import LEAST, f1, measure, score
from tests.accounts.test_providers import story

FOLDER = ROOT / "corpus" / "fresh-a"


def test_most_services_of_a_folder_stay() -> None:
    assert measure([FOLDER], catalogue=False) >= LEAST * measure([FOLDER], catalogue=True)


def test_the_catalogue_is_put_back() -> None:
    names = load_pipeline().get_pipe("outage_names")
    before = names.catalogue
    measure([], catalogue=False)
    assert names.catalogue is before is not None


@pytest.mark.parametrize(("named", "right"), [("Quillcase", 1), ("Driftpad", 0)])
def test_score_compares_names(named: str, right: int) -> None:
    main = {"providers": [{"name": "Kelpie"}], "services": [{"name": named}]}
    assert score(main, read_accounts(story("Quillcase outage on Monday\nQuillcase went down on Monday morning.").doc)) == (right, 1, 1)


def test_f1_is_micro() -> None:
    assert f1([(1, 1, 1), (0, 1, 1)]) == pytest.approx(0.5)

"""Error codes and reference numbers as facts, with the sentence that holds them."""

import pytest

from extractor.accounts import errors, references
from extractor.accounts.scopes import read_story
from extractor.accounts.story import Story
from extractor.language.pipeline import load_pipeline, prepare
from extractor.records import Article, Block

TEXT = "Tills froze at noon. Staff saw “502 Bad Gateway” and gave up. The chain filed it as INC-4471-20. Related: what is a 404 page?"


@pytest.fixture(scope="module")
def story() -> Story:
    end = TEXT.index("Related")
    article = Article(TEXT, "a.txt", blocks=(Block(0, end, "paragraph"), Block(end, len(TEXT), "boilerplate")))
    return read_story(load_pipeline()(prepare(load_pipeline(), article)))


def test_errors(story: Story) -> None:
    (fact,) = errors.find(story)
    assert (fact.code, fact.message) == ("HTTP 502", "Bad Gateway")
    assert TEXT[fact.evidence[0].start : fact.evidence[0].end] == "Staff saw “502 Bad Gateway” and gave up."


def test_references(story: Story) -> None:
    (fact,) = references.find(story)
    assert fact.reference_number == "INC-4471-20"
    assert TEXT[fact.evidence[0].start : fact.evidence[0].end] == "The chain filed it as INC-4471-20."

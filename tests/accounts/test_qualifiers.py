"""How far a word that qualifies reaches."""

import pytest

from extractor.accounts.qualifiers import stance
from extractor.accounts.scopes import read_story
from extractor.language.pipeline import load_pipeline, prepare
from extractor.records import Article, Block


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        ("The grocer said a bug was the cause.", "bug", "stated"),
        ("The grocer denied that a bug was the cause.", "bug", "ruled_out"),
        ("It found no evidence of a breach.", "breach", "ruled_out"),
        ("A flood may have reached the servers.", "flood", "suspected"),
        ("The grocer will install a patch.", "patch", "planned"),
        ("The grocer denied a hack but blamed a bug.", "bug", "stated"),  # "but" ends the denial
        ("If a pump fails, heat follows.", "pump", None),
        ("Was it a bug?", "bug", None),
    ],
)
def test_the_stance_of_words(text: str, words: str, status: str | None) -> None:
    article = Article(text, "a.txt", published="2031-05-06", blocks=(Block(0, len(text), "paragraph"),))
    doc = load_pipeline()(prepare(load_pipeline(), article))
    start = text.index(words)
    found = stance(read_story(doc), doc.char_span(start, start + len(words)))
    assert (found.status if found else None) == status

"""Statements as facts: whose words count, with which evidence."""

from __future__ import annotations

import pytest

from extractor.accounts import statements
from extractor.accounts.scopes import read_story
from extractor.language.pipeline import load_pipeline
from extractor.reading import read_text
from extractor.records import Statement

LEAD = "Quillmail, the mail service, went down on Monday and customers could not log in. Quillmail said its servers had failed."


def found(text: str) -> list[Statement]:
    from extractor.language.pipeline import prepare

    nlp = load_pipeline()
    return list(statements.find(read_story(nlp(prepare(nlp, read_text(f"{LEAD}\n\n{text}", published="2025-05-06"))))))


def told(text: str) -> list[tuple[str, str]]:
    return [(fact.speaker.label, fact.text) for fact in found(text)]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("“We know what broke,” the company said.", [("Quillmail", "We know what broke")]),
        ("“Sorry,” Tom Arden said.", []),
        ("“We lost more,” Tom Arden said, “than we knew.”", [("Tom Arden", "We lost more than we knew.")]),
        (
            "“We lost three days of mail,” Tom Arden said. “We will find them again.”",
            [("Tom Arden", "We lost three days of mail"), ("Tom Arden", "We will find them again.")],
        ),
        ("“Is it just me again?” one user wrote on Reddit.", []),
        ("“I had to send it all by post,” said a clerk in Leeds.", [("a clerk in Leeds", "I had to send it all by post")]),
        ("“I had to send it all by post,” she said.", []),
    ],
)
def test_whose_words_are_facts(text: str, facts: list[tuple[str, str]]) -> None:
    assert told(text) == facts


def test_the_evidence_is_the_quotation_a_piece_for_each_sentence() -> None:
    text = "“We lost three days of mail. We will find them again,” Tom Arden said."
    (fact,) = found(text)
    whole = f"{LEAD}\n\n{text}"
    assert [whole[piece.start : piece.end] for piece in fact.evidence] == ["“We lost three days of mail.", "We will find them again,”"]
    assert {piece.rule for piece in fact.evidence} == {"quote.after.subject-verb"}

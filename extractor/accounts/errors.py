"""Which error codes users or machines were shown while the service failed."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.accounts.story import Story, sentence_evidence
from extractor.language.codes import CodeMention
from extractor.records import ErrorSighting


def find(story: Story) -> Iterator[ErrorSighting]:
    """Every ErrorSighting that the story states, with its evidence; the same one twice is merged later."""
    for span in story.spans("outage_codes"):
        if span.label_ == "error_code":
            mention: CodeMention = span._.code
            yield ErrorSighting(code=mention.code, message=mention.message, evidence=(sentence_evidence(story, span),))

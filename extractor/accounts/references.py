"""Under which number of its own the provider keeps the incident."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.accounts.story import Story, sentence_evidence
from extractor.language.codes import CodeMention
from extractor.records import ProviderReference


def find(story: Story) -> Iterator[ProviderReference]:
    """Every ProviderReference that the story states, with its evidence; the same one twice is merged later."""
    for span in story.spans("outage_codes"):
        if span.label_ == "reference":
            mention: CodeMention = span._.code
            yield ProviderReference(reference_number=mention.code, evidence=(sentence_evidence(story, span),))

"""Which timeline are facts of the story."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.accounts.story import Story
from extractor.records import TimelineEntry


def find(story: Story) -> Iterator[TimelineEntry]:
    """Every TimelineEntry that the story states, with its evidence; the same one twice is merged later."""
    yield from ()

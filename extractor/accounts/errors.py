"""Which errors are facts of the story."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.accounts.story import Story
from extractor.records import ErrorSighting


def find(story: Story) -> Iterator[ErrorSighting]:
    """Every ErrorSighting that the story states, with its evidence; the same one twice is merged later."""
    yield from ()

"""Does the article report a concrete outage of an online or IT service?"""

from __future__ import annotations

from extractor.accounts.story import Story


def is_relevant(story: Story) -> bool:
    """Whether the story tells of at least one concrete outage."""
    return True

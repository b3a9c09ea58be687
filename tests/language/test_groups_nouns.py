"""What nouns name in general English."""

from __future__ import annotations

import pytest

from extractor.language.groups_nouns import kinds


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("counselor", "people"),
        ("inn", "body"),
        ("cooperative", "body"),
        ("printer", "machine"),
        ("choir", "body"),
        ("sadness", "-"),
        ("xyzzy", "-"),
    ],
)
def test_first_or_second_sense(noun: str, kind: str) -> None:
    assert kind in kinds(noun)

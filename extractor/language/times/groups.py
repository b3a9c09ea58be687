"""What the productions read from the groups of a match."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from extractor.language.times.expression import Meaning, TimexType
from extractor.language.times.lexicon import Words

Groups = Mapping[str, str]
Made = tuple[TimexType, Meaning]


def value_of(groups: Groups, words: Words, name: str, *classes: str) -> Any:
    """The vocabulary's value of the first of the groups ``name``, ``name2`` and the further classes that matched."""
    for key in (name, f"{name}2", *classes):
        if key in groups:
            table = words[key.rstrip("23")]
            word = re.sub(r" {2,}", " ", groups[key])
            found = table.get(word, table.get(word.rstrip("."), table.get(word + ".")))
            if found is not None:
                return found
    return None


def int_of(groups: Groups, *names: str) -> int | None:
    return next((int(groups[name]) for name in names if name in groups), None)

"""What is worked out once for a Doc: kept on it, so that every stage may ask for it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, TypeVarTuple

from spacy.tokens import Doc

Made = TypeVar("Made")
Of = TypeVarTuple("Of")


def kept(doc: Doc, name: str, make: Callable[[*Of], Made], *of: *Of) -> Made:
    """What ``make(*of)`` gave when it was first asked for of this Doc under this name. Whoever gets it changes nothing in it."""
    every: dict[str, Any] = doc.user_data
    key = f"outage_{name}"
    if key not in every:
        every[key] = make(*of)
    made: Made = every[key]
    return made

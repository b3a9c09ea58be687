"""Records to plain JSON values and back, without loss: what the ledger keeps and what tests compare."""

from __future__ import annotations

from typing import Any

import cattrs
from cattrs.strategies import configure_tagged_union

from extractor.records.account import Reading
from extractor.records.facts import AnyFact


def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(omit_if_default=True, forbid_extra_keys=True)
    configure_tagged_union(AnyFact, converter, tag_name="class")
    return converter


_CONVERTER = _converter()


def to_plain(reading: Reading) -> dict[str, Any]:
    """A Reading as dicts, lists, strings and numbers that ``json`` can write; facts carry their ``class``."""
    plain: dict[str, Any] = _CONVERTER.unstructure(reading, Reading)
    return plain


def from_plain(plain: dict[str, Any]) -> Reading:
    """The Reading that ``to_plain`` made this from. Raises ``cattrs.BaseValidationError`` on anything else."""
    return _CONVERTER.structure(plain, Reading)

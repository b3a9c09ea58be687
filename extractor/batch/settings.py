"""What a caller asks for when reading: the same for one article and for a folder of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from pathlib import Path

from extractor.language.model import MODEL


@dataclasses.dataclass(frozen=True, slots=True)
class Settings:
    """``published`` holds for articles that do not say; ``metadata`` is the file that wins over what they say."""

    published: str | None = None
    metadata: Path | None = None
    catalogues: tuple[Path, ...] = ()
    model: str = MODEL
    limit: int = 5_000_000  # bytes of an article
    fields: tuple[tuple[str, str], ...] = ()  # names of fields and columns that are not the usual ones, ours to theirs

    def unused(self, given: Iterable[str], used: Iterable[str]) -> list[str]:
        """A line for each name that the metadata has and no article. Args: given: the names there; used: those of articles."""
        return [f"{self.metadata}: names {name}, which is not among the articles" for name in sorted(set(given).difference(used))]

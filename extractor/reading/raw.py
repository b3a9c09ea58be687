"""An article before it is read: the bytes of a file, or of a record within one."""

from __future__ import annotations

import dataclasses
import hashlib

from extractor.errors import ArticleError

DEPTH = 4  # archives within archives
FREE = 64_000_000  # bytes that any archive may expand to
RATIO = 200  # beyond that, how many times its own size; news text compresses to a third or a tenth


@dataclasses.dataclass(frozen=True, slots=True)
class Raw:
    """``source_file`` as ONTOLOGY.md has it (``file.jsonl#LINE``, ``file.warc.gz#RECORD-ID``, ``file.zip#MEMBER``).

    ``suffix`` is the format of the content (``.html``). ``charset`` and ``url`` are what the container says of it: the encoding that
    the server named, the address that the page came from.
    """

    source_file: str
    suffix: str
    content: bytes
    charset: str | None = None
    url: str | None = None

    def digest(self) -> str:
        """A digest of all that the reading depends on, the name apart."""
        total = hashlib.sha256(repr((self.suffix, self.charset, self.url)).encode())
        total.update(self.content)
        return total.hexdigest()[:32]


class Budget:
    """How much an archive may still expand to: what it holds is counted as it is read, so that no bomb is ever unpacked whole."""

    def __init__(self, source_file: str, size: int) -> None:
        """Args: source_file: the outermost file, for the message; size: its bytes as they stand on disk."""
        self._source_file = source_file
        self._left = max(FREE, size * RATIO)

    def spend(self, count: int) -> None:
        """Counts bytes that came out of an archive. Raises ArticleError where they are more than any text would give."""
        self._left -= count
        if self._left < 0:
            raise ArticleError(f"{self._source_file}: expands to more than {RATIO} times its size, as no text does; left out from there on")

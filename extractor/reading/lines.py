"""Lines of a text, chunks of lines, and whether the text is hard-wrapped."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator, Sequence

_ITEM = re.compile(r"(?:[-*+•‣▪◦●·–—►▶→✓✔]|\(?\d{1,2}[.)])[ \t]+(?=\S)")
SENTENCE_END = re.compile(r"[.!?…。！？][\"”’')\]*_]*(?:\s*[®■◼▪●])?$")
_BYLINE = re.compile(r"(?:by|posted|published|updated|written|reported|with reporting)\b")
_SLACK = 3


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """One line without its white space at either end; ``indent`` counts what stood before it."""

    start: int
    end: int
    indent: int
    text: str

    @property
    def item(self) -> int:
        """The length of the list mark that it starts with, 0 without one."""
        found = _ITEM.match(self.text)
        return found.end() if found else 0


def chunks(text: str) -> list[list[Line]]:
    """The runs of lines that hold a letter or digit, split at blank lines and at rules such as ``———``."""
    found: list[list[Line]] = [[]]
    for line in _lines(text):
        if any(char.isalnum() for char in line.text):
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [chunk for chunk in found if chunk]


def _lines(text: str) -> Iterator[Line]:
    position = 0
    for raw in text.splitlines(keepends=True):
        bare = raw.strip()
        indent = len(raw) - len(raw.lstrip()) if bare else 0
        yield Line(position + indent, position + indent + len(bare), indent, bare)
        position += len(raw)


def wrap_width(found: Sequence[Sequence[Line]]) -> int:
    """The width at which paragraphs are wrapped, 0 where each line is a paragraph.

    A wrapped text shows lines that stop in mid-sentence and go on with a small letter.
    """
    pairs = [pair for chunk in found for pair in itertools.pairwise(chunk)]
    broken = [len(before.text) for before, after in pairs if _runs_on(before, after)]
    return max(broken) if broken and len(broken) * 3 >= len(pairs) else 0


def continues(before: Line, after: Line, width: int) -> bool:
    """Whether ``after`` goes on with the paragraph that ``before`` is part of, in a text wrapped at ``width``."""
    if not width or after.item or (after.indent > before.indent and not before.item):
        return False
    word = len(after.text.split(maxsplit=1)[0])
    return _runs_on(before, after) or len(before.text) + 1 + word >= width - _SLACK


def _runs_on(before: Line, after: Line) -> bool:
    if len(before.text) <= 40 or before.text.endswith(":") or SENTENCE_END.search(before.text):
        return False
    return after.text[0].isalpha() and after.text[0].islower() and not _BYLINE.match(after.text)

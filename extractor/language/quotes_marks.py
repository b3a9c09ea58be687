"""Where quotation marks open and close: text in, stretches out. Knows characters only, no grammar.

Marks: curly and straight, double and single, low-nine, guillemets; a quotation of several paragraphs opens each of them and closes
the last alone. What is quoted within a quotation belongs to it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

_OPENERS = re.compile("[“„«»”\"‘'‚]")
_CLOSING = {"“": '”"', "„": "“”", "”": "”", '"': '"”', "«": "»", "»": "«"}
_SINGLE = {"‘": "’'", "'": "'", "‚": "‘’"}
_BEFORE_OPEN = frozenset(" \t\n\u00a0([{—–-/:*_>")
# Words that begin with an apostrophe, and decades.
_ELISION = re.compile(r"['‘’](?:em|til|tis|twas|cause|n|round|bout|\d0s|\d\d)\b", re.IGNORECASE)


@dataclasses.dataclass(frozen=True, slots=True)
class Stretch:
    """Offsets of a quotation with its marks and, inside them, of its words; ``closed`` is False where no mark ends it."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True


@dataclasses.dataclass(frozen=True, slots=True)
class Marked:
    """A quotation as the marks have it: one stretch for each paragraph that it runs over."""

    parts: tuple[Stretch, ...]

    @property
    def start(self) -> int:
        return self.parts[0].start

    @property
    def end(self) -> int:
        return self.parts[-1].end

    def words(self, text: str) -> str:
        """What stands inside the marks, white space folded, without a comma at the end."""
        inner = " ".join(text[part.inner_start : part.inner_end] for part in self.parts)
        return " ".join(inner.split()).rstrip(",").strip()


def quotations(text: str, pieces: Sequence[tuple[int, int]]) -> list[Marked]:
    """The quotations in the pieces (paragraphs: start, end) of a text, in order, outermost marks only."""
    found: list[Marked] = []
    running: list[Stretch] = []
    for start, end in pieces:
        stretches = list(_stretches(text, start, end))
        if running and not (stretches and _opens_piece(text, start, stretches[0])):
            found.extend(_ended(running, text))
            running = []
        for stretch in stretches:
            running.append(stretch)
            if stretch.closed:
                found.append(Marked(tuple(running)))
                running = []
    return found + list(_ended(running, text))


def _ended(running: list[Stretch], text: str) -> Iterator[Marked]:
    """A quotation that was never closed counts where it opens its paragraph."""
    if running and (len(running) > 1 or running[0].start == 0 or text[running[0].start - 1] == "\n"):
        yield Marked(tuple(running))


def _opens_piece(text: str, start: int, stretch: Stretch) -> bool:
    return not text[start : stretch.start].strip(" \t\n*_>")


def _stretches(text: str, start: int, end: int) -> Iterator[Stretch]:
    at = start
    while found := _OPENERS.search(text, at, end):
        at = found.end()
        if not _can_open(text, found.start(), start, end):
            continue
        close = _close(text, found.start(), end)
        if close is not None:
            yield _stretch(text, found.start(), close, closed=True)
            at = close + 1
        elif text[found.start()] in '“"«':
            yield _stretch(text, found.start(), end, closed=False)
            return


def _stretch(text: str, start: int, close: int, closed: bool) -> Stretch:
    inner = text[start + 1 : close]
    left = len(inner) - len(inner.lstrip())
    return Stretch(start, close + 1 if closed else close, start + 1 + left, close - (len(inner) - len(inner.rstrip())), closed)


def _can_open(text: str, index: int, start: int, end: int) -> bool:
    mark = text[index]
    before = text[index - 1] if index > start else " "
    after = text[index + 1] if index + 1 < end else " "
    if mark in "“„«":
        return True
    if before not in _BEFORE_OPEN or (after.isspace() and mark != "»"):
        return False
    if mark == "»":
        return not after.isspace()
    return mark not in "‘'‚" or not _ELISION.match(text, index)


def _close(text: str, index: int, end: int) -> int | None:
    mark = text[index]
    if mark in _SINGLE:
        return _close_single(text, index, end)
    for at in range(index + 1, end):
        if text[at] in _CLOSING[mark] and not (text[at] == '"' and text[at - 1].isspace()):
            return at
        if text[at] == mark and text[at - 1] == "\n":
            return None
    return None


def _close_single(text: str, index: int, end: int) -> int | None:
    """The mark that ends a quotation in single marks: not an apostrophe, nor a mark inside double ones.

    "the firms' money" looks like an end; where a surer one follows before the next opening, it is none.
    """
    weak: int | None = None
    nested = False
    for at in range(index + 1, end):
        mark = text[at]
        if mark in '“”"':
            nested = mark == "“" or (mark == '"' and not nested)
        elif mark == "‘" and text[index] == "‘" and text[at - 1] in _BEFORE_OPEN:
            return weak
        elif mark in _SINGLE[text[index]] and not nested and not text[at - 1].isspace() and _ends_word(text, at, end):
            if not _may_be_possessive(text, at, end):
                return at
            weak = at if weak is None else weak
    return weak


def _ends_word(text: str, index: int, end: int) -> bool:
    return index + 1 >= end or not text[index + 1].isalnum()


def _may_be_possessive(text: str, index: int, end: int) -> bool:
    following = text[index + 1 : min(index + 3, end)]
    return text[index - 1] in "sS" and len(following) == 2 and following[0] == " " and following[1].islower()

"""The words of a SPARQL query, so that a guard can tell a keyword from the same letters in a string, a comment or an IRI.

Terminals as in section 19.8 of the SPARQL 1.1 specification (https://www.w3.org/TR/sparql11-query/#rTerminals).
"""

from __future__ import annotations

import dataclasses
import re

_TERMINALS = {
    "space": r"\s+|#[^\n\r]*",
    "string": r'"""(?:"{0,2}(?:[^"\\]|\\.))*"""|\'\'\'(?:\'{0,2}(?:[^\'\\]|\\.))*\'\'\'|"(?:[^"\\\n\r]|\\.)*"|\'(?:[^\'\\\n\r]|\\.)*\'',
    "iri": r'<[^<>"{}|^`\x00-\x20]*>',
    "blank": r"_:[\w](?:[\w.·-]*[\w·-])?",
    "name": r"(?:[^\W\d_](?:[\w.·-]*[\w·-])?)?:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?#@%])"
    r"(?:(?:[\w:.·-]|%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?#@%])*(?:[\w:·-]|%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?#@%]))?)?",
    "variable": r"[?$]\w[\w·]*",
    "language": r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*",
    "number": r"[+-]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][+-]?\d+)?",
    "word": r"\w+",
    "mark": r"\^\^|&&|\|\||[<>!=]=|.",
}
_TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _TERMINALS.items()), re.DOTALL)


@dataclasses.dataclass(frozen=True, slots=True)
class Token:
    """A terminal: its ``kind`` (string, iri, blank, name, variable, language, number, word or mark), text and place."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The place after it."""
        return self.start + len(self.text)


def tokens(query: str) -> list[Token]:
    """Every terminal of the query in order; white space and comments are left out. Nothing is refused: odd characters are marks."""
    found = _TOKEN.finditer(query)
    return [Token(match.lastgroup or "", match.group(), match.start()) for match in found if match.lastgroup != "space"]


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1."""
    line = text.count("\n", 0, offset) + 1
    return line, offset - (text.rfind("\n", 0, offset) + 1) + 1

"""What a question may hold, told before anything is asked: it reads, it stays here, and its prefixes are known."""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Callable

from extractor.errors import UsageError
from extractor.graph.prefixes import PREFIXES
from extractor.graph.tokens import Token, position, tokens

UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "ADD", "MOVE", "COPY", "WITH"}
FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
SHOWN = 160  # characters of a long line that a message shows
# What pyoxigraph says in sentences, and what that means.
SENTENCES = {
    "The SELECT contains a variable that is unbound": "SELECT names a variable that is neither grouped nor aggregated",
    "Duplicated variable name in SELECT": "SELECT names a variable twice",
    "IRI parsing failed": "this is no absolute IRI",
}


def check(text: str, known_graph: Callable[[str], bool] = lambda iri: False) -> bool:
    """Refuses what a question may not hold: updates, ``SERVICE``, ``FROM`` of what is no graph here, prefixes that nobody declared.

    Args: known_graph: whether an IRI names a graph of the store; by default none is known, and ``FROM`` is refused.
    Returns: whether the query chooses its graphs with ``FROM``; without it, it asks the union of all.
    Raises: UsageError that points at the place.
    """
    found = tokens(text)
    _check_form(text, found)
    chosen = False
    for index, token in enumerate(found):
        before, after = found[index - 1] if index else None, found[index + 1] if index + 1 < len(found) else None
        word = token.text.upper()
        if "SERVICE" in word and _may_be_service(before, token, after):
            raise _refusal(text, token, "SERVICE is refused: a query asks this graph alone and sends nothing out")
        if token.kind == "word" and word.startswith("FROM"):
            _check_from(text, token, _source_of(found, index), known_graph)
            chosen = True
    _check_prefixes(text, found)
    return chosen


def _check_form(text: str, found: list[Token]) -> None:
    for token in found:
        word = token.text.upper()
        if token.kind == "word" and word in UPDATES:
            raise _refusal(text, token, f"{word} is refused: a query reads, it changes nothing")
        if token.kind == "word" and word in FORMS:
            return


def _may_be_service(before: Token | None, token: Token, after: Token | None) -> bool:
    """Whether a terminal with SERVICE in it could be read as the keyword, by a parser that looks for keywords first too.

    Such a parser could read one in ``service:x { … }`` and in ``?a <1)SERVICE?s#>``, a name and an IRI by the grammar.
    """
    if token.kind == "name":
        return after is not None and after.text == "{" and (before is None or before.text.upper() != "GRAPH")
    return token.kind == "word" or (token.kind == "iri" and ")" in token.text.upper().partition("SERVICE")[0])


def _source_of(found: list[Token], index: int) -> str | None:
    """The IRI after ``FROM`` or ``FROM NAMED``; None where it is not written as ``<…>`` or with a prefix."""
    rest = found[index + 1 : index + 3]
    if rest and rest[0].text.upper() == "NAMED":
        rest = rest[1:]
    if not rest or rest[0].kind not in ("iri", "name"):
        return None
    if rest[0].kind == "iri":
        return rest[0].text[1:-1]
    prefix, _, local = rest[0].text.partition(":")
    namespace = _declared(found).get(prefix)
    return namespace + local if namespace is not None else None


def _check_from(text: str, token: Token, source: str | None, known_graph: Callable[[str], bool]) -> None:
    if source is None or token.text.upper() != "FROM" or not known_graph(source):
        named = f"<{source}>" if source is not None else "this"
        reason = f"FROM is refused: {named} is no graph of the store, and nothing is read from files or addresses"
        raise _refusal(text, token, f"{reason}; without FROM a query asks all graphs at once")


def _declared(found: list[Token]) -> dict[str, str]:
    """The namespaces by prefix: the project's, and those that the query declares."""
    declared = dict(PREFIXES)
    for keyword, name, iri in zip(found, found[1:], found[2:], strict=False):
        if keyword.text.upper() == "PREFIX" and iri.kind == "iri":
            declared[name.text.rstrip(":")] = iri.text[1:-1]
    return declared


def _check_prefixes(text: str, found: list[Token]) -> None:
    declared = {after.text for token, after in itertools.pairwise(found) if token.text.upper() == "PREFIX"}
    known = {prefix.rstrip(":") for prefix in declared} | set(PREFIXES)
    for token in found:
        prefix = token.text.split(":", 1)[0]
        if token.kind == "name" and prefix not in known:
            near = difflib.get_close_matches(prefix, sorted(known), n=1)
            hint = f"did you mean {near[0]}:?" if near else f"declare it: PREFIX {prefix}: <…>"
            raise _refusal(text, token, f"nobody has declared the prefix {prefix}: – {hint}")


def syntax_error(text: str, message: str) -> UsageError:
    """The engine's ``error at LINE:COLUMN: expected …`` in words, with the line and a caret under the place."""
    found = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if not found:
        return UsageError(f"the query is malformed: {message}")
    line, column, reason = int(found[1]), int(found[2]), found[3]
    return _pointed(text, line, column, _reason(text, line, column, reason))


def _reason(text: str, line: int, column: int, expected: str) -> str:
    """What is wrong at a place, for people: the engine's sentence where it has one, not its lists of what could have stood there."""
    for sentence, plain in SENTENCES.items():
        if sentence in expected:
            return plain
    rest = "\n".join(text.split("\n")[line - 1 :])[column - 1 :]
    following = tokens(rest)
    return f"{following[0].text} cannot stand here" if following else "the query ends before it is complete"


def _refusal(text: str, token: Token, reason: str) -> UsageError:
    return _pointed(text, *position(text, token.start), reason)


def _pointed(text: str, line: int, column: int, reason: str) -> UsageError:
    """``line 2, column 5: reason`` with the line itself, or the part of a long one around the place, and a caret under it."""
    lines = text.split("\n")
    whole = lines[line - 1].rstrip("\r") if line <= len(lines) else ""
    start = max(0, column - 1 - SHOWN // 2) if len(whole) > SHOWN else 0
    before = "…" * (start > 0) + whole[start : column - 1]
    after = whole[column - 1 : start + SHOWN] + "…" * (start + SHOWN < len(whole))
    margin = re.sub(r"[^\t]", " ", before)
    return UsageError(f"line {line}, column {column}: {reason}\n  {before}{after}\n  {margin}^")

"""SPARQL over files and stores: nothing is written, nothing leaves the machine, and Ctrl-C ends it.

pyoxigraph does the work. It is imported where it is used, so that a command line that asks nothing pays nothing.
"""

from __future__ import annotations

import difflib
import itertools
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from extractor.errors import UsageError
from extractor.graph.answers import Answer, Table, Triples
from extractor.graph.prefixes import PREFIXES
from extractor.graph.tokens import Token, position, tokens

if TYPE_CHECKING:
    import pyoxigraph as ox

    Term = ox.NamedNode | ox.Literal
    Result = TypeVar("Result")

SUFFIXES = {".ttl": "ttl", ".nt": "nt", ".nq": "nq", ".trig": "trig", ".rdf": "rdf", ".xml": "rdf", ".owl": "rdf", ".jsonld": "jsonld"}
UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "ADD", "MOVE", "COPY", "WITH"}
FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
# What pyoxigraph says in sentences, and what that means.
SENTENCES = {
    "The SELECT contains a variable that is unbound": "SELECT names a variable that is neither grouped nor aggregated",
    "Duplicated variable name in SELECT": "SELECT names a variable twice",
    "IRI parsing failed": "this is no absolute IRI",
}


def load_files(paths: Iterable[Path]) -> ox.Store:
    """A store in memory with what all the files hold; their named graphs are kept.

    Raises: UsageError for a file that is missing, of an unknown suffix or malformed, with line and column where known.
    """
    import pyoxigraph as ox

    store = ox.Store()
    store.bulk_extend(parse_files(paths))
    return store


def parse_files(paths: Iterable[Path]) -> Iterator[ox.Quad]:
    """The quads of files as they stand there: a store would turn ``xsd:dateTimeStamp`` into ``xsd:dateTime``.

    Raises: UsageError as ``load_files`` does.
    """
    import pyoxigraph as ox

    for path in paths:
        if path.suffix.lower() not in SUFFIXES:
            raise UsageError(f"{path}: no RDF file by its suffix; known are {', '.join(SUFFIXES)}")
        rdf_format = ox.RdfFormat.from_extension(SUFFIXES[path.suffix.lower()])
        try:
            with path.open("rb") as file:
                yield from ox.parse(file, format=rdf_format, base_iri=path.absolute().as_uri(), rename_blank_nodes=True)
        except SyntaxError as error:
            line, column, reason = error.lineno, error.offset, re.sub(r"^Parser error .*?: ", "", error.msg)
            raise UsageError(f"{path}:{line}:{column}: {reason}" if line else f"{path}: {reason}") from error
        except (OSError, ValueError) as error:
            raise UsageError(f"{path}: {getattr(error, 'strerror', None) or error}") from error


def run(store: ox.Store, text: str, parameters: Mapping[str, Term] | None = None) -> Answer:
    """Asks the store a question.

    Args:
        store: asked as a whole: the default graph is the union of all its graphs. pyoxigraph gives a triple that stands in
            several of them several times, so count with DISTINCT.
        text: SPARQL; the project's prefixes need no declaration. No update, no ``SERVICE``, no ``FROM``.
        parameters: values for ``VALUES ?name { … }`` blocks of the query, by name.
    Returns: a Table for SELECT, Triples for CONSTRUCT and DESCRIBE, a bool for ASK.
    Raises: UsageError where the query is malformed or asks for what is refused; the message points at the place.
    """
    check(text)
    asked = substitute(text, parameters or {})
    return _interruptible(lambda: _ask(store, asked))


def _ask(store: ox.Store, text: str) -> Answer:
    import pyoxigraph as ox

    try:
        result = store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
        if isinstance(result, ox.QueryBoolean):
            return bool(result)
        if isinstance(result, ox.QueryTriples):
            return Triples(tuple(sorted(set(result), key=str)))
        return Table(result.serialize(format=ox.QueryResultsFormat.JSON) or b"")
    except SyntaxError as error:
        raise _syntax_error(text, str(error)) from error
    except (ValueError, RuntimeError, OSError) as error:
        raise UsageError(f"the query cannot be answered: {error}") from error


def _interruptible(work: Callable[[], Result]) -> Result:
    """Does the work in a thread, so that a signal reaches Python while the engine computes; it ends with the process then."""
    done: list[Result] = []
    failed: list[BaseException] = []

    def body() -> None:
        try:
            done.append(work())
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=body, daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(0.1)
    if failed:
        raise failed[0]
    return done[0]


def substitute(text: str, parameters: Mapping[str, Term]) -> str:
    """The query with its parameters' values: each stands in a ``VALUES ?name { default }`` block, where the default is replaced.

    The block is found among the query's terminals and the value is written by pyoxigraph, so that no value can become query text.
    Raises: UsageError for a parameter that the query has no such block for.
    """
    for name, term in parameters.items():
        found = values_block(tokens(text), name)
        if found is None:
            raise UsageError(f"the query has no parameter {name!r}: there is no VALUES ?{name} {{ … }} in it")
        start, end = found
        text = f"{text[:start]} {term} {text[end:]}"
    return text


def values_block(found: list[Token], name: str) -> tuple[int, int] | None:
    """Where the values of ``VALUES ?name { … }`` stand in the text: from after the brace to before the other; None without such a block."""
    for index in range(len(found) - 3):
        keyword, variable, brace = found[index : index + 3]
        if keyword.text.upper() == "VALUES" and variable.text == f"?{name}" and brace.text == "{":
            end = next((token.start for token in found[index + 3 :] if token.text == "}"), None)
            return (brace.end, end) if end is not None else None
    return None


def check(text: str) -> None:
    """Refuses what a question may not hold: updates, ``SERVICE``, ``FROM``, prefixes that nobody declared.

    Raises: UsageError that points at the place.
    """
    found = tokens(text)
    _check_form(text, found)
    for before, token, after in zip([None, *found], found, [*found[1:], None], strict=False):
        word = token.text.upper()
        if "SERVICE" in word and _may_be_service(before, token, after):
            raise _refusal(text, token, "SERVICE is refused: a query asks this graph alone and sends nothing out")
        if token.kind == "word" and word.startswith("FROM"):
            raise _refusal(text, token, "FROM is refused: a query asks all graphs at once; GRAPH picks one of them")
    _check_prefixes(text, found)


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


def _check_prefixes(text: str, found: list[Token]) -> None:
    declared = {after.text for token, after in itertools.pairwise(found) if token.text.upper() == "PREFIX"}
    known = {prefix.rstrip(":") for prefix in declared} | set(PREFIXES)
    for token in found:
        prefix = token.text.split(":", 1)[0]
        if token.kind == "name" and prefix not in known:
            near = difflib.get_close_matches(prefix, sorted(known), n=1)
            hint = f"did you mean {near[0]}:?" if near else f"declare it: PREFIX {prefix}: <…>"
            raise _refusal(text, token, f"nobody has declared the prefix {prefix}: – {hint}")


def _refusal(text: str, token: Token, reason: str) -> UsageError:
    return _pointed(text, *position(text, token.start), reason)


def _syntax_error(text: str, message: str) -> UsageError:
    """The engine's ``error at LINE:COLUMN: expected …`` in words."""
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


def _pointed(text: str, line: int, column: int, reason: str) -> UsageError:
    """``line 2, column 5: reason`` with the line itself and a caret under the place."""
    lines = text.split("\n")
    shown = lines[line - 1].rstrip("\r") if line <= len(lines) else ""
    margin = re.sub(r"[^\t]", " ", shown[: column - 1])
    return UsageError(f"line {line}, column {column}: {reason}\n  {shown}\n  {margin}^")

"""SPARQL over files and stores: nothing is written, nothing leaves the machine, and Ctrl-C ends it.

pyoxigraph does the work. It is imported where it is used, so that a command line that asks nothing pays nothing.
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable, Mapping
from typing import IO, TYPE_CHECKING, TypeVar, cast

from extractor.errors import UsageError
from extractor.graph.answers import Answer, Size, Table, Triples, format_table, size, writable
from extractor.graph.prefixes import PREFIXES
from extractor.graph.query_files import load_files, parse_files
from extractor.graph.query_guard import check, syntax_error
from extractor.graph.query_rows import RowCounter
from extractor.graph.tokens import Token, tokens

if TYPE_CHECKING:
    import pyoxigraph as ox

    Term = ox.NamedNode | ox.Literal
    Result = TypeVar("Result")

__all__ = ["check", "load_files", "parse_files", "run", "substitute", "values_block", "write"]
PATIENCE = 0.5  # seconds that an interrupted question has to notice it


def run(store: ox.Store, text: str, parameters: Mapping[str, Term] | None = None) -> Answer:
    """Asks the store a question.

    Args:
        store: asked as a whole: the default graph is the union of all its graphs, unless the query picks some with ``FROM``.
            pyoxigraph gives a triple that stands in several of them several times, so count with DISTINCT.
        text: SPARQL; the project's prefixes need no declaration. No update, no ``SERVICE``, ``FROM`` only of the store's graphs.
        parameters: values for ``VALUES ?name { … }`` blocks of the query, by name.
    Returns: a Table for SELECT, Triples for CONSTRUCT and DESCRIBE, a bool for ASK.
    Raises: UsageError where the query is malformed or asks for what is refused; the message points at the place.
    """
    return _interruptible(lambda stop: _answer(_ask(store, text, parameters)))


def write(store: ox.Store, text: str, parameters: Mapping[str, Term] | None, output: IO[bytes], format: str) -> Size:
    """Asks as ``run`` does and writes the answer to a stream.

    csv, tsv, json and xml are written while the engine computes, in bounded memory; the other formats need the whole answer first.

    Args: output: open for bytes; format: as ``answers.format_table`` takes it.
    Returns: how much was written.
    Raises: UsageError as ``run`` does, and for a format that does not fit; OSError where the stream cannot be written.
    """

    def work(stop: threading.Event) -> Size:
        import pyoxigraph as ox

        result = _ask(store, text, parameters)
        if isinstance(result, ox.QuerySolutions) and format in RowCounter.FORMATS:
            counter = RowCounter(output, format, stop)
            _computed(result.serialize, cast(IO[bytes], counter), format=RowCounter.FORMATS[format]())
            return Size("row", counter.close())
        answer = _answer(result, format)
        if not stop.is_set():
            output.write(format_table(answer, format).encode())
        return size(answer)

    return _interruptible(work)


def _ask(store: ox.Store, text: str, parameters: Mapping[str, Term] | None) -> ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean:
    chosen = check(text, lambda iri: is_graph(store, iri))
    asked = substitute(text, parameters or {})
    try:
        return _computed(store.query, asked, prefixes=PREFIXES, use_default_graph_as_union=not chosen)
    except SyntaxError as error:
        raise syntax_error(asked, str(error)) from error


def is_graph(store: ox.Store, iri: str) -> bool:
    """Whether an IRI, or what is given for one, names a graph of the store."""
    import pyoxigraph as ox

    try:
        return store.contains_named_graph(ox.NamedNode(iri))
    except ValueError:
        return False


def _answer(result: ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean, format: str | None = None) -> Answer:
    """The whole of a result. Where it could not be written in the format, nothing is computed."""
    import pyoxigraph as ox

    if isinstance(result, ox.QueryBoolean):
        return bool(result)
    kind: type[Table] | type[Triples] = Triples if isinstance(result, ox.QueryTriples) else Table
    if format:
        writable(kind, format)
    if isinstance(result, ox.QueryTriples):
        return Triples(_computed(_sorted, result))
    return Table(_computed(result.serialize, format=ox.QueryResultsFormat.JSON) or b"")


def _sorted(result: ox.QueryTriples) -> tuple[ox.Triple, ...]:
    return tuple(sorted(set(result), key=str))


def _computed(work: Callable[..., Result], *arguments: object, **named: object) -> Result:
    """What the engine computes; its failures as UsageError. A stream that cannot be written stays an OSError."""
    try:
        return work(*arguments, **named)
    except (SyntaxError, BrokenPipeError, InterruptedError):
        raise
    except (ValueError, RuntimeError) as error:
        raise UsageError(f"the query cannot be answered: {error}") from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise UsageError(f"the query cannot be answered: {error}") from error


def _interruptible(work: Callable[[threading.Event], Result]) -> Result:
    """Does the work in a thread, so that a signal reaches Python while the engine computes.

    An interrupt sets the event that the work is given; work that does not notice ends with the process.
    """
    done: list[Result] = []
    failed: list[BaseException] = []
    stop = threading.Event()

    def body() -> None:
        try:
            done.append(work(stop))
        except BaseException as error:
            _let_go(error)
            failed.append(error)

    thread = threading.Thread(target=body, daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(0.1)
    except BaseException:
        stop.set()
        thread.join(PATIENCE)
        raise
    if failed:
        raise failed[0]
    return done[0]


def _let_go(error: BaseException) -> None:
    """Frees what the error's frames hold: the engine's results may be freed by the thread alone that made them.

    What a closure holds is not freed so: hence no closure here holds a result.
    """
    told: BaseException | None = error
    while told is not None:
        traceback.clear_frames(told.__traceback__)
        told = told.__cause__ or told.__context__


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

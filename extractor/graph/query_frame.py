"""Answers as pandas DataFrames, with the types that their datatypes tell."""

from __future__ import annotations

import decimal
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any

from extractor.errors import UsageError
from extractor.graph.answers import Answer, Triples

if TYPE_CHECKING:
    import pandas as pd

_XSD = "http://www.w3.org/2001/XMLSchema#"
# The integers that XML Schema derives: https://www.w3.org/TR/xmlschema11-2/#built-in-datatypes
_INTEGERS = {"integer", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"}
_INTEGERS |= {"unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"}
_FLOATS = ("double", "float", "decimal")


def library() -> ModuleType:
    """The library. Raises UsageError where it is not installed."""
    try:
        import pandas
    except ImportError as error:
        raise UsageError("pandas is not installed: pip install 'outagegraph[dataframe]'") from error
    return pandas


def to_frame(answer: Answer) -> pd.DataFrame:
    """Rows or triples as a DataFrame.

    A column whose values are all integers is ``Int64``; all numbers, ``Float64``; all truth values, ``boolean``; all ``xsd:dateTime`` or
    ``xsd:date``, ``datetime64[us, UTC]`` or ``datetime64[us]`` where none has a zone. All else is ``string``: IRIs as they are, literals
    by their words. A value that its type cannot hold makes its column ``string``.
    Raises: UsageError for the answer to an ASK, and where pandas is not installed.
    """
    pandas = library()
    if isinstance(answer, bool):
        raise UsageError("ASK gives yes or no, which makes no table: take SELECT")
    if isinstance(answer, Triples):
        names: Sequence[str] = ("subject", "predicate", "object")
        rows: Sequence[Sequence[Any]] = [tuple(triple) for triple in answer.triples]
    else:
        names, rows = answer.variables, list(answer)
    columns = zip(*rows, strict=True) if rows else ((),) * len(names)
    frame: pd.DataFrame = pandas.DataFrame(
        {name: _series(pandas, column) for name, column in zip(names, columns, strict=True)}, index=range(len(rows))
    )
    return frame


def _series(pandas: ModuleType, terms: Sequence[Any]) -> Any:
    kinds = {_kind(term) for term in terms if term is not None}
    make = MAKERS.get("Float64" if kinds == {"Int64", "Float64"} else next(iter(kinds)) if len(kinds) == 1 else "")
    values = [None if term is None else _text(term) for term in terms]
    if make:
        try:
            return make(pandas, values)
        except (ValueError, TypeError, OverflowError, decimal.InvalidOperation):
            pass
    return pandas.array(values, dtype="string")


def _kind(term: Any) -> str:
    """What a term's datatype makes of it: a key of ``MAKERS``, or nothing."""
    datatype = getattr(term, "datatype", None)
    name = datatype.value.removeprefix(_XSD) if datatype is not None and datatype.value.startswith(_XSD) else ""
    if name in _INTEGERS:
        return "Int64"
    if name in _FLOATS:
        return "Float64"
    if name in ("dateTime", "dateTimeStamp", "date"):
        return "zoned" if _has_zone(term.value) else "unzoned"
    return name if name == "boolean" else ""


def _has_zone(value: str) -> bool:
    return value.endswith("Z") or (len(value) > 6 and value[-3] == ":" and value[-6] in "+-")


def _text(term: Any) -> str:
    return term.value if hasattr(term, "value") else str(term)


def _times(pandas: ModuleType, values: Sequence[str | None], utc: bool) -> Any:
    return (
        pandas.Series(pandas.to_datetime(values, format="ISO8601", utc=utc))
        .astype("datetime64[us, UTC]" if utc else "datetime64[us]")
        .array
    )


MAKERS: dict[str, Callable[[ModuleType, Sequence[str | None]], Any]] = {
    "Int64": lambda pandas, values: pandas.array([None if value is None else int(value) for value in values], dtype="Int64"),
    "Float64": lambda pandas, values: pandas.array([None if value is None else float(value) for value in values], dtype="Float64"),
    "boolean": lambda pandas, values: pandas.array(
        [None if value is None else value in ("true", "1") for value in values], dtype="boolean"
    ),
    "zoned": lambda pandas, values: _times(pandas, values, utc=True),
    "unzoned": lambda pandas, values: _times(pandas, values, utc=False),
}

"""The span groups and extension attributes that the components write, in one place.

Every component writes one named group. A span's ``label_`` says what it is, its ``id_`` which rule found it, and where a
component finds more than a label, a typed value stands in that component's own extension attribute.

=================  ====================================  =======================================
group              ``label_``                            value
=================  ====================================  =======================================
blocks             a ``BlockKind``                       (from the article, no component)
outage_times       a TIMEX3 type                         ``_.timex``: ``times.TaggedTime``
outage_codes       ``error_code`` or ``reference``       ``_.code``: ``codes.CodeMention``
outage_names       ``organization``, ``service``, ...    ``_.named``: ``names.Mention``
outage_regions     ``region``                            ``_.place``: ``records.Name``
outage_groups      ``group``                             ``_.group``: ``records.Name``
outage_counts      a key of the count-kind scheme        ``_.count``: ``counts.CountMention``
outage_impact      how something failed or came back: ``down``, ``barred``, ... (``rules/impact.yaml``)
outage_background  ``other`` or ``here``
outage_relevance   what speaks for and against an outage (``rules/relevance.yaml``)
outage_phases      a key of the phase scheme
outage_causes      a key of the cause scheme
outage_actions     a key of the action scheme
outage_quotes      ``quotation``, ``unattributed``, ``scare``  ``_.quotation``: ``quotes.Quotation``
=================  ====================================  =======================================
"""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc, Span

from extractor.language.kept import kept
from extractor.records import Time

DOC_ATTRIBUTES = ("article", "published")
SPAN_ATTRIBUTES = ("timex", "code", "named", "place", "group", "count", "quotation")


def register() -> None:
    """Registers the extension attributes (default None); safe to call again."""
    for owner, names in ((Doc, DOC_ATTRIBUTES), (Span, SPAN_ATTRIBUTES)):
        for name in names:
            if not owner.has_extension(name):
                owner.set_extension(name, default=None)


def spans(doc: Doc, group: str) -> list[Any]:
    """The spans of a group in order of place; empty where its component did not run. spaCy builds each anew, so they are kept."""
    marked = doc.spans.get(group, None)
    if marked is None:
        return []
    every: dict[str, tuple[Any, int, list[Any]]] = doc.user_data.setdefault("outage_spans", {})
    source, size, ordered = every.get(group, (None, 0, []))
    if source is not marked or size != len(marked):
        ordered = sorted(marked, key=lambda span: (span.start, span.end, span.label_, span.id_))
        every[group] = (marked, len(marked), ordered)
    return list(ordered)


def value(span: Span, name: str) -> Any:
    """``span._.NAME``, eight times as fast: read where spaCy keeps it, without the object that it builds for each asking."""
    kept_by_spacy: dict[Any, Any] = span.doc.user_data
    return kept_by_spacy.get(("._.", name, span.start_char, span.end_char))


def graph_time(span: Span) -> Time | None:
    """The time that a span of ``outage_times`` tells, as the graph holds it."""
    tagged = value(span, "timex")
    return tagged.time if tagged is not None else None


def text_of(doc: Doc) -> str:
    """The Doc's text, kept: spaCy builds it anew from all tokens at every ``doc.text``."""
    return kept(doc, "text", lambda: str(doc.text))


def block_kind(doc: Doc, index: int) -> str:
    """The kind of block that a token stands in; ``boilerplate`` outside of every block, ``paragraph`` in a Doc without blocks."""
    return kept(doc, "block_kinds", _block_kinds, doc)[index]


def _block_kinds(doc: Doc) -> list[str]:
    blocks = doc.spans.get("blocks", None)
    kinds = ["boilerplate" if blocks else "paragraph"] * len(doc)
    for block in reversed(blocks or ()):  # where two overlap, the first has it
        kinds[block.start : block.end] = [block.label_] * len(block)
    return kinds

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
    kept: dict[str, tuple[Any, int, list[Any]]] = doc.user_data.setdefault("outage_spans", {})
    source, size, ordered = kept.get(group, (None, 0, []))
    if source is not marked or size != len(marked):
        ordered = sorted(marked, key=lambda span: (span.start, span.end, span.label_, span.id_))
        kept[group] = (marked, len(marked), ordered)
    return list(ordered)


def text_of(doc: Doc) -> str:
    """The Doc's text, kept: spaCy builds it anew from all tokens at every ``doc.text``."""
    if "outage_text" not in doc.user_data:
        doc.user_data["outage_text"] = doc.text
    return str(doc.user_data["outage_text"])


def block_kind(doc: Doc, index: int) -> str:
    """The kind of block that a token stands in; ``boilerplate`` outside of every block, ``paragraph`` in a Doc without blocks."""
    kinds = doc.user_data.get("outage_block_kinds")
    if kinds is None:
        kinds = doc.user_data["outage_block_kinds"] = _block_kinds(doc)
    return str(kinds[index])


def _block_kinds(doc: Doc) -> list[str]:
    blocks = doc.spans.get("blocks", None)
    kinds = ["boilerplate" if blocks else "paragraph"] * len(doc)
    for block in reversed(blocks or ()):  # where two overlap, the first has it
        kinds[block.start : block.end] = [block.label_] * len(block)
    return kinds

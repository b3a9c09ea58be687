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
    """The spans of a group in order of place; empty where its component did not run."""
    return sorted(doc.spans.get(group, []), key=lambda span: (span.start, span.end, span.label_, span.id_))


def text_of(doc: Doc) -> str:
    """The Doc's text, kept: spaCy builds it anew from all tokens at every ``doc.text``."""
    if "outage_text" not in doc.user_data:
        doc.user_data["outage_text"] = doc.text
    return str(doc.user_data["outage_text"])


def block_kind(doc: Doc, index: int) -> str:
    """The kind of block that a token stands in; ``boilerplate`` outside of every block, ``paragraph`` in a Doc without blocks."""
    blocks = doc.spans.get("blocks", None)
    if not blocks:
        return "paragraph"
    return next((str(block.label_) for block in blocks if block.start <= index < block.end), "boilerplate")

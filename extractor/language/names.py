"""Component ``outage_names``: who and what an article names, and the generic services that it speaks of.

``label_`` is the mention's type: ``organization``, ``service``, ``generic_service``, ``tracker``, ``channel``, ``person``, ``place``
or ``name`` where nothing tells; ``kb_id_`` is the catalogue's IRI; ``_.named`` the :class:`Mention`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.catalogue import load_catalogue
from extractor.language import impact, spans
from extractor.language.names_catalogue import CatalogueMatcher
from extractor.language.names_entities import Entity, entities
from extractor.language.names_generic import generic_services
from extractor.language.names_generic_owners import Generic
from extractor.language.names_owners import set_owners
from extractor.language.names_runs import runs
from extractor.language.names_types import is_channel, is_outlet
from extractor.records import Name

GROUP = "outage_names"


@dataclasses.dataclass(frozen=True, slots=True)
class Mention:
    """One naming of something.

    ``type`` as in the span's label; ``kind`` is the catalogue's ("bank", "airline"), None without; ``how`` is "catalogue",
    "spelling" (a capitalised run) or "words" (a generic service). ``owner_iri`` is the catalogue's for the owner in ``name.owner``;
    ``twin`` the catalogue's service of an organisation's own name.
    """

    name: Name
    type: str
    kind: str | None
    how: str
    owner_iri: str | None = None
    twin: Name | None = None


def mention_of(span: Span) -> Mention:
    """What is named by a span of ``outage_names``."""
    mention: Mention = spans.value(span, "named")
    return mention


@Language.factory("outage_names", assigns=["doc.spans"], default_config={"catalogues": [], "use_catalogue": True})
def outage_names(nlp: Language, name: str, catalogues: list[str], use_catalogue: bool) -> NameTagger:
    """Writes ``doc.spans["outage_names"]``. Raises UsageError where a catalogue is malformed."""
    catalogue = load_catalogue(tuple(Path(path) for path in catalogues)) if use_catalogue else None
    return NameTagger(nlp, CatalogueMatcher(nlp, catalogue) if catalogue is not None else None)


class NameTagger:
    """Finds names by their spelling and by the catalogue, joins those of one thing, and adds generic services."""

    def __init__(self, nlp: Language, catalogue: CatalogueMatcher | None = None) -> None:
        spans.register()
        self.ordinary = _ordinary_words(nlp)
        self.catalogue = catalogue
        self.impact = impact.ImpactTagger()

    def __call__(self, doc: Doc) -> Doc:
        if impact.GROUP not in doc.spans:
            self.impact(doc)
        found = entities(doc, _undated(doc, runs(doc, self.ordinary)), self.catalogue)
        set_owners(doc, found, self.catalogue.catalogue if self.catalogue is not None else None)
        taken = {token for entity in found for span in entity.spans for token in range(span.start, span.end)}
        marked = [_generic_span(doc, generic) for generic in generic_services(doc, found, taken, self.ordinary)]
        marked += [_span(doc, span, entity) for entity in found for span in entity.spans]
        doc.spans[GROUP] = sorted(marked, key=lambda span: (span.start, span.end))
        return doc


def _undated(doc: Doc, found: Iterable[Span]) -> list[Span]:
    """Without what stands in a date or a time: "Sept. 5", "Christmas Eve"."""
    dated = {token for span in spans.spans(doc, "outage_times") for token in range(span.start, span.end)}
    return [run for run in found if not dated.issuperset(range(run.start, run.end))]


def _ordinary_words(nlp: Language) -> frozenset[str]:
    """The words that the model's lemmatizer knows: a capital at a sentence's start does not make them names."""
    if not nlp.has_pipe("lemmatizer"):
        return frozenset()
    lookups: Any = getattr(nlp.get_pipe("lemmatizer"), "lookups", None)
    if lookups is None or not lookups.has_table("lemma_index"):
        return frozenset()
    return frozenset(word for words in lookups.get_table("lemma_index").values() for word in words)


def _name(entity: Entity) -> Name:
    label, entry = entity.usual(), entity.entry
    listed = (*entry.aliases, *entry.ambiguous) if entry is not None else ()
    aliases = tuple(dict.fromkeys(text for text in (*sorted(entity.spellings), *listed) if text != label))
    owner = (
        entity.owner.usual() if entity.owner is not None else entry.owner_label if entry is not None and entry.type == "service" else None
    )
    if owner and entry is None and not label.casefold().startswith(owner.casefold()):
        aliases = (*aliases, f"{owner} {label}")
    return Name(label, entry.iri if entry is not None else None, aliases, owner)


def _twin(entity: Entity) -> Name | None:
    twin = entity.twin
    return Name(twin.label, twin.iri, twin.aliases, twin.owner_label) if twin is not None else None


def _in_title(doc: Doc, entity: Entity) -> bool:
    titles = [block for block in doc.spans.get("blocks", []) if block.label_ == "title"]
    return any(title.start <= span.start < title.end for title in titles for span in entity.spans)


def _span(doc: Doc, span: Span, entity: Entity) -> Span:
    entry = entity.entry
    outlet = entry is not None and entry.kind == "social" and not _in_title(doc, entity) and is_outlet(span)
    kind = "channel" if outlet or is_channel(span) else "service" if entity.type == "channel" else entity.type
    how = "catalogue" if entry is not None else "spelling"
    marked = Span(doc, span.start, span.end, label=kind, kb_id=entry.iri if entry is not None else "", span_id=f"names.{how}")
    listed = (entry.kind, entry.owner_iri) if entry is not None else (None, None)
    marked._.named = Mention(_name(entity), kind, listed[0], how, listed[1], _twin(entity))
    return marked


def _generic_span(doc: Doc, generic: Generic) -> Span:
    marked = Span(doc, generic.start, generic.end, label="generic_service", span_id=f"names.generic.{generic.rule}")
    marked._.named = Mention(Name(generic.label, None, generic.aliases, generic.owner), "generic_service", generic.rule, "words")
    return marked

"""Whose a named service is, from the article: "Kelpie's Driftpad", "Driftpad, Kelpie's service", "Driftpad, run by Kelpie"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Span

from extractor.catalogue import Catalogue, Entry
from extractor.language.names_entities import Entity, fold
from extractor.language.names_runs import bounds, lexicon
from extractor.language.names_types import APOSTROPHES

_OWNED_BY = frozenset({"own", "run", "operate", "develop", "make", "provide", "build", "manage"})
_NO_OWNERS = frozenset({"place", "person", "tracker"})


def set_owners(doc: Doc, found: Sequence[Entity], catalogue: Catalogue | None = None) -> None:
    """Fills in ``owner``: by the catalogue, the nearest owner up the line that the article names; else as the article says."""
    ends = {span.end: entity for entity in found for span in entity.spans}
    starts = {span.start: entity for entity in found for span in entity.spans}
    by_key = {fold(text): entity for entity in found for text in entity.spellings}
    for entity in found:
        if entity.entry is not None and entity.entry.type == "service":
            entity.owner = _listed_owner(entity.entry, found, catalogue)
        elif entity.entry is None and entity.type not in _NO_OWNERS:
            owner = _stated(doc, entity, ends, starts) or _prefix(entity, by_key)
            if owner is not None and owner is not entity and owner.type not in _NO_OWNERS and owner.owner is not entity:
                entity.owner = owner


def _listed_owner(entry: Entry, found: Sequence[Entity], catalogue: Catalogue | None) -> Entity | None:
    named = {other.entry.iri: other for other in found if other.entry is not None}
    above, seen = entry.owner_iri, {entry.iri}
    while above is not None and above not in seen:
        if above in named:
            return named[above]
        seen.add(above)
        owner = catalogue.by_iri.get(above) if catalogue is not None else None
        above = owner.owner_iri if owner is not None else None
    return None


def _stated(doc: Doc, entity: Entity, ends: dict[int, Entity], starts: dict[int, Entity]) -> Entity | None:
    for span in entity.spans:
        owner = _possessor(doc, span, ends) or _apposed(doc, span, starts) or _its(doc, span, ends)
        if owner is not None:
            return owner
    return None


def _possessor(doc: Doc, span: Span, ends: dict[int, Entity]) -> Entity | None:
    """As in "Kelpie's Driftpad", "Kelpie's trading app Driftpad"."""
    for index in range(span.start - 1, max(span.start - 4, -1), -1):
        if doc[index].text in APOSTROPHES:
            return ends.get(index)
        if doc[index].pos_ not in ("NOUN", "ADJ", "PROPN"):
            return None
    return None


def _apposed(doc: Doc, span: Span, starts: dict[int, Entity]) -> Entity | None:
    """As in "Driftpad, Kelpie's service for ...", "Driftpad, the trading app of Kelpie", "Driftpad, which is part of Kelpie"."""
    if span.end + 2 >= len(doc) or doc[span.end].text not in (",", "(", "–", "—"):
        return None
    owner = starts.get(span.end + 1)
    if owner is not None:
        own_end = next(other.end for other in owner.spans if other.start == span.end + 1)
        return owner if own_end < len(doc) and doc[own_end].text in APOSTROPHES else None
    for token in doc[span.end + 1 : min(span.end + 10, len(doc))]:
        if token.is_sent_start:
            return None
        joins = token.lower_ == "by" and token.i and doc[token.i - 1].lemma_ in _OWNED_BY
        part = token.lower_ == "of" and doc[token.i - 1].lemma_.lower() in (
            *lexicon()["product_nouns"],
            "part",
            "unit",
            "arm",
            "subsidiary",
            "division",
        )
        if joins or part:
            return starts.get(token.i + 1)
        if token.text in (",", ";", "."):
            return None
    return None


def _its(doc: Doc, span: Span, ends: dict[int, Entity]) -> Entity | None:
    """As in "Kelpie said that Driftpad, its notes service, ..."; "Kelpie said its Driftpad app"."""
    before = doc[span.start - 1].lower_ if span.start else ""
    after = doc[span.end : span.end + 2].text.lower() if span.end + 1 < len(doc) else ""
    if before != "its" and after not in (", its", ", their"):
        return None
    start = bounds(span)[0]
    for token in reversed(doc[start : max(span.start - 1, start)]):
        if token.i + 1 in ends and (token.dep_ in ("nsubj", "poss", "compound") or ends[token.i + 1].type == "organization"):
            return ends[token.i + 1]
    return None


def _prefix(entity: Entity, by_key: dict[str, Entity]) -> Entity | None:
    """As in "Google Cloud" is Google's where the article speaks of Google too."""
    words = fold(entity.usual()).split()
    for count in range(len(words) - 1, 0, -1):
        owner = by_key.get(" ".join(words[:count]))
        if owner is not None and owner is not entity and words[-1] not in lexicon()["org_heads"]:
            return owner
    return None

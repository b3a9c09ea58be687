"""Whose a generic service is, and the ways to call it: "the websites of Kelpie and Brightwater", "its app and website"."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from spacy.tokens import Doc

from extractor.language.names_entities import Entity
from extractor.language.names_generic_words import head_of, is_phrase, pair_at, words
from extractor.language.names_types import APOSTROPHES


@dataclasses.dataclass(frozen=True, slots=True)
class Generic:
    """A generic service: token offsets, its words without article and brand, other ways to call it, whose it is.

    ``rule``: "number", "phrase", "bare" ("the site"), "weak" (a noun that is seldom a service), "owned" by a name, "possessed" by
    "its" or "the company's".
    """

    start: int
    end: int
    label: str
    aliases: tuple[str, ...]
    owner: str | None
    rule: str


def with_brand(doc: Doc, generic: Generic, ordinary: frozenset[str]) -> Generic:
    """A brand in lower case is a name by itself: "the *digibank* app"."""
    first = doc[generic.start]
    brand = (
        generic.end - generic.start == 2
        and first.is_lower
        and first.is_alpha
        and len(first) > 4
        and doc[generic.end - 1].lower_ in ("app", "wallet")
    )
    if not ordinary or not brand or {first.lower_, first.lemma_, f"{first.lower_}s"} & ordinary or first.lower_ in words()["alone"]:
        return generic
    return dataclasses.replace(generic, aliases=(*generic.aliases, first.text))


def share_owner(doc: Doc, last: Generic | None, generic: Generic) -> Generic:
    """As in "its app and *website*": what owns the first member of an enumeration owns the next."""
    if last is None or generic.rule != "phrase" or last.rule not in ("possessed", "owned"):
        return generic
    between = [token.lower_ for token in doc[last.end : generic.start]]
    if not 0 < len(between) <= 2 or not set(between) <= {",", "and", "or", "&"}:
        return generic
    if last.owner is None or generic.end - generic.start > 1:
        return dataclasses.replace(generic, rule="possessed")
    full = f"{last.owner} {generic.label}"
    return dataclasses.replace(generic, label=full, aliases=(generic.label, *generic.aliases), owner=last.owner, rule="owned")


def of_owners(doc: Doc, generic: Generic, starts: dict[int, tuple[int, Entity]]) -> Iterator[Generic]:
    """As in "the websites of Brightwater and mobile operator Kelpie": one service for each owner; itself where there is none."""
    index, any_owner = generic.end, False
    if generic.owner is None and index < len(doc) and doc[index].lower_ in ("of", "at"):
        while (index := _next_owner(doc, index + 1, starts)) in starts:
            end, entity = starts[index]
            if entity.type in ("place", "person", "tracker"):
                break
            any_owner = True
            if entity.type != "service":
                yield _named_for(doc, generic, end, entity)
            index = end
            if (
                index >= len(doc)
                or doc[index].lower_ not in (",", "and")
                or doc[generic.end - 1].lemma_.lower() not in words()["each_its_own"]
            ):
                break
    if not any_owner:
        yield generic


def _next_owner(doc: Doc, index: int, starts: dict[int, tuple[int, Entity]]) -> int:
    """Where a name starts, past "and", "the" and what says which sort it is; -1 where none does."""
    for at in range(index, min(index + 4, len(doc))):
        if at in starts:
            return at
        if doc[at].is_sent_start or (doc[at].pos_ not in ("NOUN", "ADJ", "DET", "CCONJ", "PRON") and doc[at].lower_ not in ("and", "the")):
            return -1
    return -1


def _named_for(doc: Doc, generic: Generic, end: int, owner: Entity) -> Generic:
    name, label = owner.usual(), doc[generic.start : generic.end - 1].text_with_ws + doc[generic.end - 1].lemma_.lower()
    written = tuple(f"{text} {label}" for text in sorted({name, *owner.spellings}) if text)
    if generic.end - generic.start == 1:
        full = f"{name} {label}"
        return Generic(generic.start, end, full, (label, *(text for text in written if text != full)), name, "owned")
    return Generic(generic.start, end, generic.label, (*generic.aliases, *written), name, "owned")


def _aliases(doc: Doc, start: int, end: int) -> tuple[str, ...]:
    """Longer and shorter: "guest helpline" for "helpline", "check-in" for "check-in system"."""
    first = start
    while (
        first > 0
        and not doc[first].is_sent_start
        and doc[first - 1].lower_ in words()["empty_modifiers"]
        and doc[first - 1].pos_ in ("NOUN", "ADJ")
    ):
        first -= 1
    found = [" ".join(doc[at:end].text.split()).lower() for at in range(first, start)]
    if end - start > 2 and doc[start].pos_ in ("ADJ", "PROPN") and doc[start + 1].text != "-":
        found.append(" ".join(doc[start + 1 : end].text.split()).lower())
    if end - start > 1 and doc[end - 1].lemma_.lower() in words()["dropped_heads"]:
        rest = doc[start : end - 1]
        if rest[-1].text != "-" and (
            rest[-1].like_url
            or is_phrase(doc, start, end - 1)
            or head_of(rest[-1]) in words()["alone"]
            or pair_at(doc, rest[0], set()) is not None
        ):
            found.append(" ".join(rest.text.split()).lower())
    return tuple(found)


def made(doc: Doc, start: int, end: int, text: str, owners: dict[int, Entity], rule: str) -> Generic | None:
    """The service with its owner; None where the words only say what the name before them is: "the Driftpad *app*"."""
    label = text if any(char.isupper() for word in text.split() for char in word[1:]) else text.lower()
    more = _aliases(doc, start, end)
    owned = start > 0 and (doc[start - 1].text in APOSTROPHES or doc[start - 1].lower_ == "whose")
    owner = owners.get(start - 1 if start > 0 and doc[start - 1].text in APOSTROPHES else start)
    if owner is None and start > 2 and doc[start - 1].lower_ == "whose":
        owner = owners.get(start - 2 if doc[start - 2].text == "," else start - 1)
    if owner is None or owner.type in ("place", "person"):
        possessed = owned or (start > 0 and doc[start - 1].lower_ in ("its", "our", "their"))
        return Generic(start, end, label, more, None, "possessed" if possessed and rule != "weak" else rule)
    if not owned and end - start == 1 and _is_product(doc, owner, start):
        owner.spellings[f"{owner.usual()} {label}"] += 0
        return None
    name = owner.usual()
    written = tuple(f"{text} {label}" for text in sorted({name, *owner.spellings}) if text)
    if end - start == 1:
        full = f"{name} {label}"
        return Generic(start, end, full, (label, *(alias for alias in written if alias != full)), name, "owned")
    return Generic(start, end, label, (*more, *written), name, "owned" if rule != "weak" else rule)


def _is_product(doc: Doc, entity: Entity, start: int) -> bool:
    """Whether "Driftpad app" is another way to say Driftpad, not the app of a firm called so: it has an owner, or is never alone."""
    if entity.owner is not None or entity.type == "service":
        return True
    alone = [span for span in entity.spans if span.end >= len(doc) or doc[span.end].lower_ != doc[start].lower_]
    mine = next((span for span in entity.spans if span.end == start), None)
    return not alone or (mine is not None and mine.start > 0 and doc[mine.start - 1].lower_ == "its")

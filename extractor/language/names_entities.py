"""Mentions that name the same thing within an article are one entity: short forms, initials, definitions, legal forms."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Doc, Span

from extractor.language.names_runs import lexicon
from extractor.language.names_types import APOSTROPHES, votes

_LEGAL = re.compile(r",?\s+(?:inc|ltd|plc|llc|corp|co|gmbh|ag|limited|pty|nv|s\.a)\.?$", re.I)
_MINIMUM = 1.0  # votes that a type needs


@dataclasses.dataclass(slots=True)
class Entity:
    """What an article names, while it is being found: its spellings with how often, its mentions, what it seems to be."""

    spellings: Counter[str]
    spans: list[Span]
    votes: dict[str, float] = dataclasses.field(default_factory=dict)
    iri: str | None = None
    label: str | None = None
    catalogue_aliases: tuple[str, ...] = ()
    type: str = "name"
    kind: str | None = None
    owner: Entity | None = None
    owner_label: str | None = None

    def usual(self) -> str:
        """The usual full name: the catalogue's, else the longest spelling, initials last."""
        return self.label or min(self.spellings, key=lambda text: (text.isupper() and len(text) < 6, -len(text), text))


def fold(text: str) -> str:
    """A name for comparing: without legal form, leading article and curly quotes; lower case where it isn't initials."""
    text = _LEGAL.sub("", text.replace("’", "'").strip())
    text = re.sub(r"^(?:the|The)\s+", "", text)
    return " ".join(text.casefold().split())


def entities(doc: Doc, runs: Iterable[Span]) -> list[Entity]:
    """The entities of an article in order of first mention, short forms and initials merged, typed by context."""
    by_key: dict[str, Entity] = {}
    for span in _with_apostrophes(doc, list(runs)):
        key = fold(span.text)
        entity = by_key.setdefault(key, Entity(Counter(), []))
        entity.spellings[span.text.replace("’", "'") if key not in by_key else span.text] += 1
        entity.spans.append(span)
    _merge_definitions(doc, by_key)
    _merge_short_forms(by_key)
    found = list({id(entity): entity for entity in by_key.values()}.values())
    for entity in found:
        entity.spans.sort(key=lambda span: span.start)
        for span in entity.spans:
            for kind, weight in votes(span).items():
                entity.votes[kind] = entity.votes.get(kind, 0) + weight
        entity.type = decide(entity)
    return sorted(found, key=lambda entity: entity.spans[0].start)


def decide(entity: Entity) -> str:
    """The type with most votes, ``name`` where there are too few."""
    if not entity.votes:
        return "name"
    kind, weight = max(sorted(entity.votes.items()), key=lambda item: item[1])
    return kind if weight >= _MINIMUM else "name"


def _with_apostrophes(doc: Doc, runs: list[Span]) -> list[Span]:
    """Names that always come with 's and not only as owners keep it: "Sainsbury's says"."""
    uses: dict[str, list[bool | None]] = {}
    for span in runs:
        uses.setdefault(span.text, []).append(_apostrophe_use(doc, span))
    keeps = {text for text, seen in uses.items() if all(use is not None for use in seen) and any(seen)}
    return [Span(doc, span.start, span.end + 1) if span.text in keeps else span for span in runs]


def _apostrophe_use(doc: Doc, span: Span) -> bool | None:
    """None without 's; True where it cannot be an owner's (a verb or a mark follows), False where it may."""
    if span.end >= len(doc) or doc[span.end].text not in APOSTROPHES:
        return None
    if span.end + 1 >= len(doc):
        return True
    following = doc[span.end + 1]
    return following.pos_ in ("VERB", "AUX", "PUNCT", "ADP", "CCONJ", "SPACE") or following.is_sent_start is True


def _merge_definitions(doc: Doc, by_key: dict[str, Entity]) -> None:
    """ "National Payments Corporation of India (NPCI)": the initials are its alias."""
    ends = {span.end: (key, entity) for key, entity in by_key.items() for span in entity.spans}
    for key, entity in list(by_key.items()):
        for span in entity.spans:
            if span.start and doc[span.start - 1].text == "(" and span.end < len(doc) and doc[span.end].text == ")":
                other = ends.get(span.start - 1)
                if other is not None and other[1] is not entity and _is_short_for(span.text, other[1]):
                    _join(by_key, key, other[1])
                    break


def _is_short_for(text: str, entity: Entity) -> bool:
    return any(_initials(long, text) or fold(long).startswith(fold(text)) for long in entity.spellings)


def _initials(long: str, short: str) -> bool:
    words = [word for word in re.split(r"[\s-]+", long) if word[:1].isalnum()]
    letters = "".join(word[0] for word in words).casefold()
    capitals = "".join(word[0] for word in words if word[0].isupper()).casefold()
    wanted = re.sub(r"[^A-Za-z]", "", short).casefold()
    return len(wanted) >= 2 and len(words) >= 2 and wanted in (letters, capitals)


def _merge_short_forms(by_key: dict[str, Entity]) -> None:
    """ "Delta" is "Delta Air Lines" and "Teams" "Microsoft Teams" where the article has only one such longer name."""
    for key in sorted(by_key, key=lambda text: (len(text), text)):
        entity = by_key[key]
        longer = [other for long, other in by_key.items() if other is not entity and _shortens(key, long, by_key, entity)]
        distinct = {id(other): other for other in longer}
        if len(distinct) == 1:
            _join(by_key, key, next(iter(distinct.values())))


def _shortens(short: str, long: str, by_key: dict[str, Entity], entity: Entity) -> bool:
    words, all_words = short.split(), long.split()
    if len(words) >= len(all_words):
        return False
    if all_words[: len(words)] == words:
        return all(word.strip(".") in lexicon()["org_heads"] or word in ("of", "and", "&") for word in all_words[len(words) :])
    if all_words[-len(words) :] == words:
        owner = " ".join(all_words[: -len(words)])
        return owner in by_key and short not in lexicon()["org_heads"]
    spelling = next(iter(entity.spellings))
    return len(words) == 1 and spelling.isupper() and any(_initials(text, spelling) for text in by_key[long].spellings)


def _join(by_key: dict[str, Entity], key: str, into: Entity) -> None:
    entity = by_key[key]
    if entity is into:
        return
    into.spellings.update(entity.spellings)
    into.spans += entity.spans
    for other, value in by_key.items():
        if value is entity:
            by_key[other] = into

"""Mentions that name the same thing within an article are one entity: short forms, initials, definitions, legal forms."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable

from spacy.strings import get_string_id
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from extractor.catalogue import Entry
from extractor.language.names_catalogue import CatalogueMatcher
from extractor.language.names_places import places
from extractor.language.names_runs import is_capitalised, lexicon, title_case_tokens, unread
from extractor.language.names_types import APOSTROPHES, is_titled, votes

_LEGAL = re.compile(r",?\s+(?:inc|ltd|plc|llc|corp|co|gmbh|ag|limited|pty|nv|s\.a)\.?$", re.I)
_MINIMUM = 1.0  # votes that a type needs
_HEADLINES = 3  # mentions by a short form in title and lead, before the full name


@dataclasses.dataclass(slots=True)
class Entity:
    """What an article names, while it is being found: its spellings with how often, its mentions, what it seems to be."""

    spellings: Counter[str]
    spans: list[Span]
    votes: dict[str, float] = dataclasses.field(default_factory=dict)
    entry: Entry | None = None
    twin: Entry | None = None  # the service that bears its organisation's name
    type: str = "name"
    owner: Entity | None = None

    def usual(self) -> str:
        """The usual full name: the catalogue's, else the longest spelling without its legal form, initials last."""
        if self.entry is not None:
            return self.entry.label
        spellings = [text for text, count in self.spellings.items() if count] or list(self.spellings)
        best = min(spellings, key=lambda text: (text.isupper() and len(text) < 6, -len(text), text))
        return _LEGAL.sub("", best) or best


def fold(text: str) -> str:
    """A name for comparing: without legal form, leading article and curly quotes; lower case where it isn't initials."""
    text = _LEGAL.sub("", text.replace("’", "'").strip())
    text = re.sub(r"^(?:the|The)\s+", "", text)
    return " ".join(text.casefold().split())


def entities(doc: Doc, runs: Iterable[Span], catalogue: CatalogueMatcher | None = None) -> list[Entity]:
    """The entities of an article in order of first mention, short forms and initials merged, typed by context."""
    by_key: dict[str, Entity] = {}
    listed = catalogue.spans(doc) if catalogue is not None else []
    spelled = _with_apostrophes(doc, list(runs))
    for span in _with_known(doc, spelled, listed):
        text = _spelling(span)
        entity = by_key.setdefault(fold(text), Entity(Counter(), []))
        entity.spellings[text] += 1
        entity.spans.append(span)
        _add(entity.votes, votes(span))
    _merge_definitions(doc, by_key)
    if catalogue is not None:
        _look_up(doc, by_key, catalogue)
        _drop_unlisted(by_key, {fold(_spelling(span)) for span in spelled})
    _merge_short_forms(by_key)
    found = list({id(entity): entity for entity in by_key.values()}.values())
    for entity in found:
        entity.spans.sort(key=lambda span: span.start)
        entity.type = decide(entity)
    _mark_persons(by_key, found)
    return sorted(found, key=lambda entity: entity.spans[0].start)


def _add(total: dict[str, float], more: dict[str, float]) -> None:
    for kind, weight in more.items():
        total[kind] = total.get(kind, 0) + weight


def _drop_unlisted(by_key: dict[str, Entity], spelled: set[str]) -> None:
    """What only looked like a catalogue's name, at a sentence's start, and turned out to be none."""
    for key in [key for key, entity in by_key.items() if entity.entry is None and key not in spelled]:
        if by_key[key].spellings.keys() & {text for text in by_key[key].spellings if fold(text) == key}:
            del by_key[key]


def decide(entity: Entity) -> str:
    """The type with most votes, ``name`` where there are too few."""
    if entity.entry is not None:
        return entity.entry.type
    if fold(entity.usual()) in places():
        return "place"
    if not entity.votes:
        return "name"
    kind, weight = max(sorted(entity.votes.items()), key=lambda item: item[1])
    return kind if weight >= _MINIMUM or (kind == "place" and len(entity.votes) == 1) else "name"


def _mark_persons(by_key: dict[str, Entity], found: list[Entity]) -> None:
    """A name of two words that is later shortened to its second is a person, unless the first names something too ("Microsoft Teams")."""
    for entity in found:
        words = entity.usual().split()
        if (
            len(words) in (2, 3)
            and entity.type in ("name", "organization")
            and all(word.isalpha() and word.istitle() for word in (words[0], words[-1]))
        ):
            shortened = words[-1] in entity.spellings and words[0].casefold() not in by_key
            if shortened and words[-1].casefold() not in lexicon()["org_heads"] and entity.votes.get("organization", 0) < 3:
                entity.type = "person"


def _spelling(span: Span) -> str:
    """The name as written, on one line, without a sentence's full stop."""
    text = " ".join(span.text.split())
    return text[:-1] if text.endswith(".") and text.count(".") == 1 and text[:-1].casefold() not in lexicon()["legal_forms"] else text


def _look_up(doc: Doc, by_key: dict[str, Entity], catalogue: CatalogueMatcher) -> None:
    """Gives entities their catalogue entry, where there is just one, and joins those that have the same."""
    by_iri: dict[str, str] = {}
    text = doc.text  # built anew by spaCy at each access
    for key in list(by_key):
        entity = by_key[key]
        if entity.entry is not None:
            continue
        entries = catalogue.entries(entity.spellings, text)
        channels = [entry for entry in entries if entry.type == "channel"]
        organizations = [entry for entry in entries if entry.type == "organization"]
        others = [entry for entry in entries if entry.type not in ("organization", "channel")] or channels[:1]
        if len(organizations) > 1 or len(others) > 1 or not entries:
            continue
        entity.entry = (organizations or others)[0]
        entity.twin = others[0] if organizations and others else None
        if entity.entry.iri in by_iri and by_key[by_iri[entity.entry.iri]] is not entity:
            _join(by_key, key, by_key[by_iri[entity.entry.iri]])
        by_iri.setdefault(entity.entry.iri, key)


def _with_known(doc: Doc, runs: list[Span], listed: list[Span]) -> list[Span]:
    """Adds the places where a name seen elsewhere stands, at a sentence's start or in a title in capitals; the longest wins."""
    known: dict[str, list[list[str]]] = {}
    for text in sorted({_spelling(span) for span in runs}):
        words = text.split(" ")
        known.setdefault(words[0].casefold(), []).append(words)
    shouted, hidden = title_case_tokens(doc), unread(doc)
    runs = [span for span in runs if not _swallows(span, listed)]
    more = runs + [span for span in listed if is_capitalised(span[0]) and span.start not in hidden]
    known_ids = {get_string_id(word): word for word in known}
    for index, lower in enumerate(doc.to_array("LOWER").tolist()):
        for words in known[known_ids[lower]] if lower in known_ids and index not in hidden else ():
            span = doc[index : index + len(words)]
            if _same(span, words, index in shouted):
                more.append(span)
    more.sort(key=lambda span: (-len(span), span.start))
    return sorted(filter_spans(more), key=lambda span: span.start)


def _swallows(run: Span, listed: list[Span]) -> bool:
    """Whether a run at a sentence's start took in a word too many before a listed name."""
    return any(span.start == run.start + 1 and span.end == run.end and len(span) > 1 for span in listed)


def _same(span: Span, words: list[str], any_case: bool) -> bool:
    texts = [token.text for token in span]
    if any_case and all(text[0].isupper() for text in texts):
        return [text.casefold() for text in texts] == [word.casefold() for word in words]
    return texts == words


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
    """As in "National Payments Corporation of India (NPCI)": the initials are its alias."""
    ends = {span.end: (key, entity) for key, entity in by_key.items() for span in entity.spans}
    for key, entity in list(by_key.items()):
        for span in entity.spans:
            if span.start and doc[span.start - 1].text == "(" and span.end < len(doc) and doc[span.end].text == ")":
                other = ends.get(span.start - 1)
                if other is not None and other[1] is not entity and _is_short_for(span.text, other[1]):
                    _join(by_key, key, other[1])
                    break


def _is_short_for(text: str, entity: Entity) -> bool:
    return any(_initials(long, text) or _abbreviates(long, text) or fold(long).startswith(fold(text)) for long in entity.spellings)


def _initials(long: str, short: str) -> bool:
    words = [word for word in re.split(r"[\s-]+", long) if word[:1].isalnum()]
    letters = "".join(word[0] for word in words).casefold()
    capitals = "".join(word[0] for word in words if word[0].isupper()).casefold()
    wanted = re.sub(r"[^A-Za-z]", "", short).casefold()
    if len(wanted) < 2 or len(words) < 2:
        return False
    return wanted in (letters, capitals)


def _abbreviates(long: str, short: str) -> bool:
    """Whether the capitals stand in the long form in this order, the first one first: "Japan Airlines (JAL)"."""
    wanted, rest = re.sub(r"[^A-Za-z]", "", short).casefold(), long.casefold()
    if not (short.isupper() and 2 <= len(wanted) <= 6 and rest[:1] == wanted[:1]):
        return False
    at = -1
    for letter in wanted:
        at = rest.find(letter, at + 1)
        if at < 0:
            return False
    return True


def _merge_short_forms(by_key: dict[str, Entity]) -> None:
    """As in "Delta" is "Delta Air Lines" and "Teams" "Microsoft Teams" where the article has only one such longer name."""
    for key in sorted(by_key, key=lambda text: (len(text), text)):
        entity = by_key[key]
        if entity.entry is not None:
            continue
        longer = [other for long, other in by_key.items() if other is not entity and _shortens(key, long, by_key, entity)]
        distinct = {id(other): other for other in longer}
        if len(distinct) == 1:
            _join(by_key, key, next(iter(distinct.values())))


def _shortens(short: str, long: str, by_key: dict[str, Entity], entity: Entity) -> bool:
    words, all_words = short.split(), long.split()
    if len(words) >= len(all_words) or short in places():
        return False  # a country is no short form of its airline
    if all_words[: len(words)] == words:
        if by_key[long].entry is None and (
            by_key[long].votes.get("organization", 0) >= 2 * _MINIMUM or _is_full_name(entity, by_key[long], all_words[-1])
        ):
            return True  # "Kelpie" for "the processor Kelpie Payments"
        return all(word.strip(".") in lexicon()["org_heads"] or word in ("of", "and", "&") for word in all_words[len(words) :])
    if all_words[-len(words) :] == words:
        owner = " ".join(all_words[: -len(words)])
        person = len(words) == 1 and ((len(all_words) == 2 and long.replace(" ", "").isalpha()) or is_titled(by_key[long].usual().split()))
        return (owner in by_key or person) and short not in lexicon()["org_heads"]
    spelling = next(iter(entity.spellings))
    return len(words) == 1 and spelling.isupper() and any(_initials(text, spelling) for text in by_key[long].spellings)


def _is_full_name(short: Entity, long: Entity, last: str) -> bool:
    """As in "Kelpie Edge", named in full when it is brought in, and as "Kelpie" where it speaks; products come later."""
    if short.votes.get("organization", 0) < max(_MINIMUM, 2 * short.votes.get("service", 0)) or len(long.spans) >= len(short.spans):
        return False
    if long.votes.get("service", 0) or last in lexicon()["service_heads"] or not last.isalpha():
        return False
    return sum(span.start < long.spans[0].start for span in short.spans) <= _HEADLINES


def _join(by_key: dict[str, Entity], key: str, into: Entity) -> None:
    entity = by_key[key]
    if entity is into:
        return
    into.spellings.update(entity.spellings)
    into.spans += entity.spans
    _add(into.votes, entity.votes)
    for other, value in by_key.items():
        if value is entity:
            by_key[other] = into

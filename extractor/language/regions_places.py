"""Places of the gazetteer in a text, the peoples' adjectives ("British"), and capitalised names after "in" that no list holds."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import Any

from spacy.tokens import Doc, Span, Token

from extractor.language.groups_words import class_of
from extractor.language.places import Place, load_places
from extractor.records import Name
from extractor.resources import data
from extractor.rules import load_data

LONGEST = 6  # tokens of a place name
KNOWN = 500_000  # a smaller town's name counts only where the words around it speak of a place: many are surnames and words as well
_SILENT = ("boilerplate", "byline", "code")
_BEFORE_PLACES = frozenset(
    ["in", "across", "throughout", "around", "near", "outside", "inside", "within", "from", "for", "between", "at", "over", "off", "to"]
)
_BEFORE_UNLISTED = frozenset(["in", "across", "throughout", "near"])
NEAR = "regions.near"  # id of what only may be a place
_BEFORE_NEAR = frozenset(
    ["from", "outside", "around", "at", "to", "between", "over", "off", "into", "inside", "within", "towards", "beyond", "of"]
)
_LARGE = frozenset({"country", "state", "continent", "world_region"})
_INITIALS = frozenset({"US", "UK", "EU", "UAE", "USA", "NSW", "EMEA", "APAC"})  # always in capitals
_NAME_TYPES = frozenset({"organization", "service", "generic_service", "person", "tracker", "channel", "component"})


@functools.cache
def lexicon() -> dict[str, Any]:
    """The word lists of ``rules/regions.yaml``. Raises RuleError where the file is no YAML."""
    lists: dict[str, Any] = load_data(data("extractor.language", "rules", "regions.yaml"))
    return {key: value if isinstance(value, dict) else frozenset(map(str, value)) for key, value in lists.items()}


@functools.cache
def country(code: str) -> Place | None:
    """The country of an ISO 3166 code; None for a code that no country bears."""
    bearing = [entry.place for entry in load_places().names() if entry.place.kind == "country" and entry.place.country == code]
    return max(bearing, key=lambda place: place.population, default=None)


def as_name(place: Place, surface: str = "") -> Name:
    """A place as a Name: its usual name, with its other names and the one that the text uses."""
    others = (surface, *place.aliases, *place.ambiguous_aliases) if surface else (*place.aliases, *place.ambiguous_aliases)
    return Name(place.name, aliases=tuple(dict.fromkeys(text for text in others if text != place.name)))


class PlaceTagger:
    """Marks place names; a name of a person, an organisation or a street keeps the place in it from counting."""

    def __init__(self) -> None:
        self._lengths: dict[str, int] = {}
        for entry in load_places().names():
            words = entry.text.replace("’", "'").casefold().split()
            key = _first(entry.text)
            self._lengths[key] = max(self._lengths.get(key, 0), 2 * len(words))
        self._peoples = {word.casefold(): place for place, words in lexicon()["demonyms"].items() for word in words}
        self._starts = {word.split()[0] for word in self._peoples}

    def __call__(self, doc: Doc, taken: Iterable[Span] = ()) -> list[Span]:
        """The spans of a Doc that name a place, in order, none over those already taken."""
        used = {index for span in taken for index in range(span.start, span.end)}
        names = {index: span for span in doc.spans.get("outage_names", []) for index in range(span.start, span.end)}
        found: list[Span] = []
        for block_start, block_end in _readable(doc):
            index = block_start
            while index < block_end:
                span = None
                if index not in used and _may_begin(doc[index]):
                    last = found[-1].end if found else -1
                    span = self._listed(doc, index, names, last) or self._people(doc, index, names) or _unlisted(doc, index, names, last)
                if span is not None:
                    found.append(span)
                index = span.end if span is not None else index + 1
        return found

    def _listed(self, doc: Doc, start: int, names: dict[int, Span], last: int) -> Span | None:
        longest = self._lengths.get(_first(doc[start].text), 0)
        for end in range(min(start + longest, start + LONGEST, len(doc)), start, -1):
            surface = doc[start:end].text
            if "\n" in surface or doc[end - 1].text == ".":
                continue
            places = load_places().find(surface)
            if surface in lexicon()["never"] or not places:
                continue
            large = places[0].kind in _LARGE and not places[0].ambiguous
            if _stands_alone(doc, start, end, names, large) and (_is_known(surface, places[0]) or _is_clear(doc, start, end, last)):
                return _placed(doc, start, end, places[0])
        return None

    def _people(self, doc: Doc, start: int, names: dict[int, Span]) -> Span | None:
        if doc[start].lower_ not in self._starts and doc[start].lemma_.casefold() not in self._starts:
            return None
        for end in (start + 2, start + 1):
            text = doc[start:end].text.casefold()
            name = self._peoples.get(text) or self._peoples.get(text.removesuffix("s"))
            if name is not None and not _within_name(start, end, names):
                return _span(doc, start, end, "regions.people", as_name(load_places().find(name)[0]))
        return None


def _placed(doc: Doc, start: int, end: int, place: Place) -> Span:
    """The mark of a listed place, with the direction before it and the word for land after it: "northern England", "Elm County"."""
    surface = " ".join(doc[start:end].text.split())
    if end < len(doc) and doc[end].text.istitle() and doc[end].lower_ in lexicon()["divisions"] and not doc[end].is_sent_start:
        land = f"{surface} {doc[end].text}"
        return _span(doc, start, end + 1, "regions.place", as_name(place, land) if place.kind == "state" else Name(land))
    if start and doc[start - 1].lower_ in lexicon()["directions"] and not doc[start].is_sent_start:
        return _span(doc, start - 1, end, "regions.place", Name(f"{doc[start - 1].text} {surface}"))
    return _span(doc, start, end, "regions.place", as_name(place, surface))


def _first(text: str) -> str:
    return text.replace("’", "'").replace(".", "").casefold().split()[0].split("-")[0].split("'")[0]


def _readable(doc: Doc) -> Iterator[tuple[int, int]]:
    blocks = doc.spans.get("blocks", None)
    if not blocks:
        yield 0, len(doc)
        return
    for block in blocks:
        if block.label_ not in _SILENT:
            yield block.start, block.end


def _may_begin(token: Token) -> bool:
    return token.text[0].isupper() or token.lower_ in ("east", "west", "eastern", "northern", "southern", "western", "upper", "mid")


def _within_name(start: int, end: int, names: dict[int, Span], large: bool = False) -> bool:
    """Whether the tokens are a part of a longer name, or the name of something else; a whole country's name is always its own."""
    name = names.get(start)
    if name is None:
        return False
    if name.start < start or name.end > end:
        return True
    if large or name.label_ == "place":
        return False
    if name.start > 0 and name.doc[name.start - 1].lower_ in _BEFORE_UNLISTED:
        return False
    return (
        name.label_ in _NAME_TYPES
        and (name.label_ != "name")
        and (name._.named.how == "catalogue" or len(name._.named.name.label) > len(name.text))
    )


def _stands_alone(doc: Doc, start: int, end: int, names: dict[int, Span], large: bool) -> bool:
    """Whether no street, building or organisation takes its name from the place here."""
    if _within_name(start, end, names, large) and not _only_compass(doc, start, end, names):
        return False
    if end < len(doc) and not doc[end].is_sent_start and _is_part_of_name(doc[end - 1], doc[end]):
        return False
    if start and doc[start - 1].text in ("@", "#", "$") and not doc[start - 1].whitespace_:
        return False
    return not _is_initials(doc, start, end)


def _is_part_of_name(last: Token, following: Token) -> bool:
    """Whether a capitalised word after a place makes both the name of a street, a building, a body: "Bath Spa", "Madrid Street"."""
    if not following.text[0].isupper() or following.lower_ in lexicon()["beside_place"]:
        return False
    return following.lower_ in lexicon()["not_after"] or (
        last.dep_ == "compound" and following.pos_ == "PROPN" and last.head.i >= following.i
    )


def _is_initials(doc: Doc, start: int, end: int) -> bool:
    """Capitals between words in small letters are initials of something else: "a new SAN"."""
    text = doc[start:end].text
    if not (text.isupper() and len(text) > 1 and text.isalpha()) or load_places().is_ambiguous(text) or text in _INITIALS:
        return False
    beside = [doc[index].text for index in (start - 1, end) if 0 <= index < len(doc) and doc[index].is_alpha]
    return not all(word.isupper() for word in beside)


def _only_compass(doc: Doc, start: int, end: int, names: dict[int, Span]) -> bool:
    name = names[start]
    if name.label_ == "person":
        return False
    rest = [token for token in name if not start <= token.i < end]
    return bool(rest) and all(token.lower_ in lexicon()["beside_place"] or not token.text[0].isalpha() for token in rest)


def _is_known(surface: str, place: Place) -> bool:
    """Whether a form hardly means anything but the place."""
    return not load_places().is_ambiguous(surface) and (place.kind != "city" or place.population >= KNOWN or " " in surface)


def _is_clear(doc: Doc, start: int, end: int, last: int) -> bool:
    """Whether the words around show that an ambiguous form names a place: "in Reading", "Split, Croatia"; initials always do."""
    text = doc[start:end].text
    if text.replace(".", "") in _INITIALS:
        return not doc[start].sent.text.isupper()
    before = doc[start - 1].lower_ if start else ""
    if before in _BEFORE_PLACES:
        return True
    if before in ("the", "of", "and") and text in ("America", "Congo", "Georgia", "Holland", "ACT"):
        return True
    if before in ("a", "an") and end < len(doc) and class_of(doc[end]) == "organisations":
        return True  # "a Kitchener bakery"
    return _goes_on(doc, start, last) or _beside_listed(doc, start, end)


def _beside_listed(doc: Doc, start: int, end: int) -> bool:
    """Whether an unambiguous place stands beside it in a list: "Split, Croatia", "Reading and Leeds"."""
    for mark, word in ((end, end + 1), (start - 1, start - 2)):
        if min(mark, word) >= 0 and max(mark, word) < len(doc) and doc[mark].lower_ in (",", "and", "or"):
            text = doc[word].text
            if text[0].isupper() and load_places().find(text) and not load_places().is_ambiguous(text):
                return True
    return False


def _unlisted(doc: Doc, index: int, names: dict[int, Span], last: int) -> Span | None:
    """A name that no list holds, but that stands where a place does: "in Ayrton", "the village of Peover", "Leeds, Ayrton and Ossett".

    ``regions.near`` where it stands only where a place may: "from Ayrton", "an Ayrton law firm".
    """
    name = names.get(index)
    if name is None or name.start != index or not index:
        return None
    if name.label_ not in ("place", "name") and not _is_land(name):
        return None
    if not _looks_like_place(name):
        return _qualifying(doc, index, name)
    before, beside = doc[index - 1].lower_, doc[index - 2].lower_ if index > 1 else ""
    if before == "the":
        before, beside = beside, ""
    called = before == "of" and beside in lexicon()["settlements"]
    located = before in _BEFORE_UNLISTED and doc[index - 1].head.lemma_.lower() not in lexicon()["no_places_in"]
    acts = len(name) > 1 and (name.root.dep_ in ("nsubj", "nsubjpass") or _is_itself_in(name))  # "In Leeds, Ayrton Ward was lent ..."
    listed = _goes_on(doc, index, last) and not acts
    if called or located or listed:
        return _span(doc, index, name.end, "regions.unlisted", Name(name.text))
    return _span(doc, index, name.end, NEAR, Name(name.text)) if before in _BEFORE_NEAR else None


def _is_itself_in(name: Span) -> bool:
    """ "... in Leeds and Ann Ayrton in Hull": who is somewhere is no place."""
    return name.end < len(name.doc) and name.doc[name.end].lower_ == "in"


def _qualifying(doc: Doc, index: int, name: Span) -> Span | None:
    """As in "an *Ayrton* law firm", "the *Ayrton* site": a name of one word before a noun for a body, people or a spot."""
    if (
        len(name) > 1
        or not name.text.istitle()
        or name.end >= len(doc)
        or doc[index - 1].lower_ not in ("a", "an", "the", "in", "at", "from")
    ):
        return None
    noun = name.root.head
    if name.root.dep_ != "compound" or noun.i < name.end:
        return None
    if class_of(noun) is None and noun.lower_ not in lexicon()["spots"]:
        return None
    return _span(doc, index, name.end, NEAR, Name(name.text))


def _looks_like_place(name: Span) -> bool:
    """Words with a capital only at their start, none of which heads other names, and no noun after them but "district" and the like."""
    words = [token for token in name if token.text != "-"]
    if len(words[-1]) == 1 and words[-1].is_alpha:
        return False  # "Hall C"
    if any(not _is_word(token) or token.lower_ in lexicon()["not_after"] for token in words):
        return False
    following = name.doc[name.end] if name.end < len(name.doc) else None
    if following is None or following.is_sent_start:
        return True
    if following.text in ("'s", "’s") or (following.text[0].isupper() and following.pos_ in ("NOUN", "PROPN")):
        return False
    return following.pos_ != "NOUN" or following.lower_ in lexicon()["settlements"]


def _is_word(token: Token) -> bool:
    return (token.is_alpha or token.lower_ in ("st.", "ste.", "mt.")) and (token.text.istitle() or token.is_lower)


def _is_land(name: Span) -> bool:
    """Whether a name's own words say that it is a stretch of land: "Elm County", "Fort Ardsley"."""
    return len(name) > 1 and (name[-1].lower_ in lexicon()["land_after"] or name[0].lower_ in lexicon()["land_before"])


def _goes_on(doc: Doc, index: int, last: int) -> bool:
    """Whether the token goes on a list of places."""
    return last >= 0 and 0 < index - last <= 2 and all(token.lower_ in (",", "and", "or", "&") for token in doc[last:index])


def _span(doc: Doc, start: int, end: int, rule: str, name: Name) -> Span:
    span = Span(doc, start, end, label="region", span_id=rule)
    span._.place = name
    return span

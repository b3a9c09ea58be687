"""The names of a Doc by place, and which of them can be an organisation's or a person's."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from extractor.language import spans
from extractor.language.names_runs import lexicon
from extractor.language.quotes_words import words
from extractor.records import Agent

_LONGEST = 4  # words of a person's name
_RELATIVE = frozenset({"who", "which", "whose", "whom", "that", "where"})
_APOSTROPHES = frozenset({"'s", "’s", "'", "’"})
_NO_ORGANISATIONS = frozenset({"person", "place", "generic_service", "region"})


class Names:
    """The names of a Doc by place."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.mentions: list[Span] = [span for span in spans.spans(doc, "outage_names") if span.label_ != "generic_service"]
        self._by_token: dict[int, Span] = {}
        for span in self.mentions:
            for index in range(span.start, span.end):
                self._by_token.setdefault(index, span)

    def at(self, index: int) -> Span | None:
        """The name that the token belongs to."""
        return self._by_token.get(index)

    def organisation(self, start: int, end: int) -> Span | None:
        """The first name in the stretch that can be an organisation's."""
        return next((span for span in self.mentions if start <= span.start < end and may_be_organisation(span)), None)

    def full_name(self, surname: str, before: int) -> str | None:
        """The person's full name as it stands before a place in the text, by the surname alone."""
        for span in reversed(self.mentions):
            if span.start < before and 2 <= len(span) <= 4 and span[-1].text == surname and is_person_run(span):
                return " ".join(token.text for token in span if token.lower_ not in words().roles | words().titles)
        return None


def may_be_organisation(span: Span) -> bool:
    """Whether a name can be an organisation's: by its type, or by the catalogue in spite of it."""
    return span.label_ not in _NO_ORGANISATIONS or (span._.named is not None and span._.named.kind is not None and span.label_ != "place")


def organisation(span: Span) -> Agent:
    """The organisation that a name names, with the catalogue's IRI where it has one."""
    name = span._.named.name
    return Agent(name.label, "organization", name.iri)


def is_person_run(mention: Span) -> bool:
    """Whether a name looks like a person's: two to four capitalised words that no list knows as anything else."""
    named = mention._.named
    if mention.label_ == "person":
        return named is None or named.kind is None
    if mention.label_ != "name" or (named is not None and named.kind is not None):
        return False
    if any(token.lower_ in words().offices for token in mention[1:]):
        return False
    proper = [token for token in mention if token.lower_.rstrip(".") not in words().roles | words().titles]
    return 2 <= len(proper) <= 4 and all(token.text[:1].isupper() and not token.text.isupper() for token in proper)


def is_person_noun(token: Token) -> bool:
    """Whether a noun is one for people: a role, or by its ending ("baker", "pensioner", "technologist")."""
    lemma = token.lemma_.lower()
    return lemma in words().roles or (lemma not in words().no_persons and lemma.endswith(words().person_endings))


def person_name(names: Names, start: int, end: int) -> str | None:
    """A person's full name in the phrase: it opens a part of it, at most after titles, roles and an organisation's name."""
    for first, last in _parts(names.doc, start, end):
        if names.doc[first].lower_ in _RELATIVE:
            return None
        if name := _person_in(names, first, last):
            return name
        if first > start and last == first + 1 and _is_capitalised(names.doc[first]) and _tells_of_person(names.doc, start, first - 1):
            return names.doc[first].text
    return None


def _tells_of_person(doc: Doc, start: int, end: int) -> bool:
    """Whether the phrase before a comma is of a person: "another customer, Joe,"."""
    return end > start and doc[end - 1].pos_ == "NOUN" and is_person_noun(doc[end - 1])


def _parts(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for index in range(start, end):
        if doc[index].text in (",", "–", "—", "(") or doc[index].is_space:
            if first < index:
                yield first, index
            first = index + 1
    if first < end:
        yield first, end


def _person_in(names: Names, start: int, end: int) -> str | None:
    """The name in one part of the phrase; a title before it settles the matter, a noun or "'s" after it speaks against it."""
    doc = names.doc
    for index in range(start, end):
        if doc[index].lower_ in words().titles:
            run = _run(names, index + 1, end, titled=True)
            if run:
                return (len(run) == 1 and names.full_name(run.text, index)) or run.text
        elif doc[index].pos_ in ("ADP", "VERB") and doc[index].lower_ != "of" and not is_person_noun(doc[index]):
            return None
        elif _is_name_word(names, doc[index]):
            run = _run(names, index, end, titled=False)
            if 2 <= len(run) <= 6 and _stands_alone(names, run, start, end):
                return run[1:].text if len(run) > 2 and is_person_noun(run[0]) else run.text  # "Pensioner Jane Doe"
            if len(run) != 1 or run.end >= end or doc[run.end].text[:1].isupper() or doc[run.end].text in _APOSTROPHES:
                return None
    return None


def _run(names: Names, start: int, end: int, titled: bool) -> Span:
    """The words of a name from ``start`` on, at most four, hyphenated parts with them."""
    stop, count = start, 0
    for token in names.doc[start:end]:
        joined = token.i > start and (token.text == "-" or names.doc[token.i - 1].text == "-") and not names.doc[token.i - 1].whitespace_
        if not joined:
            if count == _LONGEST or not (_is_capitalised(token) if titled else _is_name_word(names, token)):
                break
            count += 1
        stop = token.i + 1
    return names.doc[start:stop]


def _stands_alone(names: Names, run: Span, start: int, end: int) -> bool:
    """Neither "Jane Doe's lawyer" nor "a Liberal Democrat peer"."""
    following = names.doc[run.end] if run.end < end else None
    if following is not None and (following.text in _APOSTROPHES or (following.pos_ == "NOUN" and following.lower_ not in words().saying)):
        return False
    return run.start == start or names.doc[run.start - 1].lower_ not in ("a", "an")


def _is_capitalised(token: Token) -> bool:
    if not token.text[:1].isupper() or token.lower_.rstrip(".") in words().roles:
        return False
    parts = token.text.replace("’", "'").replace(".", "").replace("'", "-").split("-")
    return all(part.isalpha() for part in parts if part)


def _is_name_word(names: Names, token: Token) -> bool:
    if not _is_capitalised(token) or token.lower_ in words().titles:
        return False
    mention = names.at(token.i)
    if mention is None:
        return token.pos_ == "PROPN"
    return is_person_run(mention) or _follows_office(mention, token) or _is_before_of(mention, token)


def _is_before_of(mention: Span, token: Token) -> bool:
    """Whether the token is of a person's name to whom a run adds where they are from: "Mark Yu of Bernstein"."""
    of = next((other for other in mention if other.lower_ == "of"), None)
    if of is None or token.i >= of.i or mention._.named.kind is not None:
        return False
    return of.i - mention.start in (2, 3) and of.nbor(-1).lower_ not in lexicon()["org_heads"]


def _follows_office(mention: Span, token: Token) -> bool:
    """Whether an office stands before the token in the same capitalised run: "Kestrel CEO Jane Doe"."""
    return any(other.lower_ in words().offices for other in mention if other.i < token.i)

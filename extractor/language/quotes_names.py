"""The names of a Doc by place, and which of them can be an organisation's or a person's."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from extractor.language import spans
from extractor.language.quotes_words import words
from extractor.records import Agent

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

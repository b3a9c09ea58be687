"""Quotations that no marks enclose: block quotes and the embedded posts of social networks."""

from __future__ import annotations

import dataclasses
import re

from spacy.tokens import Span

from extractor.language.quotes_names import Names, may_be_organisation, organisation
from extractor.language.quotes_words import words
from extractor.records import Agent

_HANDLE = r"@[\w.-]*\w(?:@[\w.-]*\w)?"
_SIGNATURE = re.compile(rf"(?:^|\s)[—–―-]{{1,2}}\s*(?P<name>[^()\n]{{1,80}}?)\s*\((?P<handle>{_HANDLE})\)[^\n]*$")
_HEADER = re.compile(rf"^(?P<name>[^@\n]{{0,60}}?)\s*\(?(?P<handle>{_HANDLE})\)?\s*(?:[·•|][^\n]*)?\n")
_DASHED = re.compile(r"(?:^|\s)[—–―-]{1,2}\s*(?P<name>[^\n—–―]{2,80})$")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


@dataclasses.dataclass(frozen=True, slots=True)
class Body:
    """The words of a block quotation (offsets in the text) and the name under or over them."""

    start: int
    end: int
    name: str | None
    handle: str | None


def body(text: str, start: int, end: int) -> Body:
    """The block without its signature, header and enclosing marks."""
    name = handle = None
    if found := _HEADER.match(text[start:end]):
        name, handle = found["name"].strip(" (·•|"), found["handle"]
        start += found.end()
    if found := _SIGNATURE.search(text[start:end]) or _DASHED.search(text[start:end]):
        name = found["name"].strip()
        handle = found.groupdict().get("handle", handle)
        end = start + found.start()
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip(' \t\n>*_"“«'))
    end -= len(inner) - len(inner.rstrip(' \t\n*_"”»'))
    return Body(start, max(end, start), name or None, handle)


def account_owner(names: Names, name: str | None, handle: str | None) -> Agent | None:
    """The organisation whose account it is: "Kestrel Status (@KestrelStatus)" is Kestrel's; None for a bystander's.

    An account is an organisation's when the article names that organisation, or when its name says so ("Support", "Status").
    """
    for spelling in (name, _spelled(handle)):
        if not spelling:
            continue
        bare = _bare(spelling) or _fold(spelling)
        for mention in names.mentions:
            if may_be_organisation(mention) and mention.label_ not in ("channel", "tracker") and _same(mention, bare):
                return organisation(mention)
        if bare != _fold(spelling):
            return Agent(spelling, "organization")
    return None


def _spelled(handle: str | None) -> str | None:
    """A handle in words: "@KestrelStatus" is "Kestrel Status"."""
    return " ".join(_WORD.findall(handle)) if handle else None


def _fold(name: str) -> str:
    return re.sub(r"[^\w\s]", "", name.casefold())


def _bare(name: str) -> str:
    """The name without the words that an account adds: "Ask Kestrel", "Kestrel 365 Status"."""
    return " ".join(word for word in _fold(name).split() if word not in words().account_words)


def _same(mention: Span, bare: str) -> bool:
    """Whether an account's bare name begins with a name of the organisation; a handle is written without blanks."""
    known = {_fold(mention._.named.name.label), _fold(mention.text)}
    run_together = bare.replace(" ", "")
    return any(
        bare == label or bare.startswith(f"{label} ") or (len(label) > 3 and run_together == label.replace(" ", "")) for label in known
    )

"""Reads one catalogue file: Turtle in, drafts of entries out, every complaint with file and line."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pyoxigraph

from extractor.errors import UsageError

BASE = "https://w3id.org/outagegraph/id/"
OUTAGE = "https://w3id.org/outagegraph/ontology#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
CLASSES = {f"{OUTAGE}{name}": name.lower() for name in ("Organization", "Service", "Tracker", "Channel")}
# property -> (field of Draft, must it be an IRI?); the first group holds one value, the second many
SINGLE = {
    "http://www.w3.org/2000/01/rdf-schema#label": ("label", False),
    f"{OUTAGE}kind": ("kind", False),
    "https://schema.org/addressCountry": ("country", False),
    "https://schema.org/provider": ("owner", True),
    "https://schema.org/parentOrganization": ("owner", True),
}
MANY = {
    "http://www.w3.org/2004/02/skos/core#altLabel": "aliases",
    f"{OUTAGE}ambiguousLabel": "ambiguous",
    f"{OUTAGE}context": "contexts",
}


@dataclasses.dataclass(slots=True)
class Draft:
    """An entry as far as it has been read; the fields as in ``extractor.catalogue.Entry``."""

    iri: str
    source: Source
    label: str | None = None
    type: Any = None
    kind: str | None = None
    owner: str | None = None
    country: str | None = None
    aliases: list[str] = dataclasses.field(default_factory=list)
    ambiguous: list[str] = dataclasses.field(default_factory=list)
    contexts: list[str] = dataclasses.field(default_factory=list)

    @property
    def plain(self) -> tuple[str, ...]:
        """Label and aliases that are not ambiguous."""
        return tuple(name for name in (self.label, *self.aliases) if name and name not in self.ambiguous)

    def error(self, reason: str) -> UsageError:
        """The complaint about this entry, with the file and line where it was last read."""
        return self.source.error(self.iri, reason)


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """A file being read: its name for messages, its text, its prefixes (filled while it is parsed)."""

    name: str
    text: bytes
    prefixes: dict[str, str]

    def error(self, iri: str, reason: str) -> UsageError:
        """``FILE:LINE: <IRI> REASON``; line 1 where the IRI cannot be found as written."""
        return UsageError(f"{self.name}:{self._line_of(iri)}: <{iri}> {reason}")

    def _line_of(self, iri: str) -> int:
        forms = [f"<{iri}>", *(f"<{iri[cut:]}>" for cut in range(len(iri)) if iri[cut - 1 : cut] in ("/", "#"))]
        forms += [f"{prefix}:{iri.removeprefix(start)}" for prefix, start in self.prefixes.items() if iri.startswith(start)]
        lines = self.text.decode("utf-8", "replace").splitlines()
        for form in forms:
            starts = re.compile(rf"^\s*{re.escape(form)}(?![\w-])")
            for number, line in enumerate(lines, start=1):
                if starts.search(line):
                    return number
        return 1


def read_drafts(turtle: bytes, name: str, drafts: dict[str, Draft]) -> None:
    """Adds what a Turtle file says to ``drafts``, which may hold entries of earlier files.

    Args: turtle: the file's bytes; relative IRIs are resolved against BASE. name: the file, for messages.
    Raises: UsageError: not Turtle, an unknown class or ``outage:`` property, two values where one may stand.
    """
    source = Source(name, turtle, {})
    try:
        parser = pyoxigraph.parse(turtle, pyoxigraph.RdfFormat.TURTLE, base_iri=BASE)
        for quad in parser:
            subject = quad.subject
            if not isinstance(subject, pyoxigraph.NamedNode):
                raise UsageError(f"{name}: a catalogue entry needs an IRI, and one is a blank node")
            iri = subject.value
            draft = drafts.get(iri)
            if draft is None:
                draft = drafts[iri] = Draft(iri, source)
            elif draft.source is not source:
                draft.source = source
            if not source.prefixes:
                source.prefixes.update(parser.prefixes)
            _add(draft, quad.predicate.value, quad.object)
    except SyntaxError as error:
        raise UsageError(f"{name}:{error.lineno or 1}: not valid Turtle: {error.msg}") from error


def _add(draft: Draft, prop: str, value: Any) -> None:
    if field := MANY.get(prop):
        values, text = getattr(draft, field), _text(draft, prop, value)
        if text not in values:
            values.append(text)
    elif single := SINGLE.get(prop):
        field, is_iri = single
        _put(draft, field, prop, _iri(draft, prop, value) if is_iri else _text(draft, prop, value))
    elif prop == RDF_TYPE:
        if value.value not in CLASSES:
            raise draft.error(f"is of an unknown class <{value.value}>; one of outage:Organization, Service, Tracker, Channel is meant")
        _put(draft, "type", prop, CLASSES[value.value])
    elif prop.startswith(OUTAGE):
        raise draft.error(f"has an unknown property outage:{prop.removeprefix(OUTAGE)}")


def _put(draft: Draft, field: str, prop: str, text: str) -> None:
    old = getattr(draft, field)
    if old is not None and old != text:
        raise draft.error(f'has two values for {_short(prop)}: "{old}" and "{text}"')
    setattr(draft, field, text)


def _text(draft: Draft, prop: str, value: Any) -> str:
    text: str = value.value if isinstance(value, pyoxigraph.Literal) else ""
    if not text or text.isspace():
        raise draft.error(f"needs a text in quotes after {_short(prop)}")
    return text


def _iri(draft: Draft, prop: str, value: Any) -> str:
    if not isinstance(value, pyoxigraph.NamedNode):
        raise draft.error(f"needs an IRI after {_short(prop)}")
    return value.value


def _short(prop: str) -> str:
    return re.split("[/#]", prop)[-1]

"""The catalogue of known organisations, services, trackers and channels, read from Turtle.

The shipped files stand in ``ontology/catalogue/``; a user adds files of the same shape. What an article names that is not
in here can still be found: the catalogue helps, it does not carry.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from extractor.catalogue_file import Draft, read_drafts
from extractor.errors import UsageError
from extractor.resources import ontology

EntryType = Literal["organization", "service", "tracker", "channel"]


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """One thing that has a name.

    ``aliases`` are its other plain names. ``ambiguous`` are the forms (possibly the label too) that are also words or other
    names: they count only as written here, case and all, and only in an article that holds one of ``contexts`` as well.
    ``contexts`` is never empty where ``ambiguous`` is not. ``owner_iri`` is the organisation that runs a service, or the
    parent of an organisation; ``country`` is an ISO 3166 code.
    """

    iri: str
    label: str
    aliases: tuple[str, ...]
    ambiguous: tuple[str, ...]
    contexts: tuple[str, ...]
    type: EntryType
    kind: str | None = None
    owner_iri: str | None = None
    owner_label: str | None = None
    country: str | None = None

    @property
    def plain(self) -> tuple[str, ...]:
        """The names that need no context: label and aliases, less the ambiguous ones."""
        return tuple(name for name in (self.label, *self.aliases) if name not in self.ambiguous)


class Surface(NamedTuple):
    """A form to look for in text, what it names, and whether it needs one of the entry's contexts (and its exact case)."""

    text: str
    entry: Entry
    ambiguous: bool


@dataclasses.dataclass(frozen=True)
class Catalogue:
    """All entries, in order of IRI."""

    entries: tuple[Entry, ...]
    by_iri: Mapping[str, Entry]

    def owner_of(self, iri: str) -> Entry | None:
        """The organisation that runs or owns the entry; None if it has none, or none that the catalogue holds."""
        entry = self.by_iri.get(iri)
        return self.by_iri.get(entry.owner_iri) if entry and entry.owner_iri else None

    def top_of(self, iri: str) -> Entry | None:
        """The last owner up the line, the entry itself where it has none; None for an unknown IRI."""
        entry = self.by_iri.get(iri)
        seen = {iri}
        while entry and (owner := self.owner_of(entry.iri)) and owner.iri not in seen:
            seen.add(owner.iri)
            entry = owner
        return entry

    def family(self, iri: str) -> tuple[Entry, ...]:
        """Every entry with the same top owner (Slack, Heroku and Tableau: Salesforce); empty for an unknown IRI."""
        top = self.top_of(iri)
        return self._families[top.iri] if top else ()

    def find(self, name: str) -> tuple[Entry, ...]:
        """The entries that a name may mean: plain names in any case, ambiguous ones as written; either apostrophe will do."""
        straight = name.replace("’", "'")
        meant = (s.entry for s in self._forms.get(straight.casefold(), ()) if not s.ambiguous or s.text == straight)
        return tuple({entry.iri: entry for entry in meant}.values())

    def names(self) -> Iterator[Surface]:
        """Every form of every entry, for a matcher: by IRI, label first. One form may name several entries."""
        for entry in self.entries:
            for text in entry.plain:
                yield Surface(text, entry, False)
            for text in entry.ambiguous:
                yield Surface(text, entry, True)

    @functools.cached_property
    def _families(self) -> Mapping[str, tuple[Entry, ...]]:
        families: dict[str, list[Entry]] = {}
        for entry in self.entries:
            top = self.top_of(entry.iri)
            families.setdefault(top.iri if top else entry.iri, []).append(entry)
        return {iri: tuple(members) for iri, members in families.items()}

    @functools.cached_property
    def _forms(self) -> Mapping[str, list[Surface]]:
        forms: dict[str, list[Surface]] = {}
        for surface in self.names():
            forms.setdefault(surface.text.replace("’", "'").casefold(), []).append(surface)
        return forms


def load_catalogue(extra: Sequence[Path] = ()) -> Catalogue:
    """The shipped catalogue with the user's files on top; read once for each set of files.

    Args: extra: Turtle files. They may add entries, and names, contexts or an owner to entries that exist.
    Raises: UsageError: a file is missing or malformed; the message says file, line and reason.
    """
    return _load(tuple(Path(path) for path in extra))


@functools.lru_cache(maxsize=8)
def _load(extra: tuple[Path, ...]) -> Catalogue:
    drafts: dict[str, Draft] = {}
    shipped = ontology("catalogue")
    for file in sorted(shipped.iterdir(), key=lambda item: item.name):
        if file.name.endswith(".ttl"):
            read_drafts(file.read_bytes(), f"ontology/catalogue/{file.name}", drafts)
    for path in extra:
        read_drafts(_bytes_of(path), str(path), drafts)
    entries = tuple(_entry(draft, drafts) for _, draft in sorted(drafts.items()))
    return Catalogue(entries, {entry.iri: entry for entry in entries})


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read as a catalogue ({error.strerror or error})") from error


def _entry(draft: Draft, drafts: Mapping[str, Draft]) -> Entry:
    owner = drafts.get(draft.owner) if draft.owner else None
    contexts = _contexts(draft, owner) if draft.ambiguous else ()
    _refuse_unfinished(draft, contexts)
    label = draft.label or ""
    return Entry(
        iri=draft.iri,
        label=label,
        aliases=tuple(name for name in draft.aliases if name != label),
        ambiguous=tuple(draft.ambiguous),
        contexts=contexts,
        type=draft.type,
        kind=draft.kind,
        owner_iri=draft.owner,
        owner_label=owner.label if owner else None,
        country=draft.country,
    )


def _contexts(draft: Draft, owner: Draft | None) -> tuple[str, ...]:
    """The entry's own, else its plain names, else its owner's."""
    return tuple(draft.contexts) or draft.plain or (owner.plain if owner else ())


def _refuse_unfinished(draft: Draft, contexts: tuple[str, ...]) -> None:
    if not draft.label:
        raise draft.error("has no rdfs:label")
    if draft.type is None:
        raise draft.error("has no class: say what it is, such as `a outage:Service`")
    if draft.type == "service" and not draft.owner:
        raise draft.error("is a service without schema:provider")
    if draft.ambiguous and not contexts:
        raise draft.error("has outage:ambiguousLabel but no outage:context, and no plain name that could serve as one")

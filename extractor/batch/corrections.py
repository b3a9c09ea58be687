"""What a person knows better: facts to reject or replace, incidents to merge or split, names that mean the same.

A YAML file that its keeper keeps; it is applied on every build to what was read, never to the files, so it survives a new reading. Each
entry says who decided it, when and why, and stands in the graph as the provenance of what it changed.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from extractor.catalogue import load_catalogue
from extractor.errors import UsageError
from extractor.graph.iris import Mint, digest
from extractor.records import Account, Agent, Fact, Name, Reading, Telling
from extractor.records.codec import from_plain, to_plain
from extractor.records.identity import identity

KINDS = {"reject": (), "replace": ("with",), "merge": (), "split": ("articles",), "alias": ("of",)}
COMMON = ("by", "when", "why")


@dataclasses.dataclass(frozen=True, slots=True)
class Correction:
    """One entry: its kind, what it is about (IRIs of facts or incidents, or a name), what else it says, and by whom, when and why."""

    kind: str
    about: tuple[str, ...]
    more: Any
    by: str
    when: str
    why: str

    @property
    def iri(self) -> str:
        """Minted from all that it says."""
        return f"{Mint().base}correction/{digest(self.kind, *self.about, repr(self.more), self.by, self.when, self.why)}"


@dataclasses.dataclass(frozen=True, slots=True)
class Mark:
    """What a correction did: ``subject`` was invalidated (``by`` none) or made (``instead`` of another), or changed."""

    subject: str
    correction: Correction
    relation: str  # prov:wasInvalidatedBy or prov:wasInfluencedBy
    instead: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Corrected:
    """A reading after its corrections, and what each of them did."""

    reading: Reading
    marks: tuple[Mark, ...] = ()


class Corrections:
    """The corrections of a file."""

    def __init__(self, entries: Sequence[Correction] = ()) -> None:
        self.entries = tuple(entries)
        self._facts = {entry.about[0]: entry for entry in entries if entry.kind in ("reject", "replace")}
        self._aliases = {entry.about[0].casefold(): entry for entry in entries if entry.kind == "alias"}
        self.facts = bool(self._facts or self._aliases)
        self._merged = [entry for entry in entries if entry.kind == "merge"]
        self.splits = [entry for entry in entries if entry.kind == "split"]

    @property
    def merges(self) -> list[Correction]:
        """Those that say that incidents are one."""
        return self._merged

    def apply(self, reading: Reading) -> Corrected:
        """A reading with its facts rejected and replaced and its names made one. Raises UsageError where a replacement does not fit."""
        if not self.facts or not reading.accounts:
            return Corrected(reading)
        marks: list[Mark] = []
        accounts = tuple(self._account(reading, account, marks) for account in reading.accounts)
        return Corrected(dataclasses.replace(reading, accounts=accounts), tuple(marks))

    def keys(self, article: str, number: int) -> tuple[str, ...]:
        """Further linking keys of an account: those that bring the accounts of merged incidents into one block."""
        return tuple(f"merged|{entry.iri}" for entry in self._merged if any(names_account(iri, article, number) for iri in entry.about))

    def _account(self, reading: Reading, account: Account, marks: list[Mark]) -> Account:
        from extractor.accounts.merge import merge  # a replaced or renamed fact may be one that is there already

        facts = [found for fact in account.facts for found in self._fact(reading, account, fact, marks)]
        return dataclasses.replace(account, facts=merge(facts) if marks else tuple(facts))

    def _fact(self, reading: Reading, account: Account, fact: Any, marks: list[Mark]) -> list[Any]:
        """What becomes of a fact; entries may be about it as it was read, as it is renamed, and as another entry has it."""
        telling, done = Telling(reading.article, account), set[str]()
        while True:
            old = Mint().fact(telling, identity(fact))
            entry = self._facts.get(old) if old not in done else None
            done.add(old)
            if entry is None:
                now, by = self._renamed(fact)
            else:
                now, by = _replaced(reading, account, fact, entry) if entry.kind == "replace" else None, [entry]
            new = Mint().fact(telling, identity(now)) if now else None
            for one in by:
                marks += [Mark(old, one, "prov:wasInvalidatedBy")] if new != old else []
                marks += [Mark(new, one, "prov:wasInfluencedBy", old if new != old else None)] if new else []
            if now is None:
                return []
            if entry is None and new in done:
                return [now]
            fact = now

    def _renamed(self, fact: Any) -> tuple[Any, list[Correction]]:
        """The fact with its names made one, and the aliases that did it."""
        changed: dict[str, Any] = {}
        by: list[Correction] = []
        for field in dataclasses.fields(fact) if self._aliases else ():
            value = getattr(fact, field.name)
            for entry, renamed in self._names(value) if isinstance(value, Name | Agent) else ():
                changed[field.name] = renamed
                by += [entry] if entry not in by else []
        return dataclasses.replace(fact, **changed) if changed else fact, by

    def _names(self, value: Name | Agent) -> Iterator[tuple[Correction, Name | Agent]]:
        """What aliases make of a name that the catalogue does not hold, and of its owner's, one after the other."""
        if not value.iri and (entry := self._aliases.get(value.label.casefold())):
            value = _other_name(value, entry)
            yield entry, value
        owner = value.owner if isinstance(value, Name) else None
        if owner and isinstance(value, Name) and not value.iri and (entry := self._aliases.get(owner.casefold())):
            yield entry, dataclasses.replace(value, owner=_other_name(Name(owner), entry).label)


def names_account(incident: str, article: str, number: int) -> bool:
    """Whether an incident's IRI is the candidate name that this account gives."""
    tail = incident.rsplit("/", 1)[-1].split("-")
    given = int(tail.pop()) if len(tail) > 1 and len(tail[-1]) < 8 and tail[-1].isdigit() else 0
    return article.startswith(tail[-1]) and len(tail[-1]) == 8 and given == number


def _other_name(value: Name | Agent, entry: Correction) -> Name | Agent:
    other = str(entry.more)
    known = load_catalogue().by_iri.get(other)
    label, iri = (known.label, other) if known else (other, None)
    if isinstance(value, Agent):
        return dataclasses.replace(value, label=label, iri=iri)
    return dataclasses.replace(value, label=label, iri=iri, aliases=tuple(dict.fromkeys((*value.aliases, value.label))))


def _replaced(reading: Reading, account: Account, fact: Fact, entry: Correction) -> Any:
    alone = dataclasses.replace(reading, accounts=(dataclasses.replace(account, facts=(fact,)),))  # type: ignore[arg-type]
    plain = to_plain(alone)
    known = {field.name: field.type for field in dataclasses.fields(fact)}
    for name, value in entry.more.items():
        if name not in known:
            raise UsageError(f"correction of {entry.about[0]}: a {type(fact).__name__} has no {name!r}, only {', '.join(sorted(known))}")
        named = isinstance(value, str) and ("Name" in str(known[name]) or "Agent" in str(known[name]))
        plain["accounts"][0]["facts"][0][name] = {"label": value} if named else value
    try:
        return from_plain(plain).accounts[0].facts[0]
    except Exception as error:
        raise UsageError(f"correction of {entry.about[0]}: what it puts instead is no {type(fact).__name__} ({error})") from error


def parse_corrections(text: str, where: str) -> Corrections:
    """The corrections of a file's text. Args: where: names it in messages.

    Raises: UsageError that names the file, the entry and what is wrong.
    """
    try:
        loaded = yaml.safe_load(text) or []
    except yaml.YAMLError as error:
        raise UsageError(f"{where}: not YAML ({' '.join(str(error).split())}); mend it there") from error
    if not isinstance(loaded, list):
        raise UsageError(f"{where}: not a list of corrections; begin each with - reject:, - replace:, - merge:, - split: or - alias:")
    return Corrections([_entry(entry, f"{where}, entry {number}") for number, entry in enumerate(loaded, start=1)])


def _entry(entry: object, where: str) -> Correction:
    if not isinstance(entry, Mapping):
        raise UsageError(f"{where}: not a correction; write - reject: IRI, with by, when and why")
    kinds = [kind for kind in KINDS if kind in entry]
    if len(kinds) != 1:
        raise UsageError(f"{where}: give one of {', '.join(KINDS)}")
    kind = kinds[0]
    known = {kind, *KINDS[kind], *COMMON}
    if unknown := sorted(str(key) for key in entry if key not in known):
        raise UsageError(f"{where}: unknown {', '.join(unknown)}; known are {', '.join(sorted(known))}")
    if missing := [key for key in sorted(known) if not entry.get(key)]:
        raise UsageError(f"{where}: no {', '.join(missing)}; say who corrected what, when and why")
    about = tuple(str(part) for part in entry[kind]) if isinstance(entry[kind], list) else (str(entry[kind]),)
    if (kind == "merge") != (len(about) > 1):
        raise UsageError(f"{where}: {'merge names two incidents or more' if kind == 'merge' else f'{kind} names one thing'}")
    return Correction(kind, about, _more(entry, kind, where), str(entry["by"]), _when(entry["when"], where), str(entry["why"]))


def _more(entry: Mapping[Any, Any], kind: str, where: str) -> Any:
    if kind == "replace" and not isinstance(entry["with"], Mapping):
        raise UsageError(f"{where}: with: is no mapping of the fact's values; write with: {{value: 4000}}")
    if kind == "split" and not isinstance(entry["articles"], list):
        raise UsageError(f"{where}: articles: is no list; name the files or IRIs of the articles that tell of another incident")
    return next((entry[key] for key in KINDS[kind]), None)


def _when(value: object, where: str) -> str:
    text = value.isoformat() if isinstance(value, dt.date) else str(value)
    try:
        dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{where}: when: {text!r} is no date; write 2026-01-22") from error
    return text

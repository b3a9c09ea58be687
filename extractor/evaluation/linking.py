"""How well articles were linked: every pair of tellings that gold joins or keeps apart, and B-cubed with the trivial answers beside it."""

from __future__ import annotations

import dataclasses
import itertools
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from extractor.errors import UsageError
from extractor.evaluation.clusters import b_cubed, v_measure
from extractor.evaluation.given import gold_files
from extractor.records import Account, Incident, Reading


class Mention(NamedTuple):
    """An incident as gold has an article tell of it: the article's file, the incident's key, ``main`` or ``background``, its quotations."""

    file: str
    key: str
    role: str
    quotes: tuple[str, ...]


class Pair(NamedTuple):
    """Two mentions of one incident, or two that were taken for one."""

    first: Mention
    second: Mention


@dataclasses.dataclass(frozen=True, slots=True)
class LinkingScore:
    """``joined``: gold's pairs in one incident; ``missed``: its other pairs; ``wrong``: pairs joined that gold keeps apart.

    ``unread`` are mentions for which no account was found: no linking can join them. ``b3``, ``v`` and the trivial answers' ``b3`` count
    main incidents only, articles that were not read included, each by itself.
    """

    joined: tuple[Pair, ...]
    missed: tuple[Pair, ...]
    wrong: tuple[Pair, ...]
    unread: tuple[Mention, ...]
    b3: float
    b3_alone: float
    b3_one: float
    b3_provider: float
    v: float
    mains: int


def mentions(folder: Path) -> list[Mention]:
    """Gold's mentions of a folder: of ``gold.yaml``, as ``corpus/linking`` has it, else of the gold files. Raises UsageError for none."""
    one = folder / "gold.yaml"
    if one.exists():
        return sorted(_of_yaml(yaml.safe_load(one.read_text("utf-8"))))
    return sorted(mention for path in gold_files(folder) for mention in _of_gold(json.loads(path.read_text("utf-8"))))


def _of_yaml(gold: Mapping[str, Any]) -> Iterator[Mention]:
    if not isinstance(gold, dict) or not isinstance(gold.get("incidents"), dict):
        raise UsageError("gold.yaml: holds no incidents")
    for key, incident in gold["incidents"].items():
        yield from (Mention(file, key, "main", ()) for file in incident["main"])
        yield from (Mention(file, key, "background", (quote,)) for file, quote in incident.get("background", {}).items())


def _of_gold(gold: Mapping[str, Any]) -> Iterator[Mention]:
    for incident in gold["incidents"]:
        entries = (entry for values in incident.values() if isinstance(values, list) for entry in values)
        yield Mention(gold["article"], incident["key"], incident["role"], tuple(entry["quote"] for entry in entries if "quote" in entry))


def score_linking(readings: Sequence[Reading], incidents: Iterable[Incident], gold: Sequence[Mention]) -> LinkingScore:
    """Compares incidents with gold. Files are told apart by their names, so folders may be scored together."""
    by_file = {_name(reading.article.source_file): reading for reading in readings}
    where = {
        (_name(telling.article.source_file), telling.account.number): number
        for number, incident in enumerate(incidents)
        for telling in incident.tellings
    }
    told: dict[Mention, int] = {}
    for file, mine in itertools.groupby(sorted(gold), key=lambda mention: mention.file):
        for mention, account in _align(by_file.get(file), list(mine)):
            told[mention] = where[file, account.number]
    same = list(_pairs(gold, lambda mention: mention.key))
    joined = tuple(pair for pair in same if pair.first in told and told[pair.first] == told.get(pair.second))
    taken = (pair for pair in _pairs(list(told), lambda mention: told[mention]) if pair.first.key != pair.second.key)
    mains = sorted({mention for mention in gold if mention.role == "main"})
    keys = [mention.key for mention in mains]
    said = [told.get(mention, -1 - number) for number, mention in enumerate(mains)]
    return LinkingScore(
        joined=joined,
        missed=tuple(pair for pair in same if pair not in set(joined)),
        wrong=tuple(taken),
        unread=tuple(mention for mention in sorted(gold) if mention not in told),
        b3=b_cubed(keys, said),
        b3_alone=b_cubed(keys, list(range(len(keys)))),
        b3_one=b_cubed(keys, [0] * len(keys)),
        b3_provider=b_cubed(keys, [_provider(by_file.get(mention.file), number) for number, mention in enumerate(mains)]),
        v=v_measure(keys, said),
        mains=len(mains),
    )


def _name(file: str) -> str:
    return file.rsplit("/", 1)[-1]


def _pairs(found: Sequence[Mention], group: Any) -> Iterator[Pair]:
    groups: dict[Any, list[Mention]] = defaultdict(list)
    for mention in sorted(found):
        groups[group(mention)].append(mention)
    for _, members in sorted(groups.items(), key=lambda item: str(item[0])):
        yield from (Pair(*pair) for pair in itertools.combinations(members, 2))


def _align(reading: Reading | None, gold: Sequence[Mention]) -> Iterator[tuple[Mention, Account]]:
    """Which account is which of an article's gold incidents: main is main; of the others, those that share most evidence."""
    if reading is None:
        return
    yield from ((m, account) for m in gold if m.role == "main" for account in reading.accounts if account.role == "main")
    shared = (
        (-_overlap(reading.article.text, mention, account), number, account.number)
        for number, mention in enumerate(gold)
        for account in reading.accounts
        if mention.role == account.role == "background"
    )
    accounts = {account.number: account for account in reading.accounts}
    done: set[tuple[str, int]] = set()
    for count, number, account_number in sorted(shared):
        if count < 0 and not {("gold", number), ("said", account_number)} & done:
            done |= {("gold", number), ("said", account_number)}
            yield gold[number], accounts[account_number]


def _overlap(text: str, mention: Mention, account: Account) -> int:
    """How many of the mention's quotations touch evidence of the account."""
    places = [(start, start + len(quote)) for quote in mention.quotes if (start := text.find(quote)) >= 0]
    evidence = {(one.start, one.end) for fact in account.facts for one in fact.evidence}
    return sum(any(start < end and first < last for first, end in evidence) for start, last in places)


def _provider(reading: Reading | None, number: int) -> str:
    """The trivial answer that takes an outage of a provider for the same as any other."""
    labels = [
        fact.organization.label
        for account in (reading.accounts if reading else ())
        if account.role == "main"
        for fact in account.facts
        if hasattr(fact, "organization")
    ]
    return min(labels, default=f"none {number}")

"""Rules are data: the loader of ``*.yaml`` rule files. It refuses what is malformed; it knows no spaCy.

A rule file is a list of entries::

    - id: cause.change.update          # unique over all files that are loaded together
      emits: change                    # a key of the file's category scheme, or what the component says
      patterns: ["@faulty|@bad|@botched <ADJ>? @update|@patch"]   # see ``extractor.language.matching``
      regexes: ["(?i)..."]             # instead of or beside patterns, over the text
      with: {status: suspected}        # optional: plain values that the component understands
      examples: ["A [[botched update]] broke it."]   # the rule must match the marked stretch, and emit its key
      rejects: ["An update on the story."]           # the rule must not match
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from extractor.errors import RuleError

KEYS = frozenset({"id", "emits", "patterns", "regexes", "with", "examples", "rejects"})


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it matches, what it emits, and the sentences that show it."""

    id: str
    emits: str
    patterns: tuple[str, ...]
    regexes: tuple[str, ...]
    examples: tuple[str, ...]
    rejects: tuple[str, ...]
    options: Mapping[str, Any]


def load_rules(files: Iterable[Traversable]) -> tuple[Rule, ...]:
    """All rules of the files, in order. Raises RuleError (file and entry named) for anything malformed."""
    rules: list[Rule] = []
    seen: set[str] = set()
    for file in files:
        for number, entry in enumerate(_entries(file), start=1):
            rule = _rule(entry, f"{file.name}, entry {number}")
            if rule.id in seen:
                raise RuleError(f"{file.name}: the id {rule.id!r} stands twice; give each rule its own")
            seen.add(rule.id)
            rules.append(rule)
    return tuple(rules)


def load_data(file: Traversable) -> Any:
    """A YAML file that is plain data (a lexicon). Raises RuleError where it is no YAML."""
    try:
        return yaml.load(file.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise RuleError(f"{file.name}: not YAML ({' '.join(str(error).split())}); mend the file") from error


def _entries(file: Traversable) -> list[Any]:
    data = load_data(file)
    if not isinstance(data, list):
        raise RuleError(f"{file.name}: a rule file is a list of entries, each with an id")
    return data


def _rule(entry: Any, where: str) -> Rule:
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        raise RuleError(f"{where}: an entry is a mapping with an id")
    where = f"{where} ({entry['id']})"
    if unknown := sorted(set(entry) - KEYS):
        raise RuleError(f"{where}: unknown key {unknown[0]!r}; known are {', '.join(sorted(KEYS))}")
    if not entry.get("patterns") and not entry.get("regexes"):
        raise RuleError(f"{where}: no patterns and no regexes; give one")
    if not entry.get("examples"):
        raise RuleError(f"{where}: a rule without examples does not load; add a sentence that it reads")
    if not isinstance(entry.get("emits"), str):
        raise RuleError(f"{where}: 'emits' must be a key")
    return Rule(
        entry["id"],
        entry["emits"],
        _strings(entry, "patterns", where),
        _strings(entry, "regexes", where),
        _strings(entry, "examples", where),
        _strings(entry, "rejects", where),
        dict(entry.get("with") or {}),
    )


def _strings(entry: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    values = entry.get(key) or []
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise RuleError(f"{where}: {key!r} must be a list of strings")
    return tuple(values)

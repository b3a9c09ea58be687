"""The catalogue's names in a Doc: which spans can be which entries, with context for labels that are ordinary words."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from extractor.catalogue import Catalogue, Entry


class CatalogueMatcher:
    """Finds the labels and aliases of a catalogue's entries in Docs."""

    def __init__(self, nlp: Language, catalogue: Catalogue) -> None:
        """Args: nlp: for its tokenizer; catalogue: as loaded."""
        self.catalogue = catalogue
        self._matcher = PhraseMatcher(nlp.vocab)
        self._sure: dict[str, list[Entry]] = {}
        self._unsure: dict[str, list[Entry]] = {}
        for surface in catalogue.names():
            table = self._unsure if surface.ambiguous else self._sure
            for spelling in _spellings(surface.text):
                table.setdefault(spelling, []).append(surface.entry)
        texts = sorted({*self._sure, *self._unsure})
        self._matcher.add("catalogue", [nlp.make_doc(text) for text in texts])

    def spans(self, doc: Doc) -> list[Span]:
        """Every place where a label stands, overlaps included, whatever the context."""
        return [doc[start:end] for _, start, end in self._matcher(doc)]

    def entries(self, spellings: Iterable[str], text: str) -> tuple[Entry, ...]:
        """The entries that a name of these spellings can be in an article.

        Args: spellings: as the article writes the name; text: the whole article, for the contexts of ambiguous labels.
        Returns: entries with an unambiguous label first; of the ambiguous ones only those whose context stands in the text.
        """
        found: dict[str, Entry] = {}
        for spelling in sorted(spellings, key=lambda word: (-len(word), word)):
            for entry in self._sure.get(spelling, ()):
                found.setdefault(entry.iri, entry)
        if not found:
            for spelling in sorted(spellings, key=lambda word: (-len(word), word)):
                for entry in self._unsure.get(spelling, ()):
                    if in_context(entry, text):
                        found.setdefault(entry.iri, entry)
        return tuple(found.values())


def in_context(entry: Entry, text: str) -> bool:
    """Whether one of the entry's context words stands in the text as whole words, in any case."""
    folded = _folded(text)
    near = (context for context in entry.contexts if context.casefold() in folded)
    return any(re.search(rf"(?<!\w){re.escape(context)}(?!\w)", text, re.IGNORECASE) for context in near)


@functools.lru_cache(maxsize=1)  # the article in hand
def _folded(text: str) -> str:
    return text.casefold()


def _spellings(label: str) -> tuple[str, ...]:
    return (label, label.replace("'", "’")) if "'" in label else (label,)

"""Which sentence speaks of which incident: the one that the article is about, an earlier one, none."""

from __future__ import annotations

from spacy.tokens import Doc

from extractor.accounts.story import MAIN, Sentence, Story
from extractor.language.spans import block_kind
from extractor.records import Article


def read_story(doc: Doc) -> Story:
    """The story of a processed Doc."""
    article: Article = doc._.article
    sentences: list[Sentence] = []
    by_token: list[int] = []
    for number, span in enumerate(doc.sents):
        sentences.append(Sentence(span, block_kind(doc, span.start), MAIN))
        by_token += [number] * len(span)
    return Story(doc, article, tuple(sentences), tuple(by_token))

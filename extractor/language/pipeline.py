"""The one place where the order of the components stands."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.errors import UsageError
from extractor.language import spans
from extractor.language.model import MODEL
from extractor.records import Article

BEFORE_PARSER = ("outage_times", "outage_sentences")  # a time is never cut in two by a sentence's edge
COMPONENTS = (
    "outage_codes",
    "outage_impact",
    "outage_names",
    "outage_regions",
    "outage_groups",
    "outage_counts",
    "outage_quotes",
    "outage_phases",
    "outage_causes",
    "outage_actions",
    "outage_background",
    "outage_relevance",
)
LIST_MARKS = "-–—*•·‣◦"
_RUN = re.compile(r"\S{1000,}").fullmatch  # no word: one token; the tokenizer's time grows with the square of a run of punctuation
UNUSED = ("ner",)  # measured in docs/accuracy.md: what it costs and what it gives


@functools.lru_cache(maxsize=2)
def load_pipeline(model: str = MODEL, catalogues: tuple[Path, ...] = ()) -> Language:
    """The spaCy pipeline with every component in order.

    Args:
        model: an installed English spaCy package with tagger, parser and lemmatizer, or a folder that holds one.
        catalogues: the user's own catalogue files, beside the packaged one.
    Raises: UsageError where the model is not installed or a catalogue is malformed.
    """
    try:
        nlp = spacy.load(model, exclude=list(UNUSED))
    except OSError as error:
        raise UsageError(f"no spaCy model {model!r}: install it, or name an installed one with --model") from error
    nlp.tokenizer.token_match = _RUN  # type: ignore[union-attr]
    spans.register()
    for name in BEFORE_PARSER:
        nlp.add_pipe(name, before="parser")
    for name in COMPONENTS:
        config = {"catalogues": [str(path) for path in catalogues]} if name == "outage_names" else {}
        nlp.add_pipe(name, config=config)
    return nlp


def read_docs(nlp: Language, articles: Iterable[Article], report: Callable[[Article, Exception], None]) -> Iterator[Doc]:
    """A Doc an article, in the order given: the article in ``doc._.article``, its blocks in ``doc.spans["blocks"]``.

    Args: report: told of an article in which a component failed; that article is left out.
    """

    def handle(_name: str, _component: object, docs: list[Doc], error: Exception) -> None:
        for doc in docs:
            report(doc._.article, error)

    nlp.default_error_handler = handle  # of every component that has none of its own, as ours
    yield from nlp.pipe((prepare(nlp, article) for article in articles), batch_size=16)


def prepare(nlp: Language, article: Article) -> Doc:
    """The tokens of an article with its blocks marked; a block's edge is a sentence's edge."""
    doc = nlp.make_doc(article.text)
    doc._.article = article
    doc._.published = article.published
    marked: list[Span] = []
    for block in article.blocks:
        span = doc.char_span(block.start, block.end, label=block.kind, alignment_mode="expand")
        if span is not None and len(span) and (not marked or span.start >= marked[-1].end):
            marked.append(span)
    doc.spans["blocks"] = marked
    for span in marked:
        for index in (span.start, span.end):
            if index < len(doc):
                doc[index].is_sent_start = True
        _split_list(span)
    return doc


def _split_list(block: Span) -> None:
    """Lines of a list within a block are sentences of their own."""
    doc = block.doc
    for index in range(block.start + 1, block.end):
        if doc[index].text[0] in LIST_MARKS and "\n" in doc[index - 1].text:
            doc[index].is_sent_start = True

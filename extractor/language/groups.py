"""Component ``outage_groups``: the kinds of people and bodies that a text names, hurt or not.

``label_`` is ``group``, ``id_`` the class of the head noun (``groups.people``, ``groups.organisations``, ``groups.qualified``,
``groups.likely`` where no list of ours holds it and general English takes it for people or a body); ``_.group`` is the
:class:`~extractor.records.Name`, without numbers, articles and words like "many". The span covers the name's words.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from extractor.language import spans
from extractor.language.groups_words import (
    class_of,
    generic_with_clause,
    lexicon,
    likely,
    may_be_body,
    names_nothing,
    qualifying,
    takes_of,
    tells_a_kind,
)
from extractor.records import Name

GROUP = "outage_groups"
_SILENT = ("boilerplate", "byline", "code")
_HEADS = frozenset({"NOUN", "PROPN", "ADJ", "PRON", "VERB"})
_OF_LENGTH = 6  # words of "of Ring doorbells"


@Language.factory("outage_groups", assigns=["doc.spans"], requires=["token.pos", "token.dep", "token.lemma"])
def outage_groups(nlp: Language, name: str) -> GroupTagger:
    """Writes ``doc.spans["outage_groups"]``."""
    return GroupTagger()


class GroupTagger:
    """Marks noun phrases whose head names people or bodies of a kind; none overlap."""

    def __init__(self) -> None:
        spans.register()

    def __call__(self, doc: Doc) -> Doc:
        named = {i for span in doc.spans.get("outage_names", []) if not _is_opening_word(span) for i in range(span.start, span.end)}
        silent = {i for block in doc.spans.get("blocks", []) if block.label_ in _SILENT for i in range(block.start, block.end)}
        found: list[Span] = []
        for token in doc:
            if token.pos_ not in _HEADS or token.i in silent or token.i in named or (found and token.i < found[-1].end):
                continue
            span = _group(doc, token, named)
            if span is not None:
                found.append(span)
        doc.spans[GROUP] = found
        return doc


def _is_opening_word(span: Span) -> bool:
    """Whether what looks like a name is an ordinary word with a sentence's capital ("Tax agents"), or a service without a name."""
    return span.label_ == "generic_service" or (span.label_ == "name" and len(span) == 1 and bool(span[0].is_sent_start))


def _group(doc: Doc, token: Token, named: set[int]) -> Span | None:
    kind = class_of(token) or likely(token)
    if kind is None or _is_modifier(token):
        return None
    first = _first(doc, token, named)
    if _belongs(doc, token, first, kind):
        return None
    last = token.i + 1
    if kind == "qualified":
        last = _end_of_qualified(doc, token, first)
        if last == token.i:
            if not (_is_plural(token) and tells_a_kind(token)):
                return None
            kind, last = "bare", token.i + 1
    elif not (_is_plural(token) or (may_be_body(token) and _is_some(token))):
        return None
    span = Span(doc, first, last, label="group", span_id=f"groups.{kind}")
    span._.group = Name(_label(span))
    return span


def _end_of_qualified(doc: Doc, token: Token, first: int) -> int:
    """Where a name ends whose head needs a word before or after it; the head's own place where it has none."""
    words = [doc[index] for index in range(first, token.i)]
    if takes_of(token, words):
        return token.i + 1
    last = _after_of(token)
    if last == token.i + 1:
        last = generic_with_clause(token)
    return last if last > token.i + 1 else token.i


def _belongs(doc: Doc, token: Token, first: int, kind: str) -> bool:
    """Whether it is a part of something else ("its shops") or people that a named body's own name tells ("Elm Bank customers")."""
    if kind in ("organisations", "likely") and any(child.dep_ == "poss" and child.tag_ in ("PRP$", "WP$") for child in token.children):
        return True
    before = doc[first - 1] if first and not doc[first].is_sent_start else None
    if before is None or before.pos_ != "PROPN" or before.dep_ not in ("compound", "nmod") or before.head.i != token.i:
        return False
    return first == token.i and kind not in ("organisations", "likely") and not may_be_body(token)


def _is_modifier(token: Token) -> bool:
    """Whether the noun only qualifies the next one: "*airline* passengers"; "*cafe* and bar owners" too."""
    if token.i + 1 >= len(token.doc):
        return False
    following = token.nbor(1)
    if following.is_sent_start:
        return False
    if following.text in ("-", "–") and not token.whitespace_:
        return True
    if following.text in ("'s", "’s", "'", "’"):
        return False
    return token.dep_ in ("compound", "amod", "nmod") and token.head.i == following.i and following.pos_ in ("NOUN", "PROPN")


def _first(doc: Doc, token: Token, named: set[int]) -> int:
    """Where the name begins: the qualifying words before the head, without those that say nothing of its kind."""
    first = token.i
    while first > 0 and not doc[first].is_sent_start:
        before = doc[first - 1]
        if before.text == "-" and first > 1 and not before.whitespace_ and not doc[first - 2].whitespace_:
            first -= 2
        elif _qualifies(before) and (before.i not in named or before.lower_ in qualifying()):
            first -= 1
        else:
            break
    while first < token.i and (names_nothing(doc[first]) or not doc[first].is_alpha):
        first += 1
    return first


def _qualifies(token: Token) -> bool:
    if names_nothing(token) or not token.is_alpha:
        return False
    if token.pos_ in ("NOUN", "PROPN"):
        return (token.i > 0 and token.nbor(-1).text == "-") or token.dep_ in ("compound", "amod", "nmod", "npadvmod")
    if token.pos_ in ("ADJ", "VERB"):
        return token.dep_ in ("amod", "compound", "nmod")
    return token.text == "IT"


def _after_of(token: Token) -> int:
    """The end of "owners of Ring doorbells" for heads that take it; just after the head for others."""
    doc, end = token.doc, token.i + 1
    if (
        end + 1 >= len(doc)
        or doc[end].lower_ not in ("of", "with")
        or (doc[end].lower_ == "with" and token.lemma_ not in ("people", "those"))
    ):
        return end
    objects = [child for child in doc[end].children if child.dep_ == "pobj"]
    if not objects:
        return end
    noun = objects[0]
    while noun.lemma_.lower() in lexicon()["quantities"] and (
        deeper := [t for c in noun.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]
    ):
        noun = deeper[0]
    if noun.pos_ == "PRON" or (doc[end].lower_ == "of" and not takes_of(token, [noun], after=True)):
        return end
    return noun.i + 1 if noun.i + 1 - token.i <= _OF_LENGTH + 2 else end


def _is_plural(token: Token) -> bool:
    if token.tag_ in ("NNS", "NNPS") or token.lower_ in ("crew", "staff", "family", "public") or _quantified(token):
        return True
    if not token.lower_.endswith(("s", "eaux")) or token.lower_.endswith("ss"):
        return False
    return class_of(token) == "people" or token.tag_ == "NNP" or token.lower_.removesuffix("s") in lexicon()["organisations"]


def _is_some(token: Token) -> bool:
    """Whether a singular is one of its kind ("a school") and not one already spoken of ("the company") or no body at all ("business")."""
    return any(child.lower_ in ("a", "an", "one", "another") for child in token.children)


def _quantified(token: Token) -> bool:
    return any(child.lower_ in ("every", "each", "any") for child in token.children if child.dep_ == "det")


def _label(span: Span) -> str:
    """The name as written, small at a sentence's start; "those with a disability" are people."""
    words = span.text.split()
    if span[0].is_sent_start and span[0].pos_ != "PROPN" and words[0] != words[0].upper():
        words[0] = words[0].lower()
    if words[0] == "those":
        words[0] = "people"
    if "of" in words:
        noun = list(span)[-1]
        own = [child.text for child in noun.children if child.dep_ in ("compound", "nmod") and child.i == noun.i - 1]
        words = [*words[: words.index("of") + 1], *own, noun.text]
    return " ".join(words)

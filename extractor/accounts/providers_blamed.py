"""Whether a failure that a name bears is told as the cause of another's: "because of an outage at Tidepool", "cites Tidepool outage"."""

from __future__ import annotations

from spacy.tokens import Span, Token

from extractor.language.names_runs import lexicon

_REACH = 9  # tokens before the name in which it is blamed
_AT = frozenset({"at", "of", "with", "in", "inside", "on"})


def is_blamed(span: Span) -> bool:
    """Whether someone says that the failure of what is named caused theirs."""
    doc = span.doc
    before = list(doc[max(span.start - _REACH, _start(span)) : span.start])
    cue = next((number for number in range(len(before) - 1, -1, -1) if _blames(before, number)), None)
    if cue is None:
        return False
    between = before[cue + 1 :]
    if any((token.pos_ == "VERB" and token.dep_ in ("ROOT", "conj")) or token.text in (";", "—") for token in between):
        return False
    following = doc[span.end] if span.end < len(doc) else None
    fails = following is not None and following.lemma_.lower() in lexicon()["failing_nouns"]
    at = any(
        token.lemma_.lower() in lexicon()["failing_nouns"] and number + 1 < len(between) and between[number + 1].lower_ in _AT
        for number, token in enumerate(between)
    )
    return (fails and len(between) <= 3) or at


def _blames(tokens: list[Token], number: int) -> bool:
    token, following = tokens[number], tokens[number + 1].lower_ if number + 1 < len(tokens) else ""
    if {token.lower_, token.lemma_.lower()} & lexicon()["blaming_verbs"]:
        return True
    return f"{token.lower_} {following}" in lexicon()["blaming_phrases"]


def _start(span: Span) -> int:
    start = span.start
    while start > 0 and not span.doc[start].is_sent_start:
        start -= 1
    return start

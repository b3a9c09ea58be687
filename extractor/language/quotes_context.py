"""What stands around a quotation: whom "it", "the bank" or "she" means, where something was said, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Span, Token

from extractor.language.quotes_speakers import Names, Speaker, may_be_organisation, organisation, read_speaker
from extractor.language.quotes_words import words
from extractor.records import Agent, Time

_PERSON_ENDING = re.compile(
    r"(?:er|or|ist|ian|man|woman|person|ant|ee|ess|ent|yst|eur|boy|girl|nurse|student|chief|mother|father|mum|dad|parent|guard|cook|clerk|pilot|chef|guest)$"
)
_NO_PERSONS = frozenset(
    """server user computer router number order counter provider printer center customer-center paper matter letter carrier vendor operator power computer broker transfer folder
    regulator computer moment statement incident department government agreement payment percent president-elect event client agent restaurant assistant account retailer
    error sensor processor monitor factor floor door author-itself plant grant error mirror generator transformer indicator water cover member-state evening week fee employee-portal process""".split()
)
_PAST_CLAUSES = ("nsubj", "nsubjpass")


def antecedent(names: Names, speaker: Speaker, start: int, end: int, quoted: Sequence[tuple[int, int]]) -> Agent | None:
    """The one whom a speaker's phrase points back to, between the tokens ``start`` (of the paragraph) and ``end``.

    Args: quoted: token stretches inside quotations, where nobody is looked for. Returns: None where the paragraph tells nobody.
    """
    if speaker.refers == "organization":
        return _organisation(names, speaker, start, end, quoted)
    if speaker.refers == "person":
        return nearest_person(names, start, end, quoted)
    return _one_of_many(names, start, end, quoted) if speaker.refers == "one" else None


def _organisation(names: Names, speaker: Speaker, start: int, end: int, quoted: Sequence[tuple[int, int]]) -> Agent | None:
    """The last subject that fits; a noun of the name itself ("the trust" of a "... Trust") or the catalogue's kind goes first."""
    fitting = [
        span
        for span in names.mentions
        if start <= span.start < end
        and may_be_organisation(span)
        and span.label_ not in ("channel", "tracker")
        and not _within(span.start, quoted)
    ]
    if speaker.kinds or speaker.head:
        kindred = [span for span in fitting if _is_kind(span, speaker)]
        if kindred:
            return organisation(kindred[-1])
        if speaker.kinds:
            fitting = [span for span in fitting if span._.named is None or span._.named.kind is None]
    subjects = [span for span in fitting if span.root.dep_ in _PAST_CLAUSES or _opens_clause(span)]
    return organisation(subjects[-1]) if subjects else None


def _is_kind(span: Span, speaker: Speaker) -> bool:
    named = span._.named
    if named is not None and named.kind is not None and named.kind in speaker.kinds:
        return True
    return bool(speaker.kinds) and speaker.head in span._.named.name.label.casefold().split()


def _opens_clause(span: Span) -> bool:
    return span.start == span.sent.start or span.doc[span.start - 1].text in (":", "—", "–")


def nearest_person(names: Names, start: int, end: int, quoted: Sequence[tuple[int, int]] = ()) -> Agent | None:
    """The last person before ``end``: by full name, or told by a noun with "a" or "one" ("a baker from Leeds")."""
    for index in range(end - 1, start - 1, -1):
        if _within(index, quoted):
            continue
        token = names.doc[index]
        mention = names.at(index)
        if mention is not None and mention.start == index and mention.label_ in ("person", "name") and len(mention) > 1:
            speaker = read_speaker(names, mention.start, mention.end)
            if speaker is not None and speaker.agent is not None and speaker.agent.kind == "person":
                return speaker.agent
        if token.lower_ in ("a", "an", "one", "another") and _tells_person(names, index, end):
            speaker = read_speaker(names, index, _phrase_end(names.doc, index, end))
            if speaker is not None and speaker.agent is not None and speaker.agent.kind != "organization":
                return speaker.agent
    return None


def _tells_person(names: Names, index: int, end: int) -> bool:
    head = None
    for token in names.doc[index + 1 : min(index + 7, end)]:
        if token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") or token.text in ("-", "'s", "’s") or token.tag_ in ("VBN", "VBG"):
            head = token if token.pos_ == "NOUN" else head
        else:
            break
    return head is not None and is_person_noun(head)


def is_person_noun(token: Token) -> bool:
    """Whether a noun is one for people: by its ending, or a role."""
    lemma = token.lemma_.lower()
    return lemma in words().roles or (lemma not in _NO_PERSONS and _PERSON_ENDING.search(lemma) is not None)


def _phrase_end(doc: Doc, index: int, end: int) -> int:
    return next(
        (at for at in range(index, end) if doc[at].text in (",", ";", ":", ".") or doc[at].tag_ in ("VBD", "VBZ", "VBP", "MD", "PRP")), end
    )


def _one_of_many(names: Names, start: int, end: int, quoted: Sequence[tuple[int, int]]) -> Agent | None:
    """ "Gym instructors were among the loudest. "…," said one": one of the people last spoken of."""
    for index in range(end - 1, start - 1, -1):
        token = names.doc[index]
        if token.tag_ == "NNS" and is_person_noun(token) and not _within(index, quoted):
            first = index
            while first > start and names.doc[first - 1].pos_ in ("NOUN", "ADJ", "PROPN") and not names.doc[first - 1].is_sent_end:
                first -= 1
            before = names.doc[first:index].text
            return Agent(f"{before} {token.lemma_.lower()}".strip(), "unnamed")
    return None


def _within(index: int, stretches: Iterable[tuple[int, int]]) -> bool:
    return any(start <= index < end for start, end in stretches)


def channel(doc: Doc, stretches: Iterable[tuple[int, int]]) -> str | None:
    """Where it was said, as the first of the token stretches that tells has it: "X", "status page", "letter"; None where none does."""
    for start, end in stretches:
        text = doc[start:end].text
        if found := words().network.search(text):
            return words().networks[found[1].lower()]
        if found := words().issued.search(text):
            return found[1].lower()
    return None


def time(doc: Doc, stretches: Iterable[tuple[int, int]]) -> Time | None:
    """When it was said: the finest time in the first of the token stretches that holds one."""
    for start, end in stretches:
        times: list[Time] = []
        for span in doc.spans.get("outage_times", []):
            if start <= span.start < end and span._.timex is not None and span._.timex.time is not None and span._.timex.time.timex:
                times.append(span._.timex.time)
        if times:
            return max(times, key=lambda found: len(found.timex or ""))
    return None

"""Who is said to speak the words of a quotation: the clause after it, the clause before it, or the sentence that leads up to it.

The shapes are those of news English: "…," the bank said; "…," said Jane Doe; Jane Doe said: "…"; according to X; the bank's verdict: "…".
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from extractor.language import spans
from extractor.language.quotes_names import Names, may_be_organisation, organisation
from extractor.language.quotes_persons import nearest_person
from extractor.language.quotes_speakers import Speaker, read_speaker
from extractor.language.quotes_words import words

_APOSTROPHES = frozenset({"'s", "’s", "'", "’"})
_OWN_PAGE = re.compile(
    r"(?i)\b(?:on|in|from|to) (?:"
    r"(?:its|their|the company['’]s) (?:\w+ )?(?:status|service|support|incident|help|website|account|blog|page|feed|app)"
    r"|the (?:official )?(?:status|service|support|incident|help) (?:page|site|account|dashboard|blog|feed|handle))\b"
)
_PERSONS = frozenset({"he", "she"})
_CLAUSES = frozenset({"xcomp", "conj", "advcl", "ccomp", "pcomp"})
_CLAUSE_BREAKS = frozenset({",", ":", ";", "—", "–", "―"})


@dataclasses.dataclass(frozen=True, slots=True)
class Attribution:
    """``speaker`` as the words from token ``start`` to ``end`` have it; ``rule`` is the shape that was found."""

    speaker: Speaker
    start: int
    end: int
    rule: str


def after(names: Names, start: int, end: int, firm: bool = True) -> Attribution | None:
    """The attribution in the clause that follows a quotation, tokens ``start`` to ``end``.

    Args: firm: the quotation ends with a comma or the like, so that even an unlisted verb can be one of saying ("…," rued a trader).
    """
    doc = names.doc
    first = start
    while first < end and (doc[first].is_punct or doc[first].is_space):
        first += 1
    if first >= end:
        return None
    if accords := _according(names, first, min(first + 1, end), end):
        return accords
    if doc[first].lemma_ == "be" and first + 2 < end and doc[first + 1].lower_ == "how":  # "…" is how one official put it
        verb = next((token.i for token in doc[first + 2 : end] if token.tag_ in ("VBZ", "VBD", "VBP")), end)
        return _attribution(read_speaker(names, first + 2, verb), first, end, "quote.after.how")
    if doc[first].lemma_ == "be" and (possessor := _possessor_of_saying(names, first, end)):
        return Attribution(possessor, first, end, "quote.after.noun")
    if ((is_saying(doc[first]) and doc[first].tag_ != "VBG") or (firm and _is_inverted(doc[first], end))) and (
        inverted := read_speaker(names, first + 1, end)
    ):
        return Attribution(inverted, first, end, "quote.after.verb-subject")
    if any(token.text in ("—", "–", "―", "--") for token in doc[start:first]) and end - first <= 15 and not _has_saying(names, first, end):
        return _attribution(read_speaker(names, first, end), first, end, "quote.after.dash")
    if firm and doc[first].lower_ in _PERSONS and first + 1 < end and doc[first + 1].tag_ in ("VBD", "VBZ"):
        return _attribution(read_speaker(names, first, first + 1), first, end, "quote.after.subject-verb")
    for verb in range(first + 1, end):
        if is_saying(doc[verb]) or _is_quoted(doc[verb]):
            speaker = read_speaker(names, *_subject_before(names, first, verb))
            if speaker is not None:
                return Attribution(speaker, first, end, "quote.after.subject-verb")
    return None


def _is_quoted(verb: Token) -> bool:
    """ "Jane Doe was quoted in the Nordhavn Post"."""
    return verb.lower_ in ("quoted", "cited") and verb.i > 0 and verb.nbor(-1).lemma_ == "be"


def _is_unsaid(verb: Token) -> bool:
    """ "did not say whether “…”"."""
    asks = verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ in ("whether", "if", "when", "why", "how", "what", "who")
    return (
        asks and is_saying(verb) and any(token.lower_ in ("not", "n't", "n’t", "nobody") for token in verb.doc[max(verb.i - 5, 0) : verb.i])
    )


def _is_inverted(verb: Token, end: int) -> bool:
    """A verb with its subject behind it: "rued an options trader"."""
    if verb.tag_ not in ("VBD", "VBZ") or verb.pos_ != "VERB" or verb.i + 1 >= end:
        return False
    return verb.nbor(1).tag_ in ("DT", "NNP", "NNPS") and not any(child.dep_ == "nsubj" and child.i < verb.i for child in verb.children)


def leads_directly(names: Names, start: int, end: int) -> bool:
    """Whether a colon or a verb of saying stands right before the opening mark at ``end``."""
    last = _last_word(names, start, end)
    return last is not None and (is_saying(last) or any(token.text == ":" for token in names.doc[last.i : end]))


def before(names: Names, start: int, end: int) -> Attribution | None:
    """The attribution in the clause that leads up to a quotation, tokens ``start`` to ``end`` (the opening mark)."""
    doc = names.doc
    last = _last_word(names, start, end)
    if last is None or last.lower_ in words().naming:
        return None
    colon = any(token.text == ":" for token in doc[last.i : end])
    if any(token.lower_ in words().shown for token in doc[max(last.i - 6, start) : end]):
        return None
    for verb in range(last.i, start - 1, -1):
        if _is_unsaid(doc[verb]):
            return None
        if is_saying(doc[verb]):
            if found := _speaker_of_verb(names, start, verb):
                return Attribution(found, start, end, "quote.before.subject-verb")
        elif doc[verb].lower_ in words().embedding and doc[verb].tag_[:1] == "V":
            found = _speaker_of_verb(names, start, verb)
            if found is not None and (found.refers or (found.agent is not None and found.agent.kind != "unnamed")):
                return Attribution(found, start, end, "quote.before.embedding")
    if accords := _according(names, start, end, end):
        return accords
    if found := _possessor_of_saying(names, start, end):
        return Attribution(found, start, end, "quote.before.noun")
    if colon:
        return _before_colon(names, start, last.i + 1)
    return None


def _according(names: Names, start: int, stop: int, end: int) -> Attribution | None:
    """ "according to Jane Doe", "in the words of the minister", beginning between ``start`` and ``stop``."""
    for index in range(start, stop):
        text = names.doc[index : index + 4].text.lower()
        length = 2 if text.startswith("according to") else 4 if text == "in the words of" else 0
        if length and (speaker := read_speaker(names, index + length, end)):
            return Attribution(speaker, start, end, "quote.according-to")
    return None


def lead_in(names: Names, start: int, end: int) -> Attribution | None:
    """The speaker whom a whole sentence before a quotation introduces: it tells of saying, ends with a colon, or has no verb."""
    doc = names.doc
    sentence = [token for token in doc[start:end] if not token.is_space]
    if not sentence:
        return None
    says = any(is_saying(token) or token.lemma_.lower() in words().sayings for token in sentence) or _has_manner(sentence)
    relative = next((number for number, token in enumerate(sentence) if number and token.tag_ in ("WDT", "WP", "WP$")), len(sentence))
    finite = any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in sentence[:relative])
    if not (says or sentence[-1].text == ":" or not finite):
        return None
    if found := before(names, start, end):
        return dataclasses.replace(found, rule="quote.lead-in")
    if _has_manner(sentence) and (person := nearest_person(names, start, end)):
        return Attribution(Speaker(person), start, end, "quote.lead-in")
    named = names.organisation(start, end)
    if named is not None and not _is_channel(named.label_):
        return Attribution(Speaker(organisation(named)), start, end, "quote.lead-in")
    if sentence[-1].text == ":" and _OWN_PAGE.search(doc[start:end].text):
        return Attribution(Speaker(refers="organization", head="page"), start, end, "quote.lead-in")
    return None


def _has_manner(sentence: Sequence[Token]) -> bool:
    """Whether the sentence ends by telling how somebody speaks: "Jane Doe was blunt."."""
    told = [token for token in sentence if not token.is_punct]
    return len(told) > 2 and told[-1].lower_ in words().manners and any(token.lemma_ in ("be", "sound", "remain") for token in told[-3:-1])


def is_saying(token: Token) -> bool:
    """Whether the token is a form of a verb of saying, used as a verb."""
    lists = words()
    if token.lower_ in lists.surely_saying:
        return True
    if token.lower_ not in lists.saying:
        return False
    if token.lower_ in ("read", "reads") and token.i + 1 < len(token.doc) and token.nbor(1).is_punct:
        return True
    if token.tag_[:2] == "VB" or (token.i > 0 and token.nbor(-1).lower_ in ("it", "he", "she", "they")):
        return True
    return token.i + 1 < len(token.doc) and token.nbor(1).lower_ in ("us", "me", "him", "her", "them")


def _attribution(speaker: Speaker | None, start: int, end: int, rule: str) -> Attribution | None:
    return Attribution(speaker, start, end, rule) if speaker is not None else None


def _has_saying(names: Names, start: int, end: int) -> bool:
    return any(is_saying(names.doc[index]) for index in range(start, end))


def _last_word(names: Names, start: int, end: int) -> Token | None:
    return next((token for token in reversed(names.doc[start:end]) if not token.is_punct and not token.is_space), None)


def _subject_before(names: Names, start: int, verb: int) -> tuple[int, int]:
    """The stretch that holds the subject: from the last comma before it, or all of it where a comma closes an apposition."""
    doc = names.doc
    end = verb
    quoted = any(token.lower_ in ("quoted", "heard") for token in doc[max(start, verb - 3) : verb])  # "was quoted as saying"
    while (
        end > start
        and (doc[end - 1].pos_ in ("ADV", "AUX", "PART", "SPACE") or (quoted and doc[end - 1].lower_ in ("as", "quoted", "heard")))
        and names.at(end - 1) is None
    ):
        end -= 1
    if end > start and doc[end - 1].text in _CLAUSE_BREAKS:
        return _before_apposition(names, start, end - 1), end - 1
    first = end
    while first > start and doc[first - 1].text not in _CLAUSE_BREAKS and doc[first - 1].lower_ not in ("and", "but", "that", "as"):
        first -= 1
    if first - 2 > start and doc[first - 1].text == "," and _is_where(names, first, end):  # "a tester from Columbus, Ohio"
        return _subject_before(names, start, first - 1)[0], first - 1
    return first, end


def _is_where(names: Names, start: int, end: int) -> bool:
    """Whether the words between a comma and the verb are the country or state of a town named before the comma."""
    places = [span for span in spans.spans(names.doc, "outage_regions") if span.start == start and span.end >= end]
    return bool(places) and names.doc[start - 2].pos_ == "PROPN"


def _before_apposition(names: Names, start: int, end: int) -> int:
    """Where the phrase begins whose apposition ends at ``end``: after an earlier conjunction or a phrase of time, else at the start."""
    for index in range(end - 1, start, -1):
        if names.doc[index].lower_ in ("but", "while") or names.doc[index].text in (":", ";"):
            return index + 1
    return start


def _speaker_of_verb(names: Names, start: int, verb: int) -> Speaker | None:
    """The subject of a verb to the left: by its arc where there is one, else by the words before it."""
    token = names.doc[verb]
    heads = [token, *(head for head in token.ancestors if head.i < verb and token.dep_ in _CLAUSES)][:4]
    if token.tag_ == "VBG" and not any(child.pos_ == "AUX" for child in token.children) and token.dep_ in ("acl", "amod", "compound"):
        return None
    for head in heads:
        subject = next((child for child in head.children if child.dep_ in ("nsubj", "nsubjpass") and start <= child.i < head.i), None)
        if subject is not None:
            return read_speaker(names, max(subject.left_edge.i, start), min(head.i, verb))
    return read_speaker(names, *_subject_before(names, start, verb))


def _possessor_of_saying(names: Names, start: int, end: int) -> Speaker | None:
    """ "The company's explanation: …", "Kestrel's verdict was …", "a statement from Kestrel: …"."""
    doc = names.doc
    for index in range(end - 1, start - 1, -1):
        if doc[index].lemma_.lower() not in words().sayings or doc[index].pos_ not in ("NOUN", "PROPN"):
            continue
        for mark in range(index - 1, max(start, index - 4), -1):
            if doc[mark].text in _APOSTROPHES:
                first = next((i + 1 for i in _backwards(mark - 1, start) if doc[i].text in _CLAUSE_BREAKS or doc[i].pos_ == "ADP"), start)
                return read_speaker(names, first, mark)
        if index + 2 < end and doc[index + 1].lower_ in ("from", "by"):
            return read_speaker(names, index + 2, end)
    return None


def _before_colon(names: Names, start: int, end: int) -> Attribution | None:
    """ "Kestrel: …", "Jane Doe, its chief executive: …", "is the guess of a former engineer we rang: …"."""
    direct = read_speaker(names, start, end)
    if direct is not None and end - start <= 20 and _speaks_for_itself(direct):
        return Attribution(direct, start, end, "quote.before.colon")
    person = nearest_person(names, start, end)
    if person is not None:
        return Attribution(Speaker(person), start, end, "quote.before.colon")
    named = [span for span in names.mentions if start <= span.start < end and may_be_organisation(span) and not _is_channel(span.label_)]
    if named:
        return Attribution(Speaker(organisation(named[0])), start, end, "quote.before.colon")
    if _OWN_PAGE.search(names.doc[start:end].text):
        return Attribution(Speaker(refers="organization", head="page"), start, end, "quote.before.colon")
    return None


def _speaks_for_itself(speaker: Speaker) -> bool:
    """A name, "the regulator", "the report": not "the message", which many things can be."""
    return (
        speaker.head in words().organisations or speaker.head in words().documents
        if speaker.agent is None
        else speaker.agent.kind != "unnamed"
    )


def _is_channel(label: str) -> bool:
    return label in ("channel", "tracker")


def _backwards(start: int, end: int) -> Iterator[int]:
    return iter(range(start, end - 1, -1))

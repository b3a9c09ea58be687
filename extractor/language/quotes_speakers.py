"""Who a phrase names as the speaker: "a Kestrel spokesman", "Jane Doe, who runs it", "the bank", "a baker from Leeds".

Read from the words, their order and the names that ``outage_names`` found; the parse is not asked.
"""

from __future__ import annotations

import dataclasses
import re
from typing import Literal

from spacy.tokens import Doc, Span

from extractor.language import spans
from extractor.language.quotes_names import Names, is_person_noun, may_be_organisation, organisation, person_name
from extractor.language.quotes_words import words
from extractor.records import Agent

Refers = Literal["organization", "person", "one"]
_BREAKS = frozenset({",", ";", ":", "–", "—", "-", "(", ")", "―"})
_RELATIVE = frozenset({"who", "which", "whose", "whom", "that", "where"})
_DEFINITE = frozenset({"the", "its", "their", "this", "that", "both"})
_INDEFINITE = frozenset({"a", "an", "one", "another", "some", "each"})
_CALLED = frozenset({"calling", "called", "named", "known"})
_APOSTROPHES = frozenset({"'s", "’s", "'", "’"})
_PUBLIC = frozenset({"government", "regulator"})  # kinds of which every country has many
_SURNAMED = re.compile(
    r"\b(?:surnamed|by the (?:sur)?name of|who (?:gave|gives) (?:his|her|their)(?: \w+)? name (?:\w+ )?as|who goes by)"
    r" ([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)"
    r"|\bwho (?:goes by|uses|posts under) the (?:handle|name|username|nickname|pseudonym) ([\w.-]*\w)"
)
_FORMERLY = frozenset({"former", "ex", "one-time", "onetime", "retired"})
_THEMSELVES = frozenset({"itself", "himself", "herself", "themselves"})
_POINTING = frozenset({"this", "that", "these", "those", "it", "which", "what"})
_ORGANISERS = frozenset({"organizer", "organiser", "campaigner", "prosecutor", "investigator"})  # many that speak as one
_OF = frozenset({"for", "from", "at", "of", "with", "on"})


@dataclasses.dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as a phrase says it.

    ``agent`` where the phrase itself tells; else ``refers`` says what kind of one it points back to, ``kinds`` are the catalogue's kinds
    that its noun means ("the bank") and ``head`` is that noun.
    """

    agent: Agent | None = None
    refers: Refers | None = None
    kinds: frozenset[str] = frozenset()
    head: str = ""


def read_speaker(names: Names, start: int, end: int) -> Speaker | None:
    """Who the tokens from ``start`` to ``end`` name; None where they name nobody who can speak."""
    doc = names.doc
    start = _skip(names, start, end)
    stop = _first_break(names, start, end)
    if start >= stop:
        return None
    if surname := _SURNAMED.search(doc[start:end].text):
        return Speaker(Agent(surname[1] or surname[2], "person"))
    if pronoun := _pronoun(doc[start:stop]):
        return pronoun
    if person := person_name(names, start, end):
        return Speaker(Agent(person, "person"))
    core = _core(names, start, stop)
    return _of_core(names, core, stop)


def _pronoun(phrase: Span) -> Speaker | None:
    first = phrase[0].lower_
    if (
        len(phrase) > 3
        and phrase[:3].text.lower() in ("one of its", "one of their")
        and phrase[3:].root.lemma_.lower() in words().officials
    ):
        return Speaker(refers="organization", head=phrase[3].lemma_.lower())
    if first in ("one", "another") and (len(phrase) == 1 or phrase[1].lower_ in ("of", "in", "from", "at", "on", "who")):
        return Speaker(refers="one", head=first)
    if phrase.text.lower().endswith(("year-old", "mother of two", "father of two")) and first in _DEFINITE:
        return Speaker(refers="person", head=phrase[-1].lower_)
    if len(phrase) != 1:
        return None
    if first in ("it", "they"):
        return Speaker(refers="organization", head=first)
    return Speaker(refers="person", head=first) if first in ("he", "she") else None


def _skip(names: Names, start: int, end: int) -> int:
    """Past what stands before the phrase proper: a time, conjunctions, adverbs, punctuation."""
    doc = names.doc
    for span in spans.spans(doc, "outage_times"):
        if start in (span.start, span.start - 1) and span.end < end and (start == span.start or doc[start].pos_ == "ADP"):
            start = span.end
            break
    while start < end and names.at(start) is None and doc[start].lower_ not in _INDEFINITE:
        if not (doc[start].is_space or doc[start].is_punct or doc[start].pos_ in ("CCONJ", "SCONJ", "ADV", "INTJ")):
            break
        start += 1
    return start


def _first_break(names: Names, start: int, end: int) -> int:
    for index in range(start, end):
        token = names.doc[index]
        inside = names.at(index)
        if (inside is None or inside.start == index) and (token.text in _BREAKS or token.lower_ in _RELATIVE) and index > start:
            if token.text == "-" and not token.whitespace_ and not names.doc[index - 1].whitespace_:
                continue
            return index
    return end


def _core(names: Names, start: int, stop: int) -> Span:
    """The phrase up to its first preposition or participle: "a network engineer | at a bank", "the Bank of Norland"."""
    doc = names.doc
    for index in range(start + 1, stop):
        token, inside = doc[index], names.at(index)
        if (inside is not None and inside.start < index) or "-" in (doc[index - 1].text, doc[min(index + 1, len(doc) - 1)].text):
            continue
        premodifier = token.tag_ in ("VBN", "VBG") and doc[index - 1].pos_ not in ("NOUN", "PROPN")
        if premodifier and index + 1 < stop and doc[index + 1].pos_ in ("NOUN", "PROPN", "ADJ"):
            continue
        if token.pos_ in ("ADP", "SCONJ") or token.tag_ in ("VBD", "VBZ", "VBP", "MD", "TO", "VBN", "VBG"):
            return doc[start:index]
    return doc[start:stop]


def _of_core(names: Names, core: Span, stop: int) -> Speaker | None:
    lists = words()
    last = len(core) - 1
    while last > 0 and (core[last].text in _APOSTROPHES or core[last].pos_ in ("ADV", "SPACE", "PUNCT", "PART") or core[last].is_space):
        last -= 1
    while last > 0 and core[last].lower_ in _THEMSELVES:
        last -= 1
    core = core[: last + 1]
    head = core[-1]
    if head.lower_ in _POINTING:
        return None
    lemma = head.lemma_.lower() if head.pos_ == "NOUN" else head.lower_
    named = names.at(head.i)
    if named is not None and named.end > core.end:
        named = None
    if any(token.lower_ in _FORMERLY for token in core[:-1]) and is_person_noun(head) | (lemma in lists.spokespersons):
        return Speaker(Agent(_description(names, core, stop), "unnamed"))
    if head.lower_ in lists.officials or lemma in lists.officials:
        return _official(names, core, lemma, stop)
    if head.tag_ in ("NNS", "NNPS") and head.lemma_.lower() in lists.roles and (employer := _employer(names, core.end, stop)):
        return employer
    if lemma in lists.organisations and not (named is not None and head.text[0].isupper()):
        return _organisation_noun(names, core, lemma, stop)
    if named is not None and may_be_organisation(named):
        return Speaker(Agent(named.text, "person") if is_told_as_person(named) else organisation(named))
    if head.lower_ in lists.crowds or head.lower_ in lists.shown:
        return None
    if head.text[0].isupper() and head.pos_ in ("PROPN", "NOUN") and head.lower_ not in lists.roles:
        return _unknown_name(names, core)
    if lemma in _ORGANISERS:
        return Speaker(Agent(_description(names, core, stop), "unnamed"))
    if head.pos_ not in ("NOUN", "ADJ", "PROPN", "NUM", "PRON") or head.tag_ in ("NNS", "WP", "PRP"):
        return None
    return Speaker(Agent(_description(names, core, stop), "unnamed"))


def _employer(names: Names, start: int, stop: int) -> Speaker | None:
    """ "analysts at Kestrel Research": many of one house speak as the house."""
    if start + 1 >= stop or names.doc[start].lower_ not in ("at", "of", "from", "with"):
        return None
    house = names.organisation(start + 1, min(start + 4, stop))
    return Speaker(organisation(house)) if house is not None else None


def _official(names: Names, core: Span, lemma: str, stop: int) -> Speaker | None:
    """One who speaks for an organisation: beside it, after "for", or meant by "its"."""
    inside = names.organisation(core.start, core.end - 1)
    if inside is not None:
        return Speaker(organisation(inside))
    following = names.doc[core.end] if core.end < stop else None
    if following is not None and following.lower_ in _OF:
        after = names.organisation(core.end + 1, stop)
        if after is not None and after.start <= core.end + 4:
            return Speaker(organisation(after))
        if lemma in words().spokespersons:
            inner = read_speaker(names, core.end + 1, stop)
            if inner is not None and (inner.refers or inner.agent):
                return inner if inner.refers else Speaker(Agent(_description(names, core, stop), "unnamed"))
    return _official_of_noun(names, core, lemma)


def _official_of_noun(names: Names, core: Span, lemma: str) -> Speaker | None:
    """ "the company's spokesman", "a bank spokesperson" point back; "a government spokesperson" stands for itself."""
    before = [
        token
        for token in core[:-1]
        if token.lower_ not in _DEFINITE | _INDEFINITE and token.pos_ != "ADJ" and token.text not in _APOSTROPHES
    ]
    noun = next((token.lower_ for token in before if token.lower_ in words().organisations), None)
    kinds = words().organisations[noun] if noun is not None else frozenset()
    somebody = core[0].lower_ in _INDEFINITE and bool(kinds) and (kinds <= _PUBLIC or lemma == "official")
    if noun is not None and not somebody:
        return Speaker(refers="organization", kinds=kinds, head=noun)
    if before and lemma in words().spokespersons:
        return Speaker(Agent(_description(names, core, core.end), "unnamed"))
    return Speaker(refers="organization", head=lemma)


def _organisation_noun(names: Names, core: Span, lemma: str, stop: int) -> Speaker | None:
    """ "the bank", "the airline": points back; "a rival bank" is somebody; "the energy ministry" has a name of its own."""
    inside = names.organisation(core.start, core.end - 1)
    if inside is not None and names.doc[inside.end].text in _APOSTROPHES:
        return Speaker(organisation(inside))
    if core.end < stop and names.doc[core.end].lower_ in _CALLED:
        called = names.organisation(core.end, stop)
        return Speaker(organisation(called)) if called is not None else None
    first = core[0].lower_
    if first in _INDEFINITE or (first not in _DEFINITE and first != "the"):
        return Speaker(Agent(_description(names, core, stop), "unnamed"))
    return Speaker(refers="organization", kinds=words().organisations[lemma], head=lemma)


def _unknown_name(names: Names, core: Span) -> Speaker | None:
    """A capitalised run that is no known organisation: a surname, a person's name, or an organisation's that nobody listed."""
    start = core.end - 1
    while start > core.start and (core.doc[start - 1].text[:1].isupper() or core.doc[start - 1].lower_ in ("&", "of")):
        start -= 1
    while start < core.end - 1 and core.doc[start].lower_ in (words().titles | {"the", "of"}):
        start += 1
    run = core.doc[start : core.end]
    titled = start > 0 and core.doc[start - 1].lower_ in words().titles
    if len(run) == 1 and (full := names.full_name(run.text, run.start)):
        return Speaker(Agent(full, "person"))
    return Speaker(Agent(run.text, "person" if titled else "organization"))


def is_told_as_person(name: Span) -> bool:
    """Whether what follows a name that no list knows is said of people: "Ngozi, a nurse", "Jo Bell, 43," "Sofia Brandt, who"."""
    if name._.named.kind is not None or name.end + 1 >= len(name.doc) or name.doc[name.end].text != ",":
        return False
    following = name.doc[name.end + 1 : name.end + 6]
    if any(token.lower_ == "who" and token.nbor(-1).text == "," for token in name.doc[name.end + 2 : name.end + 9]):
        return True
    if following[0].lower_ in ("who", "whose", "aged") or (following[0].like_num and len(following[0]) == 2):
        return True
    nouns = [token for token in following if token.pos_ == "NOUN"]
    return following[0].lower_ in ("a", "an") and any(is_person_noun(token) for token in nouns[:2])


def _description(names: Names, core: Span, stop: int) -> str:
    """The words by which an unnamed speaker is told: the noun with what goes before and the places and things after it."""
    end = core.end
    while end < stop and not _ends_description(names, end):
        end += 1
    text = " ".join(names.doc[core.start : end].text.split()).rstrip(" ,;–—-")
    first, _, rest = text.partition(" ")
    if first.lower() == "the" and rest:
        return rest
    return f"{first.lower()} {rest}" if first.lower() in _INDEFINITE and rest else text


def _ends_description(names: Names, index: int) -> bool:
    """Whether the description ends before a token: at a verb, or at a preposition that tells when or where it was said."""
    token = names.doc[index]
    if token.pos_ in ("SCONJ", "CCONJ", "PRON", "ADV") or token.tag_ in ("VBD", "VBZ", "VBP", "MD", "TO") or token.is_space:
        return token.lower_ not in ("and", "of") and token.tag_ != "PRP$" and not token.text.isupper()
    if token.pos_ == "ADP" and token.lower_ not in ("of", "for", "from"):
        rest = names.doc[index : min(index + 6, len(names.doc))].text
        if words().network.match(rest):
            return True
        return words().issued.match(rest) is not None or _is_time(names.doc, index)
    return False


def _is_time(doc: Doc, index: int) -> bool:
    return any(span.start in (index, index + 1) for span in doc.spans.get("outage_times", []))

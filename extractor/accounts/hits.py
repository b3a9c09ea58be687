"""Which names and generic services a phrase of failing (or of having been spared) speaks of."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from extractor.accounts.hits_near import nearest
from extractor.accounts.hits_vetoes import is_way_round, tells
from extractor.accounts.hits_words import SERVICES
from extractor.accounts.hits_words import words as words  # others import it from here
from extractor.accounts.story import Story
from extractor.language.kept import kept

_ARCS = frozenset({"compound", "nmod", "amod", "appos", "conj", "poss", "nummod"})
_PASSED_OVER = frozenset({"DET", "ADJ", "NOUN", "PRON", "ADP", "PART", "NUM", "ADV", "PROPN"})
_UP_TO_SUBJECT = frozenset(
    ["xcomp", "ccomp", "conj", "aux", "auxpass", "acomp", "advmod", "prep", "pobj", "prt", "attr", "dobj", "amod", "relcl", "acl", "advcl"]
)  # arcs by which a verb without a subject of its own may share its head's
_REACH = 8
FAILING = frozenset({"down", "downs", "either", "trouble", "barred", "inverted", "intransitive"})


@dataclasses.dataclass(frozen=True, slots=True)
class Hit:
    """A name (or generic service) and the phrase that speaks of it. ``spared`` where it says that it was not hit.

    ``direct`` where syntax joins the two, not their nearness alone.
    """

    span: Span
    phrase: Span
    spared: bool
    direct: bool = True


def hits(story: Story) -> tuple[Hit, ...]:
    """All hits of a story in order of place; computed once a Doc."""
    return kept(story.doc, "hits", lambda: tuple(_hits(story)))


def _hits(story: Story) -> Iterator[Hit]:
    by_sentence: dict[int, list[Span]] = {}
    for span in story.spans("outage_names"):
        if not (tells(span) or is_way_round(span)):
            by_sentence.setdefault(story.index(span), []).append(span)
    phrases: dict[int, list[Span]] = {}
    for phrase in story.spans("outage_impact"):
        phrases.setdefault(story.index(phrase), []).append(phrase)
    for number in sorted(phrases):
        if number in by_sentence:
            yield from _in_sentence(story.doc, by_sentence[number], phrases[number])


def _in_sentence(doc: Doc, names: list[Span], phrases: list[Span]) -> Iterator[Hit]:
    lists = _lists(doc, names)
    failing = any(phrase.label_ in FAILING and not _denied(phrase) for phrase in phrases)
    for phrase in phrases:
        if phrase.label_ == "using" and not failing:
            continue
        spared = phrase.label_ in ("spared", "spares") or _denied(phrase)
        if not spared and phrase.label_ in FAILING:
            yield from (Hit(span, phrase, False) for span in _after_colon(doc, phrase, lists))
        direct = _of_each(_with_lists([_owned(span, names) for span in _victims(phrase, names)], lists), names)
        for span in direct:
            yield Hit(span, phrase, spared)
        if not any(span.label_ in SERVICES for span in direct) and phrase.label_ in (*FAILING, "spared"):
            yield from (Hit(span, phrase, spared, False) for span in nearest(doc, phrase, lists, phrases))


def _of_each(found: list[Span], names: list[Span]) -> list[Span]:
    """Instead of owners, what is theirs: of "the websites of Kelpie and Zephyr" both websites, neither Kelpie nor Zephyr."""
    generic = [span for span in names if span.label_ == "generic_service"]
    chosen: dict[tuple[int, int], Span] = {}
    for span in found:
        around = [other for other in generic if other.start <= span.start and span.end <= other.end]
        kept = [other for other in generic if other.start == around[0].start] if around else [span]
        chosen.update({(other.start, other.end): other for other in kept})
    return [chosen[key] for key in sorted(chosen)]


def _after_colon(doc: Doc, phrase: Span, lists: list[list[Span]]) -> list[Span]:
    """As in "The rest went wobbly too: Kestrel Pay, Zephyr Mail, the booking site"."""
    rest = doc[phrase.end : min(phrase.end + 3, len(doc))]
    colon = next((token.i for token in rest if token.text == ":"), None)
    return [] if colon is None else next((group for group in lists if 0 < group[0].start - colon <= 2), [])


def _owned(span: Span, names: list[Span]) -> Span:
    """The service that follows its owner's name: in "the Kestrel app" it is the app that failed."""
    for other in names:
        near = other.label_ == "generic_service" and 0 <= other.start - span.end <= 2
        if near and span.doc[span.end : other.start].text in ("", "'s", "’s", "'", "’"):
            return other
    return span


def _denied(phrase: Span) -> bool:
    """As in "No outage at ...", "did not crash"."""
    before = phrase.doc[max(phrase.start - 2, 0) : phrase.start]
    if any(token.lower_ == "no" and token.nbor(1).lower_ != "longer" for token in phrase[:-1]):
        return True
    if phrase.label_ == "using":
        return any(token.lemma_ in ("keep", "continue", "carry", "still") for token in before)
    if phrase.label_ in ("down", "downs", "either", "intransitive"):
        return any(child.dep_ == "neg" for child in phrase.root.children if child.i < phrase.start) or any(
            t.lower_ in ("never", "not") for t in before
        )
    return phrase.label_ == "trouble" and any(token.lower_ in ("no", "without") for token in before)


def _lists(doc: Doc, names: list[Span]) -> list[list[Span]]:
    """Names that stand in one enumeration: "Kestrel Pay, Zephyr and the booking site"."""
    groups: list[list[Span]] = []
    for span in names:
        if groups and enumerates(doc, groups[-1][-1], span):
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


def enumerates(doc: Doc, first: Span, second: Span) -> bool:
    """Whether two names are neighbours in one enumeration: only commas, "and" and the like stand between."""
    between = [token for token in doc[first.end : second.start] if not token.is_space]
    while between and (between[0].pos_ == "NOUN" or between[0].text == "-"):
        between.pop(0)  # "IAM sign-ins, Amazon Connect"
    while len(between) > 1 and between[-1].pos_ in ("NOUN", "ADJ") and between[-1].lower_ not in words()["between"]:
        between.pop()  # "Kelpie, social network Quillcase"
    if not between or len(between) > 5:
        return False
    return any(token.lower_ in (",", "and", "or", "&", "well") for token in between) and all(
        token.lower_ in words()["between"] for token in between
    )


def _with_lists(victims: list[Span], lists: list[list[Span]]) -> list[Span]:
    found: dict[tuple[int, int], Span] = {}
    for victim in victims:
        for group in lists:
            if any(span.start == victim.start for span in group):
                found.update({(span.start, span.end): span for span in group})
    return [found[key] for key in sorted(found)]


def _victims(phrase: Span, names: list[Span]) -> list[Span]:
    if not names:
        return []
    label = phrase.label_
    if label in FAILING and _is_copula(phrase.doc, phrase.end):
        return _following(phrase.doc[phrase.start : phrase.end + 1], names)  # "Among those that could not be reached were ..."
    if label == "intransitive":
        return [] if any(child.dep_ in ("dobj", "xcomp", "ccomp") for child in phrase.root.children) else _subjects(phrase, names)
    if label == "either":
        label = "downs" if any(child.dep_ == "dobj" for child in phrase.root.children) else "down"
    if label in ("down", "back", "spared"):
        return _subjects(phrase, names)
    if label in ("downs", "backs", "spares"):
        return _objects(phrase, names)
    if label == "trouble":
        return _of_noun(phrase, names)
    if label in ("using", "inverted"):
        return _following(phrase, names)
    return _following(phrase, names) or _using_subjects(phrase, names)


def _is_copula(doc: Doc, index: int) -> bool:
    """Whether a form of "be" stands here as a verb of its own."""
    if index + 1 >= len(doc) or doc[index].lemma_ != "be" or doc[index].is_sent_start:
        return False
    return doc[index + 1].tag_ not in ("VBN", "VBG", "RB", "JJ", "IN", "MD")


def subject_of(phrase: Span) -> Token | None:
    """The subject of a phrase's verb, or of a verb that it shares it with."""
    verb = phrase.root
    for _ in range(4):
        found = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass") and child.i < phrase.end]
        if found:
            return found[0]
        if verb.dep_ not in _UP_TO_SUBJECT:
            return None
        if verb.dep_ in ("relcl", "acl"):
            return _counted_among(verb.head)
        verb = verb.head
    return None


def _counted_among(noun: Token) -> Token:
    """As in "Kestrel and Zephyr were among the names to falter": the subject of the copula, not the names."""
    head = noun
    while head.dep_ in ("pobj", "attr", "prep"):
        head = head.head
    if head.lemma_ != "be":
        return noun
    return next((child for child in head.children if child.dep_ in ("nsubj", "nsubjpass")), noun)


def _subjects(phrase: Span, names: list[Span]) -> list[Span]:
    beside = [span for span in names if span.end <= phrase.start]
    if beside and all(token.pos_ in ("AUX", "ADV", "PART") for token in phrase.doc[beside[-1].end : phrase.start]):
        return [beside[-1]]
    subject = subject_of(phrase)
    if subject is not None:
        if subject.tag_ in ("WDT", "WP") and subject.head.dep_ == "relcl":
            subject = subject.head.head
        tokens = set(_closure(subject))
        if subject.lemma_.lower() in words()["people"]:
            tokens.update(range(subject.left_edge.i, subject.i))  # "Broadband and landline customers"
        found = [span for span in names if any(token.i in tokens for token in span)]
        if found:
            return found
        if subject.pos_ not in ("NOUN", "PROPN", "X", "ADJ", "VERB"):
            return []
        return [span for span in names if span.start == subject.i]
    return []


def _closure(head: Token) -> Iterator[int]:
    """The tokens that a noun phrase names: the head, what is joined to it, whose users or systems they are."""
    yield head.i
    for child in head.children:
        names_part = head.pos_ == "PROPN" or head.lemma_.lower() in words()["carriers"] or head.lemma_.lower() in words()["people"]
        if child.dep_ == "poss" or (child.dep_ in ("compound", "nmod", "amod") and not names_part):
            continue
        if child.dep_ in _ARCS:
            yield from _closure(child)
        elif child.dep_ == "prep" and (
            child.lower_ in ("like", "including")
            or (child.lower_ in ("of", "at", "for", "as", "in", "on", "across") and head.lemma_.lower() in words()["carriers"])
        ):
            yield from _objects_of(child)
        elif (
            child.dep_ == "relcl" and child.lemma_ in ("rely", "depend", "run", "sit", "use") and head.lemma_.lower() in words()["carriers"]
        ):
            for inner in child.children:
                if inner.dep_ == "prep":
                    yield from _objects_of(inner)


def _objects_of(preposition: Token) -> Iterator[int]:
    for child in preposition.children:
        if child.dep_ == "pobj":
            yield from _closure(child)


def _objects(phrase: Span, names: list[Span]) -> list[Span]:
    inside = [span for span in names if phrase.start < span.start and span.end <= phrase.end]
    if phrase[-1].tag_ == "IN" and len(phrase) > 1:
        return _following(phrase, names)
    if inside:
        return inside
    following = _following(phrase, names)
    if phrase.root.tag_ in ("VBN", "VBD") and not following and len(phrase) == 1 and phrase.root.dep_ != "amod":
        return [] if any(child.dep_ == "dobj" for child in phrase.root.children) else _subjects(phrase, names)
    if phrase.root.tag_ == "VBN" and (any(c.dep_ in ("auxpass", "nsubjpass") for c in phrase.root.children)):
        return _subjects(phrase, names)
    return following


def _following(phrase: Span, names: list[Span]) -> list[Span]:
    starts = {span.start: span for span in names}
    for token in phrase.doc[phrase.end : min(phrase.end + _REACH, len(phrase.doc))]:
        if token.is_sent_start:
            return []
        if token.i in starts:
            return [starts[token.i]]
        if token.pos_ not in _PASSED_OVER and token.text not in ("'s", "’s", "-", "“", '"', "‘", "*", "**"):
            return []
    return []


def _using_subjects(phrase: Span, names: list[Span]) -> list[Span]:
    """As in "Kestrel users could not log in"."""
    subject = subject_of(phrase)
    if subject is None or subject.lemma_.lower() not in words()["people"]:
        return []
    tokens = set(_closure(subject))
    return [span for span in names if any(token.i in tokens for token in span)]


def _of_noun(phrase: Span, names: list[Span]) -> list[Span]:
    last = phrase[-1]
    if last.pos_ == "ADP" or last.dep_ == "prep" or last.tag_ in ("IN", "TO", "VBG"):
        found = _following(phrase, names)
        if found:
            return found
    before = [
        span
        for span in names
        if span.end == phrase.start or (span.end == phrase.start - 1 and phrase.doc[span.end].text in ("'s", "’s", "'", "’"))
    ]
    return before[-1:]

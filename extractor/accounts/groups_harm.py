"""Whether a noun phrase is said to be hurt: by its verb, by what it hangs on, or by what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extractor.accounts.groups_verbs import goes_down, lists, negated, says, suffers
from extractor.language.groups_words import class_of, lexicon
from extractor.language.kept import kept

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "VERB"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def hurt(head: Token) -> str | None:
    """How the text says that those whom a noun names were hurt, as a rule's id; None where it does not."""
    return kept(head.doc, f"hurt {head.i}", _hurt, head)


def _hurt(head: Token) -> str | None:
    for sign, name in _SIGNS:
        if sign(head):
            return f"group.{name}"
    return None


def tops(head: Token) -> Iterator[Token]:
    """The noun and those that it stands beside or under: the first of its list, the thousands that it is of."""
    seen: set[int] = set()
    token: Token | None = head
    while token is not None and token.i not in seen:
        seen.add(token.i)
        yield token
        token = _above(token)


def _above(token: Token) -> Token | None:
    above = token.head
    if token.dep_ in ("conj", "appos"):
        return above if above.pos_ in _NOMINAL else None
    if token.dep_ != "pobj":
        return None
    noun = above.head.lemma_.lower()
    if above.lower_ == "of" and (noun in lexicon()["quantities"] or above.head.lower_ in lexicon()["quantities"]):
        return above.head
    if above.lower_ in ("of", "at") and noun in lists()["theirs"]:
        return above.head
    if above.lower_ in ("like", "including", "as"):
        return above.head.head if above.head.pos_ == "ADP" else above.head if above.head.pos_ in ("NOUN", "PROPN") else None
    return None


def _as_subject(head: Token) -> bool:
    return any(suffers(verb, passive) for verb, passive in _verbs(head)) or _joins_in(head)


def _joins_in(head: Token) -> bool:
    """ "as did shops", where the parse makes the noun the clause."""
    return any(
        token.dep_ == "advcl" and any(child.lower_ in ("as", "so") for child in token.children) and suffers(token.head, False)
        for token in tops(head)
    )


def _verbs(head: Token) -> Iterator[tuple[Token, bool]]:
    """The verbs that have the noun as their subject, its clauses' too; whether the noun is what they are done to."""
    for token in tops(head):
        if token.dep_ in _SUBJECTS:
            yield token.head, token.dep_ == "nsubjpass"
        places = [noun for child in token.children if child.dep_ == "prep" for noun in child.children if noun.dep_ == "pobj"]
        clauses = [clause for noun in places for clause in noun.children if clause.dep_ == "relcl"]
        for child in (*token.children, *clauses):
            if child.dep_ in ("relcl", "acl"):
                yield child, (child.dep_ == "acl" and child.tag_ == "VBN") or any(c.dep_ == "nsubjpass" for c in child.children)


def _went_down(head: Token) -> bool:
    """ "newsrooms went dark", "the station dropped off the air"; people do not go down."""
    return class_of(head) != "people" and any(goes_down(verb) for verb, _ in _verbs(head))


def _as_object(head: Token) -> bool:
    """ "locked traders out", "left commuters stranded", "rippled through hotels"."""
    for token in tops(head):
        verb = token.head
        small_clause = token.dep_ in _SUBJECTS and verb.dep_ in ("ccomp", "xcomp") and verb.i > token.i > verb.head.i
        if small_clause or (token.dep_ == "pobj" and verb.lower_ in ("to", "on", "into", "through", "across", "over")):
            verb = verb.head
        elif token.dep_ not in ("dobj", "iobj", "dative", "oprd"):
            continue
        if says("hurts", verb):
            return not negated(verb)
    return False


def _under_harm(head: Token) -> bool:
    """ "chaos for commuters", "complaints from traders", "the terminals died in shops", "in hospitals, nurses went back to paper"."""
    for token in tops(head):
        if token.dep_ == "pobj" and token.head.lower_ in lists()["among_whom"]:
            preposition, above = token.head.lower_, token.head.head
            if above.dep_ == "xcomp" and above.head.lemma_ in lists()["breaks"]:
                above = above.head
            if above.lemma_.lower() in lists()["harm"]:
                return not _is_own_failure(above, preposition) and not any(c.lower_ in ("no", "without", "any") for c in above.children)
            if _comes_from(above, preposition) or _happens_in(above, preposition) or _is_bad_time(above, preposition):
                return True
    return False


def _is_own_failure(noun: Token, preposition: str) -> bool:
    """ "an outage at a bank" tells whose failure it is, "an outage for a bank" whom it hurts."""
    return noun.lemma_.lower() in lists()["own_failure"] and preposition in lists()["where"]


def _comes_from(verb: Token, preposition: str) -> bool:
    """ "grumbles came from shopkeepers", "problems were reported by airlines"."""
    if not (preposition == "from" and verb.lemma_ in lists()["comes"]) and not (preposition == "by" and verb.lemma_ in lists()["telling"]):
        return False
    return any(child.dep_ in _SUBJECTS and child.lemma_.lower() in lists()["harm"] for child in verb.children)


def _is_bad_time(above: Token, preposition: str) -> bool:
    """ "a poor Saturday for stallholders", "For stallholders it was a bad day"."""
    if preposition != "for":
        return False
    times = [above, *(child for child in above.children if child.dep_ == "attr" and above.lemma_ == "be")]
    return any(
        time.lemma_.lower() in lists()["spells"] and any(child.lower_ in lists()["bad"] for child in time.children) for time in times
    )


def _happens_in(above: Token, preposition: str) -> bool:
    if preposition in ("in", "at", "across", "for", "inside") and (above.lemma_ in lists()["breaks"] or _is_broken(above)):
        return True
    return preposition in ("in", "at", "inside") and above.pos_ in ("VERB", "AUX") and _people_suffer(above)


def _is_broken(noun: Token) -> bool:
    """ "froze *card readers* in shops"."""
    return noun.pos_ == "NOUN" and noun.dep_ in ("dobj", *_SUBJECTS) and noun.head.lemma_ in lists()["breaks"]


def _people_suffer(verb: Token) -> bool:
    """ "In hospitals, nurses went back to paper", "at the airport, departures were held"."""
    subjects = [child for child in verb.children if child.dep_ in _SUBJECTS]
    return any((_is_people(noun) or noun.dep_ == "nsubjpass") and suffers(verb, noun.dep_ == "nsubjpass") for noun in subjects)


def _is_people(noun: Token) -> bool:
    return class_of(noun) is not None or noun.lemma_.lower() in lists()["own_people"]


def _speaks_up(head: Token) -> bool:
    """ "said the owner of a flower shop": someone of a body that was hurt tells of it."""
    if head.lemma_.lower() in lists()["lookers_on"] or not any(child.lower_ in ("a", "an", "one") for child in head.children):
        return False
    if (
        head.dep_ == "dobj" and head.head.dep_ == "relcl" and head.head.lemma_ in ("run", "own", "manage")
    ):  # "said Ana Ruiz, who runs a ..."
        return head.head.head.dep_ == "nsubj" and head.head.head.head.lemma_ in lists()["quoting"]
    for token in head.ancestors:
        if token.dep_ == "nsubj" and token.head.lemma_ in lists()["quoting"]:
            return token.lemma_.lower() not in lists()["bystanders"] and any(t.text in ('"', "“", "”") for t in token.head.subtree)
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("relcl", "acl"):
            return False
    return False


def _inverted(head: Token) -> bool:
    """ "Affected are bakeries and filling stations"."""
    for token in tops(head):
        verb = token.head
        if verb.lemma_ == "be" and verb.i and token.i > verb.i and token.dep_ in ("attr", *_SUBJECTS):
            return verb.nbor(-1).lower_ in lists()["hurt"]
    return False


def _by_adjective(head: Token) -> bool:
    """ "stranded passengers", "affected businesses"."""
    return any(
        child.i < head.i and child.dep_ in ("amod", "nmod", "compound") and child.lower_ in lists()["hurt"] for child in head.children
    )


_SIGNS = (
    (_by_adjective, "adjective"),
    (_as_subject, "subject"),
    (_went_down, "down"),
    (_as_object, "object"),
    (_under_harm, "under"),
    (_inverted, "inverted"),
    (_speaks_up, "speaker"),
)

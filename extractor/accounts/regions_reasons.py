"""What speaks against a place's being one where it was felt: it is an expert's or a company's seat, tells the time, was spared..."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from spacy.tokens import Span, Token

from extractor.accounts.groups_harm import hurt
from extractor.accounts.groups_verbs import lists
from extractor.accounts.hits import FAILING
from extractor.accounts.story import Sentence, Story
from extractor.accounts.surroundings import NONE, by_sentence
from extractor.language.groups_words import class_of
from extractor.language.names import mention_of
from extractor.language.places import load_places
from extractor.language.regions_places import lexicon

Reason = Callable[[Story, Span], bool]

_TO_THE_CLOCK = frozenset({"in", "on", "the", "us", "u.s."})
_DASHES = frozenset({"-", "–", "—", "--"})
_LOCATING = frozenset({"in", "at", "from", "of", "near", "to", "for", "across", "around", "outside"})
_CLIMB = 40  # how far up the tree a look goes: lists of thousands of places would cost the square of their length


def against(story: Story, span: Span) -> list[str]:
    """The names of all reasons against a region's span; empty where it counts."""
    return [reason.__name__.lstrip("_") for reason in _AGAINST.get(span.id_, _PLACE) if reason(story, span)]


def _is_dateline(story: Story, span: Span) -> bool:
    """ "LONDON, June 2 (Wire) - ...", "SEJONG – ..." at the head of a paragraph."""
    before = span.doc[span.start - 1] if span.start else None
    if (
        before is not None
        and before.text == "/"
        and any(_is_dateline(story, o) for o in story.doc.spans["outage_regions"] if o.end == before.i)
    ):
        return True
    if not span[0].is_sent_start:
        return False
    for token in span.doc[span.end : span.end + 16]:
        if token.text == ":" and any(t.text == "," for t in span.doc[span.end : token.i]):
            return any(t.like_num for t in span.doc[span.end : token.i])
        if token.text in _DASHES:
            return token.i == span.end or any(t.text in (",", "(", "/") for t in span.doc[span.end : token.i])
        if token.pos_ in ("VERB", "AUX") or token.is_sent_start:
            return False
    return False


def _tells_time(story: Story, span: Span) -> bool:
    """ "8am in New York", "London time"."""
    doc = span.doc
    if span.end < len(doc) and doc[span.end].lower_ in ("time", "clock"):
        return True
    before = span.start
    while before > 0 and doc[before - 1].lower_ in _TO_THE_CLOCK:
        before -= 1
    return before < span.start and any(other.label_ == "TIME" and other.end == before for other in doc.spans.get("outage_times", []))


def _is_seat(story: Story, span: Span) -> bool:
    """ "a Texas company", "the San Francisco-based firm", "its headquarters in Rome", "Head office in Chicago"."""
    if _is_of_hurt(span):
        return False
    following = span.doc[span.end : span.end + 2]
    if len(following) == 2 and following[0].text in ("-", "–") and following[1].lower_ in ("based", "headquartered", "born", "listed"):
        return not hurt(following[1].head)
    before = span.doc[max(span.start - 3, 0) : span.start]
    if any(token.lower_ in ("based", "headquartered") for token in before):
        return True
    if any(token.lemma_ in lexicon()["seats"] and token.tag_ == "VBN" for token in _governors(span)[:2]):
        return True
    noun = noun_of(span)
    if noun is None:
        return _is_seat_of_subject(span)
    if noun.pos_ == "PROPN":
        return _is_nationality(span, noun)
    lemma = noun.lemma_.lower()
    if lemma in lexicon()["rooms"] and any(child.lower_ in lexicon()["staffed"] for child in noun.children):
        return True
    return lemma in lexicon()["companies"] and (noun.tag_ != "NNS" or lemma in lexicon()["seat_nouns"])


def _is_of_hurt(span: Span) -> bool:
    """ "a law firm in Baltimore lost its files", "said the owner of a garage in Slough": the seat of someone who was hurt."""
    noun = noun_of(span)
    if noun is None or noun.tag_ != "NN" or span.id_ == "regions.people":
        return False
    return any(child.lower_ in ("a", "an", "one", "another") for child in noun.children) and hurt(noun) is not None


def _is_seat_of_subject(span: Span) -> bool:
    """ "Kelpie's headquarters are in Rome"."""
    verb = span.root.head.head if span.root.dep_ == "pobj" else span.root
    subjects = [child for child in verb.children if child.dep_ == "nsubj"] if verb.lemma_ in ("be", "lie", "sit", "stand") else []
    return any(noun.lemma_.lower() in lexicon()["seat_nouns"] for noun in subjects)


def _is_topic(story: Story, span: Span) -> bool:
    """ "worries about Greece", "has nothing to do with Sudan", "unlike Japan"."""
    root = _first_of_list(span.root)
    return root.dep_ == "pobj" and root.head.lower_ in lexicon()["topical"]


def _is_nationality(span: Span, noun: Token) -> bool:
    """ "American Airlines of the United States", "Japan's NTT", unless that body was hurt."""
    root = _first_of_list(span.root)
    named = next((name for name in span.doc.spans.get("outage_names", []) if name.start <= noun.i < name.end), None)
    of_it = root.dep_ == "poss" or (root.dep_ == "pobj" and root.head.lower_ == "of")
    return of_it and named is not None and mention_of(named).kind != "airport" and not hurt(noun)


def _is_authority(story: Story, span: Span) -> bool:
    """ "US senators", "Britain's regulator", "Ottawa was quick to rule out ..."."""
    noun = noun_of(span)
    if noun is not None and noun.lemma_.lower() in lexicon()["authorities"]:
        return True
    root = _first_of_list(span.root)
    if root.dep_ != "nsubj":
        return False
    verbs = [root.head, *(child for child in root.head.subtree if child.dep_ == "xcomp")]
    return any(verb.lemma_ in lexicon()["speaking"] for verb in verbs)


def _is_home_of_speaker(story: Story, span: Span) -> bool:
    """Where an expert sits, or where anyone is from; the place of a customer who speaks of the failure counts."""
    if _is_of_hurt(span):
        return False
    noun = noun_of(span)
    if noun is not None and span.start and span.doc[span.start - 1].lower_ == "from" and class_of(noun) == "people" and noun.tag_ == "NN":
        return True
    ancestors = list(itertools.islice(span.root.ancestors, _CLIMB))
    above = list(itertools.takewhile(lambda token: token.pos_ not in ("VERB", "AUX") and token.lower_ != "according", ancestors))
    if any(_people(token) & lexicon()["experts"] for token in above if token.pos_ in ("NOUN", "PROPN")):
        return True
    verb = next(iter(ancestors[len(above) :]), None)
    return verb is not None and (
        verb.lower_ == "according" or (verb.lemma_ in lexicon()["talking"] and not any(t.pos_ != "ADP" for t in above))
    )


def _is_on_the_way(story: Story, span: Span) -> bool:
    """ "bound from Orlando to Charlotte", "flying to Denver", "a wedding in Denver"."""
    noun = noun_of(span)
    if noun is not None and noun.lemma_.lower() in lexicon()["events"]:
        return True
    if _is_destination(span) or any(child.dep_ == "nsubj" and child.lemma_.lower() in lexicon()["traded"] for child in _verb(span)):
        return True
    return any(token.lemma_ in lexicon()["journeys"] or token.lower_ == "bound" for token in _governors(span)[:4])


def _is_destination(span: Span) -> bool:
    """ "traffic was moved to servers in Oregon"."""
    above = [span.root, *span.root.ancestors]
    return any(a.lower_ == "to" and a.dep_ == "prep" and b.lemma_ in lexicon()["moves"] for a, b in itertools.pairwise(above[:5]))


def _verb(span: Span) -> list[Token]:
    """What hangs on the nearest verb above the place; empty where there is none."""
    verb = next((token for token in span.root.ancestors if token.pos_ in ("VERB", "AUX")), None)
    return list(verb.children) if verb is not None else []


def _tells_where_another_lies(story: Story, span: Span) -> bool:
    """ "Slough, west of London", "Dayton, Ohio"."""
    doc = span.doc
    if span.start > 1 and doc[span.start - 1].lower_ == "of" and doc[span.start - 2].lower_ in lexicon()["compass"]:
        return span.start == 2 or doc[span.start - 3].lower_ != "the"
    return bool(_town_of(span))


def _town_of(span: Span) -> str:
    """The town that its state or country follows: "Dayton" for Ohio in "Dayton, Ohio"; empty in a list, "Leeds, France and Spain"."""
    doc = span.doc
    whole = load_places().find(span._.place.label)
    if not whole or whole[0].kind not in ("state", "country") or (span.end < len(doc) and doc[span.end].lower_ in ("and", "or")):
        return ""
    for other in doc.spans["outage_regions"]:
        if other.end == span.start - 1 and doc[other.end].text == ",":
            town = load_places().find(other._.place.label)
            return str(other._.place.label) if not town or town[0].kind == "city" else ""
    return ""


def _was_spared(story: Story, span: Span) -> bool:
    """ "Only Asia was spared"."""
    verb = next((token for token in span.root.ancestors if token.pos_ in ("VERB", "AUX")), None)
    near = [phrase for phrase in _phrases(story, span) if verb is not None and phrase.start <= verb.i < phrase.end]
    return any(phrase.label_ in ("spared", "spares") for phrase in near) and not any(phrase.label_ in FAILING for phrase in near)


def _explains_cloud_region(story: Story, span: Span) -> bool:
    """ "us-east-1, a cluster in Northern Virginia"."""
    return any(
        other.id_ == "regions.cloud" and other.end <= span.start <= other.end + 12 and story.index(other) == story.index(span)
        for other in story.doc.spans["outage_regions"]
    )


def _is_idle_adjective(story: Story, span: Span) -> bool:
    """An adjective of a people counts before what was hit, and as the noun for them: "British supermarkets", "Australians".

    Before one body alone it says whose seat it is: "a Swedish web pharmacy".
    """
    if span.root.tag_ in ("NNPS", "NNS"):
        return False
    noun = noun_of(span)
    if noun is None or class_of(noun) is not None:
        return noun is None or noun.tag_ == "NN"
    return noun.lemma_.lower() not in lexicon()["felt"]


def _is_idle_setting(story: Story, span: Span) -> bool:
    """ "an auction house in Vienna" where nothing fails: a town of some noun that is neither people, a body, nor what failed."""
    found = load_places().find(span._.place.label)
    noun = noun_of(span)
    if (found and found[0].kind != "city") or noun is None or noun.pos_ == "PROPN" or span.root.head.lower_ not in ("in", "at"):
        return False
    if any(name.start <= noun.i < name.end for name in story.doc.spans.get("outage_names", [])):
        return False
    lemma = noun.lemma_.lower()
    return class_of(noun) is None and lemma not in lexicon()["felt"] and lemma not in lists()["harm"] and _without_failure(story, span)


def _without_failure(story: Story, span: Span) -> bool:
    """Nothing in the sentence says that anything failed: "it has 400 million users worldwide"."""
    sentence = story.sentence(span)
    hurts = any(hurt(group.root) for group in by_sentence(story, "outage_groups").get(story.index(span), NONE))
    return not (hurts or span.root.head.lemma_ == "be" or fails(story, sentence))


_PLACE: tuple[Reason, ...] = (
    _is_dateline,
    _tells_time,
    _is_seat,
    _is_topic,
    _is_authority,
    _is_home_of_speaker,
    _is_on_the_way,
    _tells_where_another_lies,
    _was_spared,
    _is_idle_setting,
    _explains_cloud_region,
)
_AGAINST: dict[str, tuple[Reason, ...]] = {
    "regions.people": (*_PLACE, _is_idle_adjective),
    "regions.cloud": (_was_spared,),
    "regions.world": (_without_failure, _was_spared),
    "regions.nation": (_without_failure, _was_spared),
}


def fails(story: Story, sentence: Sentence) -> bool:
    number = story.index(sentence.span)
    phrases, counts = by_sentence(story, "outage_impact").get(number, NONE), by_sentence(story, "outage_counts").get(number, NONE)
    return any(phrase.label_ in FAILING for phrase in phrases) or any(count.label_ == "reports" for count in counts)


def _phrases(story: Story, span: Span) -> list[Span]:
    """The phrases of failing and of being spared in the span's sentence."""
    return list(by_sentence(story, "outage_impact").get(story.index(span), NONE))


def noun_of(span: Span) -> Token | None:
    """The noun that the place qualifies: "a *firm* in Texas", "Texas *firms*", "Texas's *firms*"; None where it qualifies none."""
    root = _first_of_list(span.root)
    if root.dep_ in ("compound", "amod", "poss", "nmod") and root.head.i >= span.end:
        return root.head
    if root.dep_ == "pobj" and root.head.lower_ in _LOCATING and root.head.head.pos_ in ("NOUN", "PROPN"):
        return root.head.head
    return None


def _first_of_list(root: Token) -> Token:
    for _ in range(_CLIMB):
        if not (root.dep_ in ("conj", "appos") and root.head.pos_ in ("PROPN", "NOUN") and root.head.i < root.i):
            break
        root = root.head
    return root


def _governors(span: Span) -> list[Token]:
    """The tokens above the span's head, the nearest first."""
    return list(span.root.ancestors)


def _people(noun: Token) -> frozenset[str]:
    return frozenset({noun.lemma_.lower(), *(child.lemma_.lower() for child in noun.children if child.dep_ == "compound")})

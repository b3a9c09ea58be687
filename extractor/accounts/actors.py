"""Who did something, and when: the actor and the time of an action, where its sentence gives them."""

from __future__ import annotations

from spacy.tokens import Span, Token

from extractor.accounts.providers import main_providers
from extractor.accounts.story import Story
from extractor.language.names import mention_of
from extractor.language.spans import graph_time
from extractor.records import Agent, Time

# Nouns, and "we", by which an article means those who run what failed, and their people.
_OWN = frozenset(
    (
        *("company", "firm", "operator", "provider", "carrier", "vendor", "bank", "lender", "airline", "exchange", "retailer", "we"),
        *("engineer", "technician", "team", "developer", "staff", "crew", "specialist", "admin", "administrator"),
    )
)
_INSTITUTIONS = frozenset({"police", "regulator", "watchdog", "ministry", "government", "authority", "agency", "court", "parliament"})
_SHARED_SUBJECT = frozenset({"conj", "xcomp", "aux", "auxpass", "prep", "pcomp", "dobj", "pobj", "prt"})
_RECEIVING = frozenset({"get", "receive", "have", "be", "see", "face", "suffer", "lose"})  # whose subjects it is done to
_STEPS = 4  # arcs from the action up to the verb that has a subject


def actor_of(story: Story, span: Span) -> Agent | None:
    """The one who did what the span tells: the verb's subject, or who stands after "by"; None where the sentence names nobody.

    "Engineers", "the company" and "we" are the provider.
    """
    token = _doer(span, story.sentence(span).span)
    if token is None:
        return None
    named = next((s for s in story.spans("outage_names") if s.start <= token.i < s.end and s.label_ == "organization"), None)
    if named is not None:
        name = mention_of(named).name
        return Agent(name.label, "organization", name.iri)
    if token.lower_ in _OWN or token.lemma_.lower() in _OWN:
        providers = main_providers(story)
        return Agent(providers[0].label, "organization", providers[0].iri) if providers else None
    return Agent(token.text, "unnamed") if token.lemma_.lower() in _INSTITUTIONS else None


def _doer(span: Span, sentence: Span) -> Token | None:
    verb = span.root
    for _ in range(_STEPS):
        agent = next((child for child in verb.children if child.dep_ == "agent"), None)
        if agent is not None:
            return next((each for each in agent.children if each.dep_ == "pobj"), None)
        subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None:
            return None if subject.dep_ == "nsubjpass" or verb.lemma_ in _RECEIVING or _is_passive(verb) else subject
        if verb.head.i == verb.i or not sentence.start <= verb.head.i < sentence.end or verb.dep_ not in _SHARED_SUBJECT:
            return None
        verb = verb.head
    return None


def _is_passive(verb: Token) -> bool:
    """As in "customers given credit": a participle without "have"."""
    return verb.tag_ == "VBN" and not any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)


def time_of(story: Story, span: Span) -> Time | None:
    """When it was done: the first point in time that depends on the same verb as the span; None where there is none."""
    sentence = story.sentence(span).span
    verb = _verb(span.root)
    for each in story.spans("outage_times"):
        inside = sentence.start <= each.start < sentence.end and each.label_ in ("DATE", "TIME")
        if inside and (found := graph_time(each)) is not None and _verb(each.root).i == verb.i:
            return found
    return None


def _verb(token: Token) -> Token:
    """The verb that a token is, or the next one above it; the top of the sentence for want of one."""
    while token.pos_ != "VERB" and token.head.i != token.i:
        token = token.head
    return token

"""Which actions are facts of the story."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from extractor.accounts.actors import actor_of, time_of
from extractor.accounts.learned import Least, Told, told
from extractor.accounts.qualifiers import stance
from extractor.accounts.story import Story, sentence_evidence
from extractor.language.sentence_model import SentenceModel, load_sentence_model
from extractor.records import Action, Status

ANNOUNCED = "compensate"  # counts from its announcement on, before anything is paid
# By F1 on articles held out (scripts/train_causes_actions.py), and for the rules on reports from the open web.
LEAST = Least(alone=0.3, ruled=0.04, rule="action.learned")
_MAY_BE_NOT = frozenset({"failover", "compensate", "workaround", "throttling"})  # "was not charged", "told not to log in"
_HALTING = frozenset({"suspend_service", "isolate", "restart"})
# What halts by failing: "a glitch shut down trading" tells of the outage, not of what was done about it.
_FAILURES = frozenset(
    {
        *("glitch", "fault", "failure", "outage", "malfunction", "error", "bug", "problem", "issue", "blip", "crash", "breakdown", "hitch"),
        *("attack", "cyberattack", "hack", "ransomware", "malware", "virus", "hacker", "fire", "flood", "storm", "surge", "disruption"),
    }
)


def find(story: Story, reader: SentenceModel | None = None) -> Iterator[Action]:
    """Every Action that the story states, with its evidence; the same one twice is merged later.

    What the rules find, unless the learned reader is sure that the sentence tells nothing of it, and what the reader alone finds.
    What was only guessed at ("whether any would be paid") was not done.

    Args: reader: which action a sentence tells of; the packaged one where none is given.
    """
    for found in told(story, reader or load_sentence_model("actions"), story.spans("outage_actions"), LEAST):
        how = stance(story, found.span)
        if how is None or how.status in ("ruled_out", "suspected") or _is_nobodys(found) or _is_spilling(story, found):
            continue
        status: Status = "stated" if found.category == ANNOUNCED else how.status
        yield Action(
            category=found.category,
            description=found.span.text.strip(),
            status=status,
            actor=actor_of(story, found.span),
            time=time_of(story, found.span),
            evidence=(sentence_evidence(story, found.span, found.rule),),
            confidence=round(found.share, 3),
        )


def _is_nobodys(found: Told) -> bool:
    """Whether nobody did it: a failure did, or the article says that it was not done. A switch-over that failed is one still."""
    verb = _verb(found.span)
    return (found.category in _HALTING and _is_failing(verb)) or (found.category not in _MAY_BE_NOT and _is_denied(found.span, verb))


def _is_spilling(story: Story, found: Told) -> bool:
    """Whether load moved by itself as machines gave way: "the load was transferred onto the remaining routers, which became overloaded"."""
    if found.category not in ("reroute_traffic", "load_balancing"):
        return False
    sentence = story.sentence(found.span).span
    overload = any(s.label_ == "load" for s in story.spans("outage_causes") if sentence.start <= s.start < sentence.end)
    return overload and any(token.lower_ in ("remaining", "surviving") for token in sentence)


def _verb(span: Span) -> Token:
    verb = span.root
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    return verb


def _is_failing(verb: Token) -> bool:
    """Whether a failure is the subject of the verb: "the outage shut down trading", "the glitch that halted it"."""
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    relative = verb.dep_ == "relcl" and any(child.tag_ in ("WDT", "WP") for child in subjects)
    doers = [verb.head] if relative else subjects
    return any(doer.lemma_.lower() in _FAILURES for doer in doers)


def _is_denied(span: Span, verb: Token) -> bool:
    """ "did not cancel any flights", "no trading was halted", "cancelled no flights"."""
    if verb in span and any(child.dep_ == "neg" and child.lower_ != "only" for child in verb.children):
        return True
    things = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")] if verb in span else []
    return any(child.dep_ == "det" and child.lower_ in ("no", "neither") for thing in things for child in thing.children)

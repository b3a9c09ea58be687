"""What a name is, from the words around its mentions: an organisation, a service, a person, a tracker, a place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Span, Token

from extractor.language.names_places import places
from extractor.language.names_runs import lexicon

APOSTROPHES = ("'s", "’s", "'", "’")
_CHANNEL_VERBS = frozenset({"post", "write", "tweet", "say", "announce", "publish", "message", "reply", "complain", "report", "share"})
_CHANNEL_NOUNS = frozenset({"post", "tweet", "message", "statement", "thread", "users", "account", "posts", "update", "page", "media"})
_CLOUD_REGION = re.compile(r"(?i)[a-z]{2}-(?:gov-)?[a-z]+-\d|[a-z]+-[a-z]+\d(?:-[a-z])?")
_SPEAKING = _CHANNEL_VERBS | {
    "take",
    "turn",
    "flock",
    "speak",
    "tell",
    "vent",
    "respond",
    "apologise",
    "apologize",
    "confirm",
    "acknowledge",
    "joke",
    "user",
}
_TROUBLE = frozenset({"issue", "issues", "problem", "problems", "trouble", "reports", "errors", "complaints", "down", "affected", "access"})
_LETTER = frozenset(
    {
        "street",
        "road",
        "avenue",
        "square",
        "county",
        "province",
        "city",
        "town",
        "village",
        "district",
        "suburb",
        "state",
        "island",
        "region",
    }
)


def votes(span: Span) -> dict[str, float]:
    """Weights for each type from one mention's own words and its neighbours."""
    found: dict[str, float] = defaultdict(float)
    for kind, weight in _votes(span):
        found[kind] += weight
    return found


def is_channel(span: Span) -> bool:
    """Whether the mention is only where something was said: "posted on X", "in a post on Telegram", "an X post"."""
    before, after = _before(span), _after(span)
    if after is not None and after.lower_ in ("post", "posts", "thread"):
        return True
    if before is None or before.lower_ not in ("on", "via", "to", "through", "over"):
        return False
    head = before.head
    return head.lemma_ in _CHANNEL_VERBS or head.lower_ in _CHANNEL_NOUNS


def is_outlet(span: Span) -> bool:
    """Whether a mention of a social network is only where people spoke: "took to X", "wrote a user on X", "X, formerly Twitter"."""
    before, after = _before(span), _after(span)
    if after is not None and after.lower_ in ("user", "users", "account", "accounts", "thread", "post", "posts", "feed"):
        return True
    if before is None:
        return False
    if before.lower_ == "formerly" or (before.lower_ == "as" and before.i and before.nbor(-1).lower_ == "known"):
        return True
    if before.lower_ not in ("on", "via", "to", "through", "over"):
        return False
    near = span.doc[max(span.start - 7, span.sent.start) : span.start - 1]
    if any(token.lower_ in lexicon()["fault_nouns"] | _TROUBLE for token in near[-3:]):
        return False
    return any(token.lemma_.lower() in _SPEAKING or token.lower_ in _CHANNEL_NOUNS for token in near)


def _votes(span: Span) -> Iterator[tuple[str, float]]:
    yield from _own_words(span)
    yield from _subject_of(span)
    yield from _what_follows(span)
    yield from _what_precedes(span)
    yield from _apposition(span)


def is_titled(words: list[str]) -> bool:
    """Whether a name is a person's with a title before it: "Sheriff Ann Marsh", "Transport Secretary Bo Lind"."""
    lists = lexicon()
    if not 3 <= len(words) <= 4 or words[-1].casefold() in lists["org_heads"] | lists["service_heads"]:
        return False
    rest = words[-2:]
    return any(word.rstrip(".").casefold() in lists["titles"] for word in words[:-2]) and all(
        word.replace("-", "").isalpha() and word[0].isupper() and not word.isupper() for word in rest
    )


def _own_words(span: Span) -> Iterator[tuple[str, float]]:
    words = lexicon()
    if _CLOUD_REGION.fullmatch(span.text):
        yield "place", 5
    last = span[-1].lower_.rstrip(".")
    if is_titled(span.text.split()):
        yield "person", 4
    if len(span) > 1 and (span[-1].lower_ in words["legal_forms"] or last in words["legal_forms"]):
        yield "organization", 3
    elif len(span) > 1 and (last in words["org_heads"] or (span[0].lower_ in words["org_heads"] and span[1].lower_ == "of")):
        yield "organization", 2
    elif last in words["service_heads"]:
        yield "service", 2 if len(span) > 1 else 0.5


def _subject_of(span: Span) -> Iterator[tuple[str, float]]:
    root = span.root
    if root.dep_ != "nsubj":
        return
    verb = root.head
    if verb.lemma_ in lexicon()["provider_verbs"]:
        yield "organization", 1
    elif verb.lemma_ in lexicon()["speech_verbs"]:
        yield "organization", 0.6
        yield "person", 0.5


def _what_follows(span: Span) -> Iterator[tuple[str, float]]:
    words = lexicon()
    after = _after(span)
    if after is None:
        return
    if after.text in APOSTROPHES and after.i + 1 < len(span.doc):
        yield "organization", 0.5
        return
    lower, lemma = after.lower_, after.lemma_.lower()
    if lower in words["spokesperson"]:
        yield "organization", 3
    elif lower in ("shares", "stock", "share"):
        yield "organization", 2
    elif lemma in words["product_nouns"]:
        yield "service", 0.8
    elif lower in ("users", "user", "accounts", "servers"):
        yield "service", 0.7
    elif lower in ("customers", "customer", "clients", "engineers", "executives"):
        yield "organization", 0.7
    elif lower == "," and after.i + 1 < len(span.doc) and span.doc[after.i + 1].like_num:
        yield "person", 0.5


def _among_places(span: Span) -> bool:
    """As in "in Leeds and *York*", "*Del Rio*, Texas": beside a name that is surely a place."""
    doc = span.doc
    if span.end + 1 < len(doc) and doc[span.end].text == "," and doc[span.end + 1].lower_ in places():
        return True
    at = span.start - 1
    while at >= 0 and doc[at].lower_ in (",", "and", "or", "the"):
        at -= 1
    return at < span.start - 1 and at >= 0 and doc[at].lower_ in places()


def _what_precedes(span: Span) -> Iterator[tuple[str, float]]:
    words = lexicon()
    if _among_places(span):
        yield "place", 1
    before = _before(span)
    if before is None:
        return
    if before.text == "," and before.i and _is_apposed_to(before.nbor(-1), words["operator_nouns"]):
        yield "organization", 2
        return
    lower, lemma = before.lower_, before.lemma_.lower()
    pair = f"{before.nbor(-1).lower_} {lower}" if before.i else lower
    if lemma in words["tracker_nouns"] or pair in words["tracker_nouns"]:
        yield "tracker", 3
    elif lower in ("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "judge", "prof", "prof."):
        yield "person", 4
    elif lemma in words["roles"] and before.pos_ in ("NOUN", "PROPN") and len(span) > 1:
        yield "person", 2
    elif lemma in words["institution_nouns"] or lemma in words["company_nouns"]:
        yield "organization", 2
    elif lemma in words["product_nouns"]:
        yield "service", 2
    elif lower in ("in", "near", "across", "throughout", "around") and (not before.i or before.nbor(-1).lower_ not in words["fault_nouns"]):
        yield "place", 0.6
    elif lower == "at":
        yield "organization", 0.3
    elif pair in ("users of", "versions of", "owners of"):
        yield "service", 1
    elif pair in (
        "branches of",
        "stores of",
        "shops of",
        "outlets of",
        "offices of",
        "branch of",
        "clients of",
        "staff at",
        "passengers of",
        "shares of",
        "customers of",
        "spokesperson for",
        "spokesman for",
        "spokeswoman for",
        "shares in",
    ):
        yield "organization", 2


def _is_apposed_to(noun: Token, nouns: frozenset[str]) -> bool:
    """As in "The terminal *operator*, Kelpie Ports"."""
    return noun.lemma_.lower() in nouns and noun.pos_ in ("NOUN", "PROPN")


def _apposition(span: Span) -> Iterator[tuple[str, float]]:
    words = lexicon()
    noun = apposed_noun(span)
    if noun is None:
        return
    lemma = noun.lemma_.lower()
    if lemma in words["roles"] and lemma not in words["company_nouns"]:
        yield "person", 3
    elif (
        lemma in ("company", "firm", "provider", "operator", "vendor", "maker", "group", "startup", "business")
        or lemma in words["institution_nouns"]
    ):
        yield "organization", 2
    elif lemma in words["product_nouns"]:
        yield "service", 2
    elif lemma in words["inner_nouns"]:
        yield "component", 3
    elif lemma in _LETTER:
        yield "place", 2
    elif lemma in words["watcher_nouns"]:
        yield "organization", 2


def apposed_noun(span: Span) -> Token | None:
    """The noun that says what a name is: "Driftpad, the trading *app* of ...", "Downdetector, which ..." has none."""
    after = _after(span)
    if after is None or after.text not in (",", "–", "—", "(") or after.i + 2 >= len(span.doc):
        return None
    first = span.doc[after.i + 1]
    if first.lower_ not in ("a", "an", "the", "its", "another", "one") and first.lemma_.lower() not in lexicon()["roles"]:
        return None
    for token in span.doc[after.i + 1 : after.i + 9]:
        if token.text in (",", ".", ";", "–", "—") or token.pos_ in ("VERB", "AUX") or (token.is_sent_start and token.i != first.i):
            return None
        following = token.nbor(1) if token.i + 1 < len(span.doc) else None
        if token.pos_ in ("NOUN", "PROPN") and (following is None or (following.pos_ not in ("NOUN", "PROPN") and following.text != "-")):
            return token
    return None


def _after(span: Span) -> Token | None:
    return span.doc[span.end] if span.end < len(span.doc) and not span.doc[span.end].is_sent_start else None


def _before(span: Span) -> Token | None:
    return span.doc[span.start - 1] if span.start and not span.doc[span.start].is_sent_start else None

"""Whose failure a background incident is: the organisation that its sentences tell of, else the main incident's provider.

"TSB's meltdown of April 2018" is TSB's; "a similar outage in March" is that of whoever failed now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from extractor.accounts.hits import Hit, hits
from extractor.accounts.providers_blamed import is_blamed
from extractor.accounts.story import MAIN, Story
from extractor.language.names import Mention
from extractor.language.names_runs import lexicon
from extractor.language.names_types import APOSTROPHES
from extractor.records import Name

_NO_PROVIDERS = frozenset({"tracker", "channel", "person", "place", "generic_service", "component"})
_LOOKERS_ON = frozenset({"regulator"})
_LEAST = 1.75
_TYPES = {"organization": 1.0, "service": 0.75, "name": 0.0}
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "attr"})
_MORE_VERBS = frozenset({"lose", "have", "crash", "fail", "fine", "pull", "stop", "grind", "shut", "say"})
_WHOSE = frozenset(
    {"customer", "client", "user", "subscriber", "account", "site", "website", "network", "attack", "reader", "system", "platform"}
)
_STRIKING = frozenset({"strike", "hit", "take", "fell", "cripple", "knock", "bring", "silence", "mute", "befall"})
_PLACED = frozenset({"in", "on", "near", "outside", "around", "from", "with", "without"})
_MADE_SO = frozenset({"make", "leave", "take", "knock", "put", "force", "render", "drag", "bring"})
_HELPERS = frozenset({"supplier", "provider", "vendor", "contractor", "operator", "partner", "host"})
_ANAPHORA = frozenset({"it", "its", "they", "their"})


def background_providers(story: Story, main: Sequence[Name]) -> Iterator[tuple[Name, Span]]:
    """For each background incident its provider, and the span that stands as its evidence.

    Args: main: the providers of the main incident, the likeliest first.
    """
    named: dict[int, list[Span]] = defaultdict(list)
    first: dict[int, int] = {}
    for number, sentence in enumerate(story.sentences):
        if sentence.scope > MAIN:
            first.setdefault(sentence.scope, number)
    for span in story.spans("outage_names"):
        if span._.named.type not in _NO_PROVIDERS:
            named[story.sentence(span).scope].append(span)
    told = {(hit.span.start, hit.span.end): hit for hit in hits(story)}
    for scope in sorted(first):
        weights = [(_weight(span, told.get((span.start, span.end)), main), -span.start, span) for span in named[scope]]
        best = max(weights, key=lambda each: each[:2], default=None)
        if best is not None and best[0] >= _LEAST:
            yield _firm(best[2]._.named), best[2]
        elif meant := _meant(story, first[scope]):
            yield _firm(meant._.named), story.sentences[first[scope]].span
        elif main:
            yield main[0], story.sentences[first[scope]].span


def _meant(story: Story, number: int) -> Span | None:
    """Whom "it" and "its" of a sentence mean: the organisation that is the subject of the one before it in the paragraph."""
    sentence = story.sentences[number].span
    if number == 0 or story.sentences[number - 1].block != story.sentences[number].block or not _ANAPHORA & {t.lower_ for t in sentence}:
        return None
    before = story.sentences[number - 1].span
    subjects = (span for span in story.spans("outage_names") if before.start <= span.start < before.end and span.root.dep_ in _SUBJECTS)
    return next((span for span in subjects if span._.named.type == "organization" and not _opens(story, sentence)), None)


def _opens(story: Story, sentence: Span) -> bool:
    return any(block.start == sentence.start for block in story.doc.spans.get("blocks", []))


def _firm(mention: Mention) -> Name:
    """The organisation: the owner of a service that has one."""
    return Name(mention.name.owner) if mention.name.owner and mention.type == "service" else mention.name


def _weight(span: Span, hit: Hit | None, main: Sequence[Name]) -> float:
    """How much speaks for a name's being the one that failed."""
    mention: Mention = span._.named
    weight = _TYPES.get(mention.type, 0.0) + _as_head(span.root)
    if {mention.name.label, mention.name.owner} & {name.label for name in main}:
        weight += 1
    if hit is not None:
        weight += -2 if hit.spared else 1
    if is_blamed(span) or mention.kind in _LOOKERS_ON:
        weight -= 2
    return weight + _before(span) + _after(span)


def _after(span: Span) -> float:
    """The words behind it: "*Tidepool*'s meltdown", "the *Kelpie* attack", "*Kelpie* customers"."""
    words, doc = lexicon(), span.doc
    following = doc[span.end : span.end + 5]
    if not len(following):
        return 0.0
    owns = following[0].text in APOSTROPHES or span.text.endswith(APOSTROPHES)
    fault = {*words["fault_nouns"], *words["failing_nouns"]}
    reach = len(following) if owns else 1 + (span.root.dep_ == "compound")
    if any(token.lower_ in fault for token in following[:reach]):
        return 2.0
    if owns or following[0].lower_ in words["institution_nouns"]:
        return 1.5
    return 1.0 if following[0].lemma_.lower() in _WHOSE else 0.0


def _before(span: Span) -> float:
    """The words before it: "an outage at *Tidepool*", "customers of *Kelpie*", "in *Maryland*", "its supplier, *Kelpie*"."""
    words, before = lexicon(), span.doc[max(span.start - 4, span.sent.start) : span.start]
    if not len(before):
        return 0.0
    if any(token.lemma_.lower() in _HELPERS for token in before[-2:]):
        return -2.0
    if any(token.lemma_.lower() in words["rival_nouns"] for token in before[-2:]):
        return 1.5
    nouns = {*words["fault_nouns"], *words["failing_nouns"]}
    if before[-1].lower_ in ("at", "by", "of") and any(token.lower_ in nouns for token in before):
        return 2.0
    owned = before[-1].head if before[-1].lower_ == "of" else None
    if owned is not None and owned.dep_ in _SUBJECTS and owned.pos_ == "NOUN":
        return 2.0
    if owned is not None and any(token.lemma_.lower() in _WHOSE for token in before):
        return 1.5
    return -1.5 if span.root.dep_ in ("pobj", "conj") and _preposition(span.root) in _PLACED else 0.0


def _preposition(token: Token) -> str:
    """The preposition that a name, or the list that it stands in, hangs on."""
    while token.dep_ == "conj" and token.head is not token:
        token = token.head
    return token.head.lower_ if token.dep_ == "pobj" else ""


def _as_head(root: Token) -> float:
    """Whether it is the subject of what is told, less so in a clause that tells of the victims."""
    if root.dep_ == "ROOT":
        return 1.5 * (root.left_edge.i <= root.sent.start + 1)
    if root.dep_ == "dobj" and root.head.lemma_ in _STRIKING:
        return 1.5
    if root.dep_ not in _SUBJECTS:
        return 0.0
    verb = root.head
    told = 1.0 + 0.5 * (verb.lemma_ in lexicon()["provider_verbs"] | _MORE_VERBS)
    return told - 1.5 * (verb.dep_ in ("ccomp", "xcomp") and verb.head.lemma_ in _MADE_SO)

"""Named organisations that were hurt: neither the provider nor a service that failed."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span

from extractor.accounts import services
from extractor.accounts.groups_harm import hurt, tops
from extractor.accounts.groups_verbs import gives_no_answer, lists
from extractor.accounts.hits import Hit, enumerates, hits, words
from extractor.accounts.providers import main_providers
from extractor.accounts.story import Story
from extractor.language.names import mention_of
from extractor.records import Name

_OTHERS = frozenset({"service", "generic_service", "tracker", "channel", "component"})
_STRIKING = frozenset({"downs", "inverted", "barred", "intransitive"})  # phrases that tell of bodies as much as of services
_WATCHERS = frozenset({"monitoring", "regulator", "news", "media", "social", "messaging"})  # they tell of it or look on


def named(story: Story) -> Iterator[tuple[Name, Span, str]]:
    """The organisations that the story says were hurt: name, where it says so, rule."""
    known = _known(story)
    bodies = {mention_of(span).name.label: mention_of(span) for span in story.spans("outage_names") if span.label_ == "organization"}
    for hit in hits(story):
        mention = mention_of(hit.span)
        owner = bodies.get(mention.name.owner or "")
        if owner is None or hit.spared or mention.type != "generic_service" or _is_known(owner.name.label, known):
            continue
        own = _named_with(story, hit.span, owner.name.label)
        if own is not None and owner.kind in words()["institutions"]:
            yield owner.name, own, "group.named.owner"
    struck = {(hit.span.start, hit.span.end): hit for hit in hits(story) if not hit.spared}
    spared = {(hit.span.start, hit.span.end) for hit in hits(story) if hit.spared}
    before: Span | None = None  # the last one that was hurt: what stands in a list with it is a body too
    towns = {token.i for place in story.spans("outage_regions") for token in place}
    for span in story.spans("outage_names"):
        if span.label_ != "organization" and all(token.i in towns for token in span):
            continue
        listed = before is not None and span.label_ == "name" and enumerates(story.doc, before, span)
        acts = _may_be_body(span) and hurt(span.root) == "group.subject" and not _is_named(span, known)
        if (span.start, span.end) in spared or not (_is_body(span, known) or acts or (listed and not _is_named(span, known))):
            continue
        how = _how(span, struck.get((span.start, span.end)))
        if how is not None:
            before = span
            yield mention_of(span).name, span, how


def _named_with(story: Story, service: Span, owner: str) -> Span | None:
    """Where the sentence of an owner's service names the owner."""
    sentence = story.sentence(service).span
    inside = (span for span in story.spans("outage_names") if sentence.start <= span.start < sentence.end)
    return next((span for span in inside if span.label_ == "organization" and mention_of(span).name.label == owner), None)


def _how(span: Span, struck: Hit | None) -> str | None:
    """The rule by which an organisation was hurt. The name of one that is an app may stand for the app: only people's trouble counts."""
    app = mention_of(span).kind in lists()["apps"]
    if any(gives_no_answer(token.head) for token in tops(span.root)):
        return None
    if struck is not None and struck.phrase.label_ in _STRIKING and not app and span.label_ == "organization":
        return "group.named.hit"
    how = hurt(span.root) or _through_people(span)
    return None if app and how == "group.down" else how


def _known(story: Story) -> frozenset[str]:
    """The folded names of the providers and of the services that failed, those that are plainly bodies left out."""
    names = (*main_providers(story), *(name for name in services.hit(story) if not _is_called_body(name.label)))
    return frozenset(text.casefold() for name in names for text in (name.label, *name.aliases))


def _is_known(label: str, known: frozenset[str]) -> bool:
    return label.casefold() in known


def _is_called_body(label: str) -> bool:
    """Whether a name says that it is a body: "Elm County", "Ministry of Works"."""
    words = label.casefold().split()
    return len(words) > 1 and (words[-1] in lists()["bodies"] or (words[0] in lists()["bodies"] and words[1] == "of"))


def _is_named(span: Span, known: frozenset[str]) -> bool:
    """Whether a name is the provider's, a service's, or that of something of theirs."""
    name = mention_of(span).name
    return any(_is_known(label, known) for label in (name.label, span.text, name.owner or ""))


def _is_body(span: Span, known: frozenset[str]) -> bool:
    mention = mention_of(span)
    if mention.kind in _WATCHERS or _is_named(span, known):
        return False
    listed = mention.how == "catalogue" and mention.kind in words()["institutions"]
    return span.label_ == "organization" or listed or (span.label_ not in _OTHERS and _is_called_body(mention.name.label))


def _may_be_body(span: Span) -> bool:
    """A name with no type of its own that does what only bodies do: "Harbour Foods switched to paper"."""
    if span.label_ != "name" or mention_of(span).how != "spelling":
        return False
    return any(token.dep_ == "nsubj" and token.head.lemma_ in lists()["body_verbs"] for token in tops(span.root))


def _through_people(span: Span) -> str | None:
    """ "Kestrel Bank customers could not pay", "the customers of Kestrel Bank fared no better"."""
    root = span.root
    noun = root.head if root.dep_ in ("compound", "poss", "nmod") else None
    if root.dep_ == "pobj" and root.head.lower_ in ("of", "at"):
        noun = root.head.head
    if noun is None or noun.lemma_.lower() not in lists()["theirs"]:
        return None
    return hurt(noun)

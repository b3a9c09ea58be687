"""Which providers are facts of the story: the organisation whose failure it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Span

from extractor.accounts.hits import hits
from extractor.accounts.story import MAIN, Story, evidence
from extractor.language.names_runs import lexicon
from extractor.records import Name, ProviderRole

_NO_PROVIDERS = frozenset({"tracker", "channel", "person", "place", "generic_service"})
_TITLE, _FIRST, _SAID, _DID, _HIT, _SPOKESPERSON, _OWNS, _MENTION, _SPARED, _WATCHES = 3.0, 1.5, 0.7, 1.5, 1.5, 1.5, 1.0, 0.25, -2.0, -4.0


def find(story: Story) -> Iterator[ProviderRole]:
    """Every ProviderRole that the story states, with its evidence; the same one twice is merged later."""
    for name in main_providers(story):
        for span in _mentions(story, name):
            yield ProviderRole(evidence=(evidence(span, "provider.main"),), organization=name)
            break


def main_providers(story: Story) -> tuple[Name, ...]:
    """The providers of the main incident, the likeliest first; empty where nothing tells. Computed once a Doc."""
    cached: tuple[Name, ...] | None = story.doc.user_data.get("outage_providers")
    if cached is None:
        cached = tuple(_main(story))
        story.doc.user_data["outage_providers"] = cached
    return cached


def _mentions(story: Story, name: Name) -> list[Span]:
    labels = {name.label, *name.aliases}
    spans = [span for span in story.spans("outage_names") if span._.named.name.label in labels and span.label_ != "generic_service"]
    return sorted(spans, key=lambda span: (story.sentence(span).scope != MAIN, story.sentence(span).block == "title", span.start))


def _main(story: Story) -> list[Name]:
    scores, names = _scores(story)
    ranked = sorted(scores, key=lambda label: (-scores[label], label))
    if not ranked or scores[ranked[0]] < 2:
        return []
    best = names[ranked[0]]
    if best.owner and best.owner != best.label:
        return [names.get(best.owner, Name(best.owner))]
    return [best]


def _scores(story: Story) -> tuple[dict[str, float], dict[str, Name]]:
    scores: dict[str, float] = defaultdict(float)
    names: dict[str, Name] = {}
    for span in story.spans("outage_names"):
        mention = span._.named
        if mention.type == "generic_service":
            if mention.name.owner:
                scores[mention.name.owner] += _OWNS
        elif mention.type not in _NO_PROVIDERS and story.sentence(span).scope == MAIN:
            names.setdefault(mention.name.label, mention.name)
            scores[mention.name.label] += _weight(story, span)
    for hit in hits(story):
        label = hit.span._.named.name.label
        if label in names:
            scores[label] += _SPARED if hit.spared else _HIT
    return {label: scores[label] for label in names}, names


def _weight(story: Story, span: Span) -> float:
    sentence = story.sentence(span)
    weight = _MENTION
    if sentence.block == "title" or story.index(span) == 0:
        weight += _TITLE
    elif story.index(span) < 6:
        weight += _FIRST / 3
    root = span.root
    words = lexicon()
    if root.dep_ == "nsubj":
        lemma = root.head.lemma_
        if lemma in words["provider_verbs"]:
            weight += _DID
        elif lemma in words["speech_verbs"]:
            weight += _SAID
        elif lemma in words["watcher_verbs"]:
            weight += _WATCHES
    following = span.doc[span.end].lower_ if span.end < len(span.doc) else ""
    if following in words["spokesperson"]:
        weight += _SPOKESPERSON
    return weight

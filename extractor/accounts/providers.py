"""Which providers are facts of the story: the organisation whose failure it is."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from extractor.accounts.hits import enumerates, hits
from extractor.accounts.providers_background import background_providers
from extractor.accounts.providers_blamed import is_blamed
from extractor.accounts.story import MAIN, Story, sentence_evidence
from extractor.language.kept import kept
from extractor.language.names import mention_of
from extractor.language.names_runs import lexicon
from extractor.language.names_types import APOSTROPHES, apposed_noun
from extractor.records import Name, ProviderRole

_NO_PROVIDERS = frozenset({"tracker", "channel", "person", "place", "generic_service"})
_LOOKERS_ON = frozenset({"monitoring", "regulator", "news", "media"})  # the failure is theirs only where the title says so
_COMPASS = frozenset({"north", "south", "east", "west", "central", "northern", "southern", "eastern", "western", "southeast", "greater"})
_LEAST = 1.0
_RUNS = 2.0  # as much as "Kelpie, which runs it" or "a fault at Kelpie"
_EARLY = 10  # sentences in which such is said of the main incident
_VOICE = 1.0  # a name with less of it hardly speaks, so it may be a product


@dataclasses.dataclass(slots=True)
class _Case:
    """What speaks for a name's being the provider: ``fault`` that it failed, ``voice`` that it speaks of the failure as its own."""

    name: Name
    type: str
    fault: float = 0.0
    voice: float = 0.0
    owns: float = 0.0
    mentions: int = 0
    owner_iri: str | None = None
    runs: float = 0.0
    twin: bool = False
    first: int = 0
    kind: str | None = None
    blamed: int = 0

    def is_company(self) -> bool:
        """Whether it is an organisation, not a product, as far as the article tells."""
        speaks = self.name.owner is None and self.voice >= _VOICE
        return self.type == "organization" or speaks or self.runs > 0

    def stands_out(self) -> bool:
        """Whether more than its place in the article speaks for it."""
        return self.fault >= 0 and self.total() >= _LEAST and (self.voice + self.runs + self.owns > 0 or self.total() >= 2 * _LEAST)

    def total(self) -> float:
        return self.fault + self.runs + min(self.voice, 6.0) + min(self.owns, 4.0) + min(0.3 * self.mentions, 3.0)


def find(story: Story) -> Iterator[ProviderRole]:
    """Every ProviderRole that the story states, with its evidence; the same one twice is merged later."""
    for name in main_providers(story):
        spans = _mentions(story, name)
        spans = spans or [span for span in story.spans("outage_names") if mention_of(span).name.owner == name.label]
        if spans:
            yield ProviderRole(evidence=(sentence_evidence(story, spans[0], "provider.main"),), organization=_as_called(name, spans))
    for name, span in background_providers(story, main_providers(story)):
        yield ProviderRole(evidence=(sentence_evidence(story, span, "provider.background"),), organization=name)


def _as_called(name: Name, spans: list[Span]) -> Name:
    """The name with what the article calls it: the catalogue may hold it under its newer one."""
    words = set(name.label.split())
    called = {text for span in spans if (text := " ".join(span.text.split())) and _names(span, name, words)}
    known = {name.label.casefold(), *(alias.casefold() for alias in name.aliases)}
    fresh = tuple(text for text in sorted(called) if text.casefold() not in known)
    return dataclasses.replace(name, aliases=(*name.aliases, *fresh)) if fresh else name


def _names(span: Span, name: Name, words: set[str]) -> bool:
    """Whether a mention names the organisation itself, not a service of another name that it runs."""
    return mention_of(span).name.label == name.label or set(span.text.split()) <= words


def main_providers(story: Story) -> tuple[Name, ...]:
    """The providers of the main incident, the likeliest first; empty where nothing tells. Computed once a Doc."""
    return kept(story.doc, "providers", lambda: tuple(_main(story)))


def _mentions(story: Story, name: Name) -> list[Span]:
    """Where the article names it: in the main incident's sentences first, in the body before the title."""
    labels = {name.label, *name.aliases}
    spans = [span for span in story.spans("outage_names") if mention_of(span).name.label in labels and span.label_ != "generic_service"]
    return sorted(spans, key=lambda span: (story.sentence(span).scope != MAIN, story.sentence(span).block == "title", span.start))


def _main(story: Story) -> list[Name]:
    cases = _without_blamed(_cases(story))
    ranked = sorted(cases.values(), key=lambda case: (-case.total(), case.name.label))
    if not ranked or ranked[0].total() < _LEAST:
        return []
    best = ranked[0]
    runner = max(ranked, key=lambda case: case.runs)
    if (
        runner.runs >= _RUNS
        and runner is not best
        and runner.first < _EARLY
        and best.voice < _VOICE
        and not best.runs
        and (best.twin or not best.is_company())
    ):
        return [runner.name]
    owner = best.name.owner
    if owner and owner in cases and (not best.is_company() or cases[owner].voice >= best.voice + _VOICE / 2):
        return [cases[owner].name]
    if owner and owner not in cases and best.type == "service":
        return [Name(owner, best.owner_iri, (), None)]
    if not best.is_company():
        companies = [case for case in ranked[1:] if case.is_company() and case.stands_out()]
        if companies:
            return [companies[0].name]
    return _with_companions(story, best, cases)


def _without_blamed(cases: dict[str, _Case]) -> dict[str, _Case]:
    """Without those that others only blame: "Kelpie halts trading, cites Tidepool outage" tells of Kelpie's failure."""
    blamed = {label for label, case in cases.items() if 2 * case.blamed >= case.mentions}
    kept = {label: case for label, case in cases.items() if label not in blamed}
    early = min((cases[label].first for label in blamed), default=0)
    if any(case.total() >= _LEAST and case.first <= early and (case.is_company() or case.fault > 0) for case in kept.values()):
        return kept
    return cases


def _with_companions(story: Story, best: _Case, cases: dict[str, _Case]) -> list[Name]:
    """Several that failed together are all providers: three of a kind in one list, or two that the title and the lead both join."""
    pairs: Counter[str] = Counter()
    for members in _listed(story):
        names = {mention_of(span).name.label: mention_of(span) for span in members}
        kinds = {mention.kind for mention in names.values()}
        if len(names) >= 3 and len(kinds) == 1 and kinds == {best.kind} != {None} and story.index(members[0]) < 12:
            return [best.name, *(mention.name for label, mention in names.items() if label != best.name.label)]
        if len(names) == 2 and best.name.label in names and story.index(members[0]) < _EARLY:
            pairs.update(label for label in names if label != best.name.label)
    together = [cases[label] for label, times in sorted(pairs.items()) if times > 1 and label in cases]
    return [best.name, *(case.name for case in together if case.total() > 0.6 * best.total() and case.name.owner != best.name.label)]


def _is_place(story: Story, span: Span) -> bool:
    """Whether a name is one of a stretch of land, and no body: "*South East Asia*'s biggest bank"."""
    if mention_of(span).how == "catalogue" or span.label_ == "organization":
        return False
    inside = [place for place in story.spans("outage_regions") if span.start <= place.start and place.end == span.end]
    return any(all(token.lower_ in _COMPASS for token in span.doc[span.start : place.start]) for place in inside)


def _listed(story: Story) -> Iterator[list[Span]]:
    """The enumerations of names, in order of place."""
    members: list[Span] = []
    for span in story.spans("outage_names"):
        if mention_of(span).type in _NO_PROVIDERS:
            continue
        if members and not enumerates(story.doc, members[-1], span):
            yield members
            members = []
        members.append(span)
    if members:
        yield members


def _cases(story: Story) -> dict[str, _Case]:
    cases: dict[str, _Case] = {}
    for span in story.spans("outage_names"):
        mention = mention_of(span)
        if mention.type not in _NO_PROVIDERS and story.sentence(span).scope == MAIN and not _is_place(story, span):
            case = cases.setdefault(
                mention.name.label,
                _Case(
                    mention.name,
                    mention.type,
                    owner_iri=mention.owner_iri,
                    twin=mention.twin is not None,
                    first=story.index(span),
                    kind=mention.kind,
                ),
            )
            case.mentions += 1
            case.blamed += is_blamed(span)
            _weigh(story, span, case)
    for span in story.spans("outage_names"):
        owner = mention_of(span).name.owner
        if owner in cases:
            cases[owner].owns += 0.3
    for hit in hits(story):
        name = mention_of(hit.span).name
        if name.label in cases:
            cases[name.label].fault += -2.0 if hit.spared else 3.0 if hit.phrase.label_ == "trouble" else 0.5
        if name.owner in cases and not hit.spared:
            cases[name.owner].owns += 0.5
    return cases


def _weigh(story: Story, span: Span, case: _Case) -> None:
    sentence, root, lists = story.sentence(span), span.root, lexicon()
    first = sentence.block == "title" or story.index(span) == 0
    if case.kind in _LOOKERS_ON and not first:
        case.fault -= 1
    case.fault += 2.5 if first else 1.0 if story.index(span) < 4 else 0.3 if story.index(span) < 8 else 0
    following = span.doc[span.end] if span.end < len(span.doc) else None
    before = span.doc[span.start - 1].lower_ if span.start else ""
    if root.dep_ == "nsubj":
        lemma = root.head.lemma_
        if lemma in lists["watcher_verbs"]:
            case.fault -= 3
        elif lemma in lists["provider_verbs"]:
            case.voice += 1.5
        elif lemma in lists["speech_verbs"]:
            case.voice += 0.7
    if following is not None and following.lower_ in lists["spokesperson"]:
        case.voice += 1.5
    if following is not None and (following.lower_ in lists["fault_nouns"] or (following.text in APOSTROPHES and _owns_fault(span))):
        case.fault += 2
    if before in ("to", "on") and span.doc[span.start - 2].lemma_ in ("trace", "blame", "pin", "attribute", "fault"):
        case.fault += 2
    case.runs += _runs_it(span)
    if before in ("by", "from") and any(
        token.lower_ in lists["fault_nouns"] for token in span.doc[max(span.start - 5, 0) : span.start - 1]
    ):
        case.fault += 2


def _runs_it(span: Span) -> float:
    """What says that a name runs something: "payroll provider Kelpie", "Kelpie, which hosts it", "run by Kelpie", "a fault at Kelpie"."""
    doc, lists, weight = span.doc, lexicon(), 0.0
    before = [token for token in doc[max(span.start - 5, 0) : span.start] if not (token.is_space or token.is_punct)]
    its = any(token.lower_ in ("its", "their") for token in before)
    if before and before[-1].lemma_.lower() in lists["operator_nouns"] and not its:
        weight += 1.5
    if len(before) > 1 and before[-1].lower_ == "by" and before[-2].lemma_.lower() in lists["running_verbs"]:
        weight += 2
    at = next((number for number, token in enumerate(before) if token.lower_ in ("at", "on", "inside", "within", "against")), None)
    if (
        at
        and before[at - 1].lemma_.lower() in lists["failing_nouns"]
        and all(token.pos_ in ("NOUN", "ADJ", "PRON", "DET", "VERB") for token in before[at + 1 :])
    ):
        weight += 2
    noun = apposed_noun(span)
    if noun is not None and noun.lemma_.lower() in lists["operator_nouns"]:
        weight += 1.5
    after = doc[span.end : min(span.end + 4, len(doc))]
    if (
        len(after) > 2
        and after[0].text == ","
        and after[1].lower_ == "which"
        and after[2].lemma_ in lists["running_verbs"]
        and not _only_a_hall(doc, span.end + 3)
    ):
        weight += 2
    return weight


def _only_a_hall(doc: Doc, start: int) -> bool:
    """Whether what it runs is a building, a line or a tracker, not the service: "which operates the data centre"."""
    trackers = {other.start for other in doc.spans["outage_names"] if other.label_ == "tracker"}
    return any(
        token.i in trackers or token.lemma_.lower() in ("data", "centre", "center", "building", "cable", "site")
        for token in doc[start : start + 4]
    )


def _owns_fault(span: Span) -> bool:
    return any(token.lower_ in lexicon()["fault_nouns"] for token in span.doc[span.end + 1 : span.end + 4])

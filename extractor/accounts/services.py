"""Which services are facts of the story.

Of the main incident: those that the learned decider takes for hit, from what phrases of failing and the names' surroundings say
(:mod:`services_features`). Of others: those that a phrase of failing speaks of.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span

from extractor.accounts.candidates import Candidate
from extractor.accounts.hits import Hit, hits
from extractor.accounts.hits_words import words
from extractor.accounts.providers import main_providers
from extractor.accounts.services_features import candidates
from extractor.accounts.story import MAIN, Story, sentence_evidence
from extractor.language.kept import kept
from extractor.language.logistic import LogisticModel, load_model
from extractor.language.names import Mention, mention_of
from extractor.records import Evidence, Name, ServiceImpact

_OUTRIGHT = ("down", "downs", "either", "intransitive")  # a phrase that makes a noun a service that is seldom one
_ITSELF = frozenset({"site", "service", "platform", "app", "website", "exchange", "blockchain"})
_TOO_BROAD = frozenset({"network", "networks", "system", "systems", "service", "services"})  # "the Kelpie network" is Kelpie
_STRIKING = frozenset({"at", "with", "affecting", "hitting"})
LEAST = 0.4  # the share from which a candidate is a fact: by F1 on articles held out (scripts/train_services.py)
LEAST_RULED = 0.09  # the same where a rule takes it for one
_NEVER = frozenset({"channel", "person", "place", "component"})


def find(story: Story) -> Iterator[ServiceImpact]:
    """Every ServiceImpact that the story states, with its evidence; the same one twice is merged later."""
    ruled = _hit(story)
    for found in ruled:
        if story.sentence(found.span).scope != MAIN:
            yield ServiceImpact(evidence=(sentence_evidence(story, found.span, found.phrase.id_),), service=_name(found))
    meant = list(_meant(story))
    for found, name in meant:
        yield ServiceImpact(evidence=(sentence_evidence(story, found.span, "service.meant"),), service=name)
    model = load_model("services")
    for candidate in _judged(story, ruled, meant):
        share = candidate.share(model)
        if share >= least(candidate):
            yield ServiceImpact(evidence=_evidence(story, candidate, ruled, model), service=candidate.name, confidence=round(share, 3))


def least(candidate: Candidate) -> float:
    """The share from which a candidate is a fact."""
    return LEAST_RULED if candidate.ruled else LEAST


def things(story: Story) -> list[Candidate]:
    """What the learned decider judges: every thing named in the sentences on the main incident."""
    return _judged(story, _hit(story), list(_meant(story)))


def _judged(story: Story, ruled: list[Hit], meant: list[tuple[Hit, Name]]) -> list[Candidate]:
    labels = frozenset(_name(found).label for found in ruled) | frozenset(name.label for _, name in meant)
    spans = [span for span in story.spans("outage_names") if _is_something_else(story, span, mention_of(span))]
    return list(candidates(story, labels, frozenset((span.start, span.end) for span in spans)))


def _evidence(story: Story, candidate: Candidate, ruled: list[Hit], model: LogisticModel) -> tuple[Evidence, ...]:
    """The sentences of the rules' hits; for want of those, of the naming that speaks most for it."""
    told = [found for found in ruled if _name(found).label == candidate.name.label and story.sentence(found.span).scope == MAIN]
    if told:
        return tuple(sentence_evidence(story, found.span, found.phrase.id_) for found in told)
    return (sentence_evidence(story, candidate.clearest(model), "service.learned"),)


def _meant(story: Story) -> Iterator[tuple[Hit, Name]]:
    """As in "the site fell over" of a firm that is what it runs: the service of the provider's own name."""
    providers = {name.label for name in main_providers(story)}
    mentions = [mention for span in story.spans("outage_names") if (mention := mention_of(span)).name.label in providers]
    own = next((each.twin for each in mentions if each.twin is not None and each.kind not in words()["institutions"]), None)
    if own is None:
        return
    for found in hits(story):
        mention = mention_of(found.span)
        before = found.span.doc[found.span.start - 1].lower_ if found.span.start else ""
        alone = mention.type == "generic_service" and mention.kind in ("phrase", "possessed", "bare") and mention.name.label in _ITSELF
        if alone and before == "the" and found.direct and not found.spared:
            yield found, own


def hit(story: Story) -> tuple[Name, ...]:
    """The services that the story says were hit, in order of first mention."""
    return tuple({_name(found).label: _name(found) for found in _hit(story)}.values())


def _name(found: Hit) -> Name:
    mention = mention_of(found.span)
    return mention.twin or mention.name


def _hit(story: Story) -> list[Hit]:
    return kept(story.doc, "services_hit", _hit_anew, story)


def _hit_anew(story: Story) -> list[Hit]:
    spared = {(h.span.start, h.span.end) for h in hits(story) if h.spared}
    found = [h for h in hits(story) if not h.spared and (h.span.start, h.span.end) not in spared and _is_service(story, h)]
    fuller = {_key(h) for h in found if mention_of(h.span).type == "generic_service"}
    return [h for h in found if not _is_short(h, fuller)]


def _key(found: Hit) -> tuple[str | None, tuple[str, ...]]:
    name = _name(found)
    return name.owner, tuple(name.label.casefold().removeprefix(f"{name.owner} ".casefold()).split())


def _is_short(found: Hit, fuller: set[tuple[str | None, tuple[str, ...]]]) -> bool:
    """Whether a generic service is another one told in fewer words: "the helpline" after "the customer helpline"."""
    if mention_of(found.span).type != "generic_service":
        return False
    owner, said = _key(found)
    return any(len(said) < len(full) and full[-len(said) :] == said and (owner is None or whose in (None, owner)) for whose, full in fuller)


def _is_service(story: Story, found: Hit) -> bool:
    mention = mention_of(found.span)
    if mention.type in _NEVER or _is_something_else(story, found.span, mention):
        return False
    if mention.type == "tracker":
        return found.phrase.label_ == "down"
    if mention.type == "generic_service":
        return _is_generic(story, found, mention)
    if mention.type == "organization":
        return mention.twin is not None and mention.kind not in words()["institutions"]
    if len(mention.name.label) == 1 and mention.name.label not in {name.label for name in main_providers(story)}:
        return False  # X, where it was said
    if mention.type == "service" or mention.how == "catalogue":
        return True
    return not _strikes(found.phrase) and found.phrase.label_ != "back"


def _is_something_else(story: Story, span: Span, mention: Mention) -> bool:
    """Whether another component knows better: "113" of a count is no emergency line, "North American" no product."""
    group = {"number": "outage_counts"}.get(mention.kind or "", "outage_regions" if mention.type == "name" else None)
    return group is not None and any(other.start <= span.start and span.end <= other.end for other in story.spans(group))


def _is_generic(story: Story, found: Hit, mention: Mention) -> bool:
    label = mention.name.label
    if mention.kind == "bare" or (
        mention.name.owner and label.casefold() == f"{mention.name.owner} {_last(label)}".casefold() and _last(label) in _TOO_BROAD
    ):
        return False
    if mention.kind == "weak":
        return found.direct and found.phrase.label_ in _OUTRIGHT
    if found.phrase.label_ == "trouble" and mention.kind == "phrase" and found.phrase[-1].lower_ not in _STRIKING:
        return found.span.end <= found.phrase.start and label not in words()["bare"]
    return label not in words()["bare"] or mention.kind in ("owned", "possessed") or _is_the_firms(story, found, label)


def _last(label: str) -> str:
    return label.split()[-1].casefold()


def _is_the_firms(story: Story, found: Hit, label: str) -> bool:
    """As in "The website was slow" of a firm that is no product itself."""
    start, doc = found.span.start, story.doc
    the = start > 0 and doc[start - 1].lower_ in ("the", "and", ",")
    providers = {name.label for name in main_providers(story)}
    product = any(mention_of(span).twin is not None for span in story.spans("outage_names") if mention_of(span).name.label in providers)
    return the and label in ("website", "websites", "app") and found.direct and bool(providers) and not product


def _strikes(phrase: Span) -> bool:
    """Whether the phrase speaks of anyone that an outage can hurt, not of what fails: "hit", "affected"."""
    return any(token.lemma_ in ("hit", "affect", "impact", "strike", "disrupt", "lose") and token.tag_ != "VBN" for token in phrase)

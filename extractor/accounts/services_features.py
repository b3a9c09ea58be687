"""What speaks for and against a name's being a service that was hit: the features of the learned decider.

Plain strings about every naming of one thing in the sentences on the main incident; nothing here is learned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from extractor.accounts.candidates import Candidate
from extractor.accounts.hits import FAILING, Hit, hits
from extractor.accounts.providers import main_providers
from extractor.accounts.providers_blamed import is_blamed
from extractor.accounts.services_struck import struck
from extractor.accounts.story import MAIN, Story
from extractor.accounts.surroundings import AROUND, NONE, beside, by_sentence, is_quoted, nouns_beside, syntax
from extractor.language.groups_nouns import kinds
from extractor.language.groups_words import class_of
from extractor.language.names import mention_of
from extractor.language.names_runs import lexicon
from extractor.language.tokens import word

_NEVER = frozenset({"person", "place", "channel"})
_MANY = 4  # namings; words of a name


def candidates(story: Story, ruled: frozenset[str], ignored: frozenset[tuple[int, int]]) -> Iterator[Candidate]:
    """Every thing that could be a service.

    Args: ruled: labels that a rule takes for services hit; ignored: token stretches that another component knows better.
    """
    providers = {name.label for name in main_providers(story)}
    told: dict[tuple[int, int], list[Hit]] = defaultdict(list)
    for found in hits(story):
        told[found.span.start, found.span.end].append(found)
    struck_at = {token.i for found in hits(story) if not found.spared for token in found.span}
    for spans in _things(story, ignored):
        mention = mention_of(spans[0])
        if mention.name.label not in providers and all(is_blamed(span) for span in spans):
            continue  # another's failure, told as the cause of this one
        name = mention.twin or mention.name
        whole = {*_of_thing(story, spans, providers), f"rule={name.label in ruled}|{mention.type}"}
        whole.add(f"anyhit={any((span.start, span.end) in told for span in spans)}|{mention.type}")
        each = tuple({*_of_naming(story, span, told[span.start, span.end]), *_company(story, span, struck_at)} for span in spans)
        yield Candidate(name, tuple(spans), whole.union(*each), each, name.label in ruled)


def _things(story: Story, ignored: frozenset[tuple[int, int]]) -> list[list[Span]]:
    things: dict[str, list[Span]] = defaultdict(list)
    named = story.spans("outage_names")
    for span in (*named, *struck(story, named)):
        mention = mention_of(span)
        if story.sentence(span).scope == MAIN and mention.type not in _NEVER and (span.start, span.end) not in ignored:
            things[_key((mention.twin or mention.name).label)].append(span)
    return list(things.values())


def _key(label: str) -> str:
    """As "email" of "email services": what names one thing."""
    return label.casefold().removesuffix("s").removesuffix(" service")


def _of_thing(story: Story, spans: Sequence[Span], providers: set[str]) -> Iterator[str]:
    mention = mention_of(spans[0])
    kind, label = mention.type, (mention.twin or mention.name).label
    owner = "none" if not mention.name.owner else "provider" if mention.name.owner in providers else "other"
    yield from (f"type={kind}", f"kind={kind}|{mention.kind}", f"how={mention.how}", f"twin={mention.twin is not None}|{kind}")
    yield from (f"provider={mention.name.label in providers}|{kind}|{mention.twin is not None}", f"owner={owner}|{kind}")
    yield from (f"namings={min(len(spans), _MANY)}", f"first={min(story.index(spans[0]), AROUND)}")
    yield f"title={any(story.sentence(span).block == 'title' for span in spans)}"
    words = label.casefold().split()
    yield from (f"capital={label[:1].isupper()}|{kind}", f"words={min(len(words), _MANY)}|{kind}")
    if kind in ("generic_service", "name"):
        yield from (f"word={each}" for each in words)
        yield f"head={words[-1]}"
        first, second = kinds(words[-1].removesuffix("s"))
        yield from (f"kind1={first}|{mention.kind}", f"kind2={second}|{mention.kind}")


def _of_naming(story: Story, span: Span, told: Sequence[Hit]) -> Iterator[str]:
    sentence = story.sentence(span)
    yield f"block={sentence.block}"
    yield from syntax(span.root)
    yield from beside(span, sentence.span)
    for found in told:
        label = "spared" if found.spared else found.phrase.label_
        yield from (f"hit={label}|{found.direct}", f"hit={'spared' if found.spared else 'any'}", f"phrase={found.phrase.id_}")


def _company(story: Story, span: Span, struck_at: set[int]) -> Iterator[str]:
    """Whether the others of an enumeration were hit, how near a phrase of failing stands, what a noun beside the name says that it is."""
    kind = span.label_
    others = [token.i for token in span.root.conjuncts if not span.start <= token.i < span.end]
    yield f"joined={any(index in struck_at for index in others)}|{len(others) > 0}|{kind}"
    phrases = [phrase for phrase in by_sentence(story, "outage_impact").get(story.index(span), NONE) if phrase.label_ in FAILING]
    yield from (f"near={phrase.label_}|{phrase.start >= span.end}|{kind}" for phrase in phrases)
    gaps = [phrase.start - span.end if phrase.start >= span.end else span.start - phrase.end for phrase in phrases]
    yield f"gap={min(max(min(gaps), 0) // 3, 4) if gaps else None}|{kind}"
    yield f"quoted={is_quoted(story, span)}"
    if kind in ("name", "service", "organization"):
        for noun in nouns_beside(span):
            service = noun.lemma_.lower() in lexicon()["product_nouns"]
            yield from (f"called={word(noun)}", f"calledgroup={class_of(noun)}", f"calledservice={service}")

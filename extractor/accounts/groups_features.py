"""What speaks for and against a group's being one that was hurt: the features of the learned decider.

Plain strings about every naming of one kind of people or bodies, or of one named body, in the sentences on the main incident; nothing
here is learned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Span, Token

from extractor.accounts import services
from extractor.accounts.candidates import Candidate
from extractor.accounts.groups_harm import hurt, tops
from extractor.accounts.groups_verbs import lists
from extractor.accounts.hits import FAILING, hits
from extractor.accounts.providers import main_providers
from extractor.accounts.story import MAIN, Story
from extractor.accounts.surroundings import NONE, by_sentence, is_quoted, nouns_beside, stage, syntax
from extractor.language.groups_nouns import kinds
from extractor.language.groups_words import class_of
from extractor.language.names import mention_of
from extractor.language.names_types import APOSTROPHES
from extractor.language.tokens import word

_MANY = 4  # namings
_BODIES = frozenset({"organization", "name"})
_DETERMINERS = frozenset({"det", "poss", "amod", "nummod", "quantmod", "compound"})


def candidates(story: Story, ruled: Mapping[tuple[int, int], str]) -> Iterator[Candidate]:
    """Every group that the main incident's sentences name, in order of first mention.

    Args: ruled: by token stretch, the rule that takes a group or a named body for hurt.
    """
    hurt_in: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for start, end in ruled:
        hurt_in[story.by_token[start]].append((start, end))
    services_hit = {name.label for name in services.hit(story)}
    struck = {(found.span.start, found.span.end): found.spared for found in hits(story)}
    for spans in _groups(story, ruled):
        named = spans[0].label_ != "group"
        name = mention_of(spans[0]).name if named else max((span._.group for span in spans), key=lambda each: len(each.label))
        hows = [ruled.get((span.start, span.end)) for span in spans]
        whole = set(_of_group(story, spans, named, hows, services_hit))
        each = tuple(
            {*_of_naming(story, span, how, struck.get((span.start, span.end))), *_company(story, span, hurt_in[story.index(span)])}
            for span, how in zip(spans, hows, strict=True)
        )
        yield Candidate(name, tuple(spans), whole.union(*each), each, any(hows))


def _groups(story: Story, ruled: Mapping[tuple[int, int], str]) -> list[list[Span]]:
    known = _known(story)
    found: dict[str, list[Span]] = defaultdict(list)
    for span in story.spans("outage_groups"):
        if story.sentence(span).scope == MAIN:
            found[_key(span._.group.label)].append(span)
    for span in story.spans("outage_names"):
        name = mention_of(span).name
        if story.sentence(span).scope != MAIN or not (span.label_ in _BODIES or (span.start, span.end) in ruled):
            continue
        if (span.start, span.end) in ruled or not known & {text.casefold() for text in (name.label, *name.aliases)}:
            found[f"={name.label}"].append(span)
    return list(found.values())


def _known(story: Story) -> frozenset[str]:
    """The folded names of the providers."""
    return frozenset(text.casefold() for name in main_providers(story) for text in (name.label, *name.aliases))


def _key(label: str) -> str:
    return label.casefold().removesuffix("s")


def _of_group(story: Story, spans: Sequence[Span], named: bool, hows: Sequence[str | None], services_hit: set[str]) -> Iterator[str]:
    first, sort = story.index(spans[0]), f"named={named}"
    yield from (sort, f"namings={min(len(spans), _MANY)}|{named}", f"ruled={sum(how is not None for how in hows) > 0}|{named}")
    yield f"first={stage(first)}|{named}"
    yield f"title={any(story.sentence(span).block == 'title' for span in spans)}|{named}"
    if named:
        mention = mention_of(spans[0])
        yield from (f"type={mention.type}", f"kind={mention.kind}", f"how={mention.how}", f"service={mention.name.label in services_hit}")
        yield f"owned={mention.name.owner is not None}"
        yield f"lastword={mention.name.label.split()[-1].casefold() in lists()['bodies']}"


def _of_naming(story: Story, span: Span, how: str | None, spared: bool | None) -> Iterator[str]:
    sentence, root, named = story.sentence(span), span.root, span.label_ != "group"
    yield from (f"block={sentence.block}", f"how={how}", f"how={how}|{named}", f"hit={spared}|{named}")
    yield from (f"{each}|{named}" for each in syntax(root))
    if named:
        yield from _called(span)
    else:
        yield from (f"class={span.id_}", f"head={word(root)}", f"number={root.tag_}|{span.id_}", f"words={min(len(span), 3)}")
        yield f"hurt={hurt(root)}|{span.id_}"
        first, second = kinds(root.lemma_.lower())
        yield from (f"kind1={first}", f"kind2={second}", f"kinds={first}|{second}|{span.id_}")
    yield from (f"has={child.dep_}" for child in root.children if child.dep_ in _DETERMINERS)
    yield from (f"det={child.lower_}" for child in root.children if child.dep_ in ("det", "poss"))
    for top in list(tops(root))[1:]:
        yield from (f"top={top.dep_}|{word(top.head)}", f"toparc={top.dep_}")
    yield from _of_sentence(story, span, named)
    yield f"stands={_stands_in(root)}|{named}"


def _of_sentence(story: Story, span: Span, named: bool) -> Iterator[str]:
    number = story.index(span)
    phrases = by_sentence(story, "outage_impact").get(number, NONE)
    yield f"fails={any(each.label_ in FAILING for each in phrases)}|{named}"
    yield from (f"impact={label}|{named}" for label in sorted({each.label_ for each in phrases}))
    for count in by_sentence(story, "outage_counts").get(number, NONE):
        yield f"count={count.label_}|{count.end <= span.end and count.end >= span.start - 3}"
    yield f"quoted={is_quoted(story, span)}"
    yield f"cause={number in by_sentence(story, 'outage_causes')}|{named}"


def _company(story: Story, span: Span, hurt_here: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Whether others of the same sentence are hurt, and those in the same enumeration."""
    others = [stretch for stretch in hurt_here if stretch != (span.start, span.end)]
    yield f"others={min(len(others), 2)}|{span.label_ != 'group'}"
    joined = {token.i for top in tops(span.root) for token in (top, *top.conjuncts)} if others else set()
    yield f"joined={any(start <= index < end for start, end in others for index in joined)}|{span.label_ != 'group'}"


def _called(span: Span) -> Iterator[str]:
    """What the noun beside a name says that it is: "the chain *Oakmart*", "*Oakmart*, a grocer"; who of it is spoken of."""
    for noun in nouns_beside(span):
        yield from (f"called={class_of(noun)}", f"calledkind={kinds(noun.lemma_.lower())[0]}", f"callednoun={word(noun)}")
    following = span.doc[span.end] if span.end < len(span.doc) else None
    if following is not None and following.text in APOSTROPHES and span.end + 1 < len(span.doc):
        yield f"its={word(span.doc[span.end + 1])}"
    elif following is not None and following.pos_ == "NOUN":
        yield from (f"people={class_of(following)}", f"people={word(following)}")


def _stands_in(root: Token) -> str:
    """The dependency of the nearest noun above and its harm: "chaos *for* commuters"."""
    if root.dep_ != "pobj":
        return root.dep_
    above = root.head.head
    harm = above.lemma_.lower() in lists()["harm"]
    return f"{root.head.lower_}|{above.pos_}|{harm}"

"""What holds of linking whatever the articles say."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.catalogue import load_catalogue
from extractor.graph.build import build, incident_quads, place_incident
from extractor.graph.iris import Mint
from extractor.linking import block_keys, blocks, link, link_block
from extractor.linking.decision import signs
from extractor.linking.duplicates import sources
from extractor.linking.features import features
from extractor.records import Reading, Telling
from extractor.versions import Versions
from tests.linking.told import cause, month, number, region, service, story, with_background
from tests.made import at, day, phase, provider

WHO = st.sampled_from(["Tidepool", "Tidepool Inc", "Lantern", "Lantern Bank", None])
TIMES = st.one_of(
    st.none(),
    st.builds(lambda date, hour: at(f"2025-03-{date:02}T{hour:02}:00"), st.integers(1, 6), st.integers(0, 23)),
    st.builds(lambda date: day(f"2025-03-{date:02}"), st.integers(1, 6)),
    st.sampled_from([month("2025-03"), month("2025-02")]),
)
FACTS = (
    *(service(name) for name in ("Tidepool Mail", "Tidepool Files", "mail")),
    *(region(name) for name in ("Accra", "Nairobi")),
    *(cause("power"), cause("dns"), cause("dependency", "an outage at Tidepool"), number("TP-77")),
)
OTHERS = st.lists(st.sampled_from(FACTS), max_size=3, unique_by=repr)


@st.composite
def stories(draw: st.DrawFn) -> list[Reading]:
    found = []
    for name in range(draw(st.integers(1, 9))):
        reading = story(f"{name}.txt", draw(WHO), draw(TIMES), *draw(OTHERS))
        if draw(st.booleans()):
            when = draw(TIMES)
            reading = with_background(reading, provider(draw(WHO) or "Tidepool"), *([phase("started", when)] if when else []))
        found.append(reading)
    return found


def tellings(readings: list[Reading]) -> list[Telling]:
    return [Telling(reading.article, account) for reading in readings for account in reading.accounts]


@given(stories(), st.randoms(use_true_random=False))
def test_the_order_of_input_never_matters(readings: list[Reading], random: Random) -> None:
    shuffled = random.sample(readings, len(readings))
    assert link(shuffled) == link(readings)


@given(stories())
def test_every_account_is_of_one_incident_and_no_article_tells_it_twice(readings: list[Reading]) -> None:
    incidents = link(readings)
    told = [telling for incident in incidents for telling in incident.tellings]
    assert sorted(map(repr, told)) == sorted(map(repr, tellings(readings)))
    for incident in incidents:
        files = [telling.article.source_file for telling in incident.tellings]
        assert len(files) == len(set(files))


@given(stories())
def test_blocks_can_be_linked_apart(readings: list[Reading]) -> None:
    apart = [incident for block in blocks(tellings(readings)) for incident in link_block(block)]
    assert sorted(map(repr, apart)) == sorted(map(repr, link(readings)))


@given(stories(), stories())
def test_an_article_touches_its_blocks_alone(readings: list[Reading], more: list[Reading]) -> None:
    """Linking anew only what the new article's keys lead to gives what a fresh run over everything gives."""
    new = story("new.txt", more[0].accounts[0].facts and "Tidepool", None, *more[0].accounts[0].facts)
    touched, rest = [*tellings([new])], tellings(readings)
    while found := [one for one in rest if any(set(block_keys(one)) & set(block_keys(other)) for other in touched)]:
        touched += found
        rest = [one for one in rest if one not in found]
    kept = [incident for incident in link(readings) if not set(map(repr, incident.tellings)) & set(map(repr, touched))]
    assert sorted(map(repr, [*kept, *link_block(touched)])) == sorted(map(repr, link([*readings, new])))


@given(stories())
def test_an_article_about_another_incident_changes_no_byte_of_the_others(readings: list[Reading]) -> None:
    other = story("other.txt", "Harrow", at("2025-03-03T09:00"), service("Harrow Pay"), text="Harrow failed. It is another firm's affair.")
    before = {quad for incident in link(readings) for quad in incident_quads(incident, Mint())}
    after = {quad for incident in link([*readings, other]) for quad in incident_quads(incident, Mint())}
    assert before <= after
    added = after - before
    assert {str(quad.graph_name) for quad in added}.isdisjoint({str(quad.graph_name) for quad in before})


@settings(max_examples=30)
@given(stories(), st.randoms(use_true_random=False))
def test_the_graph_does_not_depend_on_the_order(readings: list[Reading], random: Random) -> None:
    shuffled = random.sample(readings, len(readings))
    versions = Versions("1", "r", "m", "c")
    assert build(shuffled, link(shuffled), versions, Mint()) == build(readings, link(readings), versions, Mint())


@given(stories())
def test_the_least_candidate_names_the_incident_and_the_others_lead_to_it(readings: list[Reading]) -> None:
    mint = Mint()
    for incident in link(readings):
        names = sorted({mint.incident(candidate) for candidate in incident.candidates})
        assert place_incident(incident, mint).incident == names[0]
        replaced = {quad.subject.value for quad in incident_quads(incident, mint) if quad.predicate.value.endswith("isReplacedBy")}
        assert replaced == set(names[1:])
        alone = {mint.incident(candidate) for telling in incident.tellings for one in link_block([telling]) for candidate in one.candidates}
        assert alone == set(names)


@given(stories())
def test_two_sides_agree_the_same_either_way(readings: list[Reading]) -> None:
    told = [features(telling, load_catalogue()) for telling in tellings(readings)]
    for first in told:
        for second in told:
            assert sorted(map(repr, signs(first, second))) == sorted(map(repr, signs(second, first)))


@given(st.lists(st.text(alphabet="ab cd", max_size=80), max_size=6))
def test_sources_are_an_equivalence(texts: list[str]) -> None:
    articles = [story(str(number), "Tidepool", None, text=text or "x").article for number, text in enumerate(texts)]
    numbers = sources(articles)
    same = {article.text: number for article, number in zip(articles, numbers, strict=True)}
    assert [same[article.text] for article in articles] == numbers
    assert set(numbers) == set(range(len(set(numbers))))

"""Names and generic services: what is marked, as what, and under which name; all of invented firms, or of the catalogue."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from extractor.language.names import GROUP, NameTagger
from extractor.language.names_places import places
from extractor.language.pipeline import load_pipeline


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


@pytest.fixture(scope="module")
def bare(nlp: Language) -> NameTagger:
    """The component without any catalogue."""
    return NameTagger(nlp)


def read(nlp: Language, text: str, tagger: NameTagger | None = None) -> Doc:
    if tagger is None:
        return nlp(text)
    with nlp.select_pipes(disable=["outage_names"]):
        return tagger(nlp(text))


def marked(doc: Doc) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in doc.spans[GROUP]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The failure at Brightwater Bank began at noon.", ("Brightwater Bank", "organization")),
        ("On Monday a Tidepool spokesperson apologised.", ("Tidepool", "organization")),
        ("Staff at the county use Quillcase, a records platform for hospitals.", ("Quillcase", "service")),
        ("According to the tracking site Pulsewatch it began at noon.", ("Pulsewatch", "tracker")),
        ("The firm posted on Chirper that it was looking into it.", ("Chirper", "channel")),
        ("We spoke to Edda Holm, chief executive of Brightwater Bank.", ("Edda Holm", "person")),
        ("Sheriff Edda Holm said the lines were dead.", ("Sheriff Edda Holm", "person")),
        (
            "The ministry's Transport Secretary Bo Lind spoke of a computer-based testing failure.",
            ("computer-based testing", "generic_service"),
        ),
        ("The network hit by a 20-digit token code is back.", ("network", "generic_service")),
        ("Lights flickered across Portugal on Monday.", ("Portugal", "place")),
        ("Nobody could use online banking on Monday.", ("online banking", "generic_service")),
        ("For hours the card terminals refused everything.", ("card terminals", "generic_service")),
        ("The 4G network failed at noon.", ("4G network", "generic_service")),
        ("Both person-to-person transfers and top-ups failed.", ("person-to-person transfers", "generic_service")),
        ("Clerks said the weight and balance tool and the crew app froze.", ("crew app", "generic_service")),
        ("Merchants could not put through debit or credit transactions.", ("credit transactions", "generic_service")),
        ("The electronic voting and the webcast both dropped out.", ("electronic voting", "generic_service")),
        ("People dialling 911 heard nothing.", ("911", "generic_service")),
        ("The bank's fraud-alert system fell silent.", ("fraud-alert system", "generic_service")),
        ("Then the electronic patient record went down.", ("electronic patient record", "generic_service")),
    ],
)
def test_types_without_a_catalogue(nlp: Language, bare: NameTagger, text: str, expected: tuple[str, str]) -> None:
    assert expected in marked(read(nlp, text, bare))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Monday was a bad day.", "Monday"),
        ("It was down on Christmas Eve for two hours.", "Eve"),
        ("It was down on Sept. 5, 2023, for two hours.", "Sept"),
        ("Customers complained for hours.", "Customers"),
        ("The European systems were sound.", "European"),
        ("In the whole system nothing moved.", "whole system"),
        ("About 911 people were stranded.", "911"),
        ("The app developers were at lunch.", "app"),
        ("Phones lost 4G and then 3G for a while.", "G"),
    ],
)
def test_what_is_no_name(nlp: Language, bare: NameTagger, text: str, word: str) -> None:
    assert word not in [found for found, _ in marked(read(nlp, text, bare))]


@pytest.mark.parametrize(
    ("text", "mention", "label", "alias"),
    [
        ("The Northern Clearing House (NCH) was down. Later NCH said it was back.", "NCH", "Northern Clearing House", "NCH"),
        (
            "Brightwater Airlines cancelled flights. Later Brightwater said it was sorry.",
            "Brightwater",
            "Brightwater Airlines",
            "Brightwater",
        ),
        ("Tidepool Inc. was hit on Monday, and Tidepool said so.", "Tidepool", "Tidepool", "Tidepool Inc"),
        ("Customers of Kelpie say its Driftpad app went blank at noon.", "Driftpad", "Driftpad", "Kelpie Driftpad"),
    ],
)
def test_short_forms_are_aliases_of_the_full_name(nlp: Language, bare: NameTagger, text: str, mention: str, label: str, alias: str) -> None:
    doc = read(nlp, text, bare)
    spans = [span for span in doc.spans[GROUP] if span.text == mention]
    assert spans, text
    name = spans[-1]._.named.name
    assert (name.label, alias in (name.label, *name.aliases)) == (label, True)


@pytest.mark.parametrize(
    ("text", "service", "owner"),
    [
        ("On Monday Kelpie's Driftpad was down.", "Driftpad", "Kelpie"),
        ("A fault inside Driftpad, Kelpie's service for notes, was to blame, and Kelpie said so.", "Driftpad", "Kelpie"),
        ("Kelpie said that Driftpad, its notes service, was back.", "Driftpad", "Kelpie"),
        ("Nobody could open Kelpie Notes on Monday, and then Kelpie spoke.", "Kelpie Notes", "Kelpie"),
        ("On Monday Kelpie's mobile app was down.", "mobile app", "Kelpie"),
    ],
)
def test_whose_a_service_is(nlp: Language, bare: NameTagger, text: str, service: str, owner: str) -> None:
    doc = read(nlp, text, bare)
    spans = [span for span in doc.spans[GROUP] if span.text == service]
    assert [span._.named.name.owner for span in spans] == [owner]


def test_the_catalogue_gives_iri_owner_and_kind(nlp: Language) -> None:
    doc = nlp("Outlook and Teams were down on Monday, Microsoft said.")
    found = {span.text: span for span in doc.spans[GROUP]}
    assert found["Teams"]._.named.name.label == "Microsoft Teams"
    assert found["Teams"]._.named.name.owner == "Microsoft"
    assert found["Microsoft"].label_ == "organization"
    assert found["Microsoft"].kb_id_ == found["Microsoft"]._.named.name.iri != ""


def test_ambiguous_labels_need_their_context(nlp: Language) -> None:
    doc = nlp("On Monday the Signal was weak in the valley.")
    assert all(span._.named.how != "catalogue" for span in doc.spans[GROUP])


def test_places_hold_countries_and_zone_cities() -> None:
    assert {"japan", "united kingdom", "london", "são paulo" if "são paulo" in places() else "sao paulo"} <= places()
    assert len(places()) > 500


def test_an_empty_doc_has_an_empty_group(nlp: Language) -> None:
    doc = nlp("")
    assert len(doc.spans[GROUP]) == 0


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Customers of the bank took to Twitter to report an outage.", "channel"),
        ("A user on Reddit said the app had been dead since noon.", "channel"),
        ("Pictures would not load on Reddit and the shop was slow.", "service"),
        ("There was an outage on Reddit.", "service"),
    ],
)
def test_a_social_network_is_a_channel_where_people_speak_there(nlp: Language, text: str, label: str) -> None:
    found = {label for text, label in marked(nlp(text)) if text in ("Twitter", "Reddit")}
    assert (label == "channel") == (found == {"channel"})


def test_words_with_a_hyphen_are_kept_whole_and_counts_are_no_numbers_to_dial(nlp: Language) -> None:
    doc = nlp("A large-scale service outage hit 115 freestanding surgery centers and a firm disrupting online banking.")
    assert {text for text, label in marked(doc) if label == "generic_service"} == {"online banking"}

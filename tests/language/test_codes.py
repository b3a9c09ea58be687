"""Component ``outage_codes``: what is a code, what is its message, and which look-alikes are none."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import RuleError
from extractor.language.codes import CodeMention, CodeTagger, usual_form
from extractor.language.pipeline import load_pipeline
from extractor.rules import Rule


def codes(text: str, label: str = "error_code") -> list[CodeMention]:
    doc = load_pipeline()(text)
    return [span._.code for span in sorted(doc.spans["outage_codes"]) if span.label_ == label]


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("Senders were told “452 4.2.2 mailbox full for now” all day.", "452 4.2.2", "mailbox full for now"),
        ("The portal answered HTTP 502 to everyone.", "HTTP 502", None),
        ("The portal answered HTTP Error 502. Bad luck.", "HTTP 502", None),
        ("Riders met a “503 Service Unavailable” page.", "HTTP 503", "Service Unavailable"),
        ("The page read “Gateway timeout (504)”.", "HTTP 504", "Gateway timeout"),
        ("The checkout threw 500 errors for an hour.", "HTTP 500", None),
        ("Some got a bare `404` instead.", "HTTP 404", None),
        ("A rise in 5xx server errors followed.", "HTTP 5xx", "server errors"),
        ("The updater quit with 0x8024402F.", "0x8024402F", None),
        ("Staff were shown SSO-4410 and sent home.", "SSO-4410", None),
        ("It is throwing up TV-3302 (“Playback is not possible”).", "TV-3302", "Playback is not possible"),
        ("The app says “We can't see you (GP-1042)”.", "GP-1042", "We can't see you"),
        ("Tellers got “Error 91 – issuer away”.", "91", "issuer away"),
        ("Each job died with exit code 78.", "78", None),
        ("The API gave a terse store_unavailable.", "store_unavailable", None),
        ("Chrome offered ERR_CONNECTION_RESET and no more.", "ERR_CONNECTION_RESET", None),
        ("Every lookup came back NXDOMAIN.", "NXDOMAIN", None),
        ("The console says CE-108255-1 and closes the game.", "CE-108255-1", None),
        ("Callers saw error code 30182 on their phones.", "30182", None),
        ("The desktop app showed Error 1020 at start.", "1020", None),
        ("Buyers were shown K14 (“issuer did not answer”).", "K14", "issuer did not answer"),
        ("The socket closed with code 1011, they said.", "1011", None),
    ],
)
def test_error_codes(text: str, code: str, message: str | None) -> None:
    assert codes(text) == [CodeMention(code, message)]


@pytest.mark.parametrize(
    "text",
    [
        "The resolver at 10.0.5.3 and port 5432 failed.",
        "Release v4.5.3 was rolled back at 5:03.",
        "Flight BA404 waited for two hours.",
        "About 500 people queued and 404 left.",
        "Half of the HTTP traffic vanished.",
        "The bug is filed as CVE-2031-20112 elsewhere.",
        "They fly the A320 and drive an M3.",
        "The bill came to $503 in the end.",
        "An unexpected error stopped 300 lifts.",
        "It took 502 days to rewrite the code.",
    ],
)
def test_no_codes(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The vendor is tracking this as TM771203.", "TM771203"),
        ("Its incident ID is INC-2031-0191, the firm said.", "INC-2031-0191"),
        ("Updates are posted on incident Hq7rTz91LmPw.", "Hq7rTz91LmPw"),
        ("The cloud arm lists it under tracking ID 2LGD-9VG.", "2LGD-9VG"),
    ],
)
def test_references(text: str, number: str) -> None:
    assert codes(text, "reference") == [CodeMention(number)]


@pytest.mark.parametrize(
    "text", ["Install KB5034441 first.", "The incident in 2024 was worse.", "The tracker FlightRadar24 fell over.", "Case 12 of the year."]
)
def test_no_references(text: str) -> None:
    assert codes(text, "reference") == []


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("HTTP 503", "HTTP 503"),
        ("error 503", "HTTP 503"),
        ("5XX", "HTTP 5xx"),
        ("Error 1033", "1033"),
        ("HTTP 522", "HTTP 522"),
        ("−1016", "-1016"),
    ],
)
def test_usual_form(written: str, form: str) -> None:
    assert usual_form(written) == form


@given(
    st.sampled_from(["HTTP ", "HTTP error ", "http status code ", "error ", "Error: ", ""]), st.sampled_from([400, 404, 429, 500, 503, 504])
)
def test_every_way_to_write_a_status_is_one_code(prefix: str, status: int) -> None:
    assert usual_form(f"{prefix}{status}") == f"HTTP {status}"


def test_a_regex_without_a_span_group_is_refused() -> None:
    with pytest.raises(RuleError, match="no group 'span'"):
        CodeTagger((Rule("x", "error_code", (), ("a",), ("[[a]]",), (), {}),))


def test_a_run_of_white_space_costs_no_power_of_its_length() -> None:
    start = time.process_time()
    assert codes(f"The page read 503{' ' * 40_000}and not found ({' ' * 40_000}error.") == []
    assert time.process_time() - start < 5

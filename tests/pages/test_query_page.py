"""The query page in a real browser: with its editor, and with the plain field that stands in for it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.pages.conftest import Watched

LABELS = "SELECT ?incident ?label WHERE { ?incident a outage:Incident ; rdfs:label ?label } ORDER BY ?label"


def field(page: Any) -> Any:
    """What one types a query into."""
    return page.get_by_role("textbox", name="Query, in SPARQL")


def type_query(page: Any, query: str) -> None:
    """Types a query instead of the one there."""
    field(page).click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(query)


def ask(page: Any, query: str) -> None:
    """Types a query and asks it with the keyboard."""
    type_query(page, query)
    page.keyboard.press("Control+Enter")


def said(page: Any, words: str | re.Pattern[str]) -> None:
    """Waits until the page says it."""
    page.get_by_role("status").filter(has_text=words).wait_for()


def rows(page: Any) -> list[list[str]]:
    """The table's cells."""
    cells: list[list[str]] = page.locator("#result tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.innerText))"
    )
    return cells


def test_a_typed_query_shows_its_rows(watched: Watched) -> None:
    page = watched.open()
    ask(page, LABELS)
    said(page, re.compile(r"3 rows in \d+ ms"))
    assert [row[1] for row in rows(page)] == [
        "Northbeam outage, 2024-11-18",
        "Northbeam outage, 2025-03-04",
        "Pelican Pay outage, 2025-03-04",
    ]
    assert page.get_by_role("columnheader").all_inner_texts() == ["incident", "label"]


def test_the_first_query_is_asked_with_the_button(watched: Watched) -> None:
    page = watched.open()
    page.get_by_role("button", name="Ask").click()
    said(page, "3 rows in")


def test_a_named_question_is_chosen_and_given_a_parameter(watched: Watched) -> None:
    page = watched.open()
    page.get_by_label("Find a question").fill("happened when")
    assert page.locator("#list li:visible").count() == 1
    page.get_by_role("button", name="Timeline").click()
    said(page, re.compile("rows in"))
    everything = len(rows(page))
    page.get_by_label("incident").fill('pelican"} # \\')
    assert '"pelican\\"} # \\\\"' in page.locator("#query").input_value()
    page.get_by_label("incident").press("Enter")
    said(page, "0 rows in")
    page.get_by_label("incident").fill("pelican")
    page.get_by_label("incident").press("Enter")
    said(page, re.compile("[1-9] rows? in"))
    assert 0 < len(rows(page)) < everything
    assert {row[0] for row in rows(page)} == {"Pelican Pay outage, 2025-03-04"}
    page.get_by_label("incident").fill("")
    page.get_by_label("incident").press("Enter")
    said(page, f"{everything} rows in")


def test_a_needed_parameter_is_asked_for(watched: Watched) -> None:
    page = watched.open()
    page.get_by_role("button", name="Evidence").click()
    assert page.get_by_label("incident").evaluate("field => field === document.activeElement")
    page.keyboard.type("Northbeam")
    page.keyboard.press("Enter")
    said(page, re.compile("[1-9]\\d* rows in"))


def test_a_value_of_another_type_is_not_asked(watched: Watched) -> None:
    page = watched.open()
    page.get_by_role("button", name="Overlaps").click()
    said(page, re.compile("rows? in"))
    before = page.locator("#query").input_value()
    page.get_by_label("since").fill("yesterday")
    assert "a date is wanted" in page.get_by_label("since").evaluate("field => field.validationMessage")
    assert page.locator("#query").input_value() == before
    page.get_by_label("since").fill("2025-01-01")
    assert '"2025-01-01T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>' in page.locator("#query").input_value()
    page.keyboard.press("Enter")
    said(page, re.compile("rows? in"))


def test_every_named_question_can_be_asked(watched: Watched) -> None:
    page = watched.open()
    names = page.locator("#list button").all()
    assert len(names) >= 20
    for button in names[::6]:
        button.click()
        for input in page.locator("#fields input[required]").all():
            input.fill("Northbeam")
        page.get_by_role("button", name="Ask").click()
        said(page, re.compile("rows? in"))
    assert page.get_by_role("alert").count() == 0


@pytest.mark.parametrize(
    ("query", "button", "suffix", "starts"),
    [
        (LABELS, "CSV", "csv", "incident,label\r\n"),
        (LABELS, "JSON", "json", '{"head":'),
        ("CONSTRUCT WHERE { ?i a outage:Incident }", "Turtle", "ttl", "@prefix "),
        ("DESCRIBE ?i { ?i a outage:Incident }", "JSON-LD", "jsonld", "["),
    ],
)
def test_an_answer_is_saved(watched: Watched, tmp_path: Path, query: str, button: str, suffix: str, starts: str) -> None:
    page = watched.open()
    ask(page, query)
    page.get_by_role("group", name="Save the answer").wait_for()
    type_query(page, "ASK { }")  # what was answered is saved, not what is typed since
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    assert download.value.suggested_filename == f"answer.{suffix}"
    download.value.save_as(tmp_path / "answer")
    text = (tmp_path / "answer").read_bytes().decode()
    assert text.startswith(starts)
    if suffix == "json":
        assert len(json.loads(text)["results"]["bindings"]) == 3


def test_triples_are_shown_as_rows(watched: Watched) -> None:
    page = watched.open()
    ask(page, 'CONSTRUCT { ?i rdfs:label "a \\"quoted\\"\\n\\u00e9"@en-GB ; outage:value 3 } { ?i a outage:Incident } LIMIT 1')
    said(page, "2 triples in")
    table = rows(page)
    assert table[0][1:] in (["rdfs:label", 'a "quoted" é en-gb'], ["outage:value", "3"])
    assert ["rdfs:label", 'a "quoted" é en-gb'] in [row[1:] for row in table]


@pytest.mark.parametrize(("query", "verdict"), [("ASK { ?s ?p ?o }", "Yes"), ("ASK { ?s ?s ?s }", "No")])
def test_yes_and_no(watched: Watched, query: str, verdict: str) -> None:
    page = watched.open()
    ask(page, query)
    said(page, f"{verdict} in")
    assert page.locator("#result").inner_text() == verdict


def test_a_link_shows_what_the_graph_says_of_a_thing_and_back_leads_back(watched: Watched) -> None:
    page = watched.open()
    ask(page, LABELS)
    said(page, "3 rows in")
    page.locator("#result a").first.click()
    said(page, re.compile(r"(?!3 )\d+ rows in"))
    assert ["→", "rdfs:label", "Northbeam outage, 2024-11-18"] in rows(page)
    page.go_back()
    said(page, "3 rows in")
    assert page.locator("#query").input_value() == LABELS


def test_an_address_with_a_query_asks_it(watched: Watched) -> None:
    page = watched.open("#query=SELECT%20(1%20AS%20%3Fone)%20%7B%7D")
    said(page, "1 row in")
    assert rows(page) == [["1"]]


def test_what_is_wrong_is_said_where_it_is(watched: Watched) -> None:
    page = watched.open()
    ask(page, "SELECT * {\n  ?s outge:fact ?o }")
    page.get_by_role("alert").wait_for()
    assert page.get_by_role("alert").inner_text().startswith("line 2, column 6: nobody has declared the prefix outge:")
    if page.locator("#editor").is_visible():
        assert page.locator(".cm-lintRange-error").inner_text() == "outge:fact"
    ask(page, "ASK { }")
    said(page, "Yes in")
    assert page.get_by_role("alert").count() == 0
    watched.errors[:] = [error for error in watched.errors if "400" not in error]


@pytest.mark.parametrize("query", ["INSERT DATA { <a:b> <a:c> 1 }", "SELECT * { SERVICE <http://127.0.0.1:1/> { } }"])
def test_what_is_refused_is_said(watched: Watched, query: str) -> None:
    page = watched.open()
    ask(page, query)
    page.get_by_role("alert").wait_for()
    assert "is refused" in page.get_by_role("alert").inner_text()
    watched.errors[:] = [error for error in watched.errors if not re.search("status of 4", error)]


def test_a_long_question_is_stopped(watched: Watched) -> None:
    page = watched.open()
    ask(page, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (?c = ?f && STR(?a) < STR(?g)) }")
    page.get_by_role("button", name="Stop").click()
    said(page, "Stopped.")
    assert not page.get_by_role("button", name="Stop").is_visible()
    ask(page, "ASK { }")
    said(page, "Yes in")


def test_long_answers_are_turned_over_and_sorted(watched: Watched) -> None:
    page = watched.open()
    numbers = " ".join(str(number) for number in range(250))
    ask(page, f"SELECT ?n ?text {{ VALUES ?n {{ {numbers} }} BIND (STR(?n) AS ?text) }}")
    said(page, "250 rows in")
    assert len(rows(page)) == 100
    page.get_by_role("button", name="Next").click()
    page.get_by_text("rows 101 to 200 of 250").wait_for()
    page.get_by_role("button", name="n", exact=True).click()
    page.get_by_role("button", name="n", exact=True).click()
    assert rows(page)[0] == ["249", "249"]
    assert page.locator("th").first.get_attribute("aria-sort") == "descending"
    page.get_by_role("button", name="text").click()
    assert [row[1] for row in rows(page)[:3]] == ["0", "1", "10"]


def test_nothing_in_an_answer_is_code(watched: Watched) -> None:
    page = watched.open()
    ask(page, "SELECT ('<img src=x onerror=alert(1)>' AS ?a) (IRI('javascript:alert(1)') AS ?b) ('https://example.org/a' AS ?c) {}")
    said(page, "1 row in")
    assert rows(page)[0][0] == "<img src=x onerror=alert(1)>"
    assert page.locator("#result img").count() == 0
    addresses = [link.get_attribute("href") for link in page.locator("#result a").all()]
    assert not [address for address in addresses if address.startswith("javascript:")]
    assert page.locator("#result a[target=_blank]").get_attribute("rel") == "noopener noreferrer"


def test_the_policy_holds_against_the_page_itself(watched: Watched) -> None:
    page = watched.open()
    blocked = page.evaluate("fetch('http://127.0.0.1:1/').then(() => 'sent', error => error.name)")
    assert blocked == "TypeError"
    assert any("Content Security Policy" in error for error in watched.errors)
    watched.errors.clear()
    watched.elsewhere.clear()  # asked by this test, and refused by the browser


def test_words_are_completed_and_coloured(watched: Watched) -> None:
    page = watched.open()
    if not page.locator("#editor").is_visible():
        pytest.skip("the plain field completes nothing")
    type_query(page, "SELECT ?thing { ?thing outage:causeCat")
    page.keyboard.press("Control+Space")
    page.locator(".cm-tooltip-autocomplete").get_by_text("outage:causeCategory").wait_for()
    page.wait_for_timeout(150)  # CodeMirror takes no key for a completion that has only just appeared
    page.keyboard.press("Enter")
    page.keyboard.type(" ?th")
    page.locator(".cm-tooltip-autocomplete").get_by_text("?thing").wait_for()
    assert page.locator("#query").input_value().startswith("SELECT ?thing { ?thing outage:causeCategory ?th")
    page.keyboard.press("Escape")
    type_query(page, 'SELECT * { ?thing rdfs:label "words" ; outage:value 3 } # and more')
    assert len({span.evaluate("span => getComputedStyle(span).color") for span in page.locator(".cm-line span").all()}) >= 6
    page.keyboard.press("Tab")  # the keyboard leads out of the editor
    assert page.evaluate("document.activeElement.id") == "run"


def test_a_phone_shows_it_all_without_scrolling_sideways(watched: Watched) -> None:
    page = watched.page
    page.set_viewport_size({"width": 360, "height": 740})
    watched.open()
    assert not page.locator("#list").is_visible()
    page.get_by_text("Questions", exact=True).click()
    page.get_by_role("button", name="Timeline").click()
    said(page, re.compile("rows in"))
    assert not page.locator("#list").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for button in page.locator("button:visible").all():
        assert button.bounding_box()["height"] >= 24  # WCAG 2.2, target size (minimum)


def test_everything_that_is_used_has_a_name(watched: Watched) -> None:
    page = watched.open()
    page.get_by_role("button", name="Timeline").click()
    said(page, re.compile("rows in"))
    for element in page.locator("button:visible, input:visible, textarea:visible, a:visible, [role=region]:visible, [role=textbox]").all():
        name = element.evaluate(
            "e => e.ariaLabel || (e.labels && e.labels[0] && e.labels[0].innerText) || e.innerText || e.getAttribute('aria-labelledby')"
        )
        assert name.strip()
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "en"


def test_without_scripts_the_query_is_sent_all_the_same(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    with page.expect_response("**/sparql?*") as answered:
        page.get_by_role("button", name="Ask").click(no_wait_after=True)
    assert answered.value.status == 200
    context.close()

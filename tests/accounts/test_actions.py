"""Actions that were done, and those that were only planned or guessed at."""

import pytest

from extractor.accounts import actions
from extractor.accounts.scopes import read_story
from extractor.language.pipeline import load_pipeline, prepare
from extractor.records import Article, Block


def told(text: str) -> set[tuple[str, str]]:
    article = Article(text, "a.txt", published="2031-05-06", blocks=(Block(0, len(text), "paragraph"),))
    return {(a.category, a.status) for a in actions.find(read_story(load_pipeline()(prepare(load_pipeline(), article))))}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Engineers rolled back the release at noon.", ("rollback", "stated")),
        ("The firm will roll back the release tonight.", ("rollback", "planned")),
        ("The firm said it would roll back the release.", ("rollback", "planned")),
        ("The firm will waive late fees until June 3.", ("compensate", "stated")),  # counts from its announcement on
    ],
)
def test_an_action_has_its_status(text: str, wanted: tuple[str, str]) -> None:
    assert wanted in told(text)


def test_a_guess_is_no_action() -> None:
    assert told("It was unclear whether staff had perhaps rebooted the servers.") == set()


@pytest.mark.parametrize("text", ["Had we restarted it at noon, savers would have lost out.", "Do not restart the terminals."])
def test_what_was_not_done_is_no_action(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Only one visitor in five was let through to the booking page, the museum said.", ("throttling", "stated")),
        ("Staff reloaded last week's copy of the ledger by hand.", ("repair", "stated")),
        ("The insurer put the old signing key back, and logins worked again.", ("rollback", "stated")),
    ],
)
def test_an_action_in_words_that_no_rule_holds_is_learned(text: str, wanted: tuple[str, str]) -> None:
    assert wanted in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "A software fault shut down trading on the Nordhavn exchange for an hour.",
        "The glitch that halted trading on the Nordhavn exchange began at noon.",
    ],
)
def test_what_a_failure_halts_nobody_halted(text: str) -> None:
    assert "suspend_service" not in {category for category, _ in told(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The airline's check-in system failed. The airline did not cancel any flights.",
        "The airline's check-in system failed. No flights were cancelled.",
        "The airline's check-in system failed. The airline cancelled no flights.",
    ],
)
def test_what_is_said_not_to_have_been_done_is_no_action(text: str) -> None:
    assert "suspend_service" not in {category for category, _ in told(text)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The library's site was down. Savers won't be charged a late fee for May.", "compensate"),
        ("The switch at the depot failed, and traffic was rerouted.", "reroute_traffic"),
        ("The clinic's mail was down. Its engineers disabled all attachments.", "isolate"),
        ("The ferry line's phones were down. Crews worked fast to fix the cut.", "repair"),
        ("The ferry line's phones were down. A full post-mortem is being carried out.", "investigate"),
        (
            "The ferry line's booking site was down. It offered all of its passengers a one-month, 20 per cent discount.",
            "compensate",
        ),
    ],
)
def test_what_is_done_in_the_words_of_reports(text: str, wanted: str) -> None:
    assert wanted in {category for category, _ in told(text)}


def test_load_that_spills_over_was_moved_by_nobody() -> None:
    text = "Two routers of the ferry line were overloaded and so the load was transferred onto the remaining routers, which overloaded too."
    assert not {"reroute_traffic", "load_balancing"} & {category for category, _ in told(text)}


def test_what_people_halt_because_of_a_failure_is_halted() -> None:
    assert ("suspend_service", "stated") in told("The Nordhavn exchange halted trading after a software fault.")


@pytest.mark.parametrize(
    ("text", "actor", "time"),
    [
        ("Cloudflare suffered an outage on Tuesday. At 14:20 UTC Cloudflare rolled back the release.", "Cloudflare", "2031-05-06T14:20Z"),
        ("Cloudflare suffered an outage on Tuesday. Engineers restarted the routers.", "Cloudflare", None),
        ("Cloudflare suffered an outage on Tuesday. The release was rolled back by GitHub.", "GitHub", None),
        ("Cloudflare suffered an outage on Tuesday. The release was rolled back.", None, None),
        ("Cloudflare suffered an outage on Tuesday. The regulator opened an investigation.", "regulator", None),
        ("Cloudflare suffered an outage on Tuesday. Customers get a refund of $5.", None, None),
    ],
)
def test_an_action_has_its_actor_and_time(text: str, actor: str | None, time: str | None) -> None:
    article = Article(text, "a.txt", published="2031-05-06", blocks=(Block(0, len(text), "paragraph"),))
    found = list(actions.find(read_story(load_pipeline()(prepare(load_pipeline(), article)))))
    assert found
    assert [(a.actor and a.actor.label, a.time and a.time.timex) for a in found] == [(actor, time)] * len(found)

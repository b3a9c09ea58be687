"""What the labels of a status page's history say by themselves."""

from __future__ import annotations

import pytest

from tests.accounts.test_timeline import told

BELOW = (
    "Slow logins at Quillmail",
    "Resolved -",
    "Logins work as usual again. A report follows before the end of the day.",
    "May 6, 13:20 UTC",
    "Update -",
    "The backlog is nearly gone.",
    "May 6, 12:55 UTC",
    "Monitoring -",
    "A patch is in place.",
    "May 6, 12:40 UTC",
    "Identified -",
    "A full disk is to blame.",
    "May 6, 11:15 UTC",
    "Investigating -",
    "Some people cannot log in to Quillmail.",
    "May 6, 10:50 UTC",
)
BESIDE = (
    "Quillmail is down.",
    "investigating May 6, 2031, 10:50 AM UTC",
    "We are looking at failed logins.",
    "identified May 6, 2031, 11:15 AM UTC",
    "A full disk is to blame.",
    "monitoring May 6, 2031, 12:40 PM UTC",
    "A patch is in place.",
    "resolved May 6, 2031, 01:20 PM UTC",
    "All is well.",
)
PHASES = {
    ("acknowledged", "2031-05-06T10:50Z"),
    ("identified", "2031-05-06T11:15Z"),
    ("mitigated", "2031-05-06T12:40Z"),
    ("resolved", "2031-05-06T13:20Z"),
}


@pytest.mark.parametrize("page", [BELOW, BESIDE])
def test_a_label_and_its_stamp_say_the_phase(page: tuple[str, ...]) -> None:
    assert told(*page) == PHASES


def test_two_labelled_lines_are_no_history() -> None:
    assert ("acknowledged", "2031-05-06T10:50Z") not in told("Quillmail is down.", *BELOW[-3:], "Resolved -")

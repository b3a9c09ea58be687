"""Plain text: which lines are paragraphs, headings, lists, quotations, code, posts."""

from __future__ import annotations

import pytest

from extractor.reading.structure import is_heading, split_plain

LONG = "The outage began at 2:37 p.m. ET on Thursday and kept thousands of people in North America from sending and receiving their email."


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in split_plain(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LONG}\n\n{LONG}", [("paragraph", LONG), ("paragraph", LONG)]),
        (f"{LONG}\n{LONG}", [("paragraph", LONG), ("paragraph", LONG)]),
        (f"What broke?\n{LONG}", [("heading", "What broke?"), ("paragraph", LONG)]),
        (f"WHAT HAPPENED\n\n{LONG}", [("heading", "WHAT HAPPENED"), ("paragraph", LONG)]),
        (f"Nothing was broken.\n\n{LONG}", [("paragraph", "Nothing was broken."), ("paragraph", LONG)]),
        (f"{LONG}\n\n———\n\n* * *\n\n{LONG}", [("paragraph", LONG), ("paragraph", LONG)]),
        ("• Teams\n– Outlook\n- Xbox\n1. Azure\n2) AWS", [("list_item", name) for name in ("Teams", "Outlook", "Xbox", "Azure", "AWS")]),
        ("> “We are sorry,” it said.\n> We are back.", [("block_quote", "“We are sorry,” it said.\n> We are back.")]),
        (
            "Chrome throws an error\n\n    ERR_NAME_NOT_RESOLVED\n\nand stops.",
            [("paragraph", "and stops."), ("code", "ERR_NAME_NOT_RESOLVED")],
        ),
        (f'{LONG}\n\n   "We know, and we\'re on it."\n\n{LONG}', [("block_quote", '"We know, and we\'re on it."')]),
        (f"## What broke\n{LONG}", [("heading", "What broke"), ("paragraph", LONG)]),
    ],
)
def test_blocks(text: str, expected: list[tuple[str, str]]) -> None:
    found = kinds(text)
    assert [entry for entry in found if entry in expected] == sorted(expected, key=found.index)


def test_live_blog_stamps_are_headings_and_entries_paragraphs() -> None:
    text = (
        "6:42 PM\nFAA: damaged file to blame\nThe agency says this evening that it has traced the failure to a damaged file.\n\n"
        f"10:44 p.m. — That’s a wrap\n{LONG}\n\n16.52\nThat's your lot\n{LONG}\n\nFri 18:52 – Mail is moving\n\n{LONG}\n\n"
        "2.42 pm — And we have life. Pages have begun to open.\n\n9.37am One down: First Direct is up and running.\n\nThe end came at noon."
    )
    headings = [stretch for kind, stretch in kinds(text) if kind == "heading"]
    expected = ["6:42 PM", "FAA: damaged file to blame", "10:44 p.m. — That’s a wrap", "16.52", "That's your lot"]
    assert headings == [*expected, "Fri 18:52 – Mail is moving"]


def test_hard_wrapped_paragraphs_are_one_block() -> None:
    text = (
        "Amazon Web Services said on Monday that a fault in its\nUS-EAST-1 region had been mitigated after more than\nfifteen hours.\n"
        "It said the trouble began at 11:49 p.m. on Sunday and\nthat it was sorry."
        "\n\nWHAT NEXT?\nEngineers will write a report, which is due in two weeks\nfrom now."
    )
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "paragraph", "heading", "paragraph"]


def test_first_line_indents_begin_paragraphs_in_wrapped_text() -> None:
    text = "   Several banks locked customers out of the app\nfor most of the day.\n   Others found their cards refused.\n   So did we."
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("text", "post"),
    [
        (
            f"{LONG}\n#BREAKING Outlook is down!\nThousands report issues with:\n– Outlook\n– And… pic.example/x\n"
            f"— News (@News) January 22, 2026\n{LONG}",
            "#BREAKING Outlook is down!\nThousands report issues with:\n– Outlook\n– And… pic.example/x\n— News (@News) January 22, 2026",
        ),
        (
            f"{LONG}\n\nWe are on it.\n— Status (@Status365) January 22, 2026\n\n{LONG}",
            "We are on it.\n— Status (@Status365) January 22, 2026",
        ),
        (
            f"{LONG}\n\nWe are on it.\n\n— Status (@status@mas.to) 22 Jan 2026\n\n{LONG}",
            "We are on it.\n\n— Status (@status@mas.to) 22 Jan 2026",
        ),
        (f"{LONG}\n\nWe are on it. — Status (@Status365)\n\n{LONG}", "We are on it. — Status (@Status365)"),
        (f"{LONG}\n\n   Four pixels.\n   — dan (@dan) May 6, 2024\n\n{LONG}", "Four pixels.\n   — dan (@dan) May 6, 2024"),
        (f'{LONG}\n\n@shop · 16 Mar 2024\n"All our shops are open."\n\n{LONG}', '@shop · 16 Mar 2024\n"All our shops are open."'),
        (f"{LONG}\n\n> We are on it.\n> — Status (@Status365)\n\n{LONG}", "We are on it.\n> — Status (@Status365)"),
    ],
)
def test_embedded_posts_are_one_block_with_their_signature(text: str, post: str) -> None:
    assert [stretch for kind, stretch in kinds(text) if kind == "post"] == [post]
    assert [stretch for kind, stretch in kinds(text) if stretch == LONG] == [LONG, LONG]


@pytest.mark.parametrize(
    "text", ["Slow Path to Recovery", "So What Broke?", "FAA: damaged file to blame", "Fri 18:52", "20.05 GMT", "THE BILL"]
)
def test_headings(text: str) -> None:
    assert is_heading(text)


@pytest.mark.parametrize(
    "text", ["Nothing was broken.", "and then it ended", "Here is the list:", "“We are sorry”", "@handle", "Photo: a queue", "x" * 100]
)
def test_no_headings(text: str) -> None:
    assert not is_heading(text)

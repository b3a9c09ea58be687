"""Titles, bylines, standfirsts, summaries, datelines and what surrounds an article."""

from __future__ import annotations

import pytest

from extractor.reading import bylines, read_text

BODY = (
    "Mail failed for thousands of people on Thursday afternoon. Microsoft said that it was looking into the problem and restoring service."
)


def kinds(text: str) -> list[str]:
    return [block.kind for block in read_text(text).blocks]


def stretches(text: str, kind: str) -> list[str]:
    return [text[block.start : block.end] for block in read_text(text).blocks if block.kind == kind]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Outlook is down\n\n{BODY}", "Outlook is down"),
        (f"Outlook is down\nBy Jane Roe\n{BODY}\n{BODY}", "Outlook is down"),
        (f"OUTLOOK IS DOWN. WHAT TO DO\n\nBy Jane Roe\n\n{BODY}", "OUTLOOK IS DOWN. WHAT TO DO"),
        (f"Mail is broken. Again.\n\nBy Jane Roe\n\n{BODY}", "Mail is broken. Again."),
        (f"Technology\n\nOutlook is down for many\n\n22 January 2026\n\n{BODY}", "Outlook is down for many"),
        (f"Skip to main content\nHome | News | Sport\n\nOutlook is down for many\n\n{BODY}", "Outlook is down for many"),
        (f"Posted:\n\n9:14 AM PST · January 23, 2026\n\nOutlook is down for many\n\n{BODY}", "Outlook is down for many"),
        (f"LIVE | Outlook and Teams go blank for many\n\n{BODY}", "LIVE | Outlook and Teams go blank for many"),
        (f"Title: Outlook is down\nDate: 22 January 2026\n\n{BODY}", "Outlook is down"),
        (f"TLDR\n• Outlook is down\n\n{BODY}", None),
        (f"{BODY}\n\n{BODY}", None),
        (f"{BODY}\n\nThe post Outlook Is Down appeared first on Wire.", "Outlook Is Down"),
        ("Outlook is down", None),
    ],
)
def test_title(text: str, title: str | None) -> None:
    assert read_text(text).title == title


def test_head_of_an_article() -> None:
    text = (
        "Outlook is down for many users\n\nCompany says that it has found the cause as schools struggle\n\nJane Roe in New York\n"
        f"Thu 22 Jan 2026 22.14 GMT\nLast modified on Fri 23 Jan 2026 09.03 GMT\n\nShare\n\n{BODY}\n\nWhat broke\n\n{BODY}"
    )
    assert kinds(text) == ["title", "standfirst", "byline", "byline", "byline", "boilerplate", "paragraph", "heading", "paragraph"]
    article = read_text(text)
    assert (article.published, article.modified) == ("2026-01-22T22:14Z", "2026-01-23T09:03Z")


@pytest.mark.parametrize(
    ("line", "dateline", "publisher"),
    [
        (
            "REDMOND, Wash., Jan. 22, 2026 (Continental Wire) — Mail failed.",
            "REDMOND, Wash., Jan. 22, 2026 (Continental Wire) —",
            "Continental Wire",
        ),
        ("LONDON/KYIV, July 25, 2025 (Meridian News) - Links were cut.", "LONDON/KYIV, July 25, 2025 (Meridian News) -", "Meridian News"),
        ("LONDON, 18 September 2025 — Two million.", "LONDON, 18 September 2025 —", None),
        ("Jan 22 (Hudson) - Mail failed.", "Jan 22 (Hudson) -", "Hudson"),
        ("TOKYO -- At the entrance of the rush, it failed.", "TOKYO --", None),
        ("SAN FRANCISCO, June 12, 2025, 6:52 p.m. EDT (Wire) - A fault.", "SAN FRANCISCO, June 12, 2025, 6:52 p.m. EDT (Wire) -", "Wire"),
        ("New Delhi, Jul 10 (PTI) Customers were hit.", "New Delhi, Jul 10 (PTI)", "PTI"),
        ("MUMBAI: UPI went down on Saturday.", "MUMBAI:", None),
        ("San Francisco (AFP) – A major outage hit.", "San Francisco (AFP) –", "AFP"),
        ("NEW YORK, Jan. 22, 2026 /PRNewswire/ -- Mail failed.", "NEW YORK, Jan. 22, 2026 /PRNewswire/ --", "PRNewswire"),
        ("(CNN) — Mail failed.", "(CNN) —", "CNN"),
        ("Amazon Web Services (AWS) — Amazon’s cloud arm — failed.", None, None),
        ("Outlook: Mail failed for thousands.", None, None),
        ("Monday 08:45 - Staff report blank screens.", None, None),
        ("AWS – Amazon’s cloud – failed.", None, None),
        ("Microsoft — the company — said so.", None, None),
        ("Slack (the chat tool) - was down.", None, None),
        ("On 9 June 2021 — a Wednesday — the web went dark.", None, None),
    ],
)
def test_datelines_are_cut_off_the_first_paragraph(line: str, dateline: str | None, publisher: str | None) -> None:
    text = f"Mail fails for thousands\n\n{line}\n\n{BODY}"
    assert stretches(text, "byline") == ([dateline] if dateline else [])
    assert read_text(text).publisher == publisher


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Roe",
        "By our technology correspondent",
        "Money desk",
        "Staff and wire reports",
        "Published: 17:10 BST, 20 October 2025",
        "Wednesday, January 11, 2023",
        "Home & Gadgets | Monday, 28 April 2025",
        "Newest updates first. Times are Eastern.",
        "4 min read",
        "Written by Market Desk | Mumbai | Feb 25, 2021, 7:40 pm IST",
        "From our internet editors",
        "Source: The Daily Cloud",
        "posted 3 Aug 2020 by kel in Networks | 14 comments",
        "With Gwen Roe and Imran Doe. This blog has now closed.",
        "Reporter Seo Da-hee, Seoul",
    ],
)
def test_bylines(line: str) -> None:
    assert bylines.is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Friday morning the network was back.",
        "By 9 p.m. the site was back",
        "With mail down, staff went home.",
        "From noon on, nothing worked.",
        "On 9 June 2021 the web went dark.",
        "The staff could not log in.",
        "What we know",
        "Microsoft said it was over on January 22, 2026.",
    ],
)
def test_no_bylines(line: str) -> None:
    assert not bylines.is_byline(line)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Jane Roe", "Jane Roe"),
        ("By Jane Roe and John Doe, Sydney", "Jane Roe and John Doe"),
        ("by Jonas @ Half-Charged", "Jonas"),
        ("By Jane Roe | March 16, 2024", "Jane Roe"),
        ("By Friday it was over", None),
        ("Jane Roe", None),
    ],
)
def test_author(line: str, name: str | None) -> None:
    assert bylines.author(line) == name


@pytest.mark.parametrize("mark", ["• ", "- ", ""])
def test_summaries(mark: str) -> None:
    points = [
        "Outlook failed at 2:37 p.m. ET on Thursday",
        "Complaints topped 15,890",
        "Traffic was moved elsewhere",
        "All was well by Friday",
    ]
    text = "TLDR\n" + "\n".join(f"{mark}{point}." for point in points) + f"\nIf your mail went quiet, you had company.\n{BODY}"
    assert stretches(text, "summary") == [f"{point}." for point in points]


def test_what_follows_a_list_of_links_is_boilerplate_until_the_text_goes_on() -> None:
    text = f"Mail is down\n\n{BODY}\n\nMost read\nBank app down for hours\nTrains stop\n\n{BODY}\n\nMORE LOCAL NEWS\n• Road\n• Parade"
    assert kinds(text) == ["title", "paragraph", *["boilerplate"] * 3, "paragraph", *["boilerplate"] * 3]


def test_labels_at_the_end_are_boilerplate_and_short_sentences_are_not() -> None:
    assert kinds(f"Mail is down\n\n{BODY}\n\nView profile\n\nContact us | More coverage")[2:] == ["boilerplate", "boilerplate"]
    assert kinds(f"Mail is down\n\n{BODY}\n\nNothing was broken.")[2:] == ["paragraph"]


def test_boilerplate_stays_in_the_text() -> None:
    text = f"Mail is down\n\n{BODY} Sign up for our newsletter.\n\nRead more: Mail is up"
    article = read_text(text)
    assert article.text == text
    assert stretches(text, "paragraph") == [BODY]
    assert stretches(text, "boilerplate") == ["Sign up for our newsletter.", "Read more: Mail is up"]


@pytest.mark.parametrize(
    ("note", "publisher"),
    [
        ("Copyright 2020 Hudson News Service", "Hudson News Service"),
        ("© 2025 Forth Courier. All rights reserved.", "Forth Courier"),
        ("The post Mail Is Down appeared first on Lagoon Business Review.", "Lagoon Business Review"),
        ("Read more: nothing", None),
    ],
)
def test_publisher_from_the_last_lines(note: str, publisher: str | None) -> None:
    assert read_text(f"Mail is down\n\n{BODY}\n\n{note}").publisher == publisher


def test_publisher_from_the_byline() -> None:
    assert read_text(f"Mail is down\n\nSouth Bank Observer | 28/01/2023 | A reporter\n\n{BODY}").publisher == "South Bank Observer"


HEADS = [
    (
        "By JANE ROE\n\nPUBLISHED: 17:10 BST, 20 October 2025 | UPDATED: 18:45 BST, 20 October 2025",
        "2025-10-20T17:10+01:00",
        "2025-10-20T18:45+01:00",
    ),
    ("Published\n22 January 2026\n\nLast updated\n5 hours ago", "2026-01-22", None),
    ("by Jane Roe\nJan 22, 2026, 7:58 PM UTC", "2026-01-22T19:58Z", None),
    ("Jane Roe – Jan 22, 2026 4:12 pm | 87", "2026-01-22T16:12", None),
    ("Thu, January 22, 2026 at 4:12 PM EST·2 min read", "2026-01-22T16:12-05:00", None),
    ("Posted Tue 14 Nov 2023 at 6:15am, updated Tue 14 Nov 2023 at 9:30am", "2023-11-14T06:15", "2023-11-14T09:30"),
    ("Jan. 22, 2026Updated 9:12 p.m. ET", "2026-01-22T21:12-05:00", "2026-01-22T21:12-05:00"),
    ("Issued on: 22/01/2026 - 19:58\nModified: 22/01/2026 - 21:00", "2026-01-22T19:58", "2026-01-22T21:00"),
    ("PTI | Mumbai | Updated: 23-01-2026 10:04 IST | Created: 23-01-2026 09:58 IST", "2026-01-23T09:58+05:30", "2026-01-23T10:04+05:30"),
    ("January 22, 2026 / 7:58 PM EST / CBS News", "2026-01-22T19:58-05:00", None),
    ("8 Nov 2023 05:30AM (Updated: 8 Nov 2023 09:12AM)", "2023-11-08T05:30", "2023-11-08T09:12"),
    ("January 22, 2026 | 19:58 (UTC+2)", "2026-01-22T19:58+02:00", None),
    ("Posted at 7:58 PM, January 22, 2026 and last updated 9:12 PM, January 22, 2026", "2026-01-22T19:58", "2026-01-22T21:12"),
    ("Story by Jane Roe • 3h", None, None),
]


@pytest.mark.parametrize(("head", "published", "modified"), HEADS)
def test_heads_of_many_outlets(head: str, published: str | None, modified: str | None) -> None:
    article = read_text(f"Outlook is down for many users\n\n{head}\n\n{BODY}\n\n{BODY}")
    assert (article.published, article.modified) == (published, modified)
    assert [block.kind for block in article.blocks][-2:] == ["paragraph", "paragraph"]
    assert article.title == "Outlook is down for many users"

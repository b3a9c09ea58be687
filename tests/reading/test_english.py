"""English articles pass, others do not, and what is too short to tell passes."""

from __future__ import annotations

import pytest

from extractor.reading import is_english, read_text

ENGLISH = [
    "Slack down",
    "Internal server error",
    "AWS us-east-1 outage: DynamoDB, Lambda, EC2 affected",
    "10:45 Outage starts\n11:00 Fix deployed\n12:00 Resolved",
    "Outlook failed for thousands of users on Thursday, and the company said that it was looking into the problem.",
    "Die Hard would not play on Netflix on Friday night, and viewers in the U.S. were told to try again after the fight was over.",
]
OTHERS = [
    "Der Ausfall begann am Donnerstag gegen 14:37 Uhr, als Nutzer von Outlook in Nordamerika keine E-Mails mehr empfangen konnten.",
    "De storing begon donderdag rond 14.37 uur, toen gebruikers van Outlook in Noord-Amerika geen e-mail meer konden ontvangen.",
    "La panne a commencé jeudi vers 14h37 lorsque les utilisateurs d'Outlook ne pouvaient plus recevoir de courriels.",
    "La caída comenzó el jueves alrededor de las 14:37 cuando los usuarios de Outlook no podían recibir correos.",
    "Gangguan dimulai pada hari Kamis ketika pengguna Outlook tidak dapat menerima email di Amerika Utara.",
    "マイクロソフトのOutlookで障害が発生し、利用者はメールを受信できなくなった。",
    "Сбой начался в четверг: пользователи Outlook не могли получать почту несколько часов.",
]


@pytest.mark.parametrize("text", ENGLISH)
def test_english(text: str) -> None:
    assert is_english(read_text(text))


@pytest.mark.parametrize("text", OTHERS)
def test_other_languages(text: str) -> None:
    assert not is_english(read_text(text))


def test_boilerplate_does_not_count() -> None:
    text = (
        f"{OTHERS[0]}\n\nSign up to our newsletter to get the best of the news in your inbox, with the stories that you have to read today."
    )
    assert not is_english(read_text(text))

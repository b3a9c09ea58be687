"""Component ``outage_quotes``: who speaks which words."""

from __future__ import annotations

import pytest

from extractor.language.pipeline import load_pipeline, prepare
from extractor.language.quotes import Quotation
from extractor.records import Article, Block, BlockKind


def quotes(*blocks: str | tuple[BlockKind, str], label: str | None = "quotation") -> list[Quotation]:
    """The quotations of an article of the given blocks (paragraphs, where no kind is given)."""
    told = [("paragraph", block) if isinstance(block, str) else block for block in blocks]
    text = "\n\n".join(words for _, words in told)
    marked: list[Block] = []
    for kind, words in told:
        start = marked[-1].end + 2 if marked else 0
        marked.append(Block(start, start + len(words), kind))  # type: ignore[arg-type]
    nlp = load_pipeline()
    doc = nlp(prepare(nlp, Article(text, "a.txt", published="2025-05-06", blocks=tuple(marked))))
    return [span._.quotation for span in doc.spans["outage_quotes"] if label in (None, span.label_)]


def speakers(*blocks: str | tuple[BlockKind, str]) -> list[str | None]:
    return [quote.speaker.label if quote.speaker is not None else None for quote in quotes(*blocks)]


@pytest.mark.parametrize(
    ("text", "speaker", "kind"),
    [
        # the clause after
        ("“The mail is moving again,” Quillmail said.", "Quillmail", "organization"),
        ("“The mail is moving again,” a Quillmail spokeswoman said late on Monday.", "Quillmail", "organization"),
        ("“The mail is moving again,” said a spokesperson for Quillmail.", "Quillmail", "organization"),
        ("“The mail is moving again,” reads the status page of Quillmail.", "Quillmail", "organization"),
        ("“The mail is moving again,” said Quillmail spokesman Tom Arden.", "Tom Arden", "person"),
        ("“The mail is moving again,” Rosa Lindqvist, chief executive of Quillmail, told reporters.", "Rosa Lindqvist", "person"),
        ("“The mail is moving again,” Quillmail CEO Rosa Lindqvist wrote.", "Rosa Lindqvist", "person"),
        ("“The mail is moving again,” said Dr Rosa Lindqvist of the engineering college.", "Rosa Lindqvist", "person"),
        ("“The mail is moving again,” according to Rosa Lindqvist, who runs it.", "Rosa Lindqvist", "person"),
        ("“The mail is moving again,” Rosa Lindqvist was quoted in the Bernside Post.", "Rosa Lindqvist", "person"),
        ("“The mail is moving again,” a Quillmail spokesman, Kim Ho-jin, told a briefing.", "Kim Ho-jin", "person"),
        ("“They hate surprises like this,” said Mark Yule of Bernside in a note.", "Mark Yule", "person"),
        ("Another customer, Joe, added: “I could not pay for the fish at all.”", "Joe", "person"),
        ("“We took them down for fun,” the group calling itself Night Heron wrote.", "Night Heron", "organization"),
        ("“It's a mess,” an airport official who asked not to be named said.", "an airport official", "unnamed"),
        ("A government spokesperson said: “We are in touch with the firm.”", "a government spokesperson", "unnamed"),
        ("“I could not pay for the fish,” said a fishmonger in Whitby.", "a fishmonger in Whitby", "unnamed"),
        ("“I could not pay for the fish,” a retired welder who lives nearby told us.", "a retired welder", "unnamed"),
        ("“I could not pay for the fish,” rued a fishmonger in Whitby.", "a fishmonger in Whitby", "unnamed"),
        ("“I could not pay for the fish,” says a man hauling crates to his van.", "a man hauling crates to his van", "unnamed"),
        ("“I could not pay for the fish,” one baker in Leeds messages us.", "one baker in Leeds", "unnamed"),
        ("'I could not pay for the fish,' said the owner of a kiosk in Whitby.", "owner of a kiosk in Whitby", "unnamed"),
        ("“Our forecast was not historic,” chief executive Hernán Duarte Lima was quoted as saying.", "Hernán Duarte Lima", "person"),
        ("“We let people down today,” is how one exchange official put it.", "one exchange official", "unnamed"),
        ("“I sold more noodles than hours,” said the owner, surnamed Gu.", "Gu", "person"),
        ("“We'd rather be late than unfair,” organizers told the crowd.", "organizers", "unnamed"),
        ("“I could not pay for the fish,” a software tester from Dover, Kent told us.", "a software tester from Dover", "unnamed"),
        ("“I could not pay for the fish,” said a former Quillmail engineer.", "a former Quillmail engineer", "unnamed"),
        ("“I could not pay for the fish,” a trader who goes by the handle finbar9 said.", "finbar9", "person"),
        ("“I could not pay for the fish,” said one of them, who gave her name simply as Rosa Bay.", "Rosa Bay", "person"),
        ("“I could not pay for the fish,” said the father, a 44-year-old clerk.", "44-year-old clerk", "unnamed"),
        # the clause before
        ("Student mum Rosa Lindqvist, 29, of Hull, said: “I could not pay for the fish.”", "Rosa Lindqvist", "person"),
        ("Analysts at Harrow Research wrote that it “will come up in every meeting”.", "Harrow Research", "organization"),
        ("At 11.48am Quillmail chirped up: “Mail is moving again, slowly but surely.”", "Quillmail", "organization"),
        ("A fishmonger, Dr Rosa Lindqvist, was blunt. “It was never an attack on us.”", "Rosa Lindqvist", "person"),
        ("Quillmail kept silent until noon, when it told people on X: “Some of you can't get in.”", "Quillmail", "organization"),
        ("Quillmail said: “Mail is moving again, slowly but surely.”", "Quillmail", "organization"),
        ("Quillmail: “Mail is moving again, slowly but surely.”", "Quillmail", "organization"),
        ("A statement from Quillmail: “Mail is moving again, slowly but surely.”", "Quillmail", "organization"),
        ("One nurse, who did not give her name, said: “We went back to paper and pens.”", "one nurse", "unnamed"),
        ("Quillmail said that its relays were “not passing mail on as they should”.", "Quillmail", "organization"),
        ("Rosa Lindqvist called it “the worst day of my working life”.", "Rosa Lindqvist", "person"),
        ("Quillmail's explanation: the relays were “not passing mail on as they should”.", "Quillmail", "organization"),
        ("In the words of Rosa Lindqvist, it was “the worst day of my working life”.", "Rosa Lindqvist", "person"),
        # the sentence beside
        ("Quillmail has put up a notice. “Mail is moving again, slowly but surely.”", "Quillmail", "organization"),
        ("Quillmail likewise. “Mail is moving again, slowly but surely.”", "Quillmail", "organization"),
    ],
)
def test_who_speaks(text: str, speaker: str, kind: str) -> None:
    (quote,) = quotes(text)
    assert quote.speaker is not None
    assert (quote.speaker.label, quote.speaker.kind) == (speaker, kind)


@pytest.mark.parametrize(
    ("blocks", "speaker"),
    [
        (["Quillmail was careful. “It was never an attack on us,” it said."], "Quillmail"),
        (["Quillmail was careful. “It was never an attack on us,” its status account told followers."], "Quillmail"),
        (["Rosa Lindqvist runs Quillmail. “It was never an attack on us,” she said."], "Rosa Lindqvist"),
        (["Tom Hale, 71, from Craven Bay, was in the queue. “They were lovely about it,” said the retired postman."], "Tom Hale"),
        (["Rosa Lindqvist, 67, was off to see a son. She had risen at two. “It is no fun at all,” she said."], "Rosa Lindqvist"),
        (["A Quillmail spokesman said that staff had come in. “We share the anger of all of you,” he said."], "Quillmail"),
        (["Next door the landlord Tom Hale sold beer. “I gave every penny back to them,” he said."], "Tom Hale"),
        (["A tutor in Hull says it went at five to eight. “Three hundred and a biro,” is how she puts it."], "a tutor in Hull"),
        (["Pensioner Tom Hale was having none of it. “I keep a few notes at home,” he chuckled, beaming."], "Tom Hale"),
        (["For a baker in Whitby it was too late. “I gave the bread away,” he said."], "a baker in Whitby"),
        (["A porter on the wards told the Gazette that nobody knew. “I was handed a clipboard,” she said."], "a porter on the wards"),
        (["Shop owners and gym instructors were loudest. “It was the quietest class I ever gave,” said one."], "gym instructor"),
        (
            ["The Northern Relief Trust runs it.", "Wards were shut.", "“We are sorry to all of them,” the trust said."],
            "Northern Relief Trust",
        ),
        (["Rosa Lindqvist, from Hull, could not pay. “I left it all at the till,” the 29-year-old said."], "Rosa Lindqvist"),
        (["“We are sorry,” said Rosa Lindqvist, a professor in Hull.", "“It happens,” the professor said."], "Rosa Lindqvist"),
        (["Rosa Lindqvist said it was “in touch with them” and “watching them rather closely”."], "Rosa Lindqvist"),
        (["Rosa Lindqvist, of the Norland Guild, was angry. “We were told nothing at all,” she said."], "Rosa Lindqvist"),
        (["The barman, Rubén, had a radio. “It has never asked me to sign in,” he said."], "Rubén"),
        (["The country's digital ministry took to Telegram. “Access to the sites was affected,” it said."], "digital ministry"),
        (["“We are sorry to all of them,” Rosa Lindqvist said.", "“We will do better,” she added."], "Rosa Lindqvist"),
    ],
)
def test_whom_a_pronoun_means(blocks: list[str], speaker: str) -> None:
    assert speakers(*blocks)[-1] == speaker


def test_she_who_speaks_for_the_company_is_left_to_the_story() -> None:
    (quote,) = quotes("A spokeswoman said that nothing was lost.", "“It was never an attack on us,” she said.")
    assert (quote.speaker, quote.refers) == (None, "organization")


def test_the_company_without_a_name_near_is_left_to_the_story() -> None:
    (quote,) = quotes("“It was never an attack on us,” the company said.")
    assert (quote.speaker, quote.refers) == (None, "organization")


@pytest.mark.parametrize(
    ("text", "speaker", "continues"),
    [
        ("“We are sorry,” Rosa Lindqvist said. “We will mend it by noon.”", "Rosa Lindqvist", False),
        ("“We lost more,” Rosa Lindqvist said, “than we knew.”", "Rosa Lindqvist", True),
        ("“Sorry,” said Tom Arden, 34, a plumber who was stuck at Whitby station. “Nobody told us anything.”", "Tom Arden", False),
    ],
)
def test_an_attribution_in_the_middle_serves_both_sides(text: str, speaker: str, continues: bool) -> None:
    first, second = quotes(text)
    assert [quote.speaker.label for quote in (first, second) if quote.speaker] == [speaker, speaker]
    assert (first.continues, second.continues) == (False, continues)


@pytest.mark.parametrize(
    "text",
    [
        "Callers were met with “Connection problem or invalid code”.",
        "Visitors met the message “Sorry, please come back later”.",
        "Visitors met a “page could not be found” error.",
        "The client quit with HTTP 502, “the gateway did not answer”.",
        "Visitors were shown “Error code 502, gateway did not answer”.",
        "She gave a talk titled “How to lose a data centre”.",
        "Quillmail named the affair “The Long and Winding Outage”.",
        "A handwritten sign read “cash only until further notice”.",
        "In the words of Quillmail, it was out “for at least 12 hours”.",
        "Users said the app was “slow as a wet week”.",
    ],
)
def test_words_that_nobody_speaks(text: str) -> None:
    assert quotes(text) == []
    assert len(quotes(text, label="unattributed")) == 1


def test_scare_quotes_and_headlines() -> None:
    assert [quote.text for quote in quotes("Quillmail blamed a “technical issue”.", label="scare")] == ["technical issue"]
    assert quotes(("title", "“We let everybody down badly,” says Quillmail"), "Mail was down.") == []


@pytest.mark.parametrize(
    ("block", "speaker", "text"),
    [
        ("Mail is moving again, slowly.\n— Quillmail Status (@QuillmailStatus) May 6, 2025", "Quillmail", "Mail is moving again, slowly."),
        ("@quillmail · 6 May 2025\n“Mail is moving again, slowly.”", "Quillmail", "Mail is moving again, slowly."),
        ("Mail is moving again, slowly.\n— Hollow Support (@HollowSupport) May 6, 2025", "Hollow Support", "Mail is moving again, slowly."),
    ],
)
def test_embedded_posts(block: str, speaker: str, text: str) -> None:
    (quote,) = quotes("Quillmail was down on Monday.", ("post", block))
    assert quote.speaker is not None
    assert (quote.speaker.label, quote.text, quote.social) == (speaker, text, True)
    assert (quote.channel, quote.time.timex if quote.time else None) == ("X", "2025-05-06")


def test_a_bystanders_post_has_no_speaker() -> None:
    assert quotes("Quillmail was down.", ("post", "No mail, no work. Lovely.\n— desk dan (@deskdan) May 6, 2025")) == []


def test_block_quotes_have_the_speaker_of_the_sentence_above() -> None:
    (quote,) = quotes("Quillmail wrote in a letter to customers:", ("block_quote", "We should have told you sooner. We did not."))
    assert quote.speaker is not None
    assert (quote.speaker.label, quote.channel, quote.text) == ("Quillmail", "letter", "We should have told you sooner. We did not.")


@pytest.mark.parametrize(
    ("text", "channel", "timex"),
    [
        ("“The mail is moving again,” Quillmail posted on X at 14:05 UTC.", "X", "2025-05-06T14:05Z"),
        ("“The mail is moving again,” Quillmail said in a statement on Monday.", "statement", "2025-05-05"),
        ("“The mail is moving again,” Quillmail wrote in a Facebook post.", "Facebook", None),
        ("“The mail is moving again,” the status page of Quillmail says.", None, None),
    ],
)
def test_where_and_when(text: str, channel: str | None, timex: str | None) -> None:
    (quote,) = quotes(text)
    assert (quote.channel, quote.time.timex if quote.time else None) == (channel, timex)


def test_an_entry_of_a_live_blog_gives_the_time() -> None:
    (quote,) = quotes(("heading", "2.05pm BST"), "“The mail is moving again,” Quillmail said.")
    assert quote.time is not None
    assert quote.time.timex == "2025-05-06T14:05+01:00"


def test_users_posts_are_marked_as_such() -> None:
    first, second = quotes("One user wrote: “Is anyone else unable to log in?” A reader in Whitby told us: “I cannot log in.”")
    assert (first.social, second.social) == (True, False)


def test_several_paragraphs_are_one_quotation() -> None:
    (quote,) = quotes("“Day one was bad.", "“Day two was worse,” Rosa Lindqvist said.")
    assert quote.text == "Day one was bad. Day two was worse"
    assert quote.speaker is not None
    assert quote.speaker.label == "Rosa Lindqvist"


def test_a_doc_without_blocks_is_read_by_its_blank_lines() -> None:
    doc = load_pipeline()("“The mail is moving again,” Quillmail said.\n\nIt was not.")
    (span,) = doc.spans["outage_quotes"]
    assert span.text == "“The mail is moving again,”"
    assert span._.quotation.speaker.label == "Quillmail"

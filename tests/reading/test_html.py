"""HTML pages: what is the article, in the page's order, and what the page says of itself."""

from __future__ import annotations

import time

import pytest

from extractor.reading import read_bytes
from extractor.records import Article

P1 = "Thousands of people were unable to use Outlook on Thursday after a fault in its infrastructure, the company said."
P2 = "Outage monitor Downdetector recorded more than 15,000 reports in the US at about 20:00 GMT on Thursday evening."
LAST = "Teams and SharePoint were back by Friday morning."


def read(html: str) -> Article:
    return read_bytes(html.encode(), "a.html", ".html")


def blocks(html: str) -> list[tuple[str, str]]:
    article = read(html)
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


def page(body: str, head: str = "", attributes: str = "") -> str:
    return f"<!DOCTYPE html><html {attributes}><head>{head}</head><body>{body}</body></html>"


SURROUNDED = f"""
<div class='cookie-banner'>We use cookies. <button>OK</button></div><header><nav><a href='/'>Home</a></nav></header>
<main><article><h1>Outlook is down</h1><p class='standfirst'>Schools and firms cut off</p><p class='byline'>By Jane Roe</p><p>{P1}</p>
<div class='share-tools'>Share <a href='#'>X</a></div>
<figure><img src='x'><figcaption>A queue in Leeds. <span>Photo: PA</span></figcaption></figure>
<h2>What broke</h2><p>{P2}</p><blockquote><p>We are sorry.</p><p>We are back.</p></blockquote>
<pre>Error
  503</pre>
<div class='related'><h3>Related</h3><ul><li><a href='/x'>AWS outage hits banks</a></li></ul></div></article>
<aside><h3>Most read</h3><ol><li>Bank app down</li></ol></aside></main><footer>© 2026 Wire</footer>
"""


def test_an_article_without_its_surroundings() -> None:
    assert blocks(page(SURROUNDED)) == [
        ("title", "Outlook is down"),
        ("standfirst", "Schools and firms cut off"),
        ("byline", "By Jane Roe"),
        ("paragraph", P1),
        ("paragraph", "A queue in Leeds."),
        ("boilerplate", "Photo: PA"),
        ("heading", "What broke"),
        ("paragraph", P2),
        ("block_quote", "We are sorry.\nWe are back."),
        ("code", "Error\n  503"),
    ]


LIVE = f"""
<main><h1>Outlook down: as it happened</h1><div>
<article id='b2'><header><a href='?x#b2'><time datetime='2026-01-22T21:20Z'>21.20 GMT</time></a><h2>Restored</h2></header><p>{P1}</p>
<blockquote class='twitter-tweet'><p>We are on it.</p>&mdash; Status (@Status365) <a href='//t.example'>January 22, 2026</a></blockquote>
</article><article id='b1'><time>20.05 GMT</time><p>{P2}</p></article></div></main>
"""


def test_live_blog_keeps_its_stamps_their_order_and_posts() -> None:
    assert blocks(page(LIVE)) == [
        ("title", "Outlook down: as it happened"),
        ("heading", "21.20 GMT"),
        ("heading", "Restored"),
        ("paragraph", P1),
        ("post", "We are on it.\n— Status (@Status365) January 22, 2026"),
        ("heading", "20.05 GMT"),
        ("paragraph", P2),
    ]


SOUP = f"""
<div id='top'><div><h1>Southern Star</h1></div><div><a href='/a'>News</a><a href='/b'>Sport</a></div></div>
<div id='wrap'><div class='story'><h2>Outlook is down for many</h2><div>By Jane Roe</div><div>November 8, 2023 5:15pm AEDT</div>
<div class='txt'>{P1}<br><br>{P2}<br><br>The end.</div></div></div>
<div><b>Popular</b><br><a href='/1'>Train delays on the T1 line</a></div><div>Copyright 2023</div>
"""


def test_div_soup_and_line_breaks() -> None:
    article = read(page(SOUP, "<title>Outlook is down for many - Southern Star</title>"))
    assert article.title == "Outlook is down for many"
    assert article.publisher == "Southern Star"
    assert article.published == "2023-11-08T17:15+11:00"
    assert article.text == f"Outlook is down for many\n\nBy Jane Roe\n\nNovember 8, 2023 5:15pm AEDT\n\n{P1}\n\n{P2}\n\nThe end."


LISTS = f"""
<article><h1>Outlook is down</h1><p>{P1}</p>
<ul><li><b>11:05</b> – A change goes live</li><li>11:20 – Traffic fails<ul><li>In Iowa</li></ul></li></ul>
<table><tr><td>19:37</td> <td>Mail bounces</td></tr></table><p>{P2}</p><p><a href='/x'>AWS outage hits banks and games</a></p>
<p>See <a href='/y'>the status page</a>, which was down as well for most of the evening.</p></article>
"""


def test_lists_tables_and_links() -> None:
    assert blocks(page(LISTS))[2:] == [
        ("list_item", "11:05 – A change goes live"),
        ("list_item", "11:20 – Traffic fails"),
        ("list_item", "In Iowa"),
        ("list_item", "19:37\tMail bounces"),
        ("paragraph", P2),
        ("boilerplate", "AWS outage hits banks and games"),
        ("paragraph", "See the status page, which was down as well for most of the evening."),
    ]


def test_white_space_and_hidden_text() -> None:
    text = read(
        f"<p>Out\u00adlook&nbsp;is\n   <b>down</b><span hidden>x</span><span style='display:none'>y</span>,\u200b it said.</p><p>{P1}</p>"
    ).text
    assert text == f"Outlook is down, it said.\n\n{P1}"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-01-22T20:33:12.000Z"}</script>',
            "2026-01-22T20:33:12Z",
        ),
        (
            '<script type="application/ld+json">[{"@graph":[{"@type":["Article"],"datePublished":"2026-01-22"}]}]</script>',
            "2026-01-22",
        ),
        ('<meta property="article:published_time" content="2026-01-22T15:20:00+01:00">', "2026-01-22T15:20+01:00"),
        ('<meta name="parsely-pub-date" content="2026-01-22T15:20:00Z">', "2026-01-22T15:20Z"),
        ('<meta itemprop="datePublished" content="2026-01-22">', "2026-01-22"),
        ('<script type="application/ld+json">{broken</script><meta name="date" content="22 Jan 2026">', "2026-01-22"),
        ('<link rel="canonical" href="https://x.example/2026/01/22/outlook">', "2026-01-22"),
        ("", None),
    ],
)
def test_published_from_the_head(head: str, published: str | None) -> None:
    assert read(page(f"<article><h1>Outlook is down</h1><p>{P1}</p><p>{P2}</p></article>", head)).published == published


@pytest.mark.parametrize(
    ("byline", "published"),
    [
        ("<p>By A B · 22 January 2026, 3.20pm</p>", "2026-01-22T15:20"),
        ("<p>Updated <time datetime='2026-01-22T15:20:00+11:00'>22 January</time></p>", None),
        ("<p><time datetime='2026-01-22T15:20:00+11:00'>22 January</time></p>", "2026-01-22T15:20+11:00"),
        ("<p><time datetime='2026-01-23T02:30:00Z'>Jan. 22, 2026 9:30 p.m. ET</time></p>", "2026-01-22T21:30-05:00"),
        ("<p>Sentinel Bureau | 12 Apr 2025, 05:40 PM IST</p>", "2025-04-12T17:40+05:30"),
    ],
)
def test_published_from_the_byline(byline: str, published: str | None) -> None:
    html = page(f"<article><h1>Outlook is down</h1>{byline}<p>{P1}</p><p>{P2}</p></article>", attributes='lang="en-IN"')
    assert read(html).published == published


FIELDS = """
<title>Outlook is down | Wire</title><link rel="canonical" href="https://x.example/o"><meta property="og:site_name" content="The Wire">
<meta name="author" content="Jane Roe"><meta property="article:modified_time" content="2026-01-23T08:00:00Z">
"""


def test_fields_of_the_page() -> None:
    article = read(page(f"<article><h1>Outlook is down</h1><p>{P1}</p></article>", FIELDS))
    assert (article.title, article.url, article.publisher) == ("Outlook is down", "https://x.example/o", "The Wire")
    assert (article.author, article.modified) == ("Jane Roe", "2026-01-23T08:00Z")


def test_a_title_that_is_not_in_the_page_is_not_in_the_text() -> None:
    article = read(page(f"<p>{P1}</p><p>{P2}</p>", '<meta property="og:title" content="Outlook is down">'))
    assert article.title == "Outlook is down"
    assert article.text == f"{P1}\n\n{P2}"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"<meta charset=iso-8859-1><p>Caf\xe9\x92s network failed.</p>", "Café’s network failed."),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><p>Caf\xe9 down.</p>', "Café down."),
        ("<p>Café down.</p>".encode(), "Café down."),
        ("<p>Café down.</p>".encode("utf-16"), "Café down."),
        (b'<?xml version="1.0" encoding="utf-8"?><html><body><p>Down.</p></body></html>', "Down."),
    ],
)
def test_declared_encodings(content: bytes, text: str) -> None:
    assert read_bytes(content, "a.html", ".html").text == text


def test_classes_that_only_sound_like_surroundings_lose_nothing() -> None:
    html = page(
        f"<div class='content has-sidebar ad-free'><div class='social-article'><h1>Outlook is down</h1><p>{P1}</p><p>{P2}</p></div></div>"
    )
    assert [kind for kind, _ in blocks(html)] == ["title", "paragraph", "paragraph"]


def test_labels_side_by_side_and_dropped_parts_do_not_glue_words_together() -> None:
    byline = "<div><span>Jane Roe</span><time>22 January 2026</time></div>"
    body = f"<div>{P1}<aside>Advert</aside>{P2}</div><p><b>O</b>utlook <a>was</a> down for most of the evening, Microsoft said.</p>"
    text = read(page(f"<h1>Outlook is down</h1>{byline}{body}")).text
    assert (
        text == f"Outlook is down\n\nJane Roe 22 January 2026\n\n{P1}\n\n{P2}\n\nOutlook was down for most of the evening, Microsoft said."
    )


def test_a_body_in_several_boxes_is_kept_whole() -> None:
    boxes = f"<div class='b1'><p>{P1}</p><p>{P2}</p><p>{P1}</p><p>{P2}</p></div><div class='slot'></div><div class='b2'><p>{LAST}</p></div>"
    links = (
        "<div class='list'>"
        + "".join(f"<p><a href='/{n}'>Another story about an outage of something, number {n}</a></p>" for n in range(9))
        + "</div>"
    )
    found = blocks(page(f"<div id='main'><h1>Outlook is down</h1><div>{boxes}</div></div>{links}"))
    assert [text for _, text in found] == ["Outlook is down", P1, P2, P1, P2, LAST]


def test_deep_nesting_is_survived() -> None:
    assert "hello" in read("<div class='ad'>" * 300 + "hello there, all is well" + "</div>" * 300).text


def test_a_tag_of_countless_attributes_costs_no_minutes() -> None:
    crowd = " ".join(f"a{number}='b'" for number in range(200_000))
    start = time.process_time()
    article = read_bytes(f"<h1>Slack is down</h1><p {crowd}>Slack was down for two hours.</p>".encode(), "a.html", ".html")
    assert "Slack was down for two hours." in article.text
    assert time.process_time() - start < 20

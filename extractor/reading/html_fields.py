"""What an HTML page says of itself: JSON-LD, meta tags, links and its language."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

from extractor.reading.draft import as_text, fields
from extractor.reading.words import words

_ARTICLE = re.compile(r"(?:Article|BlogPosting|NewsArticle|Report|LiveBlogPosting)$")
_SITE = re.compile(r"\s+[|–—\-·»:]\s+(?P<site>[^|–—·»]{2,60})$")


@dataclasses.dataclass(frozen=True, slots=True)
class PageFields:
    """The page's own fields, each with its values from the most trusted to the least."""

    titles: tuple[str, ...]
    published: tuple[str, ...]
    modified: tuple[str, ...]
    url: tuple[str, ...]
    publisher: tuple[str, ...]
    author: tuple[str, ...]
    country: str | None


def page_fields(root: HtmlElement) -> PageFields:
    """The fields of a parsed page."""
    stated = fields(next((record for record in _json_ld(root) if _is_article(record)), {}))
    meta = _meta(root)
    title, site = _page_title(root)
    items = tuple(_item_dates(root, "datePublished"))
    language = _attribute(root, "//html/@lang") or _attribute(root, "//html/@xml:lang") or meta.get("og:locale", "")
    lang = re.match(r"[a-z]{2}[-_]([A-Z]{2})", language)
    return PageFields(
        titles=_some(*stated["title"], meta.get("og:title"), meta.get("twitter:title"), title),
        published=(*stated["published"], *_some(*(meta.get(name) for name in words("meta_published"))), *items),
        modified=(*stated["modified"], *_some(*(meta.get(name) for name in words("meta_modified"))), *_item_dates(root, "dateModified")),
        url=_some(_attribute(root, "//link[@rel='canonical']/@href"), *stated["url"], meta.get("og:url")),
        publisher=_some(*stated["publisher"], meta.get("og:site_name"), meta.get("application-name"), site),
        author=_some(*stated["author"], meta.get("author"), meta.get("parsely-author"), meta.get("byl")),
        country=lang[1] if lang else None,
    )


def _json_ld(root: HtmlElement) -> Iterator[Mapping[str, object]]:
    for script in root.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            yield from _records(json.loads(script.text or "", strict=False))
        except (ValueError, RecursionError):
            continue


def _records(value: object, depth: int = 0) -> Iterator[Mapping[str, object]]:
    if isinstance(value, Mapping):
        yield value
        value = [value.get("@graph"), value.get("mainEntity"), value.get("mainEntityOfPage")]
    if isinstance(value, list) and depth < 4:
        for entry in value:
            yield from _records(entry, depth + 1)


def _is_article(record: Mapping[str, object]) -> bool:
    return any(_ARTICLE.search(kind) for kind in as_text(record.get("@type")).split(", "))


def _meta(root: HtmlElement) -> dict[str, str]:
    """The page's meta tags by name in small letters; the first of each counts."""
    found: dict[str, str] = {}
    for tag in root.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        content = " ".join((tag.get("content") or "").split())
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _item_dates(root: HtmlElement, name: str) -> Iterator[str]:
    also = "|//time[@pubdate][@datetime]" if name == "datePublished" else ""
    for tag in root.xpath(f"//*[@itemprop='{name}'][@datetime or @content]{also}"):
        yield " ".join((tag.get("datetime") or tag.get("content")).split())


def _page_title(root: HtmlElement) -> tuple[str | None, str | None]:
    """The page's title without the site's name at its end, and that name where it has one."""
    title = " ".join("".join(root.xpath("//head/title/text()")[:1]).split())
    found = _SITE.search(title)
    return (title[: found.start()], found["site"]) if found else (title or None, None)


def _attribute(root: HtmlElement, path: str) -> str | None:
    found = root.xpath(path, namespaces={"xml": "http://www.w3.org/XML/1998/namespace"})
    return str(found[0]).strip() if found else None


def _some(*values: str | None) -> tuple[str, ...]:
    return tuple(value for value in values if value)

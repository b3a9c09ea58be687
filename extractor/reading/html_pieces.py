"""The visible text of a parsed page as pieces, one for each paragraph, heading, list item, table row, quotation or preformatted text."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from extractor.reading.structure import TIME_STAMP
from extractor.reading.words import word_set
from extractor.records import BlockKind

_DROPPED = frozenset({
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "audio", "video", "button", "select",
    "option", "input", "textarea", "datalist", "nav", "aside", "footer", "dialog", "menu", "head", "map",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_TEXT = ("p", "li", "h1", "h2", "h3", "div", "span", "a", "td", "blockquote")
_SIDES = frozenset(("nav", "aside", "footer", "dialog", "menu"))
_INLINE = frozenset(("span", "time", "a"))  # side by side, these are labels rather than parts of a word
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ROLES = frozenset({"navigation", "complementary", "contentinfo", "dialog", "search", "menu", "alertdialog"})
_CLASSES: tuple[tuple[re.Pattern[str], BlockKind], ...] = (
    (re.compile(r"standfirst|subtitle|sub-?head(?:line|ing)|\bdek\b|\bdeck\b|article-summary|\blede\b", re.IGNORECASE), "standfirst"),
    (re.compile(r"byline|\bmeta\b|author|dateline|timestamp|publish|pub-?date", re.IGNORECASE), "byline"),
    (re.compile(r"key-?(?:points|takeaways|facts)|tl-?dr|takeaways|highlights", re.IGNORECASE), "summary"),
)
_EMBED = re.compile(r"twitter|tweet|instagram|bluesky|mastodon|threads|telegram|facebook|social|embed", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u2060\ufeff]")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_MOST = 0.4
_DEPTH = 150  # deeper than any page of people; below it, only tags are looked at
_QUOTE_LENGTH = 2000


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of visible text.

    ``path`` numbers the elements it stands in, outermost first; ``linked`` is the share of its characters that lead to other
    pages; ``datetime`` is the machine-readable time that it carries.
    """

    text: str
    kind: BlockKind
    tag: str
    path: tuple[int, ...]
    linked: float = 0.0
    datetime: str | None = None


def pieces_of(root: HtmlElement) -> list[Piece]:
    """The pieces of a page in its order, without menus, side boxes, footers, forms and whatever else its marks say is not the article."""
    bodies = root.xpath("//body")
    collector = _Collector(_length(root))
    todo: list[tuple[HtmlElement, bool]] = [(bodies[0] if bodies else root, False)]
    while todo:
        element, left = todo.pop()
        if left:
            collector.leave(element)
        elif isinstance(element.tag, str) and collector.enter(element):
            todo.append((element, True))
            todo.extend((child, False) for child in reversed(element))
        else:
            collector.add(element.tail)
    return collector.pieces


def _length(element: HtmlElement) -> int:
    return sum(len(text.strip()) for text in element.itertext(*_TEXT, with_tail=True))


class _Collector:
    """Gathers text until a block begins or ends."""

    def __init__(self, total: int) -> None:
        self.pieces: list[Piece] = []
        self._total = total
        self._path: list[int] = []
        self._kinds: list[tuple[BlockKind, str]] = [("paragraph", "")]
        self._text: list[str] = []
        self._link: str | None = None
        self._linked = 0
        self._datetime: str | None = None
        self._whole = 0
        self._touches = False
        self._count = 0

    def enter(self, element: HtmlElement) -> bool:
        """Begin an element. Returns whether its content is to be read."""
        tag = element.tag
        if tag == "br":
            self._text.append("\n")
            return False
        deep = len(self._path) > _DEPTH
        if tag in _DROPPED or (not deep and _is_around(element, self._total)):
            if tag in _BLOCKS or tag in _SIDES:
                self._break(tag)
            return False
        if tag in _BLOCKS or "-" in tag:
            self._break(tag)
            self._count += 1
            self._path.append(self._count)
            kind = self._kinds[-1] if deep else _kind(element, *self._kinds[-1])
            self._kinds.append(kind)
            self._whole += kind[1] in ("blockquote", "tr", "pre")
        elif tag == "a" and not (element.get("href") or "#").startswith("#"):
            self._link = element.get("href")
        elif tag == "time":
            self._datetime = self._datetime or element.get("datetime")
        if tag in _INLINE and self._touches:
            self._text.append(" ")
        self.add(element.text)
        return True

    def leave(self, element: HtmlElement) -> None:
        """End an element that was entered."""
        tag = element.tag
        if tag in _BLOCKS or "-" in tag:
            kind = self._kinds[-1]
            ends = kind[1] in ("blockquote", "tr", "pre") and kind != self._kinds[-2]
            self._whole -= kind[1] in ("blockquote", "tr", "pre")
            self._break(tag, ends)
            self._kinds.pop()
            self._path.pop()
        elif tag == "a":
            self._link = None
        self._touches = tag in _INLINE
        self.add(element.tail)

    def add(self, text: str | None) -> None:
        """Take in a stretch of text."""
        if text:
            self._touches = False
            self._text.append(text if self._kinds[-1][1] == "pre" else re.sub(r"\s+", " ", text))
            self._linked += len(text.strip()) if self._link and "#" not in self._link else 0

    def _break(self, tag: str, ends: bool = False) -> None:
        """A block's edge: within a quotation or a table row it only parts lines or cells."""
        if self._whole and not ends:
            self._text.append("\t" if tag in ("td", "th") else "\n")
            return
        kind, name = self._kinds[-1]
        for part in re.split(r"\n\s*\n", "".join(self._text)) if name not in ("pre", "tr", "blockquote") else ["".join(self._text)]:
            text = _tidy(part, name)
            if any(char.isalnum() for char in text):
                linked = min(self._linked / len(text), 1.0)
                self.pieces.append(Piece(text, _by_text(text, kind), name, tuple(self._path), linked, self._datetime))
        self._text, self._linked, self._datetime = [], 0, None


def _tidy(text: str, name: str) -> str:
    text = _INVISIBLE.sub("", text)
    if name == "pre":
        return "\n".join(line.rstrip() for line in text.expandtabs(4).split("\n")).strip()
    if name == "tr":
        return "\t".join(cell for raw in text.split("\t") if (cell := " ".join(raw.split())))
    return "\n".join(line for raw in text.split("\n") if (line := " ".join(raw.split())))


def _by_text(text: str, kind: BlockKind) -> BlockKind:
    stamp = TIME_STAMP.match(text) if kind in ("paragraph", "byline") and len(text) < 40 else None
    return "heading" if stamp and not stamp["rest"] else kind


def _kind(element: HtmlElement, kind: BlockKind, name: str) -> tuple[BlockKind, str]:
    """The kind that a block's tag and classes give its text, and the tag that gave it; what is around it holds where they give none."""
    tag = element.tag
    if name in ("blockquote", "pre", "tr"):
        return kind, name
    if tag in _HEADINGS:
        return "heading", tag
    if tag == "blockquote" and len(element.text_content()) <= _QUOTE_LENGTH:
        return ("post" if _EMBED.search(element.get("class") or "") else "block_quote"), tag
    if tag == "pre":
        return "code", tag
    if tag == "tr" and not element.xpath(".//p|.//div|.//table|.//li|.//h1|.//h2|.//h3"):
        return "list_item", tag
    if tag == "li":
        return ("list_item" if kind != "summary" else kind, tag) if _is_item(element) else ("paragraph", "p")
    marked = element.get("class") or element.get("data-testid") or ""
    short = tag in ("p", "div", "ul", "ol", "section", "header", "address")
    by_class = next((known for pattern, known in _CLASSES if marked and short and pattern.search(marked)), None)
    if by_class and len(element.text_content().split()) <= (120 if by_class == "summary" else 60) and not element.xpath(".//h1"):
        return by_class, tag
    return kind, tag if tag == "p" else name or tag


def _is_item(element: HtmlElement) -> bool:
    """Whether a list item is one, rather than an entry of a live blog that is built as a list."""
    return not element.xpath(".//h2|.//h3|.//h4|.//blockquote|.//article") and len(element.xpath(".//p")) < 2


def _is_around(element: HtmlElement, total: int) -> bool:
    """Whether an element stands around the article: by its role, or hidden, or by its class where it holds little of the page."""
    if element.get("role") in _ROLES or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return not element.xpath(".//h1")
    if re.search(r"display:\s*none|visibility:\s*hidden", element.get("style") or ""):
        return True
    if element.tag not in _BLOCKS or element.tag in ("body", "html", "main", "article", "blockquote"):
        return element.get("class") in word_set("html_unseen")
    classes = (element.get("class") or "").split()
    words = {word.lower() for name in (*classes, element.get("id") or "") for word in _WORD.findall(name)}
    by_class = bool(words & word_set("html_around") or word_set("html_unseen").intersection(classes))
    ranking = "most" in words and bool(words & {"read", "viewed", "popular"})
    return (by_class or ranking or element.tag == "form") and not _holds_article(element, words, total)


def _holds_article(element: HtmlElement, words: set[str], total: int) -> bool:
    """Whether an element whose class speaks of side matter holds the article after all, or an embedded post."""
    if element.xpath(".//h1") or ("social" in words and element.xpath(".//blockquote")):
        return True
    return _length(element) > _MOST * total


def outer(pieces: list[Piece], share: float, weigh: dict[int, int]) -> tuple[int, ...]:
    """The path of the innermost element that holds at least ``share`` of the weight of the pieces (``weigh`` by the piece's index)."""
    total = sum(weigh.values())
    path: tuple[int, ...] = ()
    while True:
        inside: dict[int, int] = {}
        for index, weight in weigh.items():
            full = pieces[index].path
            if full[: len(path)] == path and len(full) > len(path):
                inside[full[len(path)]] = inside.get(full[len(path)], 0) + weight
        best = max(inside.items(), key=lambda entry: entry[1], default=(0, 0))
        if best[1] < share * total or not total:
            return path
        path = (*path, best[0])


def within(pieces: list[Piece], path: tuple[int, ...]) -> Iterator[int]:
    """The indexes of the pieces that stand in the element of a path."""
    return (index for index, piece in enumerate(pieces) if piece.path[: len(path)] == path)

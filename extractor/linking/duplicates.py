"""Which articles are one source: copies of a wire story, cut or lightly edited, and the versions of a text under one URL.

Texts are compared by the share of five-word shingles of the shorter one that stand in the longer one (containment, Broder 1997, "On the
resemblance and containment of documents"), so a cut copy is still a copy. All shingles are compared, not a sample: the articles of one
incident are few enough, and the answer is exact.
"""

from __future__ import annotations

import itertools
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence

from extractor.linking.blocking import components
from extractor.records import Article

SHINGLE = 5  # words
COPY = 0.6  # of the shorter text's shingles; two reports that quote one statement at length stay below a half
LEAST = 12  # shingles: shorter texts are copies only where they are the same
BODY = frozenset({"paragraph", "list_item", "summary", "block_quote", "standfirst"})
_WORD = re.compile(r"\w+")


def sources(articles: Sequence[Article]) -> list[int]:
    """For each article the number of its source, counted from 0 in the order given: copies and versions of one text have one number."""
    if len(articles) < 2:
        return list(range(len(articles)))
    marks: list[list[str]] = [[f"url {article.url}"] if article.url else [] for article in articles]
    for first, second in _copies([shingles(article) for article in articles]):
        marks[first].append(f"copy {first} {second}")
        marks[second].append(f"copy {first} {second}")
    groups = components(range(len(articles)), marks)
    source = {member: number for number, group in enumerate(groups) for member in group}
    return [source[number] for number in range(len(articles))]


def shingles(article: Article) -> frozenset[int]:
    """Checksums of the runs of five words in the article's body, in lower case."""
    stretches = [article.text[block.start : block.end] for block in article.blocks if block.kind in BODY] or [article.text]
    words = [word for stretch in stretches for word in _WORD.findall(stretch.casefold())]
    runs = (" ".join(words[start : start + SHINGLE]) for start in range(max(len(words) - SHINGLE + 1, 1)))
    return frozenset(zlib.crc32(run.encode("utf-8", "surrogatepass")) for run in runs)


def _copies(texts: Sequence[frozenset[int]]) -> list[tuple[int, int]]:
    """The pairs of which one holds most of the other. Equal texts are compared with others once."""
    same: dict[frozenset[int], int] = {}
    found = [(same[text], number) for number, text in enumerate(texts) if same.setdefault(text, number) != number]
    bearers: dict[int, list[int]] = defaultdict(list)
    for number in same.values():
        for shingle in texts[number]:
            bearers[shingle].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in bearers.values():
        shared.update(itertools.combinations(numbers, 2))
    for (first, second), count in sorted(shared.items()):
        shorter = min(len(texts[first]), len(texts[second]))
        if shorter >= LEAST and count >= COPY * shorter:
            found.append((first, second))
    return found

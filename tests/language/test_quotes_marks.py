"""Where quotation marks open and close."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.quotes_marks import quotations


def pieces(text: str) -> list[tuple[int, int]]:
    return [(found.start(), found.end()) for found in re.finditer(r"[^\n]+", text)]


def words(text: str) -> list[str]:
    return [found.words(text) for found in quotations(text, pieces(text))]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“The queue is stuck,” the bank said.", ["The queue is stuck"]),
        ('"The queue is stuck," the bank said.', ["The queue is stuck"]),
        ("‘The queue is stuck,’ the bank said.", ["The queue is stuck"]),
        ("'The queue is stuck,' the bank said.", ["The queue is stuck"]),
        ("«The queue is stuck», the bank said.", ["The queue is stuck"]),
        ("„The queue is stuck“, the bank said.", ["The queue is stuck"]),
        ("“We lost it,” he said. “We found it.”", ["We lost it", "We found it."]),
        ("‘It’s the firms’ fault, not ours,’ he said.", ["It’s the firms’ fault, not ours"]),
        ("'It's the firms' fault, not ours,' he said.", ["It's the firms' fault, not ours"]),
        ("‘They told us “wait a day” and hung up,’ he said.", ["They told us “wait a day” and hung up"]),
        ("“They told us ‘wait a day’ and hung up,” he said.", ["They told us ‘wait a day’ and hung up"]),
        ("“Day one was bad.\n“Day two was worse,” she said.", ["Day one was bad. Day two was worse"]),
        ('"Day one was bad.\n"Day two was worse," she said.', ["Day one was bad. Day two was worse"]),
        ("“Day one was bad.\nThen it got better.", ["Day one was bad."]),
        ("He called it “bad” and “very, very bad”.", ["bad", "very, very bad"]),
        ("The bank’s customers’ cards and the ’90s, y’all.", []),
        ("The bank's customers' cards and the '90s, y'all. 'Tis so.", []),
        ("A 27\" screen and a 6' cable.", []),
    ],
)
def test_marks(text: str, quoted: list[str]) -> None:
    assert words(text) == quoted


@given(st.text(alphabet="ab “”\"‘’'«».,\n", max_size=60))
def test_quotations_are_in_order_and_inside_the_text(text: str) -> None:
    found = quotations(text, pieces(text))
    ends = [0]
    for marked in found:
        for part in marked.parts:
            assert 0 <= part.start <= part.inner_start
            assert part.inner_end <= part.end <= len(text)
        assert marked.start >= ends[-1]
        ends.append(marked.end)


@given(st.text(alphabet="abc ,.’'", min_size=1, max_size=40).filter(lambda inner: inner.strip() == inner and not inner.endswith(",")))
def test_what_stands_in_curly_double_marks_comes_out_as_it_is(inner: str) -> None:
    assert words(f"She said “{inner}” to us.") == [" ".join(inner.split())]

"""Another failure told of in passing: "The company's network also went down on Tuesday", in a paragraph of its own, of an earlier day."""

from __future__ import annotations

from collections.abc import Set

from spacy.tokens import Span

from extractor.accounts.scopes_features import Sentences
from extractor.language import spans

_DAY = len("2026-01-22")
_ENDS = ("as well", "too")


def also_failed(read: Sentences, unread: Set[str]) -> list[int]:
    """The numbers of the sentences that tell of another failure beside the one of the lead.

    Args: read: the article's sentences; unread: kinds of block that are passed over.
    """
    days = _days(read)
    failing = [number for number in sorted(read.failing) if number in days and read.blocks[number] not in unread]
    if not failing:
        return []
    lead = days[failing[0]]
    return [number for number in failing[1:] if read.opens[number] and days[number] < lead and _says_also(read.spans[number])]


def _says_also(sentence: Span) -> bool:
    """Whether the failure is one more: "also" before its verb, "as well" or "too" at the end."""
    words = sentence.text.strip().rstrip(".!").casefold()
    return words.endswith(_ENDS) or any(token.lower_ == "also" and token.head.dep_ == "ROOT" for token in sentence)


def _days(read: Sentences) -> dict[int, str]:
    """The day of the first time of each sentence that has one."""
    found: dict[int, str] = {}
    for span in spans.spans(read.doc, "outage_times"):
        time = span._.timex.time if span.label_ in ("DATE", "TIME") and span._.timex is not None else None
        if time is not None and len(time.timex or "") >= _DAY:
            found.setdefault(read.by_token[span.start], time.timex[:_DAY])
    return found

"""What stands around an article and is never read, told by the rules in ``boilerplate.yaml``.

A rule's ``emits`` is how far it reaches: ``block`` (the block it matches), ``rest`` (from the match to the block's end) or
``list`` (the block, and the list or the headlines that follow it). ``with`` may narrow it: ``words`` is the most
words that the block may have (40 unless said), ``zone: tail`` lets it match only where nothing but boilerplate follows.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from importlib.resources.abc import Traversable
from typing import Literal

from extractor.errors import RuleError
from extractor.reading.lines import SENTENCE_END
from extractor.resources import data
from extractor.rules import Rule, load_rules

Reach = Literal["block", "rest", "list"]
_REACHES: tuple[Reach, ...] = ("block", "rest", "list")
_OPTIONS = {"words": int, "zone": str}
_WORDS = 40
_MARKS = re.compile(r"!?\[(?P<label>[^\]\n]{0,300})\]\([^)\n]{0,500}\)|(?P<mark>[*_~`]+)(?=\S)|(?<=\S)[*_~`]+|\\(?=[^\w\s])")
_SIGNS = re.compile(r"^[\W_]+")


@dataclasses.dataclass(frozen=True, slots=True)
class Boilerplate:
    """A compiled rule."""

    id: str
    reach: Reach
    regex: re.Pattern[str]
    words: int
    tail_only: bool

    def matches(self, text: str, words: int, in_tail: bool) -> bool:
        """Whether the text of a whole block (marks taken off, of so many words) is boilerplate by this rule (not for ``rest``)."""
        if words > self.words or (self.tail_only and not in_tail):
            return False
        return self.regex.match(text) is not None


@functools.cache
def rules() -> tuple[Boilerplate, ...]:
    """The packaged rules, in their file's order."""
    return load(data("extractor.reading", "boilerplate.yaml"))


def load(file: Traversable) -> tuple[Boilerplate, ...]:
    """The rules of a file. Raises RuleError (file and entry named) where it is malformed."""
    return tuple(_compile(rule, file.name) for rule in load_rules([file]))


def reach(text: str, in_tail: bool = False) -> Reach | None:
    """How far the rules that a block's text meets reach, ``block`` or ``list``; None where it meets none."""
    bare = strip_marks(text)
    words = len(bare.split())
    found = {rule.reach for rule in rules() if rule.reach != "rest" and rule.matches(bare, words, in_tail)}
    return ("list" if "list" in found else "block") if found else None


def rest(text: str) -> int | None:
    """Where, within a block's text, boilerplate begins that runs to its end; None where there is none."""
    starts = [found.start() for rule in rules() if rule.reach == "rest" and (found := rule.regex.search(text))]
    return min(starts, default=None)


def strip_marks(text: str) -> str:
    """The text as a reader sees it: Markdown's emphasis, code and link marks gone, white space made even."""
    bare = _MARKS.sub(lambda match: match["label"] or "", text)
    return " ".join(_SIGNS.sub(lambda signs: "".join(s for s in signs.group() if s in " ([{\"'“‘@#©ⓒ$£€¥-–—"), bare).split())


def is_stub(text: str) -> bool:
    """Whether a line is no sentence but links side by side (``Contact us | More coverage``) or a label (``View profile``).

    At an article's end that is boilerplate too.
    """
    words = len(text.split())
    side_by_side = len(re.split(r"\s+[|·•]\s+", text)) > 1 and words <= _WORDS
    return side_by_side or (words <= 4 and not SENTENCE_END.search(text))


def _compile(rule: Rule, file: str) -> Boilerplate:
    where = f"{file} ({rule.id})"
    if rule.emits not in _REACHES:
        raise RuleError(f"{where}: 'emits' is {rule.emits!r}; it must be one of {', '.join(_REACHES)}")
    if rule.patterns or not rule.regexes:
        raise RuleError(f"{where}: boilerplate rules have 'regexes', no 'patterns'")
    for key, value in rule.options.items():
        if key not in _OPTIONS or not isinstance(value, _OPTIONS[key]) or (key == "zone" and value != "tail"):
            raise RuleError(f"{where}: 'with' may hold 'words' (a number) and 'zone: tail', not {key}: {value}")
    try:
        regex = re.compile("|".join(f"(?:{pattern})" for pattern in rule.regexes), re.IGNORECASE)
    except re.error as error:
        raise RuleError(f"{where}: not a regular expression ({error}); mend it") from error
    reach: Reach = next(known for known in _REACHES if known == rule.emits)
    return Boilerplate(rule.id, reach, regex, int(rule.options.get("words", _WORDS)), "zone" in rule.options)

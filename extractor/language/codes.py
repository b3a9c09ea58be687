"""Component ``outage_codes``: error codes, and the numbers under which providers file their incidents."""

from __future__ import annotations

import dataclasses
import http
import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from extractor.errors import RuleError
from extractor.language import spans
from extractor.language.rule_component import rules_of
from extractor.language.spans import text_of
from extractor.rules import Rule

# Words one of which must stand in the sentence, by the name that a rule's ``with.context`` gives.
CONTEXTS = {
    "error": re.compile(
        r"(?i)\b(?:errors?|codes?|faults?|messages?|screens?|shown|show(?:ed|ing|s)|saw|seeing|read(?:ing|s)?|returned|"
        r"ended in|answer(?:ed|s)?|responses?|logs?|failed|wall of)\b"
    ),
    "reference": re.compile(r"(?i)\b(?:incident|ticket|case|track(?:ed|ing|s)?|filed?|logged|under|reference|admin|status page|page)\b"),
}
QUOTED_AFTER = re.compile(
    r"[`*]*[”\"]?(?:\s+(?:page|error|message|screen|response|code)s?)?(?:,| –| —|:)?"
    r"(?:\s+(?:reading|saying|and|with|the words|message))?\s*\(?[“\"‘](?P<message>[^”\"’\n]{4,80})[”\"’]"
)
# What any code holds: a run of capitals and digits, letters and digits mixed, an exception's name.
SHAPES = re.compile(
    r"\b[Ee]rr(?:or)? #?\d|\bcode \d|[a-z]_[a-z]|"
    r"[A-Z\d][A-Z\d_.xX\-]{2,}|\d(?<=[a-z]\d)[A-Za-z\d]{2}|\((?:[A-Z][a-z]+){2,}\)|[EFU](?<=[a-z].)(?:xception|rror|ault|ailure|xceeded|navailable)\b"
)
WORDLIKE = re.compile(
    r"(?!E[A-Z]{4}|NXD|SERVF|NOTIMP|FORMERR)[A-Z]+(?:[.\-][A-Z]*)?|(?:19|20)\d\d[.\-]?|\d{1,2}[.\-]\d{0,2}[.\-]?|\d\d-[A-Z]?|(?:19|20)\d\d-\d\d.*"
)
_GROUP = re.compile(r",\d\d\d")
HTTP_WORDS = re.compile(r"(?i)^https?[\d./]*|\b(?:errors?|status|codes?|responses?)\b|[:#\s]")
STATUSES = {str(int(status)) for status in http.HTTPStatus if status >= 400} | {"5XX", "4XX"}


@dataclasses.dataclass(frozen=True, slots=True)
class CodeMention:
    """A code as it is usually written (``HTTP 503``, ``0x80070005``, ``MO1221364``) and the human text that came with it."""

    code: str
    message: str | None = None


@Language.factory("outage_codes", assigns=["doc.spans"])
def outage_codes(nlp: Language, name: str) -> CodeTagger:
    """Writes ``doc.spans["outage_codes"]``, labels ``error_code`` and ``reference``; the rules stand in ``rules/codes.yaml``."""
    return CodeTagger(rules_of("codes.yaml"))


class CodeTagger:
    """Marks codes; each span carries a ``CodeMention`` in ``span._.code``."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        """Args: rules: regexes with a group ``span``. Raises RuleError where one has none or does not compile."""
        spans.register()
        self._regexes = [(_compiled(text, rule), rule) for rule in rules for text in rule.regexes]

    def __call__(self, doc: Doc) -> Doc:
        skipped = [(s.start, s.end) for s in doc.spans.get("blocks", []) if s.label_ == "boilerplate"]
        found = [span for span in self._candidates(doc) if not any(a <= span.start < b for a, b in skipped)]
        found.sort(key=lambda span: (span._.code.message is None, -len(span), span.start, span.id_))
        doc.spans["outage_codes"] = filter_spans(found)
        return doc

    def _candidates(self, doc: Doc) -> Iterator[Span]:
        text = text_of(doc)
        for start, end in _lines(text):
            for regex, rule in self._regexes:
                for match in regex.finditer(text, start, end):
                    span = doc.char_span(*match.span("span"), label=rule.emits, span_id=rule.id, alignment_mode="expand")
                    if span is not None and len(span) and _in_context(span, rule):
                        span._.code = _mention(match, rule)
                        yield span


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines that hold anything shaped like a code, so that the rules are tried in few places."""
    end = -1
    for match in SHAPES.finditer(text):
        if match.start() > end and _odd(match):
            start = text.rfind("\n", 0, match.start()) + 1
            end = text.find("\n", match.end())
            end = len(text) if end < 0 else end
            yield start, end


def _odd(match: re.Match[str]) -> bool:
    """Neither a word in capitals nor a year, a date, a clock time or part of a larger number."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    if before.rstrip('`“"#: ').lower().endswith(("code", "error", "status", "number", "incident", "ticket")):
        return True
    if WORDLIKE.fullmatch(match[0]):
        return False
    larger = match[0].rstrip(".").isdigit() and (before[-1:] in (",", ".", "$", "£", "€") or _GROUP.match(match.string, match.end()))
    return not larger


def _compiled(text: str, rule: Rule) -> re.Pattern[str]:
    try:
        regex = re.compile(text)
    except re.error as error:
        raise RuleError(f"rule {rule.id}: bad regex {text!r}: {error}") from error
    if "span" not in regex.groupindex:
        raise RuleError(f"rule {rule.id}: the regex {text!r} has no group 'span'; mark the code with it")
    return regex


def _in_context(span: Span, rule: Rule) -> bool:
    context = rule.options.get("context")
    return context is None or CONTEXTS[context].search(span.sent.text) is not None


def _mention(match: re.Match[str], rule: Rule) -> CodeMention:
    written = match["span"].strip()
    if rule.emits == "reference":
        return CodeMention(written)
    groups = match.groupdict()
    message = groups.get("message") or groups.get("message2")
    if message is None and (quoted := QUOTED_AFTER.match(match.string, match.end("span"))):
        message = quoted["message"]
    return CodeMention(usual_form(written), " ".join(message.split()).rstrip(".,") if message else None)


def usual_form(written: str) -> str:
    """The code as it is usually written.

    Args: written: as the article has it, perhaps with words before it (``HTTP Error 503``, ``error 503``).
    Returns: ``HTTP 503`` for a status that the HTTP registry knows (https://www.iana.org/assignments/http-status-codes) or a
        family of them (``HTTP 5xx``), else the code as written.
    """
    bare = HTTP_WORDS.sub("", written).upper()
    if bare in STATUSES:
        return f"HTTP {bare.replace('X', 'x')}"
    if written.upper().startswith("HTTP") and re.fullmatch(r"\d{3}", bare):
        return f"HTTP {bare}"
    return (HTTP_WORDS.sub("", written) if written.lower().startswith("error") else written).replace("−", "-")

"""The stage that runs once an article, in any process: raw bytes in, what the ledger keeps out."""

from __future__ import annotations

import dataclasses
import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Literal

from extractor.batch.settings import Settings
from extractor.errors import ArticleError
from extractor.graph.iris import article_hash
from extractor.reading import Given, Raw, is_english, read_raw
from extractor.reading.files import printable
from extractor.reading.first_look import may_report, page_may_report
from extractor.records import Article, Reading, Telling
from extractor.records.codec import from_plain, to_plain

# read: with or without accounts; foreign: not in English; failed: cannot be read; passed: a crawled page that is not about an outage
State = Literal["read", "foreign", "failed", "passed"]


@dataclasses.dataclass(frozen=True, slots=True)
class Task:
    """An article to read: its bytes, what the caller says of it, and ``token``, by which the answer is known."""

    token: str
    raw: Raw
    given: Given | None = None
    fallback: str | None = None

    def digest(self) -> str:
        """Changes when the reading may."""
        return f"{self.raw.digest()}{zlib.crc32(repr((self.given, self.fallback)).encode()):08x}"


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """What came of a task. ``reading`` is packed (see ``unpack``); ``keys`` are the linking keys of each of its accounts, by number."""

    token: str
    state: State
    reason: str = ""
    article: str | None = None
    url: str | None = None
    moment: str | None = None
    reading: bytes = b""
    keys: tuple[tuple[int, tuple[str, ...]], ...] = ()


def pack(reading: Reading) -> bytes:
    """A reading as the ledger keeps it: JSON, compressed. The same reading, the same bytes."""
    return zlib.compress(json.dumps(to_plain(reading), ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass"), 6)


def unpack(packed: bytes) -> Reading:
    """The reading that ``pack`` made this from."""
    return from_plain(json.loads(zlib.decompress(packed)))


def prepare(task: Task, settings: Settings) -> Article | Answer:
    """The article of a task, where the model is to read it; else the answer that needs no model."""
    raw = task.raw
    if raw.url and not page_may_report(raw.content):
        return Answer(task.token, "passed")
    try:
        article = read_raw(raw, task.given, task.fallback, dict(settings.fields))
    except ArticleError as error:
        return Answer(task.token, "failed", str(error))
    except RecursionError:
        return Answer(task.token, "failed", f"{raw.source_file}: nested too deep to read")
    if not is_english(article):
        return Answer(task.token, "foreign", f"{raw.source_file}: not in English; set aside")
    if may_report(article.text):
        return article
    return Answer(task.token, "passed") if raw.url else answer(task, Reading(article))


def answer(task: Task, reading: Reading) -> Answer:
    """What the ledger keeps of a reading."""
    from extractor.linking import block_keys

    article = reading.article
    keys = tuple((account.number, block_keys(Telling(article, account))) for account in reading.accounts)
    moment = article.modified or article.published
    return Answer(task.token, "read", "", article_hash(article), article.url, moment, pack(reading), keys)


def perform(tasks: Sequence[Task], settings: Settings) -> Iterator[Answer]:
    """Reads a batch of articles through one pipeline, in their order. A fault of ours costs the article that it meets alone."""
    prepared = [(task, _guarded(task, settings)) for task in tasks]
    articles = [(task, made) for task, made in prepared if isinstance(made, Article)]
    read = {task.token: found for task, found in _read(articles, settings)}
    for task, made in prepared:
        yield read[task.token] if isinstance(made, Article) else made


def _guarded(task: Task, settings: Settings) -> Article | Answer:
    try:
        return prepare(task, settings)
    except Exception as error:
        return fault(task, error)


def _read(articles: Sequence[tuple[Task, Article]], settings: Settings) -> Iterator[tuple[Task, Answer]]:
    if not articles:
        return
    from extractor.accounts.assemble import read_accounts
    from extractor.language.pipeline import load_pipeline, read_docs

    failed: dict[int, Exception] = {}
    nlp = load_pipeline(settings.model, settings.catalogues)
    tasks = {id(article): task for task, article in articles}

    def report(article: Article, error: Exception) -> None:
        failed[id(article)] = error

    with nlp.memory_zone():
        for doc in read_docs(nlp, (article for _, article in articles), report):
            task = tasks[id(doc._.article)]
            try:
                yield task, answer(task, read_accounts(doc))
            except Exception as error:
                failed[id(doc._.article)] = error
            del doc
    for number, failure in failed.items():
        yield tasks[number], fault(tasks[number], failure)


def fault(task: Task, error: BaseException) -> Answer:
    """The answer for an article in which a stage of ours failed."""
    told = printable(" ".join(f"{type(error).__name__}: {error}".split())[:300])
    return Answer(task.token, "failed", f"{task.raw.source_file}: could not be read ({told}); please report this as a fault")

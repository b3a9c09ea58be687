"""Paths in, readings out: every stage up to the accounts, over files and folders. One bad article never stops the others."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from extractor.batch.settings import Settings
from extractor.errors import ArticleError
from extractor.graph.iris import article_hash
from extractor.reading import Given, Raw, Sources, find_articles, is_english, parse_published, read_metadata, read_raw
from extractor.reading.first_look import may_report, page_may_report
from extractor.reading.kinds import ARTICLES, CONTAINERS
from extractor.records import Article, Reading


@dataclasses.dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run: readings in the order of their files, and one line for each warning and each failure."""

    readings: tuple[Reading, ...]
    warnings: tuple[str, ...]
    failures: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Loaded:
    """Articles as read from their files, with one line for each warning and each failure."""

    articles: tuple[Article, ...]
    warnings: tuple[str, ...]
    failures: tuple[str, ...]


def read_paths(paths: Sequence[Path], settings: Settings, progress: Callable[[int], None] = lambda done: None) -> Outcome:
    """Reads every article below the paths.

    Args: paths: files and folders; settings: dates, metadata, catalogues, model; progress: called with the number read so far.
    Returns: the readings (also of articles without an outage), warnings, failures.
    Raises: UsageError where nothing can be done: no such path, bad metadata, date, catalogue or model.
    """
    loaded = load_articles(paths, settings, first_look=True)
    failures = list(loaded.failures)
    may = [article for article in loaded.articles if may_report(article.text)]
    read: dict[int, Reading] = {}
    for reading in read_all(may, settings, failures) if may else ():
        read[id(reading.article)] = reading
        progress(len(read))
    given = set(map(id, may))
    found = (_warned(Reading(article)) if id(article) not in given else read.get(id(article)) for article in loaded.articles)
    readings = [reading for reading in found if reading]
    told = (warning for reading in readings for warning in reading.warnings)
    return Outcome(tuple(readings), (*loaded.warnings, *told), tuple(failures))


def load_articles(paths: Sequence[Path], settings: Settings, first_look: bool = False) -> Loaded:
    """The articles below the paths, in order: what can be read, what was set aside and why.

    Args: first_look: passes over crawled pages that report no outage at a first look, as ``build`` does.
    Raises: UsageError for a path that does not exist, bad metadata or a bad date.
    """
    loader = _Loader(settings, first_look)
    taken = [article for path in paths for article in loader.articles(path)]
    warnings = [*loader.warnings, *loader.unused()]
    found = sorted(taken, key=lambda article: (article.source_file, article_hash(article)))
    articles: dict[str, Article] = {}
    for article in found:
        first = articles.setdefault(article_hash(article), article)
        if first is not article:
            warnings.append(f"{article.source_file}: the same article as {first.source_file}; read once")
    return Loaded(tuple(articles.values()), tuple(warnings), tuple(loader.failures))


def read_all(articles: Iterable[Article], settings: Settings, failures: list[str] | None = None) -> Iterator[Reading]:
    """The readings of articles, in their order, through one pipeline.

    Args: failures: gets a line for each article in which a stage of ours failed; where None, such a fault is raised.
    """
    from extractor.accounts.assemble import read_accounts  # spaCy is loaded only when there is something to read
    from extractor.language.pipeline import load_pipeline, read_docs

    def report(article: Article, error: Exception) -> None:
        if failures is None:
            raise error
        failures.append(f"{article.source_file}: could not be read ({type(error).__name__}: {error}); please report this as a fault")

    nlp = load_pipeline(settings.model, settings.catalogues)
    for doc in read_docs(nlp, articles, report):
        try:
            reading = read_accounts(doc)
        except Exception as error:  # a fault of ours costs this article alone
            report(doc._.article, error)
        else:
            yield _warned(reading)


class _Loader:
    """Loads articles path by path, and notes what was set aside."""

    def __init__(self, settings: Settings, first_look: bool) -> None:
        self._settings, self._first_look = settings, first_look
        self._given = read_metadata(settings.metadata) if settings.metadata else {}
        self._fallback = parse_published(settings.published) if settings.published else None
        self._fields = dict(settings.fields)
        self._used: set[str] = set()
        self.warnings: list[str] = []
        self.failures: list[str] = []

    def articles(self, path: Path) -> Iterator[Article]:
        """The articles of a file or folder that are to be read."""
        sources = Sources(self._fail, self._settings.limit, self._fields)
        files = find_articles(path, on_error=self._fail)
        found, passed, before = 0, 0, len(self.failures)
        for raw in (raw for file, source_file in files for raw in sources.of_file(file, source_file)):
            found += 1
            given = self._given_of(raw)
            if self._is_no_report(raw):
                passed += 1
            elif article := self._article(raw, given):
                if self._first_look and raw.url and not may_report(article.text):
                    passed += 1
                else:
                    yield article
        if passed:
            self.warnings.append(f"{path}: {passed:,} crawled pages passed over, which report no outage at a first look")
        if not found and len(self.failures) == before:
            self.warnings.append(f"{path}: no article in it (looked for {', '.join((*ARTICLES, *CONTAINERS))})")

    def unused(self) -> list[str]:
        """A line for each name in the metadata that no article has."""
        return self._settings.unused(self._given, self._used)

    def _fail(self, error: ArticleError) -> None:
        self.failures.append(str(error))

    def _given_of(self, raw: Raw) -> Given | None:
        name = raw.source_file if raw.source_file in self._given else Path(raw.source_file).name
        self._used.add(name)
        return self._given.get(name)

    def _is_no_report(self, raw: Raw) -> bool:
        return bool(self._first_look and raw.url) and not page_may_report(raw.content)

    def _article(self, raw: Raw, given: Given | None) -> Article | None:
        try:
            article = read_raw(raw, given, self._fallback, self._fields)
        except ArticleError as error:
            self.failures.append(str(error))
            return None
        except RecursionError:
            self.failures.append(f"{raw.source_file}: nested too deep to read")
            return None
        if not is_english(article):
            self.warnings.append(f"{raw.source_file}: not in English; set aside")
            return None
        return article


def _warned(reading: Reading) -> Reading:
    """The reading with what its caller should know of it."""
    name = reading.article.source_file
    warnings = list(reading.warnings)
    if not reading.accounts:
        warnings.append(f"{name}: reports no outage of an online or IT service")
    if not reading.article.published:
        warnings.append(f"{name}: has no date of its own; give one with --published or --metadata, or relative times stay unresolved")
    return dataclasses.replace(reading, warnings=tuple(warnings))

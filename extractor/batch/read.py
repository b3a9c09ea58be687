"""Paths in, readings out: every stage up to the accounts, over files and folders. One bad article never stops the others."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from extractor.batch.settings import Settings
from extractor.errors import ArticleError
from extractor.graph.iris import article_hash
from extractor.reading import Given, Raw, Sources, find_articles, is_english, parse_published, read_metadata, read_raw
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
    loaded = load_articles(paths, settings)
    readings: list[Reading] = []
    failures = list(loaded.failures)
    for reading in read_all(loaded.articles, settings, failures) if loaded.articles else ():
        readings.append(reading)
        progress(len(readings))
    told = (warning for reading in readings for warning in reading.warnings)
    return Outcome(tuple(readings), (*loaded.warnings, *told), tuple(failures))


def load_articles(paths: Sequence[Path], settings: Settings) -> Loaded:
    """The articles below the paths, in order: what can be read, what was set aside and why.

    Raises: UsageError for a path that does not exist, bad metadata or a bad date.
    """
    warnings: list[str] = []
    failures: list[str] = []
    found = sorted(_articles(paths, settings, warnings, failures), key=lambda article: (article.source_file, article_hash(article)))
    articles: dict[str, Article] = {}
    for article in found:
        first = articles.setdefault(article_hash(article), article)
        if first is not article:
            warnings.append(f"{article.source_file}: the same article as {first.source_file}; read once")
    return Loaded(tuple(articles.values()), tuple(warnings), tuple(failures))


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


def _articles(paths: Sequence[Path], settings: Settings, warnings: list[str], failures: list[str]) -> Iterator[Article]:
    given = read_metadata(settings.metadata) if settings.metadata else {}
    fallback = parse_published(settings.published) if settings.published else None
    used: set[str] = set()

    def fail(error: ArticleError) -> None:
        failures.append(str(error))

    sources = Sources(fail, settings.limit, dict(settings.fields))
    for path in paths:
        found, before = 0, len(failures)
        for file, source_file in find_articles(path, on_error=fail):
            for raw in sources.of_file(file, source_file):
                found += 1
                name = raw.source_file if raw.source_file in given else Path(raw.source_file).name
                used.add(name)
                yield from _article(raw, given.get(name), fallback, settings, warnings, failures)
        if not found and len(failures) == before:
            warnings.append(f"{path}: no article in it (looked for {', '.join((*ARTICLES, *CONTAINERS))})")
    warnings += [f"{settings.metadata}: names {name}, which is not among the articles" for name in sorted(set(given) - used)]


def _article(
    raw: Raw, given: Given | None, fallback: str | None, settings: Settings, warnings: list[str], failures: list[str]
) -> Iterator[Article]:
    try:
        article = read_raw(raw, given, fallback, dict(settings.fields))
    except ArticleError as error:
        failures.append(str(error))
        return
    if is_english(article):
        yield article
    else:
        warnings.append(f"{raw.source_file}: not in English; set aside")


def _warned(reading: Reading) -> Reading:
    """The reading with what its caller should know of it."""
    name = reading.article.source_file
    warnings = list(reading.warnings)
    if not reading.accounts:
        warnings.append(f"{name}: reports no outage of an online or IT service")
    if not reading.article.published:
        warnings.append(f"{name}: has no date of its own; give one with --published or --metadata, or relative times stay unresolved")
    return dataclasses.replace(reading, warnings=tuple(warnings))

"""Short articles and quick builds for the tests of the batch."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

from extractor.batch.build import Asked, Build, Tally
from extractor.batch.export import export
from extractor.batch.graph import graph_of
from extractor.batch.place import Place
from extractor.batch.pool import in_process
from extractor.batch.read import read_paths
from extractor.batch.settings import Settings
from extractor.batch.store import reading
from extractor.batch.task import Answer, Task
from extractor.graph.serialize import write

SETTINGS = Settings()


def article(provider: str, day: int = 3, hour: int = 9, more: str = "") -> str:
    """An article of an invented provider's outage in March 2025."""
    return (
        f"{provider} goes down for two hours\n\nPublished {day} March 2025\n\n"
        f"{provider} went down at {hour}:00 a.m. UTC on {day} March 2025, and thousands of customers in Norway could not log in.\n\n"
        f"{provider} said a faulty configuration change was to blame. It was restored at {hour + 2}:00 UTC on {day} March. {more}\n"
    )


class Here:
    """Reads in this process: the same stage without the pool."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def run(self, batches: Iterator[list[Task]], stopped: Callable[[], bool]) -> Iterator[list[Answer]]:
        for answers in in_process(SETTINGS, batches):
            self.read += [answer.token.split(":", 1)[1] for answer in answers]
            yield list(answers)
            if stopped():
                return


def build(kg: Path, *paths: Path, asked: Asked | None = None, stopped: Callable[[], bool] = lambda: False) -> tuple[Tally, list[str]]:
    """Builds in this process; what it tells and the sources that it read."""
    readers = Here()
    run = Build(Place(kg), SETTINGS, asked or Asked(), stopped, lambda tally: None)
    return run.run(paths, readers), sorted(readers.read)


def exported(kg: Path, format: str = "nquads") -> bytes:
    """The bytes of an export."""
    out = io.BytesIO()
    with reading(Place(kg)) as store:
        export(store, out, format)
    return out.getvalue()


def extracted(*paths: Path, format: str = "nquads") -> bytes:
    """The bytes of ``extract`` over the same paths."""
    out = io.BytesIO()
    write(graph_of(read_paths(paths, SETTINGS).readings, SETTINGS), out, format)
    return out.getvalue()


def folder(path: Path, **texts: str) -> Path:
    """A folder with these articles."""
    path.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (path / f"{name}.txt").write_text(text, "utf-8")
    return path

"""A worker: a process of its own that loads the model once and reads the batches that it is sent.

Started as ``python -m extractor.batch.worker FD``, where FD is its end of a pipe. What it meets in an article (a crash, a hang, a lack of
memory) costs this process alone; ``pool`` sees that it ends and goes on with another.
"""

from __future__ import annotations

import contextlib
import resource
import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from extractor.batch.settings import Settings
from extractor.batch.task import Answer, Task, fault, perform
from extractor.errors import ExtractorError

GROWTH = 192_000_000  # bytes by which a worker may grow over its articles before another takes its place


def serve(pipe: Connection) -> None:
    """Answers batches until the pipe closes.

    The first message is the settings and the memory limit; the first answer to it is what is wrong, or None.
    """
    settings, memory = pipe.recv()
    try:
        _warm(settings)
    except ExtractorError as error:
        pipe.send(str(error))
        return
    _limit(memory)
    least = _resident()
    pipe.send(None)
    while True:
        tasks: list[Task] = pipe.recv()
        answers = _perform(tasks, settings, memory)
        spent = any(answer.reason.endswith(_MEMORY) for answer in answers) or _resident() - least > GROWTH
        pipe.send((answers, spent))
        if spent:
            return


_MEMORY = "raise --memory, or split the article"


def _perform(tasks: list[Task], settings: Settings, memory: int) -> list[Answer]:
    try:
        answers = list(perform(tasks, settings))
    except MemoryError as error:
        answers = [fault(task, error) for task in tasks]
    told = f"needed more than {memory // 1_000_000:,} MB of memory; {_MEMORY}"
    by_token = {task.token: task for task in tasks}
    return [
        Answer(answer.token, "failed", f"{by_token[answer.token].raw.source_file}: {told}") if "(MemoryError" in answer.reason else answer
        for answer in answers
    ]


def _warm(settings: Settings) -> None:
    """Loads all that reading needs, so that no article is charged for it. Raises UsageError where model or catalogue cannot be loaded."""
    from extractor.catalogue import load_catalogue
    from extractor.language.pipeline import load_pipeline

    nlp = load_pipeline(settings.model, settings.catalogues)
    load_catalogue()
    with nlp.memory_zone():
        nlp("A service was down on Monday.")


def _limit(memory: int) -> None:
    """No more than ``memory`` bytes beyond what is taken now; where the system has such limits."""
    with contextlib.suppress(ValueError, OSError):
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _resident() -> int:
    """Bytes of memory that this process holds now (its most so far, where the system does not say)."""
    with contextlib.suppress(OSError):
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Serves the pipe whose number is the first argument."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    with contextlib.suppress(EOFError, OSError), Connection(int(sys.argv[1])) as pipe:
        serve(pipe)


if __name__ == "__main__":
    main()

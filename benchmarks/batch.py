"""What a build costs: ``batch.py rate|memory|pages``, each with its options (``-h``).

``rate``: articles a second of ``build`` with one worker and with two, beside stock ``nlp.pipe`` of the same model on the same texts in the
same run, by the clock and by the processors' time (which other programs on the machine change little); loading the model is not counted.

``memory``: the peak of all processes together at 2,000 and at 20,000 articles, the size on disk, and what it costs to run again where
nothing has changed. ``--kind short``: of each article its first 700 characters; ``--kind pages``: a crawl of which one page in a thousand
reports an outage; ``--kind read``: only 64 articles are read, and what was read of them is copied with other dates, so that the memory of
the one process that links and writes can be seen in minutes (that of the workers does not depend on the number, see ``worker.GROWTH``).

``pages``: pages of a crawl a second of a core: those that are passed over on sight, those that are only when their text is known, and
those that are read.

The articles are made of those of ``corpus/dev`` (see ``batch_made``). Memory is what each process holds alone plus its share of what is
shared (PSS); where the system does not say, RSS.
"""

from __future__ import annotations

import argparse
import dataclasses
import itertools
import json
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import psutil
import spacy

from benchmarks.batch_made import DEV, articles, pages, shifted, texts, warc
from extractor.batch.build import Asked, Build, Tally
from extractor.batch.place import Place
from extractor.batch.pool import Pool, batches
from extractor.batch.settings import Settings
from extractor.batch.task import Answer, Task, answer, perform
from extractor.language.model import MODEL
from extractor.reading import Raw, Sources, read_metadata
from extractor.records.codec import from_plain

ROOT = Path(__file__).resolve().parent.parent
WARM = 64  # articles that are not counted


class Meter:
    """The moments at which things were done, by the clock and by the time that this process and its children have had of processors."""

    def __init__(self) -> None:
        self._marks: list[tuple[float, float]] = []
        self._gone: dict[int, float] = {}

    def done(self, count: int) -> None:
        """Notes that so many things have been done so far."""
        if count > len(self._marks):
            processes = [psutil.Process(), *psutil.Process().children(recursive=True)]
            self._gone.update((process.pid, used(process)) for process in processes)
            self._marks += [(time.perf_counter(), sum(self._gone.values()))] * (count - len(self._marks))

    def rates(self) -> tuple[float, float]:
        """Things a second of the clock, and of a core; the first ones left out."""
        first, last = self._marks[WARM], self._marks[-1]
        count = sum(mark > first for mark in self._marks)
        return count / (last[0] - first[0]), count / (last[1] - first[1])


def used(process: psutil.Process) -> float:
    """Seconds of processors that a process has had."""
    try:
        times = process.cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system)


def stock(given: list[str], processes: int, exclude: tuple[str, ...] = ()) -> tuple[float, float]:
    """Texts a second of the model as it is packaged."""
    nlp, meter = spacy.load(MODEL, exclude=list(exclude)), Meter()
    for number, _ in enumerate(nlp.pipe(given, n_process=processes, batch_size=16), start=1):
        if number % 16 == 0 or number == len(given):
            meter.done(number)
    return meter.rates()


def ours(news: Path, kg: Path, workers: int) -> tuple[tuple[float, float], float]:
    """Articles a second that a build reads, and seconds of a core an article of linking and writing."""
    meter, rest = Meter(), 0.0

    def tick(tally: Tally) -> None:
        nonlocal rest
        if tally.step == "reading":
            meter.done(tally.read)
        rest = rest or (time.process_time() if tally.step == "linking" else 0.0)

    tally = Build(Place(kg), Settings(metadata=news.with_name("metadata.jsonl")), Asked(workers=workers), lambda: False, tick).run([news])
    return meter.rates(), (time.process_time() - rest) / tally.read


def rate(count: int) -> None:
    """Prints the table of ``rate``."""
    with tempfile.TemporaryDirectory() as base:
        news = Path(base) / "in" / "articles"
        articles(news, count)
        given = texts(count)
        print(f"{count} articles, {sum(len(text.split()) for text in given) / count:.0f} words each; articles a second")
        print(f"{'':34}{'1 process':>11}{'of a core':>11}{'2 processes':>13}{'of a core':>11}{'cost':>7}", flush=True)
        base_cost = 0.0
        for name, exclude in (("stock nlp.pipe", ()), ("stock nlp.pipe without entities", ("ner",)), ("build, reading", None)):
            rest = 0.0
            if exclude is None:
                (one, rest), (two, _) = (ours(news, Path(base) / f"kg{workers}", workers) for workers in (1, 2))
            else:
                one, two = stock(given, 1, exclude), stock(given, 2, exclude)
            base_cost = base_cost or one[1]
            print(f"{name:34}{one[0]:11.1f}{one[1]:11.1f}{two[0]:13.1f}{two[1]:11.1f}{base_cost / one[1]:7.2f}", flush=True)
        print(f"linking and writing: {rest * 1000:.1f} ms of a core an article")


@dataclasses.dataclass
class Peak:
    """The most memory that a process and its children held together, and the first of them alone; bytes."""

    total: int = 0
    parent: int = 0


def held(process: psutil.Process) -> int:
    """Bytes of a process; 0 where it is gone."""
    try:
        full = process.memory_full_info()
    except psutil.Error:
        return 0
    return int(getattr(full, "pss", 0) or full.rss)


def watch(running: subprocess.Popen[bytes], peak: Peak) -> None:
    """Notes the peak until the process ends."""
    top = psutil.Process(running.pid)
    while running.poll() is None:
        own = held(top)
        try:
            children = top.children(recursive=True)
        except psutil.Error:
            return
        peak.parent = max(peak.parent, own)
        peak.total = max(peak.total, own + sum(held(child) for child in children))
        time.sleep(0.25)


def built(place: Path, kg: Path, workers: int) -> tuple[float, Peak]:
    """Builds with the command, in processes of its own. Returns the seconds and the peak."""
    given = place / "metadata.jsonl"
    metadata = ["--metadata", str(given)] if given.exists() else []
    command = [sys.executable, "-m", "extractor.cli.main", "build", str(place / "articles"), "--kg", str(kg), "--workers", str(workers)]
    if not workers:
        command, metadata = [sys.executable, __file__, "copies", str(place / "articles"), str(kg)], []
    start, peak = time.perf_counter(), Peak()
    running = subprocess.Popen([*command, *metadata], cwd=ROOT)
    watcher = threading.Thread(target=watch, args=(running, peak))
    watcher.start()
    status = running.wait()
    watcher.join()
    if status > 1:
        raise SystemExit(status)
    return time.perf_counter() - start, peak


class Copies:
    """Reads the articles of the corpus once, in a worker; of each copy it gives back what was read of the first, with the copy's dates."""

    def run(self, given: Iterator[list[Task]], stopped: Callable[[], bool]) -> Iterator[list[Answer]]:
        """As a pool does."""
        dates = read_metadata(DEV / "metadata.jsonl")
        files = sorted((DEV / "articles").iterdir())
        tasks = (Task(file.name, Raw(file.name, file.suffix, file.read_bytes()), dates.get(file.name)) for file in files)
        pool = Pool(Settings(), 1, 600.0, 4_000_000_000)
        read = {one.token: zlib.decompress(one.reading).decode() for answers in pool.run(batches(tasks)) for one in answers}
        for batch in given:
            yield [self._answer(task, read) for task in batch]

    def _answer(self, task: Task, read: dict[str, str]) -> Answer:
        copy, name = task.raw.source_file.rsplit("/", 1)[-1].split("-", 1)
        plain = json.loads(shifted(read[name].replace(".example/", f".example/{copy}/"), int(copy)))
        plain["article"] |= {"source_file": task.raw.source_file, "text": f"{plain['article']['text']}\nCopy {copy}."}
        return answer(task, from_plain(plain))


def make(place: Path, count: int, kind: str) -> None:
    """Writes what is to be read."""
    if kind == "pages":
        (place / "articles").mkdir(parents=True)
        made = pages(count, 1000)
        for number in itertools.count():
            if not (some := list(itertools.islice(made, 1000))):
                return
            warc(place / "articles" / f"{number:04}.warc.gz", iter(some))
    else:
        articles(place / "articles", count, 700 if kind == "short" else None)


def memory(counts: list[int], kind: str, workers: int) -> None:
    """Prints the lines of ``memory``."""
    peaks = []
    with tempfile.TemporaryDirectory() as base:
        for count in counts:
            place, kg = Path(base) / str(count), Path(base) / f"kg{count}"
            make(place, count, kind)
            seconds, peak = built(place, kg, workers if kind != "read" else 0)
            again, least = built(place, kg, max(1, workers))
            size = sum(file.stat().st_size for file in kg.rglob("*") if file.is_file() and "generation" not in str(file))
            peaks.append(peak)
            print(
                f"{count:6} {kind}, {workers} workers: {seconds:.0f} s ({count / seconds:.1f} a second with everything), "
                f"peak {peak.total / 1e6:.0f} MB (of it the parent {peak.parent / 1e6:.0f}), {size / 1e6:.0f} MB on disk; "
                f"again with nothing new {again:.1f} s, {least.total / 1e6:.0f} MB",
                flush=True,
            )
    if len(peaks) > 1:
        print(f"peak {peaks[-1].total / peaks[0].total:.2f} ×, of the parent {peaks[-1].parent / peaks[0].parent:.2f} ×")


def tasks(file: Path) -> Iterator[Task]:
    """The pages of a WARC."""
    for raw in Sources(lambda error: None).of_file(file, file.name):
        yield Task(raw.source_file, raw)


def crawl(count: int, size: int) -> None:
    """Prints the table of ``pages``: each kind by itself, on one core, unpacking included."""
    settings = Settings()
    print(f"pages of {size // 1000} kB of HTML, some 400 words of text")
    with tempfile.TemporaryDirectory() as base:
        for kind, name, number, one_in in (
            ("plain", "passed over, page as it is", count, 0),
            ("near", "passed over, text", count // 5, 0),
            ("plain", "read", count // 20, 1),
        ):
            file = Path(base) / f"{name}.warc.gz"
            total = warc(file, pages(number, one_in, size, kind))
            list(perform(list(itertools.islice(tasks(file), 8)), settings))  # what is loaded once
            start, states = time.process_time(), dict[str, int]()
            waiting = tasks(file)
            while batch := list(itertools.islice(waiting, 16)):
                for answer in perform(batch, settings):
                    states[answer.state] = states.get(answer.state, 0) + 1
            seconds = time.process_time() - start
            print(f"{name:28}{number / seconds:9.0f} pages a second of a core, {total / seconds / 1e6:7.1f} MB   {states}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_subparsers(dest="what", required=True)
    of_rate = what.add_parser("rate")
    of_rate.add_argument("--articles", type=int, default=512)
    of_memory = what.add_parser("memory")
    of_memory.add_argument("--articles", type=int, nargs="+", default=[2000, 20000])
    of_memory.add_argument("--kind", choices=("whole", "short", "pages", "read"), default="whole")
    of_memory.add_argument("--workers", type=int, default=2)
    of_pages = what.add_parser("pages")
    of_pages.add_argument("--pages", type=int, default=4000)
    of_pages.add_argument("--size", type=int, default=80_000)
    of_copies = what.add_parser("copies")  # what ``memory --kind read`` runs in a process of its own
    of_copies.add_argument("news", type=Path)
    of_copies.add_argument("kg", type=Path)
    asked = parser.parse_args()
    if asked.what == "rate":
        rate(asked.articles)
    elif asked.what == "copies":
        settings = Settings(metadata=asked.news.with_name("metadata.jsonl"))
        Build(Place(asked.kg), settings, Asked(), lambda: False, lambda tally: None).run([asked.news], Copies())
    elif asked.what == "memory":
        memory(asked.articles, asked.kind, asked.workers)
    else:
        crawl(asked.pages, asked.size)

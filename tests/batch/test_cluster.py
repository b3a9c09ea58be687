"""A build on a real scheduler with two real worker processes: the bytes of a build on one machine, whatever happens to the workers."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extractor.batch.build import Asked
from extractor.batch.cluster import ClusterBuild
from extractor.batch.graph import graph_of
from extractor.batch.ledger import Ledger
from extractor.batch.place import Place
from extractor.batch.read import read_paths
from extractor.batch.settings import Settings
from extractor.errors import UsageError
from extractor.graph.serialize import write
from tests.batch.made import article, build, exported, extracted, folder
from tests.batch.test_pool import HOSTILE
from tests.reading.made_files import FORMATS, json_line, zipped

pytest.importorskip("distributed", reason="the cluster extra is not installed")


class Machines:
    """A scheduler, and workers that come and go."""

    def __init__(self, base: Path, environment: dict[str, str]) -> None:
        self._base, self._environment = base, environment
        self._file = base / "scheduler.json"
        self.scheduler = self._start(
            "scheduler", "--port", "0", "--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(self._file)
        )
        self.workers: list[subprocess.Popen[bytes]] = []
        wait(lambda: self._file.exists() and self._file.stat().st_size > 2)
        self.address = str(json.loads(self._file.read_text())["address"])

    def add(self, **environment: str) -> subprocess.Popen[bytes]:
        """Another worker, as it is when it has registered."""
        rest = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(self._base))
        self.workers.append(self._start("worker", self.address, *rest, **environment))
        return self.workers[-1]

    def _start(self, what: str, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", what, *arguments]
        log = (self._base / f"{what}.log").open("ab")
        with log:
            return subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **self._environment, **environment})

    def end(self, *processes: subprocess.Popen[bytes]) -> None:
        for process in processes or (*self.workers, self.scheduler):
            process.kill()
            process.wait()
        self.workers = [worker for worker in self.workers if worker.poll() is None]


def wait(true: Callable[[], object], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


@contextlib.contextmanager
def started(base: Path, **environment: str) -> Iterator[Machines]:
    machines = Machines(base, environment)
    try:
        yield machines
    finally:
        machines.end()


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """Two workers on which some articles do harm, as in ``test_pool``."""
    base = tmp_path_factory.mktemp("machines")
    (base / "sitecustomize.py").write_text(HOSTILE)
    with started(base, PYTHONPATH=os.pathsep.join([str(base), os.environ.get("PYTHONPATH", "")])) as found:
        found.add()
        found.add()
        yield found


def on_cluster(
    machines: Machines, kg: Path, *paths: Path, asked: Asked | None = None, stopped: Callable[[], bool] = lambda: False, **settings: object
) -> ClusterBuild:
    """A build there, run."""
    run = ClusterBuild(machines.address, Place(kg), Settings(**settings), asked or Asked(), stopped, lambda tally: None)  # type: ignore[arg-type]
    run.run(paths)
    return run


def rows(kg: Path) -> list[tuple[object, ...]]:
    """All that the ledger says of what was read."""
    ledger = Ledger(kg / "ledger.sqlite")
    found = ledger.run("SELECT file, digest, state, reason, article, reading, keys FROM source ORDER BY file").fetchall()
    found += ledger.run("SELECT file, stamp, settings, passed, error FROM container ORDER BY file").fetchall()
    ledger.close()
    return found


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Every format and archive, articles of several incidents, and what cannot be read."""
    found = folder(tmp_path / "news", **{f"n{number}": article(f"Tidepool {number % 5}", more="Again. " * number) for number in range(12)})
    for name, (content, _) in FORMATS.items():
        (found / name).write_bytes(content())
    (found / "deep").mkdir()
    (found / "deep" / "empty.txt").write_bytes(b"")
    (found / "deep" / "cut.zip").write_bytes(zipped({"a.txt": b"x" * 500})[:90])
    (found / "many.jsonl").write_bytes(b"".join(json_line(text=article(f"Quillcase {number}")) for number in range(9)) + b"{}\n")
    (found / "french.txt").write_text(
        "Le service de messagerie est en panne depuis ce matin, et des milliers de clients ne peuvent pas se connecter.\n"
    )
    return found


def test_the_ledger_and_the_bytes_of_one_machine(machines: Machines, tmp_path: Path, news: Path) -> None:
    tally = on_cluster(machines, tmp_path / "kg", news).tally
    here, _ = build(tmp_path / "here", news)
    assert rows(tmp_path / "kg") == rows(tmp_path / "here")
    assert exported(tmp_path / "kg") == exported(tmp_path / "here") == extracted(news)
    assert (tally.read, tally.failed, tally.reports, tally.passed) == (here.read, here.failed, here.reports, here.passed)
    assert tally.failed == 4  # the empty file, the cut one, two records without a text


def test_what_is_unchanged_is_read_nowhere_again(machines: Machines, tmp_path: Path, news: Path) -> None:
    kg = tmp_path / "kg"
    on_cluster(machines, kg, Path(f"file://{news}"))
    before = exported(kg)
    again = on_cluster(machines, kg).tally
    assert (again.read, again.removed) == (0, 0)
    here, read = build(kg, news)  # the other way of reading goes on from there
    assert (here.unchanged, here.removed, read) == (again.unchanged, 0, [])
    (news / "n3.txt").unlink()
    (news / "many.jsonl").write_bytes(json_line(text=article("Quillcase 3")) + json_line(text=article("Quillcase 9")))
    changed = on_cluster(machines, kg).tally
    assert changed.removed == 9  # the file and eight records
    assert exported(kg) == extracted(news) != before


UNDATED = "Tidepool {} went down at 9:00 UTC on {}, and thousands of customers in Norway could not log in to the service.\n"
CATALOGUE = """
@prefix outage: <https://w3id.org/outagegraph/ontology#> .
@prefix schema: <https://schema.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://example.org/tidepool> a outage:Organization ; rdfs:label "Tidepool" .
<https://example.org/tidepool-mail> a outage:Service ; rdfs:label "Tidepool Mail" ; schema:provider <https://example.org/tidepool> .
"""


def test_metadata_and_catalogue_reach_the_workers(machines: Machines, tmp_path: Path) -> None:
    news = folder(tmp_path / "news", a=UNDATED.format("Mail", "Monday"))
    (news / "b.zip").write_bytes(zipped({"in/b.txt": UNDATED.format("Pay", "Tuesday").encode()}))
    given = tmp_path / "given.jsonl"
    lines = [{"file": "a.txt", "published": "2025-03-05"}, {"file": "b.txt", "published": "2025-03-06"}, {"file": "c", "title": "no"}]
    given.write_text("".join(json.dumps(line) + "\n" for line in lines))
    mine = tmp_path / "mine.ttl"
    mine.write_text(CATALOGUE)
    settings = Settings(metadata=given, catalogues=(mine,))
    tally = on_cluster(machines, tmp_path / "kg", news, metadata=given, catalogues=(mine,)).tally
    assert tally.warnings == [f"{given}: names c, which is not among the articles"]
    out = io.BytesIO()
    write(graph_of(read_paths([news], settings).readings, settings), out, "nquads")
    assert exported(tmp_path / "kg") == out.getvalue()
    assert all(found in out.getvalue() for found in (b"2025-03-03", b"2025-03-04", b"example.org/tidepool"))


def test_harm_is_done_to_one_article_alone(machines: Machines, tmp_path: Path) -> None:
    words = {"a": "Mail", "b": "DIES", "c": "Pay", "d": "CRASHES", "e": "Bank", "f": "HANGS", "g": "SWELLS"}
    news = folder(tmp_path / "news", **{name: article(f"Tidepool {word}") for name, word in words.items()})
    tally = on_cluster(machines, tmp_path / "kg", news, asked=Asked(timeout=12.0, memory=1_500_000_000)).tally
    assert (tally.read, tally.failed) == (7, 4)
    told = "\n".join(sorted(tally.failures))
    for reason in (
        "b.txt: set aside, its worker killed",
        "d.txt: set aside",
        "f.txt: set aside, its worker took longer",
        "g.txt: needed more",
    ):
        assert reason in told
    for name in "bfg":  # one that failed is enough to see it tried again
        (news / f"{name}.txt").unlink()
    retried = on_cluster(machines, tmp_path / "kg", asked=Asked(timeout=12.0, memory=1_500_000_000, retry=True)).tally
    assert (retried.read, retried.failed, retried.unchanged, retried.removed) == (1, 1, 3, 3)


def test_a_worker_killed_in_the_middle_changes_no_byte(tmp_path: Path) -> None:
    news = folder(
        tmp_path / "news", **{f"n{number}": article(f"Tidepool {number}", more="Ships waited. " * number) for number in range(12)}
    )
    (news / "many.jsonl").write_bytes(b"".join(json_line(text=article(f"Quillcase {number}")) for number in range(10)))
    with started(tmp_path) as machines:
        first, _ = machines.add(), machines.add()
        killed: list[int] = []

        def stopped() -> bool:
            """Asked all the time: a worker that has its process at work is killed once."""
            if not killed and any(parent == first.pid for parent in _parents_of_readers()):
                os.kill(first.pid, signal.SIGKILL)
                killed.append(first.pid)
            return False

        tally = on_cluster(machines, tmp_path / "kg", news, stopped=stopped).tally
        assert killed
        assert first.wait(10) == -signal.SIGKILL
    assert (tally.read, tally.failed) == (22, 0)
    assert exported(tmp_path / "kg") == extracted(news)
    wait(lambda: not any(parent in (first.pid, 1) for parent in _parents_of_readers()), 30)  # its process has ended with it


def _parents_of_readers() -> list[int]:
    """Of each process that reads, the one that started it."""
    found = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit() and b"extractor.batch.worker" in (entry / "cmdline").read_bytes():
                found.append(int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1]))
    return found


def test_stopped_cleanly_and_gone_on(machines: Machines, tmp_path: Path) -> None:
    news = folder(tmp_path / "news", **{f"n{number}": article(f"Tidepool {number}", more="Ships waited. " * number) for number in range(9)})
    (news / "many.jsonl").write_bytes(b"".join(json_line(text=article(f"Quillcase {number}")) for number in range(60)))
    asked: list[int] = []

    def stopped() -> bool:
        asked.append(1)
        return len(asked) > 3

    tally = on_cluster(machines, tmp_path / "kg", news, stopped=stopped).tally
    assert tally.read < 69
    on_cluster(machines, tmp_path / "kg", news)
    assert exported(tmp_path / "kg") == extracted(news)


def test_no_scheduler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.batch.cluster.CONNECT", 1.0)
    news = folder(tmp_path / "news", a=article("Tidepool"))
    run = ClusterBuild("tcp://127.0.0.1:9", Place(tmp_path / "kg"), Settings(), Asked(), lambda: False, lambda tally: None)
    with pytest.raises(UsageError, match=r"tcp://127.0.0.1:9: no scheduler answers there .* start one with: dask scheduler"):
        run.run([news])


def test_no_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    run = ClusterBuild("tcp://127.0.0.1:9", Place(tmp_path / "kg"), Settings(), Asked(), lambda: False, lambda tally: None)
    with pytest.raises(UsageError, match=r"pip install 'outagegraph\[cluster\]'"):
        run.run([folder(tmp_path / "news", a=article("Tidepool"))])


OTHER_DASK = """
import importlib.metadata as metadata
real = metadata.version
metadata.version = lambda name: "2020.1.0" if name == "dask" else real(name)
"""


def test_no_workers_or_other_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    news = folder(tmp_path / "news", a=article("Tidepool"))
    monkeypatch.setattr("extractor.batch.cluster.WORKERS", 1.0)
    (tmp_path / "dask").mkdir()
    (tmp_path / "dask" / "sitecustomize.py").write_text(OTHER_DASK)
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "sitecustomize.py").write_text("import extractor.batch.cluster_worker as it\nit.code_digest = lambda: 'other'\n")
    with started(tmp_path) as machines:
        with pytest.raises(UsageError, match=r"has had no worker for 1 seconds; start some with: dask worker tcp://"):
            on_cluster(machines, tmp_path / "one", news)
        monkeypatch.setattr("extractor.batch.cluster.WORKERS", 60.0)
        odd = machines.add(PYTHONPATH=str(tmp_path / "dask"))
        with pytest.raises(UsageError, match=r"worker tcp://.* has dask 2020.1.0, here .* install the same versions on all machines"):
            on_cluster(machines, tmp_path / "two", news)
        machines.end(odd)
        machines.add(PYTHONPATH=os.pathsep.join([str(tmp_path / "code"), str(Path(__file__).parents[2])]))
        with pytest.raises(
            UsageError, match=r"a worker has other code of outagegraph \(other, here .*\); install the same on all machines"
        ):
            on_cluster(machines, tmp_path / "three", news)


def test_a_cluster_that_goes_away(tmp_path: Path) -> None:
    news = folder(tmp_path / "news", **{f"n{number}": article(f"Tidepool {number}") for number in range(100)})
    with started(tmp_path) as machines:
        machines.add()
        gone: list[bool] = []

        def stopped() -> bool:
            if not gone and _parents_of_readers():
                machines.end()
                gone.append(True)
            return False

        with pytest.raises(UsageError, match="the connection to the cluster was lost"):
            on_cluster(machines, tmp_path / "kg", news, stopped=stopped)


def test_the_command(machines: Machines, tmp_path: Path) -> None:
    news = folder(tmp_path / "news", a=article("Tidepool"))
    command = [sys.executable, "-m", "extractor.cli.main", "build", f"file://{news}", "--kg", str(tmp_path / "kg"), "--cluster"]
    ended = subprocess.run([*command, machines.address], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert "outagegraph: 1 read" in ended.stderr
    ended = subprocess.run([*command, "nowhere"], capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert len(ended.stderr.strip().splitlines()) == 1

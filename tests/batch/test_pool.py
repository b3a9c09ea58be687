"""A worker that dies, hangs or takes too much memory costs the article that it reads, and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from extractor.batch.build import Asked, Build, Tally
from extractor.batch.place import Place
from extractor.batch.pool import Pool, batches
from extractor.batch.settings import Settings
from extractor.batch.task import Answer, Task
from extractor.errors import UsageError
from extractor.reading import Raw
from tests.batch.made import article, exported, extracted, folder

# What each of these words in an article makes the reading do; see sitecustomize in ``hostile``.
HOSTILE = """
import os, sys, time
if "extractor.batch.worker" in sys.orig_argv:
    import extractor.batch.task as task
    whole = task.perform
    def perform(tasks, settings):
        for one in tasks:
            if b"DIES" in one.raw.content: os.kill(os.getpid(), 9)
            if b"CRASHES" in one.raw.content: os._exit(3)
            if b"HANGS" in one.raw.content: time.sleep(3600)
            if b"SWELLS" in one.raw.content: bytearray(10**11)
            if b"GROWS" in one.raw.content: globals().setdefault("kept", []).append(b"x" * 300_000_000)
            if b"RAISES" in one.raw.content: raise MemoryError
        return whole(tasks, settings)
    task.perform = perform
"""


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers in which some articles do harm, as a fault in a library would."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(HOSTILE)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path / "site"), os.environ.get("PYTHONPATH", "")]))


def tasks(*words: str) -> list[Task]:
    return [Task(str(number), Raw(f"{number}.txt", ".txt", article(f"Tidepool {word}").encode())) for number, word in enumerate(words)]


def run(given: list[Task], workers: int = 1, timeout: float = 60.0, count: int = 3) -> dict[str, Answer]:
    pool = Pool(Settings(), workers, timeout, 1_500_000_000)
    return {answer.token: answer for answers in pool.run(batches(iter(given), count)) for answer in answers}


@pytest.mark.usefixtures("hostile")
def test_harm_is_done_to_one_article_alone() -> None:
    words = ("Mail", "DIES", "Pay", "CRASHES", "Bank", "SWELLS", "GROWS", "HANGS", "Cloud")
    answers = run(tasks(*words), workers=2, timeout=12.0)
    failed = {words[int(token)]: answer.reason for token, answer in answers.items() if answer.state == "failed"}
    assert set(failed) == {"DIES", "CRASHES", "SWELLS", "HANGS"}
    assert "killed by SIGKILL" in failed["DIES"]
    assert "ended with status 3" in failed["CRASHES"]
    assert "needed more than 1,500 MB of memory" in failed["SWELLS"]
    assert "took longer than 12 seconds" in failed["HANGS"]
    assert all(answers[str(words.index(word))].reading for word in ("Mail", "Pay", "Bank", "GROWS", "Cloud"))


def test_two_workers_die_from_outside_and_no_byte_changes(tmp_path: Path) -> None:
    news = folder(
        tmp_path / "news", **{f"n{number}": article(f"Tidepool {number}", more="Ships waited. " * number) for number in range(40)}
    )
    killed: list[int] = []

    def kill() -> None:
        while len(killed) < 2 and not done.is_set():
            for pid in _children():
                if pid not in killed and ledger_rows(tmp_path / "kg") > 8 * len(killed):
                    os.kill(pid, signal.SIGKILL)
                    killed.append(pid)
                    break
            time.sleep(0.05)

    done = threading.Event()
    killer = threading.Thread(target=kill)
    killer.start()
    try:
        tally = Build(Place(tmp_path / "kg"), Settings(), Asked(workers=2), lambda: False, lambda tally: None).run([news])
    finally:
        done.set()
        killer.join()
    assert len(killed) == 2
    assert (tally.read, tally.failed) == (40, 0)
    assert exported(tmp_path / "kg") == extracted(news)


def _children() -> list[int]:
    """The worker processes of this one."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
                command = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if parent == os.getpid() and b"extractor.batch.worker" in command:
                found.append(int(entry.name))
    return sorted(found)


def ledger_rows(kg: Path) -> int:
    """How many articles were read so far."""
    import sqlite3

    try:
        with sqlite3.connect(f"file:{kg}/ledger.sqlite?mode=ro", uri=True) as ledger:
            return int(ledger.execute("SELECT COUNT(*) FROM source").fetchone()[0])
    except sqlite3.Error:
        return 0


def test_no_model_no_workers() -> None:
    with pytest.raises(UsageError, match="no spaCy model 'none'"):
        list(Pool(Settings(model="none"), 1, 60.0, 10**9).run(batches(iter(tasks("Mail")))))


def test_workers_that_never_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.batch.pool.sys.executable", "/bin/false")
    with pytest.raises(UsageError, match="end before they are ready"):
        list(Pool(Settings(), 2, 60.0, 10**9).run(batches(iter(tasks("Mail")))))


def test_batches_are_cut_by_number_and_size() -> None:
    given = tasks(*"abcdefg")
    assert [len(batch) for batch in batches(iter(given), 3)] == [3, 3, 1]
    assert [len(batch) for batch in batches(iter(given), 9, len(given[0].raw.content) + 1)] == [2, 2, 2, 1]


def test_ctrl_c_ends_cleanly_and_the_next_build_goes_on(tmp_path: Path) -> None:
    news = folder(tmp_path / "news", **{f"n{number}": article(f"Tidepool {number}") for number in range(60)})
    command = [sys.executable, "-m", "extractor.cli.main", "build", news, "--kg", tmp_path / "kg", "--workers", "1"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    while ledger_rows(tmp_path / "kg") < 5:
        time.sleep(0.02)
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130
    assert process.stderr is not None
    told = process.stderr.read()
    assert "what is done is kept, run again to go on" in told
    assert "Traceback" not in told
    kept = ledger_rows(tmp_path / "kg")
    assert 5 <= kept < 60
    tally: Tally = Build(Place(tmp_path / "kg"), Settings(), Asked(), lambda: False, lambda tally: None).run([news])
    assert tally.unchanged == kept
    assert exported(tmp_path / "kg") == extracted(news)

"""Twenty clients at one endpoint, some of them hostile: ``soak.py [--seconds 600] [--triples 1000000]``.

The server is the command itself on a free port, over triples made from a seed. First one client asks good questions of the idle server,
then all ask at once: twelve good ones (known answers, milliseconds each, a second or less between two), three heavy ones (known answers,
seconds each) and five hostile ones (queries that mean harm, and sockets that do). The end says what was answered, how fast, and in how
much memory; the exit status is 1 where an answer was wrong, a good question was left without one, the server died or grew, or the good
questions' median time is more than ``--ratio`` times that of the idle server.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import contextlib
import dataclasses
import os
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psutil

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from extractor.server.sandbox import lower_priority
from scripts.soak_questions import PREFIX, Asked, Made, hostile, rows

FORMATS = ["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"]
GOOD, HEAVY, HOSTILE = "good", "heavy", "hostile"
KINDS = {GOOD: 12, HEAVY: 3, HOSTILE: 5}  # clients
PAUSE = {GOOD: 1.0, HEAVY: 1.0, HOSTILE: 0.3}  # seconds at most between two questions of a client
CLIENTS = 10  # niceness of the heavy and hostile clients
MEBIBYTE = 1 << 20
MEMORY = 512  # MiB a query; the server's default
PROCESS = 128  # MiB that a worker may have beside that
GROWTH = 64  # MiB that the server's own process may grow by
GOOD_SHARE = 0.99  # of the good questions that must be answered


@dataclasses.dataclass
class Tally:
    """What has happened: the seconds that answers took, and how many of these in the worker, by the kind of client."""

    seconds: dict[str, list[float]] = dataclasses.field(default_factory=lambda: {GOOD: [], HEAVY: []})
    inside: dict[str, list[float]] = dataclasses.field(default_factory=lambda: {GOOD: [], HEAVY: []})
    outcomes: Counter[tuple[str, str, str]] = dataclasses.field(default_factory=Counter)
    wrong: list[str] = dataclasses.field(default_factory=list)

    def add(self, kind: str, name: str, outcome: str, wrong: str | None = None) -> None:
        """Notes how a question went."""
        self.outcomes[kind, name, outcome] += 1
        if wrong is not None:
            self.wrong.append(f"{kind} {name}: {wrong}")

    def join(self, other: Tally) -> None:
        """Takes in what happened elsewhere."""
        for kind in self.seconds:
            self.seconds[kind] += other.seconds[kind]
            self.inside[kind] += other.inside[kind]
        self.outcomes += other.outcomes
        self.wrong += other.wrong


class Client:
    """One client, until the time is over."""

    def __init__(self, address: str, kind: str, made: Made, drawn: random.Random) -> None:
        self._endpoint, self._kind, self._made, self._drawn, self.tally = f"{address}/sparql", kind, made, drawn, Tally()
        self._place = ("127.0.0.1", int(address.rsplit(":", 1)[1]))
        self._http = httpx.Client(timeout=120, trust_env=False)

    def run(self, until: float, pause: float) -> None:
        """Asks, and asks again, at most ``pause`` seconds after."""
        while time.monotonic() < until:
            if self._kind != HOSTILE:
                self._fair(self._made.good(self._drawn) if self._kind == GOOD else self._made.heavy(self._drawn))
            elif self._drawn.random() < 0.6:
                self._hostile()
            else:
                self._socket()
            time.sleep(self._drawn.random() * pause)
        self._http.close()

    def _fair(self, asked: Asked) -> None:
        format = "application/n-triples" if asked.triples else self._drawn.choice(FORMATS)
        begun = time.perf_counter()
        try:
            answer = self._send(asked.query, format)
        except httpx.HTTPError as error:
            self.tally.add(self._kind, asked.name, type(error).__name__)
            return
        seconds = time.perf_counter() - begun
        if answer.status_code != 200:
            allowed = {503} if self._kind == GOOD else {503, 504}
            wrong = None if answer.status_code in allowed else f"status {answer.status_code}: {answer.text[:200]}"
            self.tally.add(self._kind, asked.name, str(answer.status_code), wrong=wrong)
            return
        found = sorted(answer.text.splitlines()) if asked.triples else list(rows(format, answer.content))
        wrong = None if found == asked.answer else f"{format}: {found[:3]} is not {asked.answer[:3]}"
        self.tally.add(self._kind, asked.name, "200", wrong)
        self.tally.seconds[self._kind].append(seconds)
        self.tally.inside[self._kind].append(float(answer.headers["Server-Timing"].partition("dur=")[2]) / 1000)

    def _send(self, query: str, accept: str) -> httpx.Response:
        text, headers = PREFIX + query, {"Accept": accept}
        way = self._drawn.choice(["get", "form", "direct"]) if len(text) < 4000 else "direct"
        if way == "get":
            return self._http.get(self._endpoint, params={"query": text}, headers=headers)
        if way == "form":
            return self._http.post(self._endpoint, data={"query": text}, headers=headers)
        return self._http.post(self._endpoint, content=text, headers={**headers, "Content-Type": "application/sparql-query"})

    def _hostile(self) -> None:
        name, query, allowed = hostile(self._drawn)
        patience = 0.5 if self._drawn.random() < 0.2 else 120  # some go away in the midst of it
        try:
            answer = self._http.post(
                self._endpoint, content=PREFIX + query, headers={"Content-Type": "application/sparql-query"}, timeout=patience
            )
        except httpx.TimeoutException:
            self.tally.add(HOSTILE, name, "went away" if patience < 1 else "no answer", wrong=None if patience < 1 else "no answer")
        except httpx.HTTPError as error:
            self.tally.add(HOSTILE, name, type(error).__name__, wrong=str(error))
        else:
            right = answer.status_code in allowed
            self.tally.add(HOSTILE, name, str(answer.status_code), wrong=None if right else f"{answer.status_code}: {answer.text[:200]}")

    def _socket(self) -> None:
        """Half a head, a head that drips, half a connection, a large head, nonsense, an answer that nobody takes."""
        get = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: localhost\r\n"
        large = b"GET /sparql?query=SELECT+*%7B?a+?b+?c%7DLIMIT+200000 HTTP/1.1\r\nHost: localhost\r\n\r\n"
        name, data = self._drawn.choice(
            [
                ("silent", b""),
                ("drips", get),
                ("half-closed", get + b"\r\n"),
                ("large head", get + b"X: " + b"x" * 100_000 + b"\r\n\r\n"),
                ("nonsense", self._drawn.randbytes(1000)),
                ("takes nothing", large),
                ("breaks off", large),
            ]
        )
        with contextlib.suppress(OSError), socket.create_connection(self._place, timeout=5) as client:
            client.sendall(data)
            if name == "half-closed":
                client.shutdown(socket.SHUT_WR)
            if name == "breaks off":
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            elif name == "drips":
                for _ in range(20):
                    client.sendall(b"X: y\r\n")
                    time.sleep(0.2)
            elif name in ("silent", "takes nothing"):
                time.sleep(5)
            else:
                client.recv(100)
        self.tally.add(HOSTILE, name, "done")


class Memory(threading.Thread):
    """The most memory, in bytes resident, that the server's own process and any of its workers had; and all together."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = psutil.Process(process)
        self.first = self._process.memory_info().rss
        self.own = self.worker = self.all = self.last = 0

    def run(self) -> None:
        """Looks twice a second."""
        while True:
            with contextlib.suppress(psutil.Error):
                own, workers = (
                    self._process.memory_info().rss,
                    [child.memory_info().rss for child in self._process.children(recursive=True)],
                )
                self.last = own or self.last
                self.own, self.worker = max(self.own, own), max(self.worker, *workers, 0)
                self.all = max(self.all, own + sum(workers))
            time.sleep(0.5)


@contextlib.contextmanager
def serving(path: Path, limit: float) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command over a file. Gives its process and address."""
    command = [sys.executable, "-m", "extractor.cli.main", "serve", "--data", str(path), "--port", "0", "--time-limit", str(limit)]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, start_new_session=True, cwd=Path(__file__).resolve().parent.parent
    ) as process:
        assert process.stderr is not None
        found = re.search(r"(http://\S+)/ answers", line := process.stderr.readline())
        if not found:
            raise SystemExit(f"the server did not start: {line}{process.stderr.read()}")
        try:
            yield process, found[1]
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def ask_all(address: str, kinds: list[str], options: argparse.Namespace, seconds: float, pause: float, seed: str) -> Tally:
    """Clients at once, in this process, for so many seconds."""
    if GOOD not in kinds:
        os.setsid()
        lower_priority(CLIENTS)
    made, tally = Made(options.triples, options.seed), Tally()
    clients = [Client(address, kind, made, random.Random(f"{seed} {number}")) for number, kind in enumerate(kinds)]
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=client.run, args=(until, pause)) for client in clients]
    for thread in threads:
        thread.start()
    for client, thread in zip(clients, threads, strict=True):
        thread.join()
        tally.join(client.tally)
    return tally


def ask_beside(address: str, options: argparse.Namespace) -> Tally:
    """All clients at once; each kind in a process of its own, so that none waits for another kind's work.

    The heavy and the hostile ones are elsewhere, in truth: what they do themselves is done at a low priority.
    """
    tally = Tally()
    with concurrent.futures.ProcessPoolExecutor(len(KINDS)) as pool:
        asked = [
            pool.submit(ask_all, address, [kind] * number, options, options.seconds, PAUSE[kind], f"{options.seed} {kind}")
            for kind, number in KINDS.items()
        ]
        for future in asked:
            tally.join(future.result())
    return tally


def faults(idle: Tally, busy: Tally, memory: Memory, alive: bool, ratio: float) -> list[str]:
    """What is not as it should be."""
    good = [count for (kind, _, outcome), count in busy.outcomes.items() if kind == GOOD and outcome == "200"]
    asked = sum(count for (kind, _, _), count in busy.outcomes.items() if kind == GOOD)
    times = statistics.median(busy.seconds[GOOD]) / statistics.median(idle.seconds[GOOD])
    checks: list[tuple[bool, str]] = [
        (alive, "the server has ended"),
        (not idle.wrong and not busy.wrong, f"{len(idle.wrong + busy.wrong)} wrong: {(idle.wrong + busy.wrong)[:5]}"),
        (sum(good) >= GOOD_SHARE * asked, f"only {sum(good)} of {asked} good questions were answered"),
        (times <= ratio, f"the good questions' median time is {times:.2f} times the idle server's"),
        (memory.own <= memory.first + GROWTH * MEBIBYTE, f"the server's own process grew to {memory.own // MEBIBYTE} MiB"),
        (memory.worker <= (MEMORY + PROCESS) * MEBIBYTE, f"a worker had {memory.worker // MEBIBYTE} MiB"),
    ]
    return [message for right, message in checks if not right]


def report(idle: Tally, busy: Tally, memory: Memory, say: Callable[[str], None] = print) -> None:
    """The figures."""
    for name, seconds in (("good, idle", idle.seconds[GOOD]), ("good, busy", busy.seconds[GOOD]), ("heavy, busy", busy.seconds[HEAVY])):
        if len(seconds) > 1:
            cuts = statistics.quantiles(seconds, n=100)
            median, most, nearly = (f"{cuts[share - 1] * 1000:8.1f} ms" for share in (50, 95, 99))
            say(f"{name:12} {len(seconds):6} answered; median {median}, 95 % {most}, 99 % {nearly}")
    inside = [statistics.median(tally.inside[GOOD]) * 1000 for tally in (idle, busy)]
    say("of a good question's median time the query itself: {:.1f} ms idle, {:.1f} ms busy".format(*inside))
    say(f"median, busy to idle: {statistics.median(busy.seconds[GOOD]) / statistics.median(idle.seconds[GOOD]):.2f}")
    mebibytes = [number // MEBIBYTE for number in (memory.first, memory.own, memory.last, memory.worker, memory.all)]
    say("memory, MiB: server {} at the start, at most {}, at the end {}; a worker at most {}; all together at most {}".format(*mebibytes))
    say(f"wrong answers: {len(idle.wrong) + len(busy.wrong)}")
    for kind in (GOOD, HEAVY, HOSTILE):
        for name in sorted({found for of, found, _ in busy.outcomes if of == kind}):
            counts = sorted((outcome, count) for (of, found, outcome), count in busy.outcomes.items() if (of, found) == (kind, name))
            say(f"{kind:8} {name:14} " + ", ".join(f"{outcome}: {count}" for outcome, count in counts))


def main() -> None:
    """Makes the triples, serves them, asks, reports."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--time-limit", type=float, default=10, help="seconds that the server gives a question")
    parser.add_argument("--ratio", type=float, default=3.0, help="good questions' median time, busy to idle, that is still right")
    options = parser.parse_args()
    made = Made(options.triples, options.seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "soak.nt"
        made.write(path)
        with serving(path, options.time_limit) as (process, address):
            memory = Memory(process.pid)
            memory.start()
            ask_all(address, [GOOD], options, 2, 0, "warm")
            idle = ask_all(address, [GOOD], options, max(options.seconds / 20, 3), 0.2, "idle")
            busy = ask_beside(address, options)
            alive = process.poll() is None
            workers = psutil.Process(process.pid).children(recursive=True) if alive else []
        left = [worker for worker in workers if worker.is_running() and worker.status() != psutil.STATUS_ZOMBIE]
    print(f"{made.size * 4:,} triples, {sum(KINDS.values())} clients, {options.seconds:g} s, seed {options.seed}")
    report(idle, busy, memory)
    wrong = faults(idle, busy, memory, alive, options.ratio) + [f"{len(left)} processes were left" for _ in left[:1]]
    sys.exit("\n".join(["not as it should be:", *wrong]) if wrong else 0)


if __name__ == "__main__":
    main()

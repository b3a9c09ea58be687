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
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from extractor.server.sandbox import lower_priority
from scripts.soak_questions import PREFIX, Asked, Made, hostile, rows
from scripts.soak_report import GOOD, HEAVY, HOSTILE, Memory, Tally, faults, report

FORMATS = ["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"]
KINDS = {GOOD: 12, HEAVY: 3, HOSTILE: 5}  # clients
PAUSE = {GOOD: 1.0, HEAVY: 1.0, HOSTILE: 0.3}  # seconds at most between two questions of a client
CLIENTS = 10  # niceness of the heavy and hostile clients


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

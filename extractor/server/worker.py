"""The process that answers questions: ``python -m extractor.server.worker ORDERS``, frames on its standard input and output.

It ends when its input does, and on Linux the kernel ends it with the server, so that none outlives it, however the server ends.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from typing import IO, TYPE_CHECKING

from extractor.server import frames
from extractor.server.sandbox import die_with_parent, forbid_sockets, limit_memory, lower_priority
from extractor.server.settings import Orders

if TYPE_CHECKING:
    import pyoxigraph as ox

GRACE = 2.0  # seconds after the time limit when the kernel ends what the server has not
IDLE = 1.0  # seconds between looks for a new generation
CHUNK = 1 << 16


class Pipe:
    """Writes frames, many at a time: each writing wakes the server."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._pieces, self._size = stream, list[bytes](), 0

    def put(self, kind: bytes, payload: bytes = b"") -> None:
        """Takes a frame, and writes when there is much."""
        piece = frames.frame(kind, payload)
        self._pieces.append(piece)
        self._size += len(piece)
        if self._size >= CHUNK:
            self.flush()

    def flush(self) -> None:
        """Writes what it has."""
        data = memoryview(b"".join(self._pieces))
        self._pieces, self._size = [], 0
        while data:
            data = data[self._stream.write(data) :]


def main() -> None:
    """Answers until its input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the server, which ends this process
    die_with_parent()
    orders = Orders.loads(sys.argv[1])
    lower_priority(orders.niceness)
    forbid_sockets()
    output = Pipe(os.fdopen(os.dup(1), "wb", buffering=0))
    os.dup2(2, 1)  # nothing else may write between the frames
    _work(orders, sys.stdin.buffer, output)


def _work(orders: Orders, stream: IO[bytes], output: Pipe) -> None:
    from extractor.errors import UsageError
    from extractor.server.stores import Opened

    try:
        opened = Opened(orders.source)
        limit_memory(orders.limits.memory)
        output.put(frames.READY)
        output.flush()
        while True:
            asked = select.select([stream], [], [], IDLE)[0]
            if opened.outdated():
                limit_memory(None)
                opened.refresh()
                limit_memory(orders.limits.memory)
            if asked:
                question = _next(stream)
                if question is None:
                    return
                _set_timers(orders.limits.time + GRACE, orders.work)
                output.put(*_answered(opened.store, question, orders, output))
                output.flush()
                _set_timers(0, 0)
    except UsageError as error:
        output.put(frames.FAILURE, frames.encode(frames.Failure(503, str(error))))
        output.flush()


def _next(stream: IO[bytes]) -> frames.Question | None:
    """The next question; None where there is no more. The server asks one at a time, so that nothing is left in the stream's buffer."""
    head = stream.read(frames.HEAD.size)
    if len(head) < frames.HEAD.size:
        return None
    _, length = frames.HEAD.unpack(head)
    payload = stream.read(length)
    return frames.question(payload) if len(payload) == length else None


def _set_timers(time: float, work: float) -> None:
    """The kernel ends the process after so much time, with SIGALRM, or work, with SIGPROF; 0 for never."""
    signal.setitimer(signal.ITIMER_REAL, time)
    signal.setitimer(signal.ITIMER_PROF, work)


def _answered(store: ox.Store, question: frames.Question, orders: Orders, output: Pipe) -> tuple[bytes, bytes]:
    """Answers a question. Returns the last frame."""
    from extractor.server.answering import answer

    begun = time.perf_counter()
    try:
        answer(
            store,
            question,
            orders.limits,
            lambda offer: output.put(frames.HEADER, offer.content_type.encode()),
            lambda data: output.put(frames.DATA, data),
        )
    except frames.Refused as error:
        return frames.FAILURE, frames.encode(error.failure)
    except MemoryError:
        return frames.FAILURE, frames.encode(frames.Failure(500, f"the query needs more memory than {orders.limits.memory:,} bytes"))
    return frames.END, f"{time.perf_counter() - begun:.6f}".encode()


if __name__ == "__main__":
    main()

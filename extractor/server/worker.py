"""The process that answers questions: ``python -m extractor.server.worker ORDERS``, frames on its standard input and output.

It ends when its input does, so that none outlives the server, however the server ends.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
import time
from typing import IO

from extractor.server import frames
from extractor.server.sandbox import forbid_sockets, limit_memory
from extractor.server.settings import Orders

GRACE = 2.0  # seconds after the time limit when the kernel ends what the server has not
IDLE = 1.0  # seconds between looks for a new generation


def main() -> None:
    """Answers until its input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the server, which ends this process
    orders = Orders.loads(sys.argv[1])
    os.nice(orders.niceness)
    forbid_sockets()
    output = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # nothing else may write between the frames
    asked: queue.SimpleQueue[frames.Question] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, asked), daemon=True).start()
    _work(orders, asked, output)


def _listen(stream: IO[bytes], asked: queue.SimpleQueue[frames.Question]) -> None:
    while head := stream.read(frames.HEAD.size):
        _, length = frames.HEAD.unpack(head)
        asked.put(frames.question(stream.read(length)))
    os._exit(0)


def _work(orders: Orders, asked: queue.SimpleQueue[frames.Question], output: IO[bytes]) -> None:
    from extractor.errors import UsageError
    from extractor.server.stores import Opened

    try:
        opened = Opened(orders.source)
        limit_memory(orders.limits.memory)
        _put(output, frames.READY)
        while True:
            try:
                question = asked.get(timeout=IDLE)
            except queue.Empty:
                question = None
            if opened.outdated():
                limit_memory(None)
                opened.refresh()
                limit_memory(orders.limits.memory)
            if question:
                signal.setitimer(signal.ITIMER_REAL, orders.limits.time + GRACE)
                _put(output, *_answered(opened.store, question, orders, output))
                signal.setitimer(signal.ITIMER_REAL, 0)
    except UsageError as error:
        _put(output, frames.FAILURE, frames.encode(frames.Failure(503, str(error))))


def _answered(store: object, question: frames.Question, orders: Orders, output: IO[bytes]) -> tuple[bytes, bytes]:
    """Answers a question. Returns the last frame."""
    from extractor.server.answering import AnswerError, answer

    begun = time.perf_counter()
    try:
        answer(
            store,  # type: ignore[arg-type]
            question,
            orders.limits,
            lambda offer: _put(output, frames.HEADER, offer.content_type.encode()),
            lambda data: _put(output, frames.DATA, data),
        )
    except AnswerError as error:
        return frames.FAILURE, frames.encode(error.failure)
    except MemoryError:
        return frames.FAILURE, frames.encode(frames.Failure(500, f"the query needs more memory than {orders.limits.memory:,} bytes"))
    return frames.END, f"{time.perf_counter() - begun:.6f}".encode()


def _put(output: IO[bytes], kind: bytes, payload: bytes = b"") -> None:
    data = memoryview(frames.frame(kind, payload))
    while data:
        data = data[output.write(data) :]


if __name__ == "__main__":
    main()

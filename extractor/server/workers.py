"""A worker process as the server sees it: asked one question at a time, and killed where that is the only way out."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import tempfile
from asyncio.subprocess import Process
from typing import IO

from extractor.server import frames
from extractor.server.frames import Refused
from extractor.server.settings import Orders

IN_MEMORY = 1 << 18  # bytes of an answer; the rest goes to a temporary file
START = 30.0  # seconds until a worker must be ready


class TooSlow(Exception):
    """The limit of time or work was reached before the answer was there."""


class Answer:
    """A whole answer: ``media_type``, ``size`` in bytes, ``seconds`` that it took, and ``file``, which is to be read and closed."""

    def __init__(self) -> None:
        self.file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
        self.media_type = ""
        self.size = 0
        self.seconds = 0.0

    def add(self, kind: bytes, payload: bytes) -> bool:
        """Takes a frame. Returns whether it was the last. Raises Refused where the worker says that there is no answer."""
        if kind == frames.HEADER:
            self.media_type = payload.decode()
        elif kind == frames.DATA:
            self.file.write(payload)
            self.size += len(payload)
        elif kind == frames.FAILURE:
            failure = frames.failure(payload)
            raise Refused(failure.status, failure.message)
        else:
            self.seconds = float(payload)
            self.file.seek(0)
        return kind == frames.END


class Worker:
    """One process. Make it with ``start``."""

    def __init__(self, process: Process, errors: IO[bytes], orders: Orders) -> None:
        self._process, self._errors, self._orders = process, errors, orders
        self._asked = self._killed = False

    @staticmethod
    async def start(orders: Orders) -> Worker:
        """Starts a process and waits until it has opened the store. Raises Refused where it cannot."""
        errors = tempfile.TemporaryFile()  # noqa: SIM115
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-m",
            "extractor.server.worker",
            orders.dumps(),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
            start_new_session=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "RUST_BACKTRACE": "0"},
        )
        worker = Worker(process, errors, orders)
        try:
            async with asyncio.timeout(START):
                kind, payload = await worker._next()
            if kind == frames.FAILURE:
                raise Refused(503, frames.failure(payload).message)
        except BaseException as error:
            await worker.kill()
            if isinstance(error, TimeoutError):
                raise Refused(503, f"no process was ready in {START:g} seconds") from error
            raise
        return worker

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.returncode is None and not self._killed

    async def ask(self, question: frames.Question) -> Answer:
        """The answer. Raises Refused where there is none; TooSlow; after any other exception the worker must be killed."""
        assert self._process.stdin
        answer, self._asked = Answer(), True
        try:
            with contextlib.suppress(ConnectionError):  # that it has died is found out when it is read from
                self._process.stdin.write(frames.frame(frames.QUESTION, frames.encode(question)))
                await self._process.stdin.drain()
            while not answer.add(*await self._next()):
                pass
        except BaseException:
            answer.file.close()
            raise
        finally:
            self._asked = False
        return answer

    async def kill(self) -> None:
        """Ends the process at once."""
        self._killed = True
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.shield(self._gone())
        self._errors.close()

    async def _gone(self) -> None:
        """Waits for the end. What is left in the pipe must be taken out, for asyncio waits for the end of that as well."""
        assert self._process.stdout
        while self._asked:  # who reads now comes to the end of the pipe
            await asyncio.sleep(0.01)
        while await self._process.stdout.read(1 << 20):
            pass
        await self._process.wait()

    async def _next(self) -> tuple[bytes, bytes]:
        assert self._process.stdout
        try:
            kind, length = frames.HEAD.unpack(await self._process.stdout.readexactly(frames.HEAD.size))
            return kind, await self._process.stdout.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise Refused(500, await self._death()) from error

    async def _death(self) -> str:
        """How the process ended, in words for the client. Raises TooSlow where it was the kernel for its time or work."""
        status = await self._process.wait()
        if status in (-signal.SIGPROF, -signal.SIGALRM):
            raise TooSlow
        self._errors.seek(0)
        said = self._errors.read(4096).decode("utf-8", "replace")
        if "memory allocation" in said or "bad_alloc" in said:
            return f"the query needs more memory than {self._orders.limits.memory:,} bytes"
        if status == -signal.SIGSEGV or "stack" in said:
            return "the query is nested too deeply"
        return f"the process that answered the query ended with status {status}"

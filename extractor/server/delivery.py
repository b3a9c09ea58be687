"""An answer on its way to the client, who may be slow."""

from __future__ import annotations

import asyncio

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from extractor.server.workers import IN_MEMORY, Answer

CHUNK = 1 << 16
PATIENCE = 30.0  # seconds for any answer
RATE = 100_000  # bytes in a second that a client must take beyond that


class Delivery(Response):
    """Sends an answer from its file, and closes that. Of large ones, only so many are under way at a time."""

    def __init__(self, answer: Answer, large: asyncio.Semaphore) -> None:
        super().__init__(
            headers={"Content-Type": answer.media_type, "Vary": "Accept", "Server-Timing": f"query;dur={answer.seconds * 1000:.1f}"}
        )
        self.headers["Content-Length"] = str(answer.size)
        self._answer, self._large = answer, large

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends it; a client that takes too long is cut off."""
        with self._answer.file:
            if self._answer.size <= IN_MEMORY:
                await self._send(scope, send)
            else:
                async with self._large:
                    await self._send(scope, send)

    async def _send(self, scope: Scope, send: Send) -> None:
        try:
            async with asyncio.timeout(PATIENCE + self._answer.size / RATE):
                await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
                while chunk := b"" if scope["method"] == "HEAD" else self._answer.file.read(CHUNK):
                    await send({"type": "http.response.body", "body": chunk, "more_body": True})
                await send({"type": "http.response.body", "body": b""})
        except TimeoutError:
            scope["state"]["abort"]()

"""A connection that a client cannot hold: a time for the head of a request and for taking the answer, and a limit to the head's size."""

from __future__ import annotations

import asyncio
import sys
from http import HTTPStatus
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_TIME = 10.0  # seconds from a connection, or an answer, to the whole head of a request
STALL_TIME = 15.0  # seconds without the client taking anything
LINGER_TIME = 2.0  # seconds in which a client that is refused may go on sending, so that it reads why
CONNECTIONS = 512
STATUS = {
    400: "this is no HTTP request",
    408: "the head of the request did not come in time",
    414: "the address is too long; post the query",
    431: "the head of the request is too large",
}


class Connection(H11Protocol):
    """uvicorn's, with limits."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.app_state = {**self.app_state, "abort": self._abort}
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._answered: object = None
        self._refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begins to wait for a request."""
        super().connection_made(transport)
        if len(self.connections) > CONNECTIONS:
            transport.abort()
        self._arm("head", HEAD_TIME, self._late)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forgets what was waited for."""
        for name in list(self._timers):
            self._disarm(name)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Takes bytes; those of a request that was refused are thrown away."""
        if not self._refused:
            super().data_received(data)

    def handle_events(self) -> None:
        """Looks for whole requests. The time for a head is over when there is one."""
        super().handle_events()
        if self.cycle is not self._answered:
            self._answered = self.cycle
            self._disarm("head")

    def on_response_complete(self) -> None:
        """Begins to wait for the next request."""
        self._arm("head", HEAD_TIME, self._late)
        super().on_response_complete()

    def pause_writing(self) -> None:
        """The client does not take what is sent: it is given some time."""
        super().pause_writing()
        self._arm("stall", STALL_TIME, self._abort)

    def resume_writing(self) -> None:
        """It has taken some."""
        super().resume_writing()
        self._disarm("stall")

    def send_400_response(self, msg: str) -> None:
        """Refuses what is no request, with the status that says why."""
        error = sys.exc_info()[1]
        status = error.error_status_hint if isinstance(error, h11.RemoteProtocolError) else 400
        if status == 431 and b"\n" not in self.conn.trailing_data[0]:
            status = 414
        self._refuse(status if status in STATUS else 400)

    def _late(self) -> None:
        if self.conn.our_state is h11.IDLE and self.conn.trailing_data[0]:
            self._refuse(408)
        elif not self.transport.is_closing():
            self.transport.close()

    def _refuse(self, status: int) -> None:
        body = f"{STATUS[status]}\n".encode()
        length = str(len(body)).encode()
        headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", length), (b"connection", b"close")]
        self._refused = True
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            for event in (
                h11.Response(status_code=status, headers=headers, reason=HTTPStatus(status).phrase.encode()),
                h11.Data(data=body),
                h11.EndOfMessage(),
            ):
                self.transport.write(self.conn.send(event) or b"")
        if self.cycle is not None:  # whoever is at an answer is told that nobody wants it
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self._disarm("head")
        self._arm("linger", LINGER_TIME, self.transport.close)

    def _abort(self) -> None:
        self.transport.abort()

    def _arm(self, name: str, seconds: float, action: Any) -> None:
        self._disarm(name)
        if not self.transport.is_closing():
            self._timers[name] = self.loop.call_later(seconds, action)

    def _disarm(self, name: str) -> None:
        if name in self._timers:
            self._timers.pop(name).cancel()

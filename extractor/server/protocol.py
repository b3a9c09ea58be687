"""A request of the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/) read: the question in it, or why there is none."""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from extractor.server.frames import Question, Refused

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
BODY_TIME = 20.0  # seconds in which a body must have come
FIELDS = 1000  # parameters of a request
GONE = 499  # the status that nobody will see
BODIES = 64  # of the greatest size, whose bytes may be here at a time

Fields = list[tuple[str, str]]


class Reader:
    """Reads requests, and holds only so much of them at a time."""

    def __init__(self, most: int) -> None:
        """Args: most: bytes that a body may have."""
        self._most, self._held = most, 0

    async def read(self, request: Request) -> Question | None:
        """The question of a GET or POST request.

        Returns: None for a GET without a query, which asks for the service description.
        Raises: Refused with the status and words for the client.
        """
        in_address = _fields(request.scope["query_string"], "the address")
        if request.method != "POST":
            return _question(in_address, None, request) if in_address else None
        kind = _content_type(request)
        if kind == UPDATE:
            raise _update()
        if kind not in (FORM, QUERY):
            raise Refused(415, f"a query is posted as {FORM} or {QUERY}, in UTF-8, not as {kind or 'something without a Content-Type'}")
        body = await self._body(request)
        if kind == FORM:
            return _question(_fields(body, "the body"), None, request)
        return _question(in_address, _text(body, "the body"), request)

    async def _body(self, request: Request) -> bytes:
        if request.headers.get("content-encoding", "identity").lower() != "identity":
            raise Refused(415, "a body is posted without a Content-Encoding")
        length = request.headers.get("content-length", "")
        if length.isdigit() and int(length) > self._most:
            raise self._too_large()
        body = bytearray()
        try:
            async with asyncio.timeout(BODY_TIME):
                async for piece in request.stream():
                    body += piece
                    self._held += len(piece)
                    if len(body) > self._most:
                        raise self._too_large()
                    if self._held > self._most * BODIES:
                        raise Refused(503, "too many large queries at a time; try again in a few seconds")
        except TimeoutError as error:
            raise Refused(408, f"the body did not come in {BODY_TIME:g} seconds") from error
        except ClientDisconnect as error:
            raise Refused(GONE, "the client has gone") from error
        finally:
            self._held -= len(body)
        return bytes(body)

    def _too_large(self) -> Refused:
        return Refused(413, f"a query may have {self._most:,} bytes")


def _question(fields: Fields, direct: str | None, request: Request) -> Question:
    """The question from parameters; ``direct`` is a query that came by itself."""
    if any(name == "update" for name, _ in fields):
        raise _update()
    queries = [value for name, value in fields if name == "query"] + ([] if direct is None else [direct])
    if len(queries) != 1:
        raise Refused(400, f"a request asks one query; this one has {len(queries)}")
    return Question(
        queries[0],
        tuple(value for name, value in fields if name == "default-graph-uri"),
        tuple(value for name, value in fields if name == "named-graph-uri"),
        ",".join(request.headers.getlist("accept")),
    )


def _update() -> Refused:
    return Refused(403, "updates are refused: this endpoint only reads")


def _content_type(request: Request) -> str:
    """The media type; empty where there is none or its encoding is not UTF-8."""
    kind, *parameters = (piece.strip().lower() for piece in request.headers.get("content-type", "").split(";"))
    charsets = [parameter.partition("=")[2].strip('"') for parameter in parameters if parameter.startswith("charset=")]
    return kind if all(charset in ("utf-8", "utf8") for charset in charsets) else f"{kind} in {charsets[0]}"


def _fields(encoded: bytes, where: str) -> Fields:
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=FIELDS)
    except ValueError as error:
        raise Refused(400, f"{where} has parameters that are not encoded as UTF-8 and with percent signs, or too many of them") from error


def _text(body: bytes, where: str) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, f"{where} is no UTF-8 from byte {error.start + 1} on") from error

"""The web application: ``/sparql``, ``/queries`` and the query page.

The page's files stand in ``extractor/pages``: ``index.html`` at ``/``, the rest under ``/assets``. Nothing may come from elsewhere: the
browser is told so by a Content-Security-Policy, so that scripts stand in files of their own.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extractor.server.delivery import Delivery
from extractor.server.formats import GRAPHS, Offer, choose
from extractor.server.frames import Refused
from extractor.server.lanes import Busy, Lanes
from extractor.server.protocol import GONE, Reader
from extractor.server.settings import Limits
from extractor.server.workers import IN_MEMORY, Answer

PAGES = Path(__file__).resolve().parent.parent / "pages"
PAGE = Offer("text/html", "html")
METHODS = "GET, HEAD, POST, OPTIONS"
RETRY = "3"  # seconds
POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def make_app(lanes: Lanes, limits: Limits, hosts: list[str], origins: list[str]) -> Starlette:
    """The application.

    Args:
        lanes: who answers; started and stopped with the application.
        hosts: names by which clients may call the server, against DNS rebinding; ``["*"]`` for any.
        origins: whose pages may ask from a browser (CORS); empty for none but the server's own.
    """
    endpoint = Endpoint(lanes, limits)
    middleware = [Middleware(Headers), Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)]
    if origins:
        exposed = ["Retry-After", "Server-Timing"]
        middleware.append(
            Middleware(
                CORSMiddleware, allow_origins=origins, allow_methods=["GET", "POST"], allow_headers=["Accept"], expose_headers=exposed
            )
        )
    routes: list[Route | Mount] = [
        Route("/sparql", endpoint.sparql, methods=["GET", "HEAD", "POST", "OPTIONS"]),
        Route("/queries", queries),
        Route("/", index),
    ]
    if (PAGES / "assets").is_dir():
        routes.append(Mount("/assets", StaticFiles(directory=PAGES / "assets")))
    return Starlette(routes=routes, middleware=middleware, lifespan=endpoint.lifespan, exception_handlers={HTTPException: plain})


class Endpoint:
    """Answers SPARQL requests."""

    def __init__(self, lanes: Lanes, limits: Limits) -> None:
        self._lanes, self._reader = lanes, Reader(limits.query)
        self._deliveries = asyncio.Semaphore(limits.deliveries)

    @contextlib.asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        """Workers are started before the first request, and ended after the last."""
        try:
            await self._lanes.start()
            yield
        finally:
            await self._lanes.stop()

    async def sparql(self, request: Request) -> Response:
        """``/sparql``: a question, or what the endpoint says of itself."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": METHODS})
        try:
            question = await self._reader.read(request)
            if question is None:
                return description(request)
            answer = await _unless_gone(request, self._lanes.ask(question))
            if answer.size > IN_MEMORY and self._deliveries.locked():
                answer.file.close()
                raise Busy
            return Delivery(answer, self._deliveries)
        except Refused as refused:
            return refusal(refused.failure.status, refused.failure.message)


async def _unless_gone(request: Request, answering: object) -> Answer:
    """Waits for an answer; where the client goes away, whoever is at it is stopped. Raises Refused."""
    work = asyncio.ensure_future(answering)  # type: ignore[call-overload]
    gone = asyncio.ensure_future(_disconnected(request))
    try:
        await asyncio.wait((work, gone), return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            raise Refused(GONE, "the client has gone")
        answer: Answer = work.result()
        return answer
    finally:
        for task in (work, gone):
            task.cancel()
        await asyncio.gather(work, gone, return_exceptions=True)


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def refusal(status: int, message: str) -> Response:
    """An error in words."""
    headers = {"Retry-After": RETRY} if status == 503 else {}
    return PlainTextResponse(message + "\n", status, headers)


async def plain(request: Request, error: Exception) -> Response:
    """Errors of the framework, such as 404 and 405."""
    assert isinstance(error, HTTPException)
    return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)


def description(request: Request) -> Response:
    """What the endpoint says of itself, in the format that the client likes best; a browser is led to the query page."""
    offer = choose(accepted(request), (*GRAPHS, PAGE))
    return RedirectResponse("/", 303, headers={"Vary": "Accept"}) if offer == PAGE else described(request, offer)


def index(request: Request) -> Response:
    """The query page; the service description for clients that would rather have RDF."""
    offer = choose(accepted(request), (PAGE, *GRAPHS))
    if offer == PAGE and (PAGES / "index.html").is_file():
        return FileResponse(PAGES / "index.html", headers={"Vary": "Accept"})
    return described(request, GRAPHS[0] if offer == PAGE else offer)


def described(request: Request, offer: Offer | None) -> Response:
    """The service description as it was asked for."""
    from extractor.server.description import describe

    if offer is None:
        return refusal(406, f"the service description can be had as {', '.join(offer.media_type for offer in GRAPHS)}")
    address = str(request.url.replace(path="/sparql", query=""))
    return Response(describe(address, offer.format), headers={"Content-Type": offer.content_type, "Vary": "Accept"})


def accepted(request: Request) -> str:
    """The Accept header, empty where there is none."""
    return ",".join(request.headers.getlist("accept"))


def queries(request: Request) -> Response:
    """The named queries: a list of objects with name, title, question, text and parameters."""
    from extractor.graph.named_queries import list_queries

    return JSONResponse([dataclasses.asdict(query) for query in list_queries()])


class Headers:
    """Adds to every response what keeps a browser from being led astray."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message["headers"],
                    (b"x-content-type-options", b"nosniff"),
                    (b"content-security-policy", POLICY.encode()),
                    (b"referrer-policy", b"no-referrer"),
                ]
            await send(message)

        await self._app(scope, receive, sending)

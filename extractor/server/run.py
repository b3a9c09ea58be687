"""The endpoint started and ended."""

from __future__ import annotations

import contextlib
import ipaddress
import logging
import resource
import signal
import socket
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import uvicorn

from extractor.errors import UsageError
from extractor.server.app import make_app
from extractor.server.connection import Connection
from extractor.server.lanes import Lanes
from extractor.server.settings import Limits, Source

END_TIME = 3  # seconds that answers under way have when the server ends
BACKLOG = 256
HEAD = 1 << 16  # bytes of a request's head


def serve(
    source: Source,
    limits: Limits,
    *,
    host: str = "127.0.0.1",
    port: int = 8765,
    exposed: bool = False,
    origins: Sequence[str] = (),
    say: Callable[[str], None] = print,
) -> None:
    """Serves until SIGINT or SIGTERM.

    Args:
        source: what is asked; host: a name or address of this machine; port: 0 for any that is free.
        exposed: whether a host that is not loopback is meant.
        origins: whose pages may ask from a browser (CORS).
        say: told the address when all is ready, and what an exposed server opens.
    Raises: UsageError where the source or the address cannot be used; KeyboardInterrupt on SIGINT.
    """
    check_source(source)
    listener, local = _listener(host, port, exposed)
    hosts = ["localhost", "127.0.0.1", "[::1]", host] if local else ["*"]
    if not local:
        say(f"open to everyone who reaches {host}: all that the graph says, its articles' words among it, without a password")
    address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"
    _many_files()
    server = Server(source, limits, hosts, origins, lambda: say(f"{address} answers; its endpoint is {address}sparql; Ctrl-C ends it"))
    with listener, _ending():
        server.run(sockets=[listener])


class Server(uvicorn.Server):
    """uvicorn's, with the application and its limits."""

    def __init__(
        self, source: Source, limits: Limits, hosts: Sequence[str], origins: Sequence[str] = (), ready: Callable[[], None] = lambda: None
    ) -> None:
        """Args: hosts and origins as for ``make_app``; ready: called when requests are answered."""
        self._lanes, self._ready = Lanes(source, limits), ready
        super().__init__(
            uvicorn.Config(
                make_app(self._lanes, limits, list(hosts), list(origins)),
                http=Connection,
                ws="none",
                loop="asyncio",
                lifespan="on",
                log_level=logging.ERROR,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                h11_max_incomplete_event_size=HEAD,
                timeout_graceful_shutdown=END_TIME,
            )
        )

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts the workers, then listens."""
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Ends long queries at once and gives answers on their way a little time."""
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # that a client was too slow for that is no error
        await self._lanes.stop_long()
        await super().shutdown(sockets)


def check_source(source: Source) -> None:
    """Raises UsageError where there is nothing to serve."""
    from extractor.server.stores import Opened

    Opened(source).close()


@contextlib.contextmanager
def store_of(files: Sequence[Path]) -> Iterator[Source]:
    """A store on disk with what RDF files hold, for as long as the block lasts. Raises UsageError for a bad file."""
    import pyoxigraph as ox

    from extractor.graph.query import parse_files

    with tempfile.TemporaryDirectory(prefix="outagegraph-") as folder:
        store = ox.Store(folder)
        store.bulk_extend(parse_files(files))
        store.flush()
        del store
        yield Source(store=Path(folder))


def _listener(host: str, port: int, exposed: bool) -> tuple[socket.socket, bool]:
    """A bound socket, and whether only this machine reaches it."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        local = ipaddress.ip_address(str(address[0]).partition("%")[0]).is_loopback
        if not local and not exposed:
            raise UsageError(
                f"{host} is more than this machine: whoever reaches it could read the whole graph, its articles' words among it; "
                "add --expose if that is meant"
            )
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
        return listener, local
    except (OSError, OverflowError) as error:
        raise UsageError(f"{host}:{port}: cannot be opened ({getattr(error, 'strerror', None) or error}); choose another --port") from error


def _many_files() -> None:
    """As many open files as the system allows: each connection is one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65536) if hard > 0 else max(soft, 4096), hard))


@contextlib.contextmanager
def _ending() -> Iterator[None]:
    """SIGTERM ends the server as its end, with status 0."""

    def end(number: int, frame: object) -> None:
        raise SystemExit(0)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)

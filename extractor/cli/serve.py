"""``outagegraph serve``."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import Annotated

import typer


def serve(
    kg: Annotated[Path | None, typer.Option("--kg", help="The folder of a knowledge graph.", metavar="DIR")] = None,
    data: Annotated[list[Path] | None, typer.Option(help="An RDF file instead; repeatable.")] = None,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port; 0 for any that is free.", min=0, max=65535)] = 8765,
    expose: Annotated[bool, typer.Option("--expose", help="Allow a host that others than this machine can reach.")] = False,
    cors: Annotated[
        list[str] | None, typer.Option(help="An origin whose pages may ask from a browser; repeatable.", metavar="ORIGIN")
    ] = None,
    time_limit: Annotated[float, typer.Option(help="Seconds that a query may take.", min=0.1)] = 30.0,
    memory_limit: Annotated[int, typer.Option(help="MiB that a query may take.", min=16)] = 512,
    max_rows: Annotated[int, typer.Option(help="Rows, or triples, of an answer.", min=1)] = 1_000_000,
    max_size: Annotated[int, typer.Option(help="MiB of an answer.", min=1)] = 64,
    workers: Annotated[int, typer.Option(help="Long queries at a time, and twice as many short ones.", min=1)] = 2,
) -> None:
    """Answer SPARQL over HTTP, read-only, with a page to ask from."""
    from extractor.errors import UsageError
    from extractor.server.run import serve as run
    from extractor.server.run import store_of
    from extractor.server.settings import MEBIBYTE, Limits, Source

    if (kg is None) == (not data):
        raise UsageError("nothing to serve: name a knowledge graph with --kg, or an RDF file with --data")
    limits = Limits(
        time=time_limit, memory=memory_limit * MEBIBYTE, rows=max_rows, bytes=max_size * MEBIBYTE, quick=2 * workers, slow=workers
    )
    with contextlib.nullcontext(Source(kg=kg)) if kg else store_of(data or []) as source:
        run(source, limits, host=host, port=port, exposed=expose, origins=cors or [], say=_say)


def _say(message: str) -> None:
    print(f"outagegraph: {message}", file=sys.stderr, flush=True)

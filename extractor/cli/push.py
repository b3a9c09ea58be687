"""``outagegraph push``."""

from __future__ import annotations

from typing import Annotated

import typer

from extractor.cli.build import Kg


def push(
    kg: Kg,
    endpoint: Annotated[str, typer.Option(help="The graph store's URL, as http://HOST:7878/store.", metavar="URL")],
    graph: Annotated[
        str | None, typer.Option(help="Send all triples to this one graph; each graph to its own name where not given.", metavar="IRI")
    ] = None,
    batch: Annotated[int, typer.Option(min=1, help="The most triples in a request.")] = 20_000,
    anew: Annotated[bool, typer.Option("--anew", help="Send again what was sent before, too.")] = False,
) -> None:
    """Send a knowledge graph to a store that speaks the SPARQL 1.1 Graph Store Protocol; broken off, it goes on where it was.

    Credentials come from OUTAGEGRAPH_TOKEN, or OUTAGEGRAPH_USER and OUTAGEGRAPH_PASSWORD, or a netrc file. Exit status: 0 all is there,
    2 it is not: run it again.
    """
    from extractor.batch.place import Place
    from extractor.batch.push import push as send
    from extractor.batch.store import reading
    from extractor.cli.output import progress, say

    with reading(Place(kg)) as store, progress("graphs and batches sent") as tick:
        told = send(Place(kg), store, endpoint, graph, batch, anew, lambda tally: tick(tally.sent))
    say([f"{told.sent:,} sent ({told.triples:,} triples), {told.unchanged:,} unchanged, {told.deleted:,} deleted"])

"""``outagegraph build``."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import Catalogue, Fields, Limit, Metadata, Model, Published, settings
from extractor.errors import UsageError
from extractor.language.model import MODEL

Kg = Annotated[Path, typer.Option("--kg", help="The folder of the knowledge graph.", metavar="DIR")]


def build(
    kg: Kg,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Articles, archives of them, or folders of both; else those of the last build.", metavar="PATH..."),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=256, help="Processes that read; all cores where not given.")] = os.cpu_count() or 1,
    corrections: Annotated[Path | None, typer.Option(help="A YAML file of corrections; else those of the last build hold.")] = None,
    retry: Annotated[bool, typer.Option("--retry", help="Read again what failed before.")] = False,
    anew: Annotated[bool, typer.Option("--anew", help="Read everything again.")] = False,
    relink: Annotated[bool, typer.Option("--relink", help="Link all articles again, without reading them again.")] = False,
    forget: Annotated[bool, typer.Option("--forget", help="Take the articles of these PATHs out, and read nothing.")] = False,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that an article may take.")] = 60.0,
    memory: Annotated[int, typer.Option(min=64, help="MB of memory that an article may take.")] = 2000,
    cluster: Annotated[
        str | None,
        typer.Option(help="Read on a Dask cluster, by its scheduler's address: tcp://HOST:8786; PATHs may be URLs.", metavar="ADDRESS"),
    ] = None,
    published: Published = None,
    metadata: Metadata = None,
    catalogue: Catalogue = None,
    fields: Fields = None,
    model: Model = MODEL,
    max_size: Limit = 5.0,
) -> None:
    """Keep a knowledge graph of articles: reads what is new or changed, takes out what is gone.

    Exit status: 0 all read, 1 some articles failed (see outagegraph status), 2 nothing could be done, 130 stopped with Ctrl-C.
    """
    from extractor.batch.build import Asked, Build, drop_root
    from extractor.batch.cluster import ClusterBuild
    from extractor.batch.place import Place, root_name
    from extractor.cli.building import Shown, summary
    from extractor.cli.output import say

    if forget and not paths:
        raise UsageError("--forget needs the PATHs to take out")
    paths = [Path(root_name(path)) if str(path).startswith("file:") else path for path in paths or ()]
    for path in paths if forget else ():
        drop_root(Place(kg), path)
    asked = Asked(workers, timeout, memory * 1_000_000, retry, anew, relink or forget, corrections)
    stop: list[int] = []
    signal.signal(signal.SIGINT, lambda number, frame: stop.append(number))
    with Shown() as shown:
        what = (Place(kg), settings(published, metadata, catalogue, model, max_size, fields), asked, lambda: bool(stop), shown.tick)
        run = ClusterBuild(cluster, *what) if cluster else Build(*what)
        tally = run.run([] if forget else paths)
    say((*tally.warnings, *tally.failures, summary(tally, kg, bool(stop))))
    raise typer.Exit(130 if stop else 1 if tally.failed else 0)

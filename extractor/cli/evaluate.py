"""``outagegraph evaluate``."""

from __future__ import annotations

import json as json_module
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import Catalogue, Model, settings
from extractor.cli.output import progress, say
from extractor.language.model import MODEL


def evaluate(
    folder: Annotated[Path, typer.Argument(help="A folder with articles/ and gold/.")],
    misses: Annotated[str | None, typer.Option(help="Also list what was missed or wrong: a kind of fact, or all.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    catalogue: Catalogue = None,
    model: Model = MODEL,
) -> None:
    """Read a folder of articles and score the facts against its gold."""
    from extractor.batch.graph import graph_of
    from extractor.batch.read import read_paths
    from extractor.errors import UsageError
    from extractor.evaluation import report
    from extractor.evaluation.given import published_given
    from extractor.evaluation.kinds import WHERE
    from extractor.evaluation.score import score

    if misses not in (None, "all", "relevance", *WHERE):
        raise UsageError(f"unknown kind of fact {misses!r}: one of all, relevance, {', '.join(WHERE)}")
    asked = settings(None, None, catalogue, model)
    with progress("articles read") as tick, published_given(folder) as metadata:
        outcome = read_paths([folder / "articles"], settings(None, metadata, catalogue, model), tick)
    say(outcome.failures)
    result = score(graph_of(outcome.readings, asked), folder)
    for kind, line in result.misses:
        if misses in ("all", kind):
            print(line)
    print(json_module.dumps(report.plain(result), indent=1) if json else "\n".join(report.lines(result)))
    raise typer.Exit(1 if outcome.failures else 0)

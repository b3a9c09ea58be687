"""``outagegraph status``."""

from __future__ import annotations

from typing import Annotated

import typer

from extractor.cli.build import Kg


def status(
    kg: Kg,
    every: Annotated[bool, typer.Option("--all", help="Name every article that was set aside, not the first twenty.")] = False,
) -> None:
    """Show what a knowledge graph holds, what it was built from, and what was set aside and why."""
    from extractor.batch.place import Place
    from extractor.batch.status import status as lines

    for line in lines(Place(kg), None if every else 20):
        print(line)

"""The ``outagegraph`` command. Nothing heavy is imported before a command runs."""

from __future__ import annotations

import os
import sys

import typer

from extractor.cli import build, evaluate, explain, export, extract, push, query, serve, status, times, validate
from extractor.errors import ExtractorError

app = typer.Typer(
    name="outagegraph",
    help="News about outages of online services in; a traceable RDF knowledge graph out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command(name="extract")(extract.extract)
app.command(name="times")(times.times)
app.command(name="explain")(explain.explain)
app.command(name="evaluate")(evaluate.evaluate)
app.command(name="build")(build.build)
app.command(name="status")(status.status)
app.command(name="export")(export.export)
app.command(name="push")(push.push)
app.command(name="query")(query.query)
app.command(name="serve")(serve.serve)
app.command(name="validate")(validate.validate)


def main() -> None:
    """Runs the command line; a domain error becomes one line and exit status 2, Ctrl-C 130, a closed pipe 0."""
    try:
        app()
    except ExtractorError as error:
        fail(str(error))
    except KeyboardInterrupt:
        print("outagegraph: stopped", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def fail(message: str) -> None:
    """Prints one line and exits with status 2."""
    print(f"outagegraph: {' '.join(message.split())}" if "\n" not in message else f"outagegraph: {message}", file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    main()

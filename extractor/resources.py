"""Where the package's data files stand: in the wheel, or beside the source in a checkout."""

from __future__ import annotations

import importlib.resources
from importlib.resources.abc import Traversable
from pathlib import Path


def ontology(*parts: str) -> Traversable:
    """A file or folder below ``ontology/``; in a wheel it is packaged as ``extractor/ontology``.

    Args: parts: path parts below the folder, e.g. ``"queries", "timeline.rq"``.
    Returns: a Traversable; it need not exist.
    """
    packaged = importlib.resources.files("extractor").joinpath("ontology")
    root = packaged if packaged.is_dir() else Path(__file__).resolve().parent.parent / "ontology"
    return root.joinpath(*parts)


def data(package: str, *parts: str) -> Traversable:
    """A data file that stands inside a package, e.g. ``data("extractor.language", "rules", "causes.yaml")``."""
    return importlib.resources.files(package).joinpath(*parts)

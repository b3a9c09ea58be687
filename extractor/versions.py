"""What read the articles: versions of extractor, rules, model and catalogue. They name a run, and tell the ledger what is stale."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import importlib.metadata
from collections.abc import Iterable
from importlib.resources.abc import Traversable
from pathlib import Path

from extractor.resources import data, ontology


@dataclasses.dataclass(frozen=True, slots=True)
class Versions:
    """Version of the extractor, digests of rules and catalogue, name and version of the model."""

    extractor: str
    rules: str
    model: str
    catalogue: str


def versions(model: str, catalogues: tuple[Path, ...] = ()) -> Versions:
    """The versions of what would read an article now, with this model and these catalogues of the user's."""
    own = _digest(catalogue.read_bytes() for catalogue in catalogues)
    packaged = _packaged_catalogue()
    return Versions(importlib.metadata.version("outagegraph"), _rules(), _model(model), f"{packaged}-{own}" if catalogues else packaged)


@functools.cache
def _rules() -> str:
    """A digest of every data file that the stages read by."""
    packages = ("extractor.reading", "extractor.language", "extractor.accounts")
    return _digest(file.read_bytes() for package in packages for file in _files(data(package)))


@functools.cache
def _packaged_catalogue() -> str:
    return _digest(file.read_bytes() for file in _files(ontology("catalogue")))


@functools.cache
def _model(model: str) -> str:
    try:
        return f"{model} {importlib.metadata.version(model.replace('_', '-'))}"
    except importlib.metadata.PackageNotFoundError:
        return Path(model).name


def _files(folder: Traversable) -> Iterable[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.is_dir() and not entry.name.startswith(("_", ".")):
            yield from _files(entry)
        elif entry.name.endswith((".yaml", ".ttl", ".tsv", ".json", ".npz")):
            yield entry


def _digest(contents: Iterable[bytes]) -> str:
    total = hashlib.sha256()
    for content in contents:
        total.update(hashlib.sha256(content).digest())
    return total.hexdigest()[:12]

"""Readings in, quads out: linking and graph over one run."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from extractor.batch.settings import Settings
from extractor.graph.build import build
from extractor.graph.iris import Mint
from extractor.linking import link
from extractor.records import Reading
from extractor.versions import versions


def graph_of(readings: Sequence[Reading], settings: Settings, quotes: bool = True) -> list[ox.Quad]:
    """The sorted quads of readings, linked across articles; ``quotes=False`` leaves the articles' words out."""
    return build(readings, link(readings), versions(settings.model, settings.catalogues), Mint(), quotes)

"""Media types of answers, and the choice among them by an ``Accept`` header (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence


@dataclasses.dataclass(frozen=True, slots=True)
class Offer:
    """A media type that can be given, and the name of its format."""

    media_type: str
    format: str

    @property
    def content_type(self) -> str:
        """The header's value: text types say their encoding."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


# The first is given to whom all are the same. The registered types come before what some clients call them.
RESULTS = (
    Offer("application/sparql-results+json", "json"),
    Offer("application/sparql-results+xml", "xml"),
    Offer("text/csv", "csv"),
    Offer("text/tab-separated-values", "tsv"),
    Offer("application/json", "json"),
    Offer("application/xml", "xml"),
    Offer("text/xml", "xml"),
)
GRAPHS = (
    Offer("text/turtle", "turtle"),
    Offer("application/n-triples", "ntriples"),
    Offer("application/ld+json", "jsonld"),
    Offer("application/rdf+xml", "rdfxml"),
    Offer("application/n-quads", "nquads"),
    Offer("application/trig", "trig"),
    Offer("application/json", "jsonld"),
    Offer("application/xml", "rdfxml"),
    Offer("text/xml", "rdfxml"),
)


def choose(accept: str, offers: Sequence[Offer]) -> Offer | None:
    """The offer that a client likes best; of equal ones the first. None where it accepts none of them.

    Args: accept: the header's value; empty where there is none, which accepts everything.
    """
    ranges = list(_ranges(accept)) or [("*/*", 1.0)]
    best = max(offers, key=lambda offer: _quality(offer.media_type, ranges))
    return best if _quality(best.media_type, ranges) > 0 else None


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    """Each media range with its weight; what is no range is passed over."""
    for part in accept.split(","):
        media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if media_range.count("/") == 1:
            yield media_range, _weight(parameters)


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def _quality(media_type: str, ranges: list[tuple[str, float]]) -> float:
    """The weight of the most specific range that covers a media type; 0 without one."""
    for pattern in (media_type, f"{media_type.partition('/')[0]}/*", "*/*"):
        weights = [weight for media_range, weight in ranges if media_range == pattern]
        if weights:
            return max(weights)
    return 0.0

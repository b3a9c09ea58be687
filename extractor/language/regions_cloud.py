"""Regions of cloud providers by their names: ``us-east-1``, ``europe-west2``, ``us-ashburn-1``, "UK South".

The forms are those of the providers' own lists of regions: AWS and Oracle ``<area>-<side or city>-<number>``, Google Cloud
``<area>-<side><number>``, Azure ``<area> <side> [number]`` or ``<side> <area> [number]``.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span

from extractor.language.spans import text_of
from extractor.records import Name

_SIDES = "(?:north|south|east|west|central)+"
_CODE = re.compile(
    rf"\b(?:(?:us|eu|ap|ca|sa|me|af|il|mx|cn|uk)(?:-gov|-iso[a-z]?)?-(?:{_SIDES}|[a-z]{{5,12}})-\d"
    rf"|(?:us|europe|asia|australia|northamerica|southamerica|me|africa)-{_SIDES}\d{{1,2}})(?:-?[a-f])?(?![\w-])",
    re.IGNORECASE,
)
_AREAS = "US|UK|Europe|India|Australia|Japan|Korea|Canada|Brazil|France|Germany|Switzerland|Norway|Sweden|UAE|South Africa|Asia"
_COMPASS = "North Central|South Central|West Central|North|South|East|West|Central|Southeast|Northeast"
_AZURE = re.compile(
    rf"\b(?:(?:{_AREAS}) (?:{_COMPASS})(?: \d)?|(?:North Central|South Central|West Central|East|West|Central) US(?: \d)?"
    r"|(?:West|North) Europe|Southeast Asia)\b(?! [A-Z])"
)


def cloud_regions(doc: Doc) -> list[Span]:
    """The spans of a Doc that name a cloud region, label ``region``, in order of place."""
    found: list[Span] = []
    for regex in (_CODE, _AZURE):
        for match in regex.finditer(text_of(doc)):
            span = doc.char_span(*match.span(), label="region", span_id="regions.cloud", alignment_mode="expand")
            if span is not None and not any(span.start < other.end and other.start < span.end for other in found):
                span._.place = _name(match.group())
                found.append(span)
    return sorted(found, key=lambda span: span.start)


def _name(text: str) -> Name:
    if not _CODE.fullmatch(text):
        return Name(text)
    label = text.lower()
    return Name(label, aliases=(text,) if text != label else ())

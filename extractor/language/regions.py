"""Component ``outage_regions``: the places that a text names, wherever it names them.

``label_`` is ``region``; ``id_`` says how it was named: ``regions.place``, ``regions.unlisted`` (a name after "in" that no list holds),
``regions.people`` ("British"), ``regions.cloud`` ("us-east-1"), ``regions.world``, ``regions.nation`` ("nationwide"). ``_.place`` is the
:class:`~extractor.records.Name`. What only may be a place, by its preposition or the noun after it ("from Ayrton", "an Ayrton law firm"),
stands in a group of its own, ``outage_regions_near``.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor.language import spans
from extractor.language.regions_cloud import cloud_regions
from extractor.language.regions_places import NEAR, PlaceTagger
from extractor.language.regions_wide import nationwide, worldwide

GROUP = "outage_regions"
GROUP_NEAR = "outage_regions_near"


@Language.factory("outage_regions", assigns=["doc.spans"], requires=["token.pos"])
def outage_regions(nlp: Language, name: str) -> RegionTagger:
    """Writes ``doc.spans["outage_regions"]`` and ``doc.spans["outage_regions_near"]``."""
    return RegionTagger()


class RegionTagger:
    """Marks places, cloud regions and the words for everywhere; none overlap, none stand in boilerplate, bylines or code."""

    def __init__(self) -> None:
        spans.register()
        self.places = PlaceTagger()

    def __call__(self, doc: Doc) -> Doc:
        found = cloud_regions(doc)
        found += worldwide(doc, found)
        found += self.places(doc, found)
        found += nationwide(doc, found)
        found.sort(key=lambda span: (span.start, span.end))
        doc.spans[GROUP] = [span for span in found if span.id_ != NEAR]
        doc.spans[GROUP_NEAR] = [span for span in found if span.id_ == NEAR]
        return doc

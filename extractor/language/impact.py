"""Phrases that say something failed, came back or was spared: group ``outage_impact``, and what each phrase speaks of.

``label_`` says where what failed stands; see ``rules/impact.yaml``.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from extractor.language import spans
from extractor.language.rule_component import rules_of
from extractor.language.token_regex import TokenRules, word_sets

FILES = ("impact.yaml", "impact_idioms.yaml")
GROUP = "outage_impact"


@Language.factory("outage_impact", assigns=["doc.spans"])
def outage_impact(nlp: Language, name: str) -> ImpactTagger:
    """Writes ``doc.spans["outage_impact"]``."""
    return ImpactTagger()


class ImpactTagger:
    """Marks the phrases of failing, of coming back and of having been spared."""

    def __init__(self) -> None:
        spans.register()
        self.rules = TokenRules(rules_of(*FILES), word_sets(), keep_all=True)

    def __call__(self, doc: Doc) -> Doc:
        found = sorted(self.rules(doc), key=lambda span: (-len(span), span.start, span.id_))
        doc.spans[GROUP] = filter_spans(found)  # of any two that overlap, whatever their labels, the longer
        return doc

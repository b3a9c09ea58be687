"""Component ``outage_relevance``: phrases that speak for or against an article's reporting a concrete outage."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor.language import spans
from extractor.language.rule_component import rules_of
from extractor.language.token_regex import TokenRules, word_sets

GROUP = "outage_relevance"


@Language.factory("outage_relevance", assigns=["doc.spans"], requires=["token.lemma", "token.pos"])
def outage_relevance(nlp: Language, name: str) -> RelevanceTagger:
    """Writes ``doc.spans["outage_relevance"]``; labels and rules stand in ``rules/relevance.yaml``."""
    return RelevanceTagger()


class RelevanceTagger:
    """Marks the phrases; what they weigh is for ``accounts.relevance`` to say."""

    def __init__(self) -> None:
        spans.register()
        self.rules = TokenRules(rules_of("relevance.yaml"), word_sets())

    def __call__(self, doc: Doc) -> Doc:
        doc.spans[GROUP] = self.rules(doc)
        return doc

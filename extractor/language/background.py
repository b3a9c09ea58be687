"""Component ``outage_background``: phrases that point to another outage than the article's own, or back to it."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor.language import spans
from extractor.language.rule_component import rules_of
from extractor.language.token_regex import TokenRules, word_sets

GROUP = "outage_background"


@Language.factory("outage_background", assigns=["doc.spans"], requires=["token.lemma", "token.pos"])
def outage_background(nlp: Language, name: str) -> BackgroundTagger:
    """Writes ``doc.spans["outage_background"]``, labels ``other`` and ``here``; the rules stand in ``rules/background.yaml``."""
    return BackgroundTagger()


class BackgroundTagger:
    """Marks the phrases; which sentences they carry away is for ``accounts.scopes`` to say."""

    def __init__(self) -> None:
        spans.register()
        self.rules = TokenRules(rules_of("background.yaml"), word_sets())

    def __call__(self, doc: Doc) -> Doc:
        doc.spans[GROUP] = self.rules(doc)
        return doc

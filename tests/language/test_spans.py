"""What is kept on a Doc, and what a component's spans carry."""

import pytest
from spacy.tokens import Doc, Span

from extractor.language import spans
from extractor.language.kept import kept
from extractor.language.pipeline import load_pipeline
from extractor.language.spans import SPAN_ATTRIBUTES, value


@pytest.fixture
def doc() -> Doc:
    spans.register()
    return load_pipeline().make_doc("Kestrel Pay failed at noon.")


@pytest.mark.parametrize("name", SPAN_ATTRIBUTES)
def test_a_value_is_what_the_extension_attribute_says(doc: Doc, name: str) -> None:
    doc[0:2]._.set(name, "told")
    assert value(doc[0:2], name) == doc[0:2]._.get(name) == "told"
    assert value(Span(doc, 0, 2, label="service"), name) == "told"
    assert value(doc[2:3], name) is doc[2:3]._.get(name) is None


def test_what_is_kept_is_made_once_for_each_doc(doc: Doc) -> None:
    other = load_pipeline().make_doc("Zephyr is back.")
    made: list[str] = []

    def first(of: Doc) -> str:
        made.append(of[0].text)
        return made[-1]

    told = [kept(each, "first", first, each) for each in (doc, other, doc)]
    assert told == ["Kestrel", "Zephyr", "Kestrel"]
    assert made == ["Kestrel", "Zephyr"]

"""The component in anyone's pipeline, with and without what it reads."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extractor.language.times import component


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe(component.GROUP)
    return nlp


def test_without_publication_time(nlp: Language) -> None:
    doc = nlp("It failed on Friday.")
    (span,) = doc.spans["outage_times"]
    assert (span.text, span.label_, span.id_) == ("Friday", "DATE", "day.weekday")
    assert span._.timex.value == "XXXX-WXX-5"


def test_with_publication_time_and_blocks(nlp: Language) -> None:
    doc: Doc = nlp.make_doc("It failed at 9 p.m. ET on Friday. Read more: Sunday's picks")
    doc._.published = "2025-06-11"
    doc.spans["blocks"] = [doc.char_span(0, 33, label="paragraph"), doc.char_span(34, 59, label="boilerplate")]
    doc = nlp(doc)
    (span,) = doc.spans["outage_times"]
    assert span._.timex.time.timex == "2025-06-06T21:00-04:00"
    assert span.text == span._.timex.text == "9 p.m. ET on Friday"


def test_a_doc_without_times(nlp: Language) -> None:
    assert len(nlp("").spans["outage_times"]) == 0
    assert len(nlp("Nothing here.").spans["outage_times"]) == 0


def test_a_cut_off_token_is_taken_whole(nlp: Language) -> None:
    doc = nlp("It failed at 10.30am(ET), 9.31am–10am.")
    assert len(doc.spans["outage_times"]) == 3

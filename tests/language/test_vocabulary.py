"""Which words are ordinary ones."""

import pytest

from extractor.language.vocabulary import is_known


@pytest.mark.parametrize(
    ("word", "known"), [("cable", True), ("Cable", True), ("rebooted", True), ("zzyzxqq", False), ("Quillcase", False), ("", False)]
)
def test_a_word_is_known_where_the_list_holds_it(word: str, known: bool) -> None:
    assert is_known(word) is known

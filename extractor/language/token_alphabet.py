"""A Doc as a string of four characters a token, which rules of ``token_regex`` read: text, lemma, fine tag, part of speech.

There is one alphabet in a process, so that a Doc is written once for all rules.
"""

from __future__ import annotations

import dataclasses

from spacy.lang.en.lex_attrs import like_num
from spacy.tokens import Doc, Token

from extractor.language.tokens import sentence_bounds

WIDTH = 4  # characters a token
# Ranges that never meet keep every match aligned with the tokens; the rest of the plane is not used.
TEXT, NUMBER, LEMMA, TAG, POS, _END = 0x1000, 0x4000, 0x5000, 0x9000, 0x9800, 0xA000
ANY_TEXT = f"[{chr(TEXT)}-{chr(LEMMA - 1)}]"  # but a sentence's end mark
ANY_NUMBER = f"[{chr(NUMBER)}-{chr(LEMMA - 1)}]"
_END_MARKS = frozenset(".!?")
_KEPT = "outage_written"


@dataclasses.dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence: where it stands among the characters, and those of its texts and lemmas."""

    start: int
    end: int
    chars: frozenset[str]


@dataclasses.dataclass(frozen=True, slots=True)
class Written:
    """A Doc's characters, and its sentences outside of boilerplate."""

    text: str
    sentences: tuple[Stretch, ...]
    size: int  # of the alphabet when it was written


class Alphabet:
    """One character for each word that a rule names, in each of the four roles; all other words share one."""

    def __init__(self) -> None:
        self._chars: dict[int, dict[str, str]] = {base: {} for base in (TEXT, NUMBER, LEMMA, TAG, POS)}
        self._size = 0
        self._seen: dict[tuple[int, ...], str] = {}  # by the ids of a token's four words, its characters

    def text(self, word: str) -> str:
        """The character of a lower-case text, a new one where a rule names it for the first time."""
        return self._char(NUMBER if like_num(word) else TEXT, word)  # type: ignore[no-untyped-call]

    def lemma(self, word: str) -> str:
        """The same for a lemma."""
        return self._char(LEMMA, word)

    def tag(self, name: str) -> str:
        """The same for a fine part of speech."""
        return self._char(TAG, name)

    def pos(self, name: str) -> str:
        """The same for a coarse one."""
        return self._char(POS, name)

    def _char(self, base: int, word: str) -> str:
        chars = self._chars[base]
        if word not in chars:
            chars[word] = chr(base + 1 + len(chars))
            self._size += 1
            self._seen.clear()
        return chars[word]

    def write(self, doc: Doc) -> Written:
        """The Doc in this alphabet, kept on the Doc until a rule adds a character."""
        kept: Written | None = doc.user_data.get(_KEPT)
        if kept is None or kept.size != self._size:
            kept = doc.user_data[_KEPT] = self._write(doc)
        return kept

    def _write(self, doc: Doc) -> Written:
        seen = self._seen
        keys = list(map(tuple, doc.to_array(["LOWER", "LEMMA", "TAG", "POS"]).tolist()))
        for index, key in enumerate(keys):
            if key not in seen:
                seen[key] = self._characters(doc[index])
        text = "".join([seen[key] for key in keys])
        silent = [(block.start, block.end) for block in doc.spans.get("blocks", []) if block.label_ == "boilerplate"]
        heard = [(start, end) for start, end in sentence_bounds(doc) if not any(a <= start < b for a, b in silent)]
        return Written(text, tuple(_stretch(text, start * WIDTH, end * WIDTH) for start, end in heard), self._size)

    def _characters(self, token: Token) -> str:
        lower = token.lower_.replace("’", "'")
        base = NUMBER if token.like_num else TEXT
        text = chr(_END) if lower in _END_MARKS else self._chars[base].get(lower, chr(base))
        lemma = self._chars[LEMMA].get(token.lemma_.lower().replace("’", "'"), chr(LEMMA))
        return text + lemma + self._chars[TAG].get(token.tag_, chr(TAG)) + self._chars[POS].get(token.pos_, chr(POS))


def _stretch(text: str, start: int, end: int) -> Stretch:
    return Stretch(start, end, frozenset(text[start:end:WIDTH] + text[start + 1 : end : WIDTH]))

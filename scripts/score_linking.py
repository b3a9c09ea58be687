"""How well articles are linked, several folders taken together.

    python scripts/score_linking.py [--pairs] [--gold-facts] FOLDER...

Each folder has articles/ and gold/, or gold.yaml. Prints, for all together: how many pairs of tellings gold joins and how many of them were
joined, pairs that were joined wrongly, and B-cubed over main incidents with the trivial answers beside it. ``--pairs`` names the pairs.
``--gold-facts`` links gold's own facts instead of those that were read: what linking does by itself.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractor.batch.read import read_paths
from extractor.batch.settings import Settings
from extractor.evaluation.given import published_given
from extractor.evaluation.gold_facts import gold_readings
from extractor.evaluation.linking import LinkingScore, Mention, mentions, score_linking
from extractor.linking import link
from extractor.records import Reading


def main(arguments: list[str]) -> None:
    """Reads, links and scores."""
    folders = [Path(argument) for argument in arguments if not argument.startswith("--")]
    if not folders:
        raise SystemExit(__doc__)
    read = gold_readings if "--gold-facts" in arguments else read_folder
    readings = [reading for folder in folders for reading in read(folder)]
    gold = [mention for folder in folders for mention in mentions(folder)]
    score = score_linking(readings, link(readings), gold)
    print("\n".join(lines(score, "--pairs" in arguments)))


def read_folder(folder: Path) -> Sequence[Reading]:
    """The readings of a folder's articles."""
    if not (folder / "gold").exists():
        return read_paths([folder / "articles"], Settings()).readings
    with published_given(folder) as metadata:
        return read_paths([folder / "articles"], Settings(metadata=metadata)).readings


def lines(score: LinkingScore, pairs: bool) -> Iterator[str]:
    """The figures, one a line; with ``pairs`` the pairs too."""
    total = len(score.joined) + len(score.missed)
    unread = set(score.unread)
    unreadable = sum(bool({pair.first, pair.second} & unread) for pair in score.missed)
    yield f"pairs that gold joins: {total}; joined {len(score.joined)}, missed {len(score.missed)} ({unreadable} with an unread side)"
    yield f"pairs joined wrongly: {len(score.wrong)}"
    yield (
        f"B3 {score.b3:.3f} over {score.mains} main incidents "
        f"(each alone {score.b3_alone:.3f}, all one {score.b3_one:.3f}, one a provider {score.b3_provider:.3f}), V {score.v:.3f}"
    )
    for name, found in (("missed", score.missed), ("wrong", score.wrong)) if pairs else ():
        yield from (f"{name}: {_shown(pair.first, unread)} | {_shown(pair.second, unread)}" for pair in found)


def _shown(mention: Mention, unread: set[Mention]) -> str:
    return f"{mention.file} {mention.key} {mention.role}{' UNREAD' if mention in unread else ''}"


if __name__ == "__main__":
    main(sys.argv[1:])

"""What an article costs, stage by stage, beside the model that the stages stand on: ``bench_stages.py [FOLDER]``.

Prints the milliseconds of processor time an article of each part over the folder's articles (default ``corpus/dev/articles``), in one
process, the least of several rounds: the stock model as its package ships it and without its entity recogniser (which is how it
stands in the pipeline), each component of ours, accounts, linking and graph. Absolute times are the machine's; the ratios, in the last
two columns to the stock model and to the model without entities, hold from one machine to another.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from extractor.accounts.assemble import read_accounts
from extractor.batch.graph import graph_of
from extractor.batch.read import load_articles, read_all
from extractor.batch.settings import Settings
from extractor.language.model import MODEL
from extractor.language.pipeline import load_pipeline, prepare
from extractor.records import Article

RUNS = 5


def timed(work: Callable[[Any], object], items: Iterable[Any]) -> float:
    """The least over runs of the mean milliseconds that the work takes for an item."""
    everything = list(items)
    totals = []
    for _ in range(RUNS):
        start = time.process_time()
        for item in everything:
            work(item)
        totals.append(time.process_time() - start)
    return min(totals) / len(everything) * 1000


def stages_once(nlp: Language, articles: Sequence[Article]) -> dict[str, float]:
    """The mean milliseconds of each component of ours and of the accounts, on new Docs: what one stage keeps there serves the next."""
    docs = [prepare(nlp, article) for article in articles]
    costs: dict[str, float] = {}
    for name, component in nlp.pipeline:
        start = time.process_time()
        docs = [component(doc) for doc in docs]
        costs[name] = time.process_time() - start
    start = time.process_time()
    for doc in docs:
        read_accounts(doc)
    costs["accounts"] = time.process_time() - start
    return {name: cost / len(docs) * 1000 for name, cost in costs.items() if name.startswith("outage_") or name == "accounts"}


def main(folder: Path) -> None:
    """Prints the table."""
    settings = Settings(published="2026-01-23")
    articles = load_articles([folder], settings).articles
    nlp, stock = load_pipeline(), spacy.load(MODEL)
    rows = {"stock model": timed(stock, (article.text for article in articles))}
    rows["model without entities"] = timed(spacy.load(MODEL, exclude=["ner"]), (article.text for article in articles))
    whole, bare = rows["stock model"], rows["model without entities"]
    runs = [stages_once(nlp, articles) for _ in range(RUNS)]
    ours = {name: min(run[name] for run in runs) for name in runs[0]}
    readings = list(read_all(articles, settings))
    ours["linking and graph"] = timed(lambda _: graph_of(readings, settings), [0]) / len(articles)
    rows |= ours
    rows["our components"] = sum(cost for name, cost in ours.items() if name.startswith("outage_"))
    rows["all of ours"] = sum(ours.values())
    print(f"{len(articles)} articles, {sum(len(a.text.split()) for a in articles) / len(articles):.0f} words each")
    for name, cost in rows.items():
        print(f"{name:24} {cost:8.2f} ms {cost / whole:6.2f} {cost / bare:6.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent / "corpus" / "dev" / "articles")

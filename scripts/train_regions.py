"""Trains the decider of regions (extractor/language/data/regions.json) and says how well it does on articles held out.

    python -m scripts.train_regions [FOLDER ...] [--folds 6] [--unseen FOLDER]

It learns from folders of articles with gold: every place that an article names in its sentences on the main incident is one instance,
labelled by whether gold has it among the regions. Penalty and least share were chosen by the held-out figures.
"""

from __future__ import annotations

from extractor.accounts.regions import least, things
from scripts.deciders import Decider, main
from scripts.gold import DATA

DECIDER = Decider("regions", things, least, DATA / "regions.json", penalty=12.0)

if __name__ == "__main__":
    main(DECIDER, __doc__ or "")

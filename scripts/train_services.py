"""Trains the decider of services (extractor/language/data/services.json) and says how well it does on articles held out.

    python -m scripts.train_services [FOLDER ...] [--folds 6] [--unseen FOLDER]

It learns from folders of articles with gold: every thing that an article names in its sentences on the main incident is one
instance, labelled by whether gold has it among the services. Penalty and least share were chosen by the held-out figures.
"""

from __future__ import annotations

from extractor.accounts.services import least, things
from scripts.deciders import Decider, main
from scripts.gold import DATA

DECIDER = Decider("services", things, least, DATA / "services.json", penalty=25.0)

if __name__ == "__main__":
    main(DECIDER, __doc__ or "")

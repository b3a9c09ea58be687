"""Trains the decider of groups (extractor/language/data/groups.json) and says how well it does on articles held out.

    python -m scripts.train_groups [FOLDER ...] [--folds 6] [--unseen FOLDER]

It learns from folders of articles with gold: every kind of people or bodies and every named body that an article names in its sentences
on the main incident is one instance, labelled by whether gold has it among the affected groups. Penalty and least share were chosen by
the held-out figures.
"""

from __future__ import annotations

from extractor.accounts.groups import least, things
from scripts.deciders import Decider, main
from scripts.gold import DATA

DECIDER = Decider("affected_groups", things, least, DATA / "groups.json", penalty=8.0, loose=True)

if __name__ == "__main__":
    main(DECIDER, __doc__ or "")

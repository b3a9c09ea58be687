"""How well a graph says what gold says: the judge of ``corpus/GOLD.md``, with pyoxigraph underneath."""

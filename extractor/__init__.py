"""outagegraph: news about outages of online services in; a traceable RDF knowledge graph out.

``extract`` is the short way, and ``query`` asks what came of it; the stages stand in the subpackages, in the order in which data flows:
``reading``, ``language``, ``accounts``, ``linking``, ``graph``.
"""

from extractor.api import extract, query

__all__ = ["extract", "query"]

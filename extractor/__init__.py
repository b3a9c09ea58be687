"""outagegraph: news about outages of online services in; a traceable RDF knowledge graph out.

``extract`` is the short way; the stages stand in the subpackages, in the order in which data flows:
``reading``, ``language``, ``accounts``, ``linking``, ``graph``.
"""

from extractor.api import extract

__all__ = ["extract"]

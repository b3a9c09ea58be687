"""English time expressions: recognised on the page, resolved against publication and story, in TIMEX3's terms and the graph's."""

from extractor.language.times.graph import to_graph_time
from extractor.language.times.tag import TaggedTime, tag

__all__ = ["TaggedTime", "tag", "to_graph_time"]

"""The reading stage: files and strings to Articles, with their text, blocks, dates and publisher."""

from extractor.reading.containers import Sources
from extractor.reading.english import is_english
from extractor.reading.files import find_articles
from extractor.reading.metadata import Given, find_given, parse_published, read_metadata
from extractor.reading.raw import Raw
from extractor.reading.reader import read_article, read_bytes, read_raw, read_text

__all__ = [
    "Given",
    "Raw",
    "Sources",
    "find_articles",
    "find_given",
    "is_english",
    "parse_published",
    "read_article",
    "read_bytes",
    "read_metadata",
    "read_raw",
    "read_text",
]

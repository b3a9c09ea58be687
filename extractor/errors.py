"""The one error family. Messages are one line, name the file or argument, and say what to do.

Only the command line catches these; everything below raises.
"""


class ExtractorError(Exception):
    """Anything that the caller can mend: the message says what and how. The parent of the others."""


class ArticleError(ExtractorError):
    """One article cannot be read (empty, binary, not UTF-8, too large). The others still can."""


class UsageError(ExtractorError):
    """Nothing can be done with what was asked: no such path, bad date, bad query, bad metadata."""


class RuleError(ExtractorError):
    """A rule, lexicon or catalogue file is malformed; the message names the file and the entry."""

"""From a resolved expression to the graph's time node."""

from __future__ import annotations

from extractor.language.times.expression import TimeExpression, Vague
from extractor.language.times.resolve import Resolved
from extractor.language.times.story import Reference, Story
from extractor.records import Time
from extractor.records.values import Modifier


def modifier(expression: TimeExpression) -> Modifier:
    """``before``, ``after``, ``about`` or ``exact``: what stands before the expression counts more than what is in it."""
    if expression.relation in ("before", "after"):
        return "before" if expression.relation == "before" else "after"
    return "about" if expression.relation == "about" or expression.mod == "about" else "exact"


def to_graph_time(
    expression: TimeExpression, resolved: Resolved, reference: Reference | None = None, story: Story | None = None
) -> Time | None:
    """The graph's time for an expression; None for durations, sets and what no moment is known of.

    "Now" and "a few minutes ago" are the moment of the entry that says so, else the day of publication.
    """
    moment = resolved.moment
    if moment is None:
        return _vague(expression, reference, story)
    earliest, latest = moment.bounds(expression.mod, expression.relation)
    return Time(moment.timex(expression.mod), modifier(expression), earliest, latest)


def _vague(expression: TimeExpression, reference: Reference | None, story: Story | None) -> Time | None:
    meaning = expression.meaning
    if not isinstance(meaning, Vague):
        return None
    just = expression.text.endswith("ago") and any(unit in expression.text for unit in ("minute", "moment", "second"))
    if story is not None and story.stamp is not None and (just or meaning.value == "PRESENT_REF"):
        earliest, latest = story.stamp.bounds("exact", None)
        return Time(story.stamp.timex("exact"), "about" if just else "exact", earliest, latest)
    return None

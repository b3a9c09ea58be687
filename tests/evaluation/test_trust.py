"""Rules and confidences held against what gold has."""

from extractor.evaluation.score import Judged
from extractor.evaluation.trust import by_confidence, by_rule

FACTS = [
    Judged("a", "cause", ("one", "two"), 0.95, True),
    Judged("a", "cause", ("one",), 0.91, False),
    Judged("b", "cause", ("one",), 0.4, False),
    Judged("b", "action", ("one",), None, True),
]


def test_a_rule_has_a_record_for_each_kind() -> None:
    assert [(r.rule, r.kind, r.right, r.said) for r in by_rule(FACTS)] == [
        ("one", "action", 1, 1),
        ("one", "cause", 1, 3),
        ("two", "cause", 1, 1),
    ]


def test_confidences_are_compared_with_what_was_found() -> None:
    assert [(b.kind, b.least, b.facts, round(b.said, 3), b.found) for b in by_confidence(FACTS)] == [
        ("cause", 0.4, 1, 0.4, 0.0),
        ("cause", 0.9, 2, 0.93, 0.5),
    ]

"""What the other times of an account say of a time: what comes before it and after it, and whether another dates the phase better.

The first decider looks at a time's own sentence; these are the features of the second one, which looks at all times of an account.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractor.accounts.timeline_candidates import Candidate
from extractor.language.logistic import NONE

_STEPS = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9)  # shares are told in steps
_LIKELY, _POSSIBLE, _SAME = 0.5, 0.2, 0.4
_OWN = ("grain=", "rank", "day=", "stamp", "block=", "mod=")  # what of a time's own features is of use here
_MANY = 5  # groups of four times

Shares = Mapping[str, float]


def among(found: Sequence[Candidate], shares: Sequence[Shares]) -> list[tuple[str, ...]]:
    """The features of each candidate, sorted.

    Args: found: the candidates of one account, in order of place; shares: what the first decider says of each.
    """
    best = [likeliest(one) for one in shares]
    order = [one.time.earliest or one.time.latest or "" for one in found]
    told: list[tuple[str, ...]] = []
    for at in range(len(found)):
        features = {*_own(found[at], shares[at], best[at]), *_neighbours(found, shares, at, best[at])}
        for phase in (label for label in shares[at] if label != NONE):
            features.update(_others(found, shares, order, at, phase, best[at]))
        told.append(tuple(sorted({*features, f"times {min(len(found) // 4, _MANY)}"})))
    return told


def likeliest(shares: Shares) -> str:
    """The likeliest phase, whatever the share of "none"."""
    return max((label for label in sorted(shares) if label != NONE), key=shares.__getitem__)


def _own(candidate: Candidate, shares: Shares, best: str) -> Iterator[str]:
    yield f"best {best}"
    for label, share in shares.items():
        yield from (f"{label}>{step}" for step in _STEPS if share > step)
    for feature in candidate.features:
        if feature.startswith(_OWN):
            yield from (feature, f"{best} {feature}")


def _others(found: Sequence[Candidate], shares: Sequence[Shares], order: Sequence[str], at: int, phase: str, best: str) -> Iterator[str]:
    """Where among the other times the phase is likely: anywhere, earlier, later, at the same time."""
    timex, mine = found[at].time.timex, shares[at][phase]
    most = earlier = later = same = 0.0
    for n, share in enumerate(one[phase] for one in shares):
        if n == at:
            continue
        if found[n].time.timex == timex:
            same = max(same, share)
            continue
        most = max(most, share)
        if order[n] < order[at]:
            earlier = max(earlier, share)
        elif order[n] > order[at]:
            later = max(later, share)
    if mine > most:
        yield f"most {phase}"
    size = "likely" if most > _LIKELY else "possible" if most > _POSSIBLE else "unlikely"
    yield f"elsewhere {phase} {size} {'here' if phase == best else 'other'}"
    for place, share in (("earlier", earlier), ("later", later)):
        if share > _LIKELY:
            yield from (f"{place} {phase}", f"{place} {phase} best {best}")
        elif share > _POSSIBLE:
            yield f"{place} perhaps {phase}"
    if same > _SAME:
        yield from (f"same time {phase}", f"same time {phase} best {best}")


def _neighbours(found: Sequence[Candidate], shares: Sequence[Shares], at: int, best: str) -> Iterator[str]:
    """What the time before and the time behind it in the text are likely to date."""
    for side, n in (("left", at - 1), ("right", at + 1)):
        if not 0 <= n < len(found):
            yield f"{side} end"
            continue
        label = max(sorted(shares[n]), key=shares[n].__getitem__)
        yield from (f"{side} {label}", f"{side} {label} best {best}")
        if found[n].stretch.start == found[at].stretch.start:
            yield f"{side} in sentence {label} best {best}"

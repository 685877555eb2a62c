"""Holding the matcher's answers against labels.

>>> score([], [])
LabellingReport(0 texts)
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from localgov_components.address.labelling.label import AddressLabel, LabelResult, MissKind
from localgov_components.address.labelling.report import GroupResults, LabelFailure, LabellingReport, ScoreBand
from localgov_components.address.matching.match import Match, MatchOutcome
from localgov_components.core import InvalidValueError

__all__ = ["SCORE_EDGES", "score"]

SCORE_EDGES = (0.0, 0.2, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 1.0)
"""Closer together towards 1, where a matcher that declines has most of its scores."""


def score(
    matches: Iterable[Match], labels: Iterable[AddressLabel], *, texts: Sequence[str] | None = None
) -> LabellingReport:
    """Count what is right, declined, missed and wrong, by group; each match belongs to the label in its place.

    `texts` are what was typed. They are shown beside the failures of the report's page and text; without
    them the report has no address in it. Raises `InvalidValueError` where there is not one label, and one
    text, for each match.
    """
    groups: dict[str, Counter[LabelResult]] = defaultdict(Counter)
    scores: list[tuple[float, bool]] = []
    failures: list[LabelFailure] = []
    for place, (match, label, text) in enumerate(_together(matches, labels, texts)):
        result = _result(match, label)
        groups[label.group][result] += 1
        scores += _scores(match, label)
        if (kind := _kind(match, label, result)) is not None:
            failures.append(LabelFailure(place, label.group, kind, match.score, text))
    return LabellingReport(
        tuple(
            GroupResults(name, **{result.value: counts[result] for result in LabelResult})
            for name, counts in groups.items()
        ),
        tuple(failures),
        tuple(_bands(scores)),
    )


def _together(
    matches: Iterable[Match], labels: Iterable[AddressLabel], texts: Sequence[str] | None
) -> Iterator[tuple[Match, AddressLabel, str | None]]:
    found, right = list(matches), list(labels)
    typed: Sequence[str | None] = [None] * len(found) if texts is None else texts
    if not len(found) == len(right) == len(typed):
        raise InvalidValueError(
            f"{len(found):,} matches, {len(right):,} labels and {len(typed):,} texts. Give one of each for every text.",
            code="labelling.number",
        )
    return zip(found, right, typed, strict=True)


def _result(match: Match, label: AddressLabel) -> LabelResult:
    if match.uprn is None:
        return LabelResult.DECLINED if label.uprn is None else LabelResult.MISSED
    if label.uprn is None:
        return LabelResult.OVERREACHED
    return LabelResult.RIGHT if match.uprn == label.uprn else LabelResult.WRONG


def _scores(match: Match, label: AddressLabel) -> Iterator[tuple[float, bool]]:
    """The score of what was matched, or was too uncertain to be, and whether it was meant.

    Not of ambiguous answers, whose label may say that none can be told though one of them was meant.
    """
    if match.uprn is not None:
        yield match.score, match.uprn == label.uprn
    elif match.outcome is MatchOutcome.NOT_FOUND:
        yield from ((each.score, each.uprn == label.uprn) for each in match.possible)


def _kind(match: Match, label: AddressLabel, result: LabelResult) -> MissKind | None:
    """How it failed, or None where it did not."""
    if result is LabelResult.WRONG:
        return MissKind.ANOTHER_PROPERTY
    if result is LabelResult.OVERREACHED:
        return MissKind.NONE_CAN_BE_TOLD
    if result is not LabelResult.MISSED:
        return None
    if match.outcome is MatchOutcome.AMBIGUOUS:
        named = any(each.uprn == label.uprn for each in match.possible)
        return MissKind.AMONG_POSSIBLE if named else MissKind.NOT_AMONG_POSSIBLE
    return MissKind.PARENT_ONLY if match.outcome is MatchOutcome.PARENT_ONLY else MissKind.NOT_FOUND


def _bands(scores: Iterable[tuple[float, bool]]) -> Iterator[ScoreBand]:
    held: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for each in scores:
        held[min(bisect_right(SCORE_EDGES, each[0]), len(SCORE_EDGES) - 1) - 1].append(each)
    for place, (least, most) in enumerate(pairwise(SCORE_EDGES)):
        inside = held[place]
        yield ScoreBand(least, most, len(inside), sum(right for _, right in inside), sum(score for score, _ in inside))

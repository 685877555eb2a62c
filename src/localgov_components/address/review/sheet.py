"""The review sheet: what a person is to look at, one line for each property that an address may mean.

| Column | What it holds |
| --- | --- |
| `row` | the row of the file that was matched in which the address stands first |
| `rows` | how many rows have it |
| `address`, `postcode` | as they are in the file, on one line |
| `outcome` | `matched` (below the score that was asked for), `ambiguous`, `parent-only` or `not-found` |
| `uprn`, `score`, `why` | a property it may mean, the probability that it does, and how the two compare |
| | where nothing was found, the nearest property, without a score |
| `gazetteer_address`, `gazetteer_attribution` | the gazetteer's wording and what its licence asks for, where wanted |
| `decision` | for a person: `accept`, `reject`, `alias`, another UPRN, or `alias` and another UPRN |
| `note` | for a person |
| `epoch` | the epoch of the gazetteer |
| `check` | letters that tell, when the sheet is read back, whether a spreadsheet altered the address |
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from localgov_components.address.matching.match import How, Match, MatchOutcome
from localgov_components.address.review.decision import address_key
from localgov_components.address.review.in_force import DECISION
from localgov_components.address.review.wording import in_words
from localgov_components.identifiers import Uprn

__all__ = [
    "REVIEW_COLUMNS",
    "TEXT_COLUMNS",
    "Proposal",
    "ToReview",
    "asks_custodian",
    "needs_person",
    "one_line",
    "proposals_of",
    "review_rows",
]

REVIEW_COLUMNS = (
    "row", "rows", "address", "postcode", "outcome", "uprn", "score", "why", "decision", "note", "epoch", "check",
)  # fmt: skip
"""The columns of a sheet without the gazetteer's wordings."""

TEXT_COLUMNS = ("gazetteer_address", "gazetteer_attribution")
"""What a sheet, or an output, has besides where the gazetteer's own wording was asked for."""

Proposal: TypeAlias = tuple[str | None, float | None, str]
"""A UPRN, its score and why; without a UPRN, why nothing was found."""

_LINE_ENDS = frozenset("\n\r\t\v\f\x85\u2028\u2029")
_NOT_SEEN = frozenset("\xad\u200b\u200c\u200d\u2060\ufeff")
_SCORE_PLACES, _NEARLY = 4, 0.9999
_PART_OF_BUILDING = "flat"
_PART = "one of its parts"


@dataclass(frozen=True, slots=True, repr=False)
class ToReview:
    """An address to look at: where it stands first, how many rows have it, and what it may be."""

    row: int
    rows: int
    address: str
    postcode: str | None
    outcome: str
    proposals: Sequence[Proposal]


def needs_person(match: Match, *, below: float) -> bool:
    """Whether somebody should look: nothing is certain and something is near, or the score is below one.

    So is an address about which there is a decision that no longer holds, or that a later epoch contradicts.
    """
    if any(each.element == DECISION and each.how is How.MISSING for each in match.explanation):
        return True
    match match.outcome:
        case MatchOutcome.MATCHED:
            return match.score < below or bool(match.possible)
        case MatchOutcome.NOT_FOUND:
            return bool(match.possible) or any(each.element != DECISION for each in match.explanation)
        case _:
            return True


def asks_custodian(match: Match) -> bool:
    """Whether a gazetteer may lack what an address means: nothing was found, or a building without the part named."""
    if match.outcome is MatchOutcome.PARENT_ONLY:
        return any(each.element == _PART_OF_BUILDING and each.how is not How.EQUAL for each in match.explanation)
    return match.outcome is MatchOutcome.NOT_FOUND


def proposals_of(match: Match) -> list[Proposal]:
    """What a match proposes, the likeliest first; for one that found nothing, what is near, without a score."""
    why = in_words(match.explanation)
    first: list[Proposal] = []
    if answer := match.uprn or match.parent:
        first = [(str(answer), shown_score(match.score), why)]
    elif match.nearest and match.nearest not in (each.uprn for each in match.possible):
        first = [(str(match.nearest), None, why)]
    others = [
        (str(each.uprn), shown_score(each.score) or None, in_words(each.explanation) or _PART)
        for each in match.possible
    ]
    return [*first, *others] or [(None, None, why)]


def review_rows(
    to_review: Iterable[ToReview], *, epoch: str | None, wording: Callable[[Uprn], str | None] | None, attribution: str
) -> Iterator[dict[str, object]]:
    """The lines of a sheet; `wording` gives the gazetteer's own address of a property."""
    for each in to_review:
        check = address_key(each.address, each.postcode).check
        for uprn, score, why in each.proposals:
            line: dict[str, object] = {
                "row": each.row,
                "rows": each.rows,
                "address": one_line(each.address),
                "postcode": None if each.postcode is None else one_line(each.postcode),
                "outcome": each.outcome,
                "uprn": uprn,
                "score": score,
                "why": why,
                "decision": None,
                "note": None,
                "epoch": epoch,
                "check": check,
            }
            if wording is not None:
                text = None if uprn is None else wording(Uprn.parse(uprn))
                line |= zip(TEXT_COLUMNS, (text, None if text is None else attribution), strict=True)
            yield line


def shown_score(score: float) -> float:
    """A probability to four places; what is less than certain is not shown as 1."""
    return score if score in (0.0, 1.0) else min(round(score, _SCORE_PLACES), _NEARLY)


def one_line(text: str) -> str:
    r"""A text on one line, without what cannot be seen; it is compared as it was.

    >>> one_line("12\u00a0Mill Lane\nAmble\u200bford ")
    '12 Mill Lane, Ambleford'
    """
    shown = "".join(map(_shown, text))
    return " ".join(shown.split()).strip(", ")


def _shown(character: str) -> str:
    if character in _LINE_ENDS:
        return ", "
    if character in _NOT_SEEN:
        return ""
    return " " if unicodedata.category(character)[0] in "CZ" else character

"""The columns of a file that is matched: those the address is read from, and those that are carried over."""

from collections.abc import Sequence

from localgov_components.address.matching.match import Match
from localgov_components.address.review.sheet import TEXT_COLUMNS, shown_score
from localgov_components.core.errors import Fault
from localgov_components.tables.named_columns import NamedColumns

__all__ = ["MATCH_COLUMNS", "REJECTED", "Columns", "match_columns"]

MATCH_COLUMNS = ("uprn", "match_outcome", "match_score", "parent_uprn")
"""What an output has beside the caller's own columns."""

REJECTED = "rejected"
"""The outcome of a row whose address cannot be read."""


def match_columns(match: Match) -> tuple[str | None, str, float | None, str | None]:
    """What the columns of an output hold of a match; without a property there is no score."""
    answer = match.uprn or match.parent
    return (
        None if match.uprn is None else str(match.uprn),
        match.outcome.value,
        None if answer is None else shown_score(match.score),
        None if match.parent is None else str(match.parent),
    )


class Columns(NamedColumns):
    """The columns of a file that is matched; mistakes go to `faults`."""

    __slots__ = ()

    def address(self, asked: Sequence[str]) -> tuple[str, ...]:
        """The columns of the address, in the order in which they are read."""
        if not asked or isinstance(asked, str):
            self.faults.append(Fault(self.name, "no list of columns of the address. Name one or more"))
            return ()
        return tuple(dict.fromkeys(map(self.flat, asked)))

    def kept(self, asked: Sequence[str], *, with_text: bool) -> tuple[str, ...]:
        """The columns to carry over: those that were asked for, or all."""
        names = tuple(dict.fromkeys(self.asked_for(asked)))
        self.require_free(names, (*MATCH_COLUMNS, *(TEXT_COLUMNS if with_text else ())))
        self.require_flat(*names)
        return names

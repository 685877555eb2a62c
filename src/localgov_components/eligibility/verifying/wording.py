"""The words in which it is told what became of a statement: English, all in one place.

What a statement says stands with its kind (`ProofKind.says`), and its limits with `ProofLimits`. Headings, households
and curves are put into words by `telling`.

>>> rows_contradict([(1, 4), (2, 7)], is_all=False)
'rows contradict each other: 1 and 4, 2 and 7, and perhaps more'
>>> of_members(1)
', where no list has more than 1 member'
"""

from collections.abc import Iterable, Sequence

from localgov_components.money import Money
from localgov_components.rules import Per

__all__ = [
    "BY_ONE",
    "BY_OTHER",
    "COST",
    "DIFFERENT_FOR_ONE",
    "FACT_NEEDED",
    "FACT_NEEDED_NOT",
    "FIRES",
    "FIRES_NOT",
    "FIRES_TOO_LATE",
    "GAP",
    "GIVEN",
    "GIVEN_NOT",
    "HOUSEHOLD",
    "INCOME_OR_COST",
    "LARGEST",
    "LESS_THAN_NOTHING",
    "MONOTONE",
    "NEEDED",
    "NEEDED_NOT",
    "NOBODY_ELIGIBLE",
    "NOT_DECIDED",
    "NO_EDGE",
    "NO_GAP",
    "NO_GAP_THAT_MATTERS",
    "NO_IDLE_ROW",
    "NO_OVERLAP",
    "REACHED",
    "REACHED_NOT",
    "SAME_BUT_FOR_FACT",
    "SAME_FOR_ALL",
    "SETTLED",
    "SETTLED_NOT",
    "SMALLEST",
    "TAKEN",
    "TAKEN_NOT",
    "TAKEN_NOT_BY_ELIGIBLE",
    "below_nothing",
    "between",
    "end_of_edge",
    "found_awards",
    "gets",
    "idle_rows",
    "less_for_less",
    "of_members",
    "range_of_awards",
    "rows_apply",
    "rows_contradict",
    "undecided_by",
    "with_amount",
]

NOT_DECIDED = {
    "time": "the time was up",
    "steps": "the steps were used up",
    "method": "the prover has no method for it",
    "value": "it needs a further value of some type, and none can be made up",
}
"""Why a statement was not decided, by the reason of the prover."""

INCOME_OR_COST = "whether it is an income or a cost was not found out"

HOUSEHOLD = "a household"
SAME_BUT_FOR_FACT = "the same, but for this fact"
BY_ONE, BY_OTHER = "by the one", "by the other"
LESS_THAN_NOTHING = "less than nothing"
SMALLEST, LARGEST = "the smallest award", "the largest award"
"""What a household is shown for."""

FIRES, FIRES_NOT = "decides a household", "no household meets it"
FIRES_TOO_LATE = "every household that meets it is decided by a rule that is tried before"
NEEDED = "without it a household would come out differently"
NEEDED_NOT = "without it every household would come out the same"
REACHED, REACHED_NOT = "a household has it", "no household has it"
GIVEN, GIVEN_NOT = "a household gets it", "no household that is eligible gets it"
TAKEN, TAKEN_NOT = "a household takes it", "no household takes it"
TAKEN_NOT_BY_ELIGIBLE = "no household that is eligible takes it"
SETTLED, SETTLED_NOT = "every household is decided", "a household stays undecided although everything is known"

NO_OVERLAP = "no rows contradict each other"
NO_GAP_THAT_MATTERS = "a row applies wherever the decision needs one"
NO_GAP = "a row applies to every household"
GAP = "no row applies to a household that stays undecided"
NO_IDLE_ROW = "every row settles what some household gets"

FACT_NEEDED = "changes what a household gets"
FACT_NEEDED_NOT = "whatever it is, no household gets anything else: nobody need be asked"

NOBODY_ELIGIBLE = "no household is eligible"
MONOTONE = "nobody gets less for having less of it"
NO_EDGE = "nobody loses more than a pound of award for a pound more"
COST = "taken for a cost and not for an income: nobody gets less for having more of it"

SAME_FOR_ALL, DIFFERENT_FOR_ONE = "every household gets the same", "a household gets different things"


def undecided_by(tables: Sequence[str]) -> str:
    """That a household stays undecided, and the tables that leave it so."""
    return f"{SETTLED_NOT}: the table {', '.join(tables)} gives two answers or none" if tables else SETTLED_NOT


def rows_apply(one: int, other: int) -> str:
    """What a household is shown for to which two rows apply."""
    return f"rows {one} and {other} apply"


def rows_contradict(pairs: Iterable[tuple[int, int]], *, is_all: bool) -> str:
    """Pairs of rows that contradict each other."""
    said = ", ".join(f"{one} and {other}" for one, other in pairs)
    return f"rows contradict each other: {said}{'' if is_all else ', and perhaps more'}"


def idle_rows(rows: Sequence[int]) -> str:
    """Rows that settle nothing."""
    said = f"rows {', '.join(map(str, rows))} settle" if len(rows) > 1 else f"row {rows[0]} settles"
    return f"{said} nothing: nobody is like that, or other rows always come before it or contradict it"


def below_nothing(award: str) -> str:
    """An award below nothing."""
    return f"a household gets {award}"


def range_of_awards(low: str, high: str, per: Per | None, *, at_limit: Sequence[str] = ()) -> str:
    """The smallest and the largest award, and the facts that are as large as they may be for it."""
    limit = f", with {' and '.join(at_limit)} as large as declared" if at_limit else ""
    return f"is from {low} to {high}{_per(per)}{limit}"


def found_awards(low: str, high: str, per: Per | None) -> str:
    """Awards that were found, where it was not proved that none is further."""
    return f"is never below nothing; found were awards from {low} to {high}{_per(per)}"


def with_amount(label: str, amount: str) -> str:
    """What a household is shown for that has so much of something."""
    return f"with {label} of {amount}"


def less_for_less(households: Iterable[str]) -> str:
    """Two households of which the one with less gets less."""
    return f"a household gets less for having less: {' and '.join(households)}"


def gets(award: str | None, title: str) -> str:
    """What a household gets that is shown for something; None for one that gets nothing."""
    return f"{award or 'nothing'} {title}"


def between(loss: Money, begin: Money, end: Money, per: Per | None) -> str:
    """Where award is lost."""
    return f"{loss.format()} of award is lost between {begin.format()} and {end.format()}{_per(per)}"


def end_of_edge(loss: Money, most: Money, *, is_proved: bool) -> str:
    """How the most that others lose by a pound more compares with the loss that is shown."""
    if not is_proved:
        return f"whether others lose more than {most.format()} was not decided"
    if most.pence > loss.pence + 100:
        return f"within the limits of the facts others lose up to {most.format()}"
    return f"by a pound more no household loses more than {most.format()}"


def of_members(most: int) -> str:
    """How many members were looked at, where a list is read."""
    return f", where no list has more than {most} member{'s' if most > 1 else ''}"


def _per(per: Per | None) -> str:
    return f" a {per}" if per else ""

"""The words of a published comparison."""

from collections.abc import Iterator

from localgov_components.eligibility.comparing.outcome_change import OutcomeChange
from localgov_components.eligibility.comparing.published import (
    HIDDEN,
    MissingTogether,
    MoveRow,
    PublishedComparison,
    ShownAmount,
    ShownNumber,
)
from localgov_components.money import Money
from localgov_components.money.formatting import MoneyStyle
from localgov_components.rules import Per

__all__ = [
    "CHANGES",
    "amount",
    "column_name",
    "headline",
    "missing_name",
    "move_name",
    "not_told",
    "number",
    "period",
    "rule",
    "signed",
]

CHANGES = {
    OutcomeChange.BECOMES_ELIGIBLE: "Become eligible",
    OutcomeChange.GETS_MORE: "Get more",
    OutcomeChange.STAYS: "Stay as they are",
    OutcomeChange.SOMETHING_ELSE: "Get something else",
    OutcomeChange.GETS_LESS: "Get less",
    OutcomeChange.STOPS_BEING_ELIGIBLE: "Stop being eligible",
    OutcomeChange.NOT_ELIGIBLE: "Not eligible before or after",
    OutcomeChange.REFERRED: "For an officer to decide",
    OutcomeChange.MIGHT_QUALIFY: "Might qualify if we knew more",
    OutcomeChange.UNDECIDED: "Undecided",
}

_PERIODS = {Per.DAY: "a day", Per.WEEK: "a week", Per.MONTH: "a month", Per.YEAR: "a year"}
_PENNY = Money("0.01")
_NOTHING = Money("0.00")


def number(shown: ShownNumber) -> str:
    """A number as people read it, or the mark of a hidden one."""
    return shown if isinstance(shown, str) else f"{shown:,}"


def amount(shown: ShownAmount | None, *, whole: bool = False) -> str:
    """An amount as people read it, in whole pounds where it is one of these; nothing where there is none."""
    if shown is None:
        return ""
    return shown if isinstance(shown, str) else shown.format(style=MoneyStyle.SHORT if whole else MoneyStyle.FULL)


def signed(shown: ShownAmount | None, *, whole: bool = False) -> str:
    """A difference, with a plus before what is more."""
    said = amount(shown, whole=whole)
    return f"+{said}" if isinstance(shown, Money) and shown > _NOTHING else said


def period(per: Per | None) -> str:
    """`a week`; nothing for a lump sum."""
    return "" if per is None else _PERIODS[per]


def column_name(column: tuple[OutcomeChange, ...]) -> str:
    """What a column of kinds of change is called."""
    first, *others = (CHANGES[each] for each in column)
    return " or ".join([first, *(f"{each[:1].lower()}{each[1:]}" for each in others)])


def move_name(row: MoveRow) -> str:
    """`Up by £5 to £9.99`."""
    if row.direction == "same":
        return "No change"
    direction, least = "Up" if row.direction == "more" else "Down", row.least.format(style=MoneyStyle.SHORT)
    if row.below is None:
        return f"{direction} by {least} or more"
    if row.least == _NOTHING:
        return f"{direction} by under {row.below.format(style=MoneyStyle.SHORT)}"
    return f"{direction} by {least} to {(row.below - _PENNY).format(style=MoneyStyle.SHORT)}"


def missing_name(row: MissingTogether, labels: dict[str, str]) -> str:
    """The facts that are missing, in words."""
    if not row.facts:
        return "Nothing that could be learned: the rules contradict each other or have a gap"
    said = " and ".join(labels.get(each, each) for each in row.facts)
    said = f"{said[:1].upper()}{said[1:]}"
    return f"{said}, alone or with other facts" if row.with_others else said


def not_told(published: PublishedComparison) -> Iterator[str]:
    """What is not told, and why."""
    for each in published.not_broken_down:
        what = f"Nothing is told by {each.column}"
        if each.column is None:
            what = "What is missing of those who might qualify is not told"
        if each.because == "small":
            yield f"{what}: its groups are too small."
        else:
            yield f"{what}: with the tables above it, what is hidden could be worked out."


def headline(published: PublishedComparison) -> Iterator[str]:
    """What a reader should know first, in a few sentences."""
    counted = published.counted
    rows = {each.change: each.number for each in published.changes}
    yield f"{number(published.rows)} {counted} were looked at; {number(published.decided)} of them could be decided."
    if published.rejected:
        yield f"{number(published.rejected)} rows could not be read, and are in no number."
    cost = published.cost
    if cost is not None and isinstance(cost.difference, Money):
        yield _cost_sentence(published, cost.before, cost.after, cost.difference)
    moved = [
        f"{number(rows[change])} {words}"
        for change, words in (
            (OutcomeChange.BECOMES_ELIGIBLE, "become eligible"),
            (OutcomeChange.GETS_MORE, "get more"),
            (OutcomeChange.GETS_LESS, "get less"),
            (OutcomeChange.STOPS_BEING_ELIGIBLE, "stop being eligible"),
        )
        if rows[change] not in (0, HIDDEN)
    ]
    if moved:
        listed = f"{', '.join(moved[:-1])} and {moved[-1]}" if len(moved) > 1 else moved[0]
        yield f"Of these {counted}, {listed}."
    undecided = published.undecided
    if undecided not in (0, HIDDEN):
        said = f"{number(undecided)} {counted} are undecided, because something is not known."
        yield said if cost is None else f"{said} They are not in the cost."


def rule(published: PublishedComparison) -> Iterator[str]:
    """By what rule figures are hidden, and what that does not do."""
    counted, least = published.counted, published.threshold
    if not least:
        yield f"Nothing is hidden. This is not for publication: it may tell about single {counted}."
        return
    yield (
        f"{HIDDEN} stands for a figure that is not shown. Numbers of 1 to {least - 1} {counted} are not shown, nor "
        "amounts that go to so few, or more than half of which goes to one. Other figures are not shown where these "
        "could be worked out from them. Nought is shown."
    )
    if published.cost is not None and published.breakdowns:
        yield "Amounts of a group are in whole pounds, so they may not add up. Averages are made of the amounts shown."
    yield (
        "This keeps figures of this page from being worked out from each other. Another comparison of the same "
        f"{counted}, published beside this one, may still tell more than both by themselves."
    )


def _cost_sentence(published: PublishedComparison, before: ShownAmount, after: ShownAmount, difference: Money) -> str:
    per = f" {period(published.per)}" if published.per else ""
    if difference == _NOTHING:
        return f"The cost stays at {amount(before)}{per}."
    size = Money.from_pence(abs(difference.pence))
    yearly = ""
    if published.in_a_year and published.in_a_year > 1:
        yearly = f", which is {(size * published.in_a_year).format()} a year"
    direction = "up" if difference > _NOTHING else "down"
    if HIDDEN in (before, after):
        return f"The cost goes {direction} by {size.format()}{per}{yearly}."
    return f"The cost goes {direction} from {amount(before)} to {amount(after)}{per}: by {size.format()}{per}{yearly}."

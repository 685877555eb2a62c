"""A published comparison as tables of words, for text and page alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from localgov_components.eligibility.comparing.outcome_change import OutcomeChange
from localgov_components.eligibility.comparing.published import (
    Breakdown,
    Cost,
    PolicyDifference,
    PublishedComparison,
    ShownAmount,
    ValueInForce,
)
from localgov_components.eligibility.comparing.wording import (
    CHANGES,
    amount,
    column_name,
    missing_name,
    move_name,
    number,
    period,
    signed,
)
from localgov_components.money import Money
from localgov_components.rules.reading import read_value

__all__ = [
    "ReportTable",
    "changes_table",
    "cost_table",
    "missing_tables",
    "money_table",
    "moves_table",
    "numbers_table",
    "policy_table",
    "sides_table",
]


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A caption, headings, and rows of words; the first cell of a row names it.

    `has_figures` says that the other cells are figures, which stand to the right.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    has_figures: bool = True

    def without_empty_columns(self) -> "ReportTable":
        """The same without columns in which nothing stands; the first names the rows, if there are any, and stays."""
        kept = [place for place in range(len(self.headings)) if not place or any(row[place] for row in self.rows)]
        rows = tuple(tuple(row[place] for place in kept) for row in self.rows)
        return replace(self, headings=tuple(self.headings[place] for place in kept), rows=rows)


def changes_table(published: PublishedComparison) -> ReportTable:
    """How many cases change, and by how much."""
    per = f" {period(published.per)}" if published.per else ""
    rows = [
        (CHANGES[each.change], number(each.number), signed(each.amount), signed(each.average))
        for each in published.changes
        if each.number != 0 or each.change is not OutcomeChange.SOMETHING_ELSE
    ]
    counted = _capital(published.counted)
    if published.cost is None:
        return ReportTable("What becomes of them", ("Change", counted), tuple(row[:2] for row in rows))
    return ReportTable(
        "What becomes of them", ("Change", counted, f"Change of awards{per}", f"On average{per}"), tuple(rows)
    )


def cost_table(published: PublishedComparison, cost: Cost) -> ReportTable:
    """What is awarded before and after, for a period and for a year."""
    rows = [
        ("Before", cost.before, amount),
        ("Gained", cost.gain, amount),
        ("Lost", cost.loss, amount),
        ("After", cost.after, amount),
        ("Difference", cost.difference, signed),
    ]
    caption = f"What is awarded to {published.counted} that the rules decide before and after"
    times = published.in_a_year
    if not times or times == 1:
        heading = "A year" if times else "Amount"
        return ReportTable(caption, ("Award", heading), tuple((name, write(shown)) for name, shown, write in rows))
    headings = ("Award", _capital(period(published.per)), f"A year (times {times})")
    return ReportTable(
        caption, headings, tuple((name, write(shown), write(_times(shown, times))) for name, shown, write in rows)
    )


def moves_table(published: PublishedComparison) -> ReportTable:
    """How far awards move, the largest gain first, as in the picture."""
    per = f" {period(published.per)}" if published.per else ""
    rows = tuple((move_name(each), number(each.number)) for each in reversed(published.moves))
    return ReportTable(f"How far awards move{per}", ("Change of award", _capital(published.counted)), rows)


def numbers_table(published: PublishedComparison, breakdown: Breakdown) -> ReportTable:
    """What becomes of cases, by group."""
    headings = (_capital(breakdown.label), f"All {published.counted}", *map(column_name, breakdown.columns))
    rows = tuple((row.name, number(row.number), *map(number, row.numbers)) for row in breakdown.rows)
    return ReportTable(f"What becomes of {published.counted}, by {breakdown.label}", headings, rows)


def money_table(published: PublishedComparison, breakdown: Breakdown) -> ReportTable:
    """What is awarded, by group."""
    rows = []
    for row in breakdown.rows:
        cost = row.cost
        if cost is not None:
            amounts = (amount(each, whole=True) for each in (cost.before, cost.gain, cost.loss, cost.after))
            averages = (amount(each) for each in (row.average_gain, row.average_loss))
            rows.append((row.name, *amounts, signed(cost.difference, whole=True), *averages))
    headings = ("Before", "Gained", "Lost", "After", "Difference", "Average gain", "Average loss")
    per = f" {period(published.per)}" if published.per else ""
    caption = f"What is awarded{per}, by {breakdown.label}"
    return ReportTable(caption, (_capital(breakdown.label), *headings), tuple(rows)).without_empty_columns()


def missing_tables(published: PublishedComparison) -> Iterator[ReportTable]:
    """What is missing of those who might qualify."""
    found = published.might_qualify
    if found is None:
        return
    counted = _capital(published.counted)
    if found.facts:
        rows = [(f"{_capital(each.label)} ({each.fact})", f"{each.at_least:,}") for each in found.facts]
        yield ReportTable("How often a fact is missing, at least", ("Fact", counted), tuple(rows))
    labels = {each.fact: each.label for each in found.facts}
    rows = [(missing_name(each, labels), f"{each.number:,}") for each in found.together]
    if found.others:
        rows.append(("Other facts, or too few to show", f"{found.others:,}"))
    yield ReportTable("What is missing together", ("Facts", counted), tuple(rows))


def sides_table(published: PublishedComparison) -> ReportTable:
    """By what each side decides."""
    both = (published.before, published.after)
    known = ["all that is recorded" if each.known_at is None else each.known_at.isoformat() for each in both]
    rows = (
        ("Scheme", *(each.scheme for each in both)),
        ("Decided for", *(read_value(each.on) for each in both)),
        ("By what was recorded until", *known),
        ("Policy layers", *("; ".join(each.layers) or "none" for each in both)),
        ("Hash of the rules", *(each.rules_hash for each in both)),
        ("Hash of the policy", *(each.policy_edition for each in both)),
    )
    return ReportTable("What was compared", ("What", "Before", "After"), rows, has_figures=False)


def policy_table(differences: Sequence[PolicyDifference]) -> ReportTable:
    """Policy values that differ."""
    rows = tuple((each.label, _in_force(each.before), _in_force(each.after)) for each in differences)
    return ReportTable("Policy values that differ", ("Value", "Before", "After"), rows, has_figures=False)


def _in_force(value: ValueInForce | None) -> str:
    if value is None:
        return "not read"
    said = f"{value.value} ({value.layer.value}: {value.owner}, from {read_value(value.effective_from)}"
    return f"{said}; {value.decision})" if value.decision else f"{said})"


def _times(shown: ShownAmount, times: int) -> ShownAmount:
    return shown * times if isinstance(shown, Money) else shown


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"

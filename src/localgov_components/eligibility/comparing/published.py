"""What a comparison shows to others: a document, and the table, page and charts made of it.

It holds nothing that is not shown. `[c]` stands for a number that is hidden, as in tables of official statistics
(Government Analysis Function, symbols in tables [unverified]).
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Literal, TypeAlias

from pydantic import JsonValue

from localgov_components.core.model import Model
from localgov_components.eligibility.comparing.outcome_change import OutcomeChange
from localgov_components.money import Money
from localgov_components.policy import Layer
from localgov_components.rules import Per

__all__ = [
    "HIDDEN",
    "Breakdown",
    "BreakdownRow",
    "ChangeRow",
    "ComparedSide",
    "Cost",
    "MightQualify",
    "MissingFact",
    "MissingTogether",
    "MoveRow",
    "NotBrokenDown",
    "PolicyDifference",
    "PublishedComparison",
    "ShownAmount",
    "ShownNumber",
    "ValueInForce",
    "among",
    "comparison_schema",
]

HIDDEN: Literal["[c]"] = "[c]"
"""Stands for a figure that is not shown."""

ShownNumber: TypeAlias = int | Literal["[c]"]
ShownAmount: TypeAlias = Money | Literal["[c]"]


class ValueInForce(Model):
    """A policy value as one side reads it, and who set it."""

    value: str
    layer: Layer
    owner: str
    effective_from: date
    decision: str


class ComparedSide(Model):
    """By what one side decides: the scheme, its day, and the policy, by their hashes."""

    scheme: str
    rules_hash: str
    on: date
    known_at: datetime | None
    policy_edition: str
    layers: tuple[str, ...]


class PolicyDifference(Model):
    """A policy value that the two sides do not share; None where a side does not read it."""

    key: str
    label: str
    before: ValueInForce | None
    after: ValueInForce | None


class ChangeRow(Model):
    """A kind of change: how many cases, and by how much their awards move together and on average."""

    change: OutcomeChange
    number: ShownNumber
    amount: ShownAmount | None
    average: ShownAmount | None


class Cost(Model):
    """What is awarded before and after, what is gained and lost, and the difference, for one period of the award."""

    before: ShownAmount
    gain: ShownAmount
    loss: ShownAmount
    after: ShownAmount
    difference: ShownAmount


class MoveRow(Model):
    """Cases whose award rises or falls by at least `least` and less than `below`; neither moves where both are 0.00."""

    direction: Literal["more", "same", "less"]
    least: Money
    below: Money | None
    number: ShownNumber


class BreakdownRow(Model):
    """A group: its numbers, in the order of the breakdown's columns, and its money in whole pounds."""

    name: str
    number: ShownNumber
    numbers: tuple[ShownNumber, ...]
    cost: Cost | None
    average_gain: ShownAmount | None
    average_loss: ShownAmount | None


class Breakdown(Model):
    """The comparison by the groups of a column; kinds of change that are too rare are told together.

    `label` is what the column is called where it is a fact, else its name.
    """

    column: str
    label: str
    columns: tuple[tuple[OutcomeChange, ...], ...]
    rows: tuple[BreakdownRow, ...]


def among(
    kinds: Collection[OutcomeChange], columns: Iterable[tuple[OutcomeChange, ...]], numbers: Iterable[ShownNumber]
) -> ShownNumber:
    """How many of a row are of some kinds, as far as its columns tell them from others."""
    total = 0
    for column, number in zip(columns, numbers, strict=True):
        if not set(kinds).isdisjoint(column):
            if isinstance(number, str) or not set(column) <= set(kinds):
                return HIDDEN
            total += number
    return total


class NotBrokenDown(Model):
    """A column by which nothing is told: its groups are too small, or tell of those of other columns.

    Without a column it is what is missing of those who might qualify.
    """

    column: str | None
    because: Literal["small", "linked"]


class MissingFact(Model):
    """A fact that could still matter to so many of those who might qualify, or more: those told of in `together`."""

    fact: str
    label: str
    at_least: int


class MissingTogether(Model):
    """Facts that could still matter to so many of those who might qualify: these alone, or with others."""

    facts: tuple[str, ...]
    with_others: bool
    number: int


class MightQualify(Model):
    """Who might qualify if more were known: every one of them once in `together`, or among the `others`."""

    number: int
    together: tuple[MissingTogether, ...]
    others: int
    facts: tuple[MissingFact, ...]


class PublishedComparison(Model):
    """A comparison as it may be shown, with the rule by which numbers were hidden.

    `rejected` counts rows that could not be read, `rows` all others. `text`, `csv` and `html` are the tables, the same
    for a spreadsheet, and a whole page for a committee paper; `charts` are its pictures as SVG, by name.
    """

    format: Literal[1] = 1
    title: str
    counted: str
    threshold: int
    rejected: ShownNumber
    rows: int
    decided: ShownNumber
    undecided: ShownNumber
    per: Per | None
    in_a_year: int | None
    before: ComparedSide
    after: ComparedSide
    policy: tuple[PolicyDifference, ...]
    changes: tuple[ChangeRow, ...]
    cost: Cost | None
    moves: tuple[MoveRow, ...]
    breakdowns: tuple[Breakdown, ...]
    not_broken_down: tuple[NotBrokenDown, ...]
    might_qualify: MightQualify | None

    def text(self) -> str:
        """Everything as plain text."""
        from localgov_components.eligibility.comparing.plain import as_text

        return as_text(self)

    def csv(self) -> str:
        """Every figure on a line of its own, for a spreadsheet; nothing in it runs as a formula."""
        from localgov_components.eligibility.comparing.plain import as_csv

        return as_csv(self)

    def html(self) -> str:
        """A whole page that needs nothing else, to be read on a screen or printed on A4."""
        from localgov_components.eligibility.comparing.page import as_page

        return as_page(self)

    def moves_chart(self) -> str | None:
        """A picture, as SVG, of how far awards move; None where they are no money."""
        from localgov_components.eligibility.comparing.charts import moves_chart

        return moves_chart(self)

    def charts(self) -> dict[str, str]:
        """Pictures, as SVG, of who gains and loses: one for each breakdown, by the name of its column."""
        from localgov_components.eligibility.comparing.charts import charts_of

        return charts_of(self)


def comparison_schema() -> dict[str, JsonValue]:
    """The JSON Schema, of draft 2020-12, of a published comparison."""
    schema: dict[str, JsonValue] = PublishedComparison.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}

"""Everything that can be said of a decision table without a case: overlaps, gaps, and rows that never decide.

What rows ask of each column is compared first, piece by piece, which settles whether two rows can meet where columns
are facts. Where columns hang on one another, and for what all rows together leave out, z3 is asked.

>>> from localgov_components.money import Money
>>> from localgov_components.rules import DecisionTable, Fact, Facts, Output, fact, row
>>> class Household(Facts, id="household"):
...     capital: Fact[Money] = fact("savings and investments")
...     pensioner: Fact[bool] = fact("somebody is of pension age")
>>> table = DecisionTable("tariff", inputs=[Household.capital, Household.pensioner], outputs=[Output("weekly", Money)],
...     rows=[row("<= 6000", "-", then="0"), row("[6000..16000]", "no", then="4.35"), row("> 6000", "yes", then="1")])
>>> print(check_table(table))
tariff: not sound
rows 1 and 2 apply at once
no row for: household.capital > £16,000.00, household.pensioner no
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TypeVar

from localgov_components.rules.evaluation import NO_POLICY, PolicyLookup
from localgov_components.rules.proofs.answers import Found, Impossible, NotDecided
from localgov_components.rules.proofs.budget import Budget
from localgov_components.rules.proofs.prover import Prover
from localgov_components.rules.proofs.tables.findings import (
    DeadRow,
    Gap,
    MaskedRow,
    Overlap,
    Question,
    TableFindings,
    Unsettled,
)
from localgov_components.rules.proofs.tables.regions import Region, Regions, worth_of
from localgov_components.rules.proofs.tables.rivals import Rivals
from localgov_components.rules.proofs.tables.table_cases import NAME, TableCases
from localgov_components.rules.tables.decision_table import DecisionTable

__all__ = ["check_table"]

T = TypeVar("T")

_SECONDS = 10.0
_MOST_LISTED = 1000


def check_table(
    table: DecisionTable,
    *,
    on: date | None = None,
    policy: PolicyLookup = NO_POLICY,
    seconds: float | Budget = _SECONDS,
    most_members: int = 3,
) -> TableFindings:
    """Every overlap, gap, and row that never decides, looked for within a time for all together.

    The hit policy says what is a mistake: rows that apply at once where it allows one of them, and a gap where it needs
    one. An input that another table leaves undefined is that table's mistake. Of a kind at most 1,000 are listed.
    Raises `NotFoundError` where a policy value that a cell names is missing.
    """
    budget = seconds if isinstance(seconds, Budget) else Budget(seconds)
    return _Check(table, Prover(on=on, policy=policy, most_members=most_members), budget).findings()


class _Check:
    """One table being checked. Rows are known by their place, from 0, until they are told of."""

    def __init__(self, table: DecisionTable, prover: Prover, budget: Budget) -> None:
        self._table = table
        worth = worth_of(prover.ground.policy)
        self._regions = Regions(table, worth, prover.ground.names)
        self._cases = TableCases(table, self._regions, prover, budget)
        worths = [worth(column) for column in table.output_columns]
        self._rivals = Rivals(
            table, [tuple(of(each) for of, each in zip(worths, row.operands, strict=True)) for row in table.rows]
        )
        self._unsettled: list[Unsettled] = []
        self._is_cut = False

    def findings(self) -> TableFindings:
        """Everything that is found."""
        dead = tuple(self._dead())
        gaps = self._listed(self._gaps()) if self._rivals.needs_a_row else ()
        meeting = self._regions.meeting(each.row - 1 for each in dead)
        overlaps = self._listed(self._overlaps(meeting))
        masked = tuple(self._masked(meeting))
        return TableFindings(self._table.name, overlaps, gaps, dead, masked, tuple(self._unsettled), self._is_cut)

    def _dead(self) -> Iterator[DeadRow]:
        for row in range(len(self._table.rows)):
            answer = self._cases.applying(row)
            if isinstance(answer, Impossible):
                yield DeadRow(row + 1, self._regions.headings(self._cases.contradicting(row)))
            elif isinstance(answer, NotDecided):
                self._leave("dead row", row)

    def _gaps(self) -> Iterator[Gap]:
        every_row = range(len(self._table.rows))
        answer = self._cases.find(failing=every_row)
        told: list[Region] = []
        while isinstance(answer, Found):
            known = answer.known[NAME]
            region = self._regions.grown(self._cases.around(known), told)
            told.append(region)
            yield Gap(self._regions.cells(region, self._cases.reached), known)
            self._cases.rule_out(region)
            answer = self._cases.find(failing=every_row)
        if isinstance(answer, NotDecided):
            self._leave("gap")

    def _overlaps(self, meeting: Sequence[Sequence[int]]) -> Iterator[Overlap]:
        pairs = ((row, other) for row, others in enumerate(meeting) for other in others if row < other)
        for row, other in pairs:
            answer = self._cases.applying(row, other) if self._rivals.clash(row, other) else None
            if isinstance(answer, Found):
                yield Overlap((row + 1, other + 1), answer.known[NAME])
            elif isinstance(answer, NotDecided):
                self._leave("overlap", row, other)

    def _masked(self, meeting: Sequence[Sequence[int]]) -> Iterator[MaskedRow]:
        for row, others in enumerate(meeting):
            rivals = [other for other in others if self._rivals.is_rival(row, other)]
            answer = self._cases.find(applying=[row], failing=rivals) if rivals else None
            if isinstance(answer, Impossible):
                by = self._cases.in_the_way(row, rivals)
                answer = self._cases.applying(row, *by[:1])
                if isinstance(answer, Found):
                    yield MaskedRow(row + 1, tuple(each + 1 for each in by), answer.known[NAME])
            if isinstance(answer, NotDecided):
                self._leave("masked row", row)

    def _listed(self, found: Iterator[T]) -> tuple[T, ...]:
        """As many as are listed."""
        listed = tuple(islice(found, _MOST_LISTED))
        self._is_cut = self._is_cut or next(found, None) is not None
        return listed

    def _leave(self, about: Question, *rows: int) -> None:
        self._unsettled.append(Unsettled(about, tuple(row + 1 for row in rows)))

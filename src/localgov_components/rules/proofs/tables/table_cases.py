"""Cases to which some rows of a table apply and others do not; every case that is found is tried by evaluation.

Where columns are facts, whether rows apply together shows from their regions. Anything else is asked of one solver, in
which each row has a symbol that stands for its condition: what is learnt from one question helps with the next.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from localgov_components.core.errors import NotSupportedError
from localgov_components.core.libraries import needs_extra
from localgov_components.rules.boundaries.place import judged
from localgov_components.rules.building import nodes_of
from localgov_components.rules.evaluation import Workings
from localgov_components.rules.known import Known
from localgov_components.rules.proofs.answers import Answer, Found, Impossible, NotDecided
from localgov_components.rules.proofs.budget import Budget, checked, reason_of
from localgov_components.rules.proofs.case import Case, not_reproduced
from localgov_components.rules.proofs.formula import negated
from localgov_components.rules.proofs.prover import Prover
from localgov_components.rules.proofs.tables.regions import Region, Regions
from localgov_components.rules.scopes import spoken_of
from localgov_components.rules.tables.decision_table import DecisionTable
from localgov_components.rules.tree import FactRef

with needs_extra("proofs"):
    import z3

__all__ = ["NAME", "TableCases"]

NAME = "case"
"""What a case is called in an answer."""


class TableCases:
    """Cases of a table whose inputs are all defined. Rows are known by their place, from 0."""

    def __init__(self, table: DecisionTable, regions: Regions, prover: Prover, budget: Budget) -> None:
        self._table, self._regions, self._prover, self._budget = table, regions, prover, budget
        self._ground = prover.ground
        self._inputs = [column.expression for column in table.input_columns]
        self._conditions = [row.condition for row in table.rows]
        self._facts = {
            node.id: node.fact for node in nodes_of(*self._inputs) if isinstance(node, FactRef) and not node.of
        }
        self._speaks_of = spoken_of([*self._inputs, *self._conditions])

    def applying(self, *rows: int) -> Answer:
        """A case to which some rows apply."""
        region = self._regions.common(rows)
        if not all(region):
            return Impossible()
        if not self._regions.are_independent:
            return self.find(applying=rows)
        try:
            values = self._regions.plain(region)
        except NotSupportedError:
            return NotDecided("value")
        return self._tried(Known({id_: judged(self._facts[id_], value) for id_, value in values.items()}), rows, ())

    def find(self, *, applying: Sequence[int] = (), failing: Sequence[int] = ()) -> Answer:
        """A case to which some rows apply, and others do not."""
        verdict = self._check(applying, failing)
        if verdict == z3.unsat:
            return Impossible()
        if verdict != z3.sat:
            return NotDecided(reason_of(self._solver, self._budget))
        try:
            known = self._case.known(self._solver.model())
        except NotSupportedError:
            return NotDecided("value")
        return self._tried(known, applying, failing)

    def in_the_way(self, row: int, rivals: Sequence[int]) -> tuple[int, ...]:
        """Of rivals one of which applies wherever a row does, no more than it takes."""
        if self._check([row], rivals) != z3.unsat:  # there was no time to see it again
            return tuple(rivals)
        core = {each.get_id() for each in self._solver.unsat_core()}
        needed = [rival for rival in rivals if z3.Not(self._applies[rival]).get_id() in core]
        for rival in [*needed]:
            fewer = [each for each in needed if each != rival]
            if self._check([row], fewer) == z3.unsat:
                needed = fewer
        return tuple(needed)

    def contradicting(self, row: int) -> tuple[int, ...]:
        """Of a row that never applies, the columns of cells that cannot hold together."""
        region = self._regions.common([row])
        empty = tuple(place for place, pieces in enumerate(region) if not pieces)
        if empty:
            return empty
        solver, context = self._new_solver(), self._prover.context
        cells = [z3.Bool(f"cell {place}", context) for place in range(len(region))]
        for place, cell in enumerate(cells):
            alone = tuple(pieces if place == at else self._regions.full[at] for at, pieces in enumerate(region))
            solver.add(z3.Implies(cell, self._regions.within(alone, self._terms)))
        if checked(solver, self._budget, cells) != z3.unsat:  # there was no time to see which
            return tuple(range(len(cells)))
        core = {each.get_id() for each in solver.unsat_core()}
        return tuple(place for place, cell in enumerate(cells) if cell.get_id() in core)

    def around(self, known: Known) -> Region:
        """The pieces in which the inputs of a case are."""
        workings = self._workings(known)
        return self._regions.around([workings.value(each) for each in self._inputs])

    @cached_property
    def reached(self) -> Region:
        """The pieces of each column that some case has: of a fact all of them; of another input as far as is known."""
        return tuple(
            sum(piece[place] for piece in self._regions.pieces(place) if is_fact or self._is_reached(piece))
            for place, is_fact in enumerate(isinstance(each, FactRef) for each in self._inputs)
        )

    def rule_out(self, region: Region) -> None:
        """Look no further in a region."""
        self._solver.add(negated(self._regions.within(region, self._terms)))

    @cached_property
    def _case(self) -> Case:
        return self._prover.case(self._facts.values(), NAME)

    @cached_property
    def _terms(self) -> list[Any]:
        return [self._case.term(each) for each in self._inputs]

    @cached_property
    def _applies(self) -> list[z3.BoolRef]:
        context = self._prover.context
        return [z3.Bool(f"row {number}", context) for number in range(1, len(self._conditions) + 1)]

    @cached_property
    def _solver(self) -> z3.Solver:
        solver = self._new_solver()
        for applies, condition in zip(self._applies, self._conditions, strict=True):
            solver.add(applies == self._case.holds(condition))
        solver.add(*self._case.limits)
        return solver

    def _is_reached(self, region: Region) -> bool:
        solver = self._new_solver()
        solver.add(self._regions.within(region, self._terms))
        return bool(checked(solver, self._budget) != z3.unsat)

    def _new_solver(self) -> z3.Solver:
        """A solver that knows that inputs are defined and within their limits."""
        solver = z3.Solver(ctx=self._prover.context)
        solver.add(*(z3.Not(self._case.undefined(each)) for each in self._inputs), *self._case.limits)
        return solver

    def _check(self, applying: Iterable[int], failing: Iterable[int]) -> Any:
        asked = [*(self._applies[row] for row in applying), *(z3.Not(self._applies[row]) for row in failing)]
        return checked(self._solver, self._budget, asked)

    def _tried(self, known: Known, applying: Iterable[int], failing: Iterable[int]) -> Found:
        workings = self._workings(known)
        rows = [(row, True) for row in applying] + [(row, False) for row in failing]
        if not all(workings.value(self._conditions[row]) is holds for row, holds in rows):
            raise not_reproduced()
        return Found({NAME: known})

    def _workings(self, known: Known) -> Workings:
        return Workings(known, self._ground.policy, self._ground.on, self._speaks_of)

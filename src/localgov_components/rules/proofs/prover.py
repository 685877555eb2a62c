"""Asking whether there is a case at all: rules as formulas, solved by z3, and every answer tried by evaluation.

>>> from localgov_components.money import Money
>>> from localgov_components.rules import Fact, Facts, fact, when
>>> class Household(Facts, id="household"):
...     capital: Fact[Money] = fact("savings and investments")
...     couple: Fact[bool] = fact("the applicant has a partner")
>>> limit = when(Household.couple, Money("16000")).otherwise(Money("10000"))
>>> prover = Prover()
>>> case = prover.case([Household])
>>> found = prover.solve([case.holds(Household.capital > limit), case.holds(Household.capital <= Money("16000"))])
>>> found.known["case"]["household.couple"]
False
>>> prover.solve([case.holds(Household.capital > limit), case.value(Household.capital) < 10_000_00])
Impossible()
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from localgov_components.core.errors import InvalidValueError, NotSupportedError
from localgov_components.core.libraries import needs_extra
from localgov_components.rules.evaluation import NO_POLICY, PolicyLookup
from localgov_components.rules.fact_data import declarations_of
from localgov_components.rules.facts import FactDeclaration, Facts
from localgov_components.rules.known import Known
from localgov_components.rules.measures import MOST_MEMBERS
from localgov_components.rules.proofs.answers import Answer, Found, Impossible, NotDecided
from localgov_components.rules.proofs.budget import Budget, checked, reason_of
from localgov_components.rules.proofs.case import Case
from localgov_components.rules.proofs.formula import Truth
from localgov_components.rules.proofs.ground import Ground
from localgov_components.rules.proofs.names import Invented, Names

with needs_extra("proofs"):
    import z3

__all__ = ["Prover"]

_SECONDS = 10.0
_STEPS_FOR_A_PLAIN_CASE = 1_000_000
"""Some tenths of a second; steps, so that a case does not depend on how busy the machine is."""


_STEPS_AT_ONCE = 3_000_000
"""A second or two. z3 prepares a question at some length, which most are answered sooner without."""


class Prover:
    """Rules as formulas, on a day and under its policy: every fact is known, and lists have `most_members` at most.

    Each prover has a context of z3 of its own, so that provers in several threads do not meet; one prover is for one
    thread at a time. Raises `NotFoundError` where a rule reads a policy value that is missing.
    """

    def __init__(self, *, on: date | None = None, policy: PolicyLookup = NO_POLICY, most_members: int = 3) -> None:
        if not 0 <= most_members <= MOST_MEMBERS:
            raise InvalidValueError(f"not a number of members: give 0 to {MOST_MEMBERS}.", code="proof.members")
        context = z3.Context()
        z3.Z3_enable_concurrent_dec_ref(context.ref())  # formulas that are left over may be collected in any thread
        self.ground = Ground(on, policy, most_members, context, Names())
        self._cases: dict[str, Case] = {}

    @property
    def context(self) -> z3.Context:
        """The context of z3 to which every formula belongs."""
        return self.ground.context

    def case(
        self,
        facts: Iterable[type[Facts] | FactDeclaration],
        name: str = "case",
        *,
        sharing: Case | None = None,
        except_for: Iterable[str] = (),
        on: date | None = None,
        policy: PolicyLookup | None = None,
    ) -> Case:
        """A case with facts of some vocabularies, by a name that no other of this prover has.

        With `sharing`, its facts are those of another case, but for those `except_for`: ids, or paths of facts of one
        member; of a list, all that its members say. Two versions of a vocabulary share the facts that have one id and
        one kind of value. `on` and `policy` are another day, and the policy of it, than the prover's.
        """
        if name in self._cases:
            raise InvalidValueError("there is a case of this name. Give each its own.", code="proof.name")
        ground = replace(self.ground, on=on or self.ground.on, policy=policy or self.ground.policy)
        case = Case(name, declarations_of(facts), ground, sharing=sharing, except_for=except_for)
        self._cases[name] = case
        return case

    def solve(
        self,
        constraints: Iterable[Truth],
        *,
        seconds: float | Budget = _SECONDS,
        cases: Sequence[Case] | None = None,
        plain: bool = True,
    ) -> Answer:
        """Whether there are cases of which all constraints hold: formulas made of what `Case` gives.

        With `plain`, a little longer is looked for ones that nobody would wonder at: few members, no amount below
        nothing, no date centuries away. `cases` are those that the constraints speak of, all of this prover when left
        out. Raises `LocalGovError` where evaluating the rules says otherwise than the solution: that would be a defect
        of this package.
        """
        asked = [*(self._cases.values() if cases is None else cases)]
        budget = seconds if isinstance(seconds, Budget) else Budget(seconds)
        constraints = [*constraints]
        solver, verdict = self._asked(asked, constraints, budget)
        if verdict == z3.unsat:
            return Impossible()
        if verdict != z3.sat:
            return NotDecided(reason_of(solver, budget))
        model = (self._plain_model(asked, constraints, budget) if plain else None) or solver.model()
        try:
            return Found(self._known(asked, model))
        except NotSupportedError:
            return NotDecided("value")

    def _asked(self, asked: Sequence[Case], constraints: Sequence[Truth], budget: Budget) -> tuple[z3.Solver, Any]:
        """A solver and what it says: one that sets out at once, and where that is not enough, one that prepares."""
        quick = self._solver(asked, constraints)
        verdict = checked(quick, budget.in_steps(_STEPS_AT_ONCE))
        if verdict != z3.unknown or not budget.left():
            return quick, verdict
        thorough = self._solver(asked, constraints, z3.Solver)
        return thorough, checked(thorough, budget)

    def _solver(
        self, asked: Sequence[Case], constraints: Iterable[Truth], kind: Callable[..., z3.Solver] = z3.SimpleSolver
    ) -> z3.Solver:
        solver = kind(ctx=self.context)
        for case in asked:
            solver.add(*case.limits)
        solver.add(*constraints)
        return solver

    def _plain_model(self, asked: Sequence[Case], constraints: Iterable[Truth], budget: Budget) -> z3.ModelRef | None:
        """A solution with plain values and as few members as there can be, if one is soon found."""
        budget = budget.in_steps(_STEPS_FOR_A_PLAIN_CASE)
        plain = [each for case in asked for each in case.symbols.plain]
        lengths = [each for case in asked for each in case.symbols.lengths]
        for most in range(self.ground.most_members + 1) if lengths else range(1):
            short = (length <= most for length in lengths)
            solver = self._solver(asked, [*constraints, *plain, *short])
            if checked(solver, budget) == z3.sat:
                return solver.model()
        return None

    def _known(self, asked: Sequence[Case], model: z3.ModelRef) -> dict[str, Known]:
        invented = Invented(self.ground.names)
        known = {case.name: case.known(model, invented) for case in asked}
        for case in asked:
            case.require(known[case.name], model)
        return known

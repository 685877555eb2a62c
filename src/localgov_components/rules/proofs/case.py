"""A case whose facts may be anything: what rules make of it, as formulas, and a solution read back and tried.

>>> from localgov_components.rules import Fact, Facts, fact
>>> class Garden(Facts, id="garden"):
...     bins: Fact[int] = fact("number of bins")
>>> ground = Ground(None, NO_POLICY, 3, z3.Context(), Names())
>>> case = Case("garden", declarations_of([Garden]), ground)
>>> case.holds(Garden.bins > 2), case.value(Garden.bins * 2)
(garden:garden.bins > 2, garden:garden.bins*2)
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from localgov_components.core.errors import LocalGovError
from localgov_components.core.libraries import needs_extra
from localgov_components.rules.evaluation import NO_POLICY, Workings
from localgov_components.rules.expressions import Condition, Expression
from localgov_components.rules.fact_data import declarations_of
from localgov_components.rules.facts import FactDeclaration
from localgov_components.rules.known import Known, Unknown
from localgov_components.rules.proofs.days import Calendar, Stepped
from localgov_components.rules.proofs.formula import Truth, all_true
from localgov_components.rules.proofs.ground import Ground
from localgov_components.rules.proofs.names import Invented, Names
from localgov_components.rules.proofs.symbols import Symbols
from localgov_components.rules.proofs.term import Term, plain_term, whole
from localgov_components.rules.proofs.translating import Reading, Surroundings

with needs_extra("proofs"):
    import z3

__all__ = ["NO_POLICY", "Case", "Names", "declarations_of", "not_reproduced"]


class Case:
    """A case whose facts may be anything within their limits: what rules make of it, as formulas.

    A truth is a z3 `BoolRef`. Any other value is a whole number: a number or an amount in steps of its measure's places
    (of an award, pence), the ordinal of a date, a number that stands for a text or an identifier.
    """

    def __init__(
        self,
        name: str,
        declared: Mapping[str, FactDeclaration],
        ground: Ground,
        *,
        sharing: "Case | None" = None,
        except_for: Iterable[str] = (),
    ) -> None:
        self.name = name
        self.ground = ground
        self.symbols: Symbols = Symbols(
            name, declared, ground, sharing=sharing.symbols if sharing else None, except_for=except_for
        )
        self._sharing = sharing
        self._calendar = Calendar(name, ground.context)
        self._reading = Reading(Surroundings(ground, self.symbols, self._calendar), self.symbols.owner)
        self._asked: dict[int, tuple[Expression[Any], Term]] = {}

    @property
    def limits(self) -> Iterator[Truth]:
        """What holds of the facts and dates of the case, and of those that it shares."""
        self.symbols.share()
        yield from self.symbols.limits
        yield from self._calendar.holds
        if self._sharing:
            yield from self._sharing.limits

    def value(self, expression: Expression[Any]) -> z3.ExprRef:
        """The value of an expression; without meaning where it is undefined."""
        term = self.term(expression)
        return self._formula(whole(term))

    def undefined(self, expression: Expression[Any]) -> z3.BoolRef:
        """Whether a decision table leaves the expression without a value."""
        return self._formula(self.term(expression).undefined)

    def holds(self, condition: Condition) -> z3.BoolRef:
        """Whether a condition is true."""
        return self._formula(self.term(condition).holds)

    def fails(self, condition: Condition) -> z3.BoolRef:
        """Whether a condition is false."""
        return self._formula(self.term(condition).fails)

    def agrees_with(self, known: Known) -> z3.BoolRef:
        """Whether every fact has the value that is known. What is not known may be anything."""
        return self._formula(all_true(self.symbols.agree(known)))

    def term(self, expression: Expression[Any]) -> Term:
        """The value of an expression with its places and whether it is undefined: plain where it hangs on no fact."""
        key = id(expression)
        if key not in self._asked:
            self.ground.rules.take(expression)
            term = self._reading.term(expression)
            measure = expression.measure
            self._asked[key] = (expression, term.scaled(max(measure.places, term.places)) if measure else term)
        return self._asked[key][1]

    def known(self, model: z3.ModelRef, invented: Invented | None = None) -> Known:
        """What a solution says of the case, which `require` has not tried yet.

        Values that no rule names are the same in cases that have their `invented` values together.
        """
        return self.symbols.known(model, invented or Invented(self.ground.names))

    def require(self, known: Known, model: z3.ModelRef) -> None:
        """Refuse a solution of which evaluation says otherwise."""
        workings = Workings(known, self.ground.policy, self.ground.on, self.ground.rules.speaks_of)
        for expression, term in self._asked.values():
            if self._solved(term, model) != _evaluated(workings.value(expression), self.ground.names):
                raise not_reproduced()

    def _formula(self, value: Any) -> Any:
        if isinstance(value, bool):
            return z3.BoolVal(value, self.ground.context)
        return z3.IntVal(value, self.ground.context) if isinstance(value, int) else value

    def _solved(self, term: Term, model: z3.ModelRef) -> Any:
        """The value that a solution gives a formula; None where it is undefined."""
        if z3.is_true(model.eval(self._formula(term.undefined), model_completion=True)):
            return None
        if isinstance(term.value, Stepped):
            return Fraction(term.value.at(_number(model, term.value.day)))
        formula = self._formula(term.value)
        if z3.is_bool(formula):
            return z3.is_true(model.eval(formula, model_completion=True))
        return Fraction(_number(model, formula), 10**term.places)


def not_reproduced() -> LocalGovError:
    """What is raised where evaluation says otherwise than a solution."""
    return LocalGovError(
        "a case that was found does not have the value that was proved of it. This is a defect: report it.",
        code="proof.not-reproduced",
    )


def _number(model: z3.ModelRef, formula: z3.ArithRef) -> int:
    return int(model.eval(formula, model_completion=True).as_long())


def _evaluated(value: Any, names: Names) -> Any:
    """A value of the interpreter as `Case` has it in a solution."""
    if isinstance(value, Unknown):
        return None
    if isinstance(value, bool | Fraction):
        return value
    term = plain_term(value, names)
    return Fraction(term.value, 10**term.places)

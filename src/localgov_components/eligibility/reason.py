"""One rule that settled an outcome, with what made it so."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from localgov_components.policy import PolicyValue
from localgov_components.rules import Explanation
from localgov_components.rules.compiling.anatomy import Marks
from localgov_components.rules.explanation import explained
from localgov_components.rules.expressions import Expression
from localgov_components.rules.support import Support
from localgov_components.rules.tree import Definition

if TYPE_CHECKING:
    from localgov_components.eligibility.scheme import Rule
    from localgov_components.eligibility.scheme_on import SchemeOn

__all__ = ["Reason"]


@dataclass(
    slots=True, eq=False
)  # not frozen: some are made for each decision, and a frozen one takes three times as long
class Reason:
    """One rule that settled the outcome, or the award, with what made it so.

    Its facts, policy values and words are read from the case when they are asked for. `repr` shows only the rule:
    whether it holds is somebody's own business.
    """

    made_of: "Rule" = field(repr=False)
    holds: bool = field(repr=False)
    support: Support = field(repr=False)
    marks: Marks = field(repr=False)
    made_by: "SchemeOn" = field(repr=False)

    @property
    def rule(self) -> str:
        """Id of the rule; `tier` or `award` for what an eligible case gets."""
        return self.made_of.id

    @property
    def cites(self) -> str:
        """The law or the decision behind the rule."""
        return self.made_of.cites

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids and paths of the facts that it rests on, never values."""
        return self.support.case.facts_in(self.marks)

    @property
    def policy(self) -> tuple[PolicyValue, ...]:
        """Policy values that took part, each with its layer and source."""
        return self.made_by.policy_in(self.marks)

    @property
    def definitions(self) -> tuple[Definition[Any], ...]:
        """Named definitions that took part, outermost first."""
        return self.support.case.anatomy.named(self.marks).definitions

    @property
    def expression(self) -> Expression[Any]:
        """The condition, or the tier or award."""
        return self.made_of.condition

    def __repr__(self) -> str:
        """Id of the rule only."""
        return f"Reason({self.rule!r})"

    @property
    def explanation(self) -> Explanation:
        """The parts of the rule that made it so, down to single conditions."""
        return explained(self.expression, self.support)

    @property
    def statements(self) -> tuple[str, ...]:
        """The same in plain words."""
        return self.explanation.statements()

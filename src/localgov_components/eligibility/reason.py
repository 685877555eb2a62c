"""One rule that settled an outcome, with what made it so."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from localgov_components.policy import PolicyValue
from localgov_components.rules import Explanation, Known
from localgov_components.rules.explanation import explained
from localgov_components.rules.expressions import Expression
from localgov_components.rules.support import Grounds, Support
from localgov_components.rules.tree import Definition

if TYPE_CHECKING:
    from localgov_components.eligibility.scheme import Rule
    from localgov_components.eligibility.scheme_on import SchemeOn

__all__ = ["Reason"]


# Not frozen: some are made for each decision, and a frozen one takes three times as long.
@dataclass(slots=True, eq=False, repr=False)
class Reason:
    """One rule that settled the outcome, or the award, with what made it so.

    `rule` is the id of the rule; `tier` or `award` for what an eligible case gets. `facts` are ids and paths of the
    facts that it rests on, never values; `policy` the values that took part, each with its layer and source;
    `definitions` the named definitions, outermost first. Its words are read from the case when they are asked for.
    `repr` shows only the rule: whether it holds is somebody's own business.
    """

    rule: str
    holds: bool
    facts: tuple[str, ...]
    policy: tuple[PolicyValue, ...]
    definitions: tuple[Definition[Any], ...]
    made_of: "Rule"
    grounds: Grounds
    made_by: "SchemeOn"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as the scheme and the facts, from which it is made again."""
        return _made_again, (self.made_by, self.grounds.case.known, self.rule)

    @property
    def support(self) -> Support:
        """What each part of the rule rests on."""
        return self.grounds.support

    @property
    def cites(self) -> str:
        """The law or the decision behind the rule."""
        return self.made_of.cites

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


def _made_again(made_by: "SchemeOn", known: Known, rule: str) -> Reason:
    """The reason of a rule, tier or award, whose names differ within a scheme."""
    decision = made_by.decide(known)
    return next(each for each in (*decision.reasons, *decision.award_reasons) if each.rule == rule)

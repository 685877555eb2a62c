"""The language in which every room reasons: typed facts, and rules that may not know yet.

>>> from localgov_components.rules import Fact, Facts, Known, any_of, evaluate, fact
>>> class Household(Facts, id="household"):
...     universal_credit: Fact[bool] = fact("somebody gets Universal Credit")
...     blue_badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> pays_less = any_of(Household.universal_credit, Household.blue_badge)
>>> evaluate(pays_less, Known({"household.blue_badge": True}))
True
>>> evaluate(pays_less, Known({"household.blue_badge": False}))
Unknown('not-asked', 'household.universal_credit')
"""

from localgov_components.rules.canonical import content_hash
from localgov_components.rules.conditions import all_of, any_of, not_, when
from localgov_components.rules.definitions import define
from localgov_components.rules.evaluation import PolicyLookup, evaluate, facts_read, policy_read
from localgov_components.rules.explanation import Explanation, explain
from localgov_components.rules.expressions import Condition, Expression, is_one_of, policy_value
from localgov_components.rules.facts import Fact, FactDeclaration, Facts, fact, facts_of
from localgov_components.rules.known import Known, Unknown, UnknownReason
from localgov_components.rules.reading import read_aloud

__all__ = [
    "Condition",
    "Explanation",
    "Expression",
    "Fact",
    "FactDeclaration",
    "Facts",
    "Known",
    "PolicyLookup",
    "Unknown",
    "UnknownReason",
    "all_of",
    "any_of",
    "content_hash",
    "define",
    "evaluate",
    "explain",
    "fact",
    "facts_of",
    "facts_read",
    "is_one_of",
    "not_",
    "policy_read",
    "policy_value",
    "read_aloud",
    "when",
]

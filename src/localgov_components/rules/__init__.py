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

from localgov_components.rules.arithmetic import bands, converted, divided, larger_of, rounded, smaller_of, taper
from localgov_components.rules.building import require_sound
from localgov_components.rules.conditions import all_of, any_of, is_one_of, not_, when
from localgov_components.rules.dates import (
    age_on,
    days,
    days_between,
    decision_date,
    months,
    months_between,
    weeks,
    weeks_between,
    years,
)
from localgov_components.rules.definitions import define
from localgov_components.rules.document import content_hash, document_schema, from_document, to_document
from localgov_components.rules.evaluation import PolicyLookup, evaluate, facts_read, policy_read
from localgov_components.rules.explanation import Explanation, explain
from localgov_components.rules.expressions import Condition, Expression, PeriodOfTime
from localgov_components.rules.facts import Fact, FactDeclaration, Facts, fact, facts_of
from localgov_components.rules.known import Judgement, Known, Members, Unknown, UnknownReason
from localgov_components.rules.measures import Measure, Per
from localgov_components.rules.members import count_of, every, exists, max_of, min_of, sum_of
from localgov_components.rules.reading import outline, read_aloud
from localgov_components.rules.references import policy_value
from localgov_components.rules.tables import (
    CellReport,
    DecisionTable,
    HitPolicy,
    Output,
    Row,
    RowReport,
    TableReport,
    TableRow,
    row,
)

__all__ = [
    "CellReport",
    "Condition",
    "DecisionTable",
    "Explanation",
    "Expression",
    "Fact",
    "FactDeclaration",
    "Facts",
    "HitPolicy",
    "Judgement",
    "Known",
    "Measure",
    "Members",
    "Output",
    "Per",
    "PeriodOfTime",
    "PolicyLookup",
    "Row",
    "RowReport",
    "TableReport",
    "TableRow",
    "Unknown",
    "UnknownReason",
    "age_on",
    "all_of",
    "any_of",
    "bands",
    "content_hash",
    "converted",
    "count_of",
    "days",
    "days_between",
    "decision_date",
    "define",
    "divided",
    "document_schema",
    "evaluate",
    "every",
    "exists",
    "explain",
    "fact",
    "facts_of",
    "facts_read",
    "from_document",
    "is_one_of",
    "larger_of",
    "max_of",
    "min_of",
    "months",
    "months_between",
    "not_",
    "outline",
    "policy_read",
    "policy_value",
    "read_aloud",
    "require_sound",
    "rounded",
    "row",
    "smaller_of",
    "sum_of",
    "taper",
    "to_document",
    "weeks",
    "weeks_between",
    "when",
    "years",
]

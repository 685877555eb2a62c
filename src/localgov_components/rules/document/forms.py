"""How each kind of node is written: one description, for writing, reading and the published schema.

A node is an object that is known by its first key, which is the name of the function that makes it where
there is one: `{"rounded": …, "places": 0, "rounding": "half-up"}`. Facts, policy values, definitions, written
values and what a table does not say have forms of their own.

>>> from localgov_components.money import Money
>>> from localgov_components.rules import policy_value
>>> FORMS["rounded"].needed
('rounded', 'rounding', 'places')
>>> form_of(policy_value("price", Money) > Money("10")).head
'compare'
"""

from collections.abc import Mapping
from enum import Enum
from operator import attrgetter
from typing import Any

from localgov_components.calendars import LeapDayBirthday
from localgov_components.money import Rounding
from localgov_components.rules.arithmetic import converted, divided, larger_of, rounded, smaller_of
from localgov_components.rules.building import added, compared, condition_of, multiplied
from localgov_components.rules.conditions import all_of, any_of, choice, is_one_of, not_
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
from localgov_components.rules.document.parts import (
    Branches,
    Field,
    Form,
    Many,
    Nothing,
    Number,
    OfMember,
    One,
    Part,
    Words,
)
from localgov_components.rules.expressions import Expression
from localgov_components.rules.measures import MOST_PLACES, Per
from localgov_components.rules.members import count_of, every, exists, max_of, min_of, sum_of
from localgov_components.rules.tree import (
    Aggregated,
    AllOf,
    AnyOf,
    Arithmetic,
    Choice,
    Comparison,
    Converted,
    DecisionDate,
    Divided,
    Elapsed,
    Extreme,
    Not,
    OneOf,
    Quantified,
    Rounded,
    Shifted,
)

__all__ = ["FORMS", "form_of", "member_name"]


def member_name(number: int) -> str:
    """What a member is called: `member`, and `member_2` for one of a list within it, or of another list beside it."""
    return "member" if number == 1 else f"member_{number}"


def form_of(node: Expression[Any]) -> Form | None:
    """The form of a node, or None where it has one of its own or none at all."""
    return _BY_NODE.get((type(node), getattr(node, "how", None)))


def _field(
    key: str, part: Part, attribute: str = "", *, name: str = "", optional: bool = False, usual: Any = None
) -> Field:
    """A field; the attribute of the node is called as the key, and the function's argument as the attribute."""
    attribute = attribute or key
    return Field(key, part, name or attribute, attrgetter(attribute), optional, usual)


def _members(key: str) -> Field:
    return _field(key, One(), "members")


def _words(kind: type[Enum]) -> Words:
    return Words(tuple(each.value for each in kind), kind)


def _calculated(operator: str, left: Any, right: Any) -> Expression[Any]:
    return multiplied(left, right) if operator == "*" else added(operator, left, right)


def _chosen(branches: list[tuple[Any, Any]], last: Expression[Any]) -> Expression[Any]:
    return choice(tuple((condition_of("when", condition), value) for condition, value in branches), last)


def _elapsed(unit: str, start: Any, end: Any, leap_day: LeapDayBirthday = LeapDayBirthday.MARCH_1) -> Expression[int]:
    if unit == "years":
        return age_on(start, end, leap_day=leap_day)
    return {"days": days_between, "weeks": weeks_between, "months": months_between}[unit](start, end)


def _shifted(subject: Expression[Any], unit: str, count: Any) -> Expression[Any]:
    return subject + {"days": days, "weeks": weeks, "months": months, "years": years}[unit](count)


_UNITS = Words(("days", "weeks", "months", "years"))
_ROUNDING = _field("rounding", _words(Rounding))
_PLACES = _field("places", Number(MOST_PLACES))
_VALUE, _WHERE = _field("value", OfMember()), _field("where", OfMember(), optional=True)
_QUOTIENT_PLACES = Field(
    "places",
    Number(MOST_PLACES),
    "places",
    lambda node: None if node.value_type is int else node.places,  # without places a quotient is a whole number
    is_optional=True,
)

_FORMS = (
    Form(
        Comparison,
        compared,
        (
            _field("compare", Words(("==", "!=", ">", ">=", "<", "<=")), "operator"),
            _field("left", One()),
            _field("right", One()),
        ),
    ),
    Form(
        Arithmetic,
        _calculated,
        (_field("calculate", Words(("+", "-", "*")), "operator"), _field("left", One()), _field("right", One())),
    ),
    Form(
        OneOf,
        lambda subject, options: is_one_of(subject, *options),
        (_field("is_one_of", Many(), "options"), _field("subject", One())),
    ),
    Form(AllOf, lambda parts: all_of(*parts), (_field("all_of", Many(), "parts"),)),
    Form(AnyOf, lambda parts: any_of(*parts), (_field("any_of", Many(), "parts"),)),
    Form(Not, not_, (_field("not", One(), "part", name="condition"),)),
    Form(
        Choice,
        _chosen,
        (_field("choose", Branches(), "branches"), _field("otherwise", One(), name="last")),
    ),
    Form(Extreme, lambda parts: larger_of(*parts), (_field("larger_of", Many(2), "parts"),), "larger"),
    Form(Extreme, lambda parts: smaller_of(*parts), (_field("smaller_of", Many(2), "parts"),), "smaller"),
    Form(Rounded, rounded, (_field("rounded", One(), "subject"), _ROUNDING, _PLACES)),
    Form(
        Divided,
        divided,
        (
            _field("divided", One(), "left"),
            _field("by", One(), "right"),
            _field("if_zero", One()),
            _ROUNDING,
            _QUOTIENT_PLACES,
        ),
    ),
    Form(
        Converted,
        converted,
        (_field("converted", One(), "subject"), _field("to", _words(Per)), _ROUNDING, _PLACES),
    ),
    Form(DecisionDate, lambda **_: decision_date(), (Field("decision_date", Nothing(), "_", lambda _: True),)),
    Form(
        Elapsed,
        _elapsed,
        (
            _field("elapsed", _UNITS, "unit"),
            _field("start", One()),
            _field("end", One()),
            _field("leap_day", _words(LeapDayBirthday), optional=True, usual=LeapDayBirthday.MARCH_1),
        ),
    ),
    Form(Shifted, _shifted, (_field("shifted", One(), "subject"), _field("unit", _UNITS), _field("count", One()))),
    Form(Quantified, exists, (_members("exists"), _field("condition", OfMember())), "exists"),
    Form(Quantified, every, (_members("every"), _field("condition", OfMember())), "every"),
    Form(
        Aggregated,
        lambda members, where=None: count_of(members, where),
        (_members("count_of"), _WHERE),
        "count",
    ),
    Form(Aggregated, sum_of, (_members("sum_of"), _VALUE, _WHERE), "sum"),
    Form(Aggregated, min_of, (_members("min_of"), _VALUE, _field("if_none", One()), _WHERE), "min"),
    Form(Aggregated, max_of, (_members("max_of"), _VALUE, _field("if_none", One()), _WHERE), "max"),
)

FORMS: Mapping[str, Form] = {form.head: form for form in _FORMS}
"""Every form by its head."""

_BY_NODE: Mapping[tuple[type, str | None], Form] = {(form.node, form.how): form for form in _FORMS}

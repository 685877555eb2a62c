"""A vocabulary with a fact of every type and unit, policy values, and what may be known of a case."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from hypothesis import strategies as st

from localgov_components.identifiers import Postcode
from localgov_components.money import Money
from localgov_components.rules import (
    Expression,
    Fact,
    Facts,
    Judgement,
    Known,
    Members,
    Per,
    Unknown,
    UnknownReason,
    fact,
    facts_read,
    policy_value,
)

__all__ = [
    "DAYS",
    "MEMBER_VALUES",
    "MONEY",
    "NUMBERS",
    "ON",
    "POLICY",
    "POLICY_VALUES",
    "RATES",
    "TEXTS",
    "VALUES",
    "FixedPolicy",
    "Household",
    "Income",
    "Member",
    "Tenure",
    "answered",
    "complete",
    "complete_for",
    "less_known",
    "looked_up",
    "only",
    "partial",
    "partial_for",
    "some_and_more",
]

ON = date(2026, 5, 1)
"""The day of every decision."""


class Tenure(StrEnum):
    """How a home is held."""

    OWNED = "owned"
    RENTED = "rented"


class Income(Facts, id="income"):
    """What a member has coming in."""

    earned: Fact[bool] = fact("it is earned", denied="it is not earned")
    amount: Fact[Money] = fact("amount of the income", per=Per.WEEK, at_most=1000)


class Member(Facts, id="member"):
    """Somebody in the household."""

    partner: Fact[bool] = fact("the member is the applicant's partner", denied="the member is not the partner")
    frail: Fact[bool] = fact("an officer finds the member frail", judgement=True, sensitivity="special")
    age: Fact[int] = fact("age of the member", at_most=150, protected="age")
    share: Fact[Decimal] = fact("the member's share", places=2, at_most=100)
    savings: Fact[Money] = fact("the member's savings", at_most=1000)
    earnings: Fact[Money] = fact("the member's earnings", per=Per.WEEK, at_most=1000)
    fees: Fact[Money] = fact("the member's fees", per=Per.MONTH, at_most=1000)
    born: Fact[date] = fact("the member's date of birth", protected="age")
    tenure: Fact[Tenure] = fact("how the member lives there")
    band: Fact[str] = fact("band of the member")
    incomes: Fact[list[Income]] = fact("incomes of the member")


class Household(Facts, id="household"):
    """The case."""

    credit: Fact[bool] = fact("somebody gets Universal Credit", denied="nobody gets Universal Credit")
    badge: Fact[bool] = fact("somebody has a Blue Badge", denied="nobody has a Blue Badge", sensitivity="special")
    alone: Fact[bool] = fact("the applicant lives alone")
    vulnerable: Fact[bool] = fact("an officer finds the applicant vulnerable", judgement=True, sensitivity="special")
    bins: Fact[int] = fact("number of bins", sensitivity="public")
    adults: Fact[int] = fact("number of adults")
    visits: Fact[int] = fact("visits a week", per=Per.WEEK)
    share: Fact[Decimal] = fact("the applicant's share", places=2, at_most=100)
    capital: Fact[Money] = fact("the household's capital", sensitivity="financial")
    income: Fact[Money] = fact("the household's income", per=Per.WEEK, at_most=10_000)
    rent: Fact[Money] = fact("rent", per=Per.MONTH, at_most=10_000)
    keep: Fact[Money] = fact("keep", per=Per.DAY, at_most=1000)
    pension: Fact[Money] = fact("pension", per=Per.YEAR, at_most=100_000)
    moved: Fact[date] = fact("day of moving in")
    born: Fact[date] = fact("the applicant's date of birth", protected="age")
    band: Fact[str] = fact("council tax band")
    tenure: Fact[Tenure] = fact("how the home is held")
    postcode: Fact[Postcode] = fact("postcode of the home")
    members: Fact[list[Member]] = fact("members of the household")


NUMBERS = st.integers(0, 3)
RATES = st.sampled_from([Decimal(text) for text in ("0", "0.5", "0.25", "1", "-0.05", "1.10", "2")])
MONEY = st.sampled_from([Money(text) for text in ("0.00", "1.00", "2.00", "3.00", "0.01", "1.99", "-1.50")])
DAYS = st.sampled_from(
    [
        date(2026, 4, 1), date(2026, 4, 2), date(2026, 4, 3), date(2026, 4, 4), ON, date(2008, 2, 29), date(2008, 5, 1),
        date(2008, 5, 2), date(2024, 2, 29), date(2026, 1, 31), date(2026, 2, 28),
        date(1960, 12, 31), date(2999, 12, 31),
    ]
)  # fmt: skip
TEXTS = st.sampled_from(["A", "B", "C"])
TENURES = st.sampled_from(list(Tenure))
POSTCODES = st.sampled_from([Postcode.parse("DT97 1AA"), Postcode.parse("DT97 1AB")])

POLICY: Mapping[str, Any] = {
    "most_bins": 2,
    "limit": Money("2.00"),
    "rate": Decimal("0.2"),
    "allowance": Money("1.50"),
    "rent_limit": Money("2.25"),
    "opening": date(2026, 4, 2),
    "is_open": True,
    "usual_band": "A",
}
POLICY_VALUES: tuple[Expression[Any], ...] = (
    policy_value("most_bins", int),
    policy_value("limit", Money),
    policy_value("rate", Decimal, places=4, at_most=10),
    policy_value("allowance", Money, per=Per.WEEK, at_most=1000),
    policy_value("rent_limit", Money, per=Per.MONTH, at_most=1000),
    policy_value("opening", date),
    policy_value("is_open", bool),
    policy_value("usual_band", str),
)


class FixedPolicy:
    """A lookup of `POLICY`."""

    def value(self, key: str) -> Any:  # noqa: ANN401 - as the protocol has it
        """The value under a key."""
        return POLICY[key]


def _judged(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Judgement]:
    until = st.sampled_from([None, ON, date(2999, 12, 31)])
    return st.builds(Judgement, values, role=st.just("officer"), reason=st.just("seen at a visit"), until=until)


def _members(values: Mapping[str, st.SearchStrategy[Any]], *, most: int) -> st.SearchStrategy[Members]:
    return st.lists(st.fixed_dictionaries(dict(values)).map(Known), max_size=most).map(Members)


_INCOME: dict[str, st.SearchStrategy[Any]] = {"income.earned": st.booleans(), "income.amount": MONEY}
_MEMBER: dict[str, st.SearchStrategy[Any]] = {
    "member.partner": st.booleans(),
    "member.frail": _judged(st.booleans()),
    "member.age": NUMBERS,
    "member.share": RATES,
    "member.savings": MONEY,
    "member.earnings": MONEY,
    "member.fees": MONEY,
    "member.born": DAYS,
    "member.tenure": TENURES,
    "member.band": TEXTS,
    "member.incomes": _members(_INCOME, most=2),
}
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "household.credit": st.booleans(),
    "household.badge": st.booleans(),
    "household.alone": st.booleans(),
    "household.vulnerable": _judged(st.booleans()),
    "household.bins": NUMBERS,
    "household.adults": NUMBERS,
    "household.visits": NUMBERS,
    "household.share": RATES,
    "household.capital": MONEY,
    "household.income": MONEY,
    "household.rent": MONEY,
    "household.keep": MONEY,
    "household.pension": MONEY,
    "household.moved": DAYS,
    "household.born": DAYS,
    "household.band": TEXTS,
    "household.tenure": TENURES,
    "household.postcode": POSTCODES,
    "household.members": _members(_MEMBER, most=3),
}
"""Values of each fact of the household."""

MEMBER_VALUES = {id_.partition(".")[2]: values for id_, values in (*_MEMBER.items(), *_INCOME.items())}
"""Values of each fact of a member and of an income, by its name."""

complete: st.SearchStrategy[Known] = st.fixed_dictionaries(VALUES).map(Known)
"""Every fact of the household and of every member has a value, and every list is complete."""


def complete_for(*rules: Expression[Any]) -> st.SearchStrategy[Known]:
    """The same, of the facts that some rules read: quicker to draw, and failures are shorter to read."""
    return _complete_of(frozenset(facts_read(*rules)))


@cache
def _complete_of(ids: frozenset[str]) -> st.SearchStrategy[Known]:
    members = _read(ids, _MEMBER) | _read(ids, {"member.incomes": _members(_read(ids, _INCOME), most=2)})
    case = _read(ids, VALUES) | _read(ids, {"household.members": _members(members, most=3)})
    return st.fixed_dictionaries(case).map(Known)


def _read(ids: frozenset[str], values: Mapping[str, st.SearchStrategy[Any]]) -> dict[str, st.SearchStrategy[Any]]:
    return {id_: each for id_, each in values.items() if id_ in ids}


_ABSENT, _KEPT, _EXPIRED = "absent", "kept", "expired"
_FATES = st.sampled_from([_ABSENT, _KEPT, _KEPT, _KEPT, _EXPIRED, *UnknownReason])


@st.composite
def less_known(draw: st.DrawFn, known: Known) -> Known:
    """Some of what is known: facts are absent, unknown for any reason or judged too long ago; lists lack members."""
    fates = {id_: draw(_FATES) for id_ in known}
    left = ((id_, _less(draw, known.stored[id_], fate)) for id_, fate in fates.items() if fate != _ABSENT)
    return Known(dict(left))


def _less(draw: st.DrawFn, value: Any, fate: Any) -> Any:  # noqa: ANN401 - a fact has any type
    if isinstance(fate, UnknownReason):
        return draw(st.sampled_from([fate, Unknown(fate)]))
    if isinstance(value, Judgement) and fate == _EXPIRED:
        return Judgement(value.value, value.role, value.reason, date(2026, 4, 30))
    if isinstance(value, Members):
        kept = [each for each in value.items if draw(st.booleans()) or draw(st.booleans())]
        items = [draw(less_known(each)) for each in kept]
        return Members(items, complete=value.complete and len(items) == len(value.items))
    return value


partial: st.SearchStrategy[Known] = complete.flatmap(less_known)
"""Some facts have a value, some are unknown for a reason, some are absent; some lists are incomplete."""


def partial_for(*rules: Expression[Any]) -> st.SearchStrategy[Known]:
    """The same, of the facts that some rules read."""
    return complete_for(*rules).flatmap(less_known)


@st.composite
def some_and_more(draw: st.DrawFn, *rules: Expression[Any]) -> tuple[Known, Known, Known]:
    """What is known at first, and later, and all there is to know of the facts that some rules read."""
    everything = draw(complete_for(*rules))
    more = draw(less_known(everything))
    return draw(less_known(more)), more, everything


def looked_up(known: Known, path: str) -> Any:  # noqa: ANN401 - a fact has any type
    """What is stored under the path of a fact, such as `household.members[2].age`."""
    *way, (last, _) = _steps(path)
    for id_, number in way:
        known = known.stored[id_].items[(number or 1) - 1]
    return known.stored.get(last)


def answered(known: Known, path: str, value: Any) -> Known:  # noqa: ANN401
    """The same, with the fact of a path known."""
    return _answered(known, _steps(path), value)


def _answered(known: Known, steps: list[tuple[str, int | None]], value: Any) -> Known:  # noqa: ANN401
    id_, number = steps[0]
    if number is None:
        return Known({**known.stored, id_: value})
    members = known.stored[id_]
    items = list(members.items)
    items[number - 1] = _answered(items[number - 1], steps[1:], value)
    return Known({**known.stored, id_: Members(items, complete=members.complete)})


def only(known: Known, paths: Collection[str]) -> Known:
    """What is known, without any fact whose path is not among some."""
    return Known({id_: _only(value, id_, paths) for id_, value in known.stored.items()})


def _only(value: Any, path: str, paths: Collection[str]) -> Any:  # noqa: ANN401
    if not isinstance(value, Members):
        return value if path in paths else None
    items = [
        Known({id_: _only(each, f"{path}[{number}].{_name(id_)}", paths) for id_, each in member.stored.items()})
        for number, member in enumerate(value.items, start=1)
    ]
    return Members(items, complete=value.complete and path in paths)


def _name(id_: str) -> str:
    return id_.partition(".")[2]


def _steps(path: str) -> list[tuple[str, int | None]]:
    """The ids on the way of a path, each with the number of a member."""
    first, *rest = path.split("].")
    steps, owner = [], ""
    for step in (first, *rest):
        name, _, number = step.partition("[")
        id_ = f"{owner}{name}"
        steps.append((id_, int(number) if number else None))
        owner = {"household.members": "member.", "member.incomes": "income."}.get(id_, "")
    return steps

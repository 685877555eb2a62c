r"""A made-up household in words: one line for each fact, in the order in which facts are declared.

>>> from localgov_components.money import Money
>>> from localgov_components.rules import Fact, Facts, Per, fact
>>> class Member(Facts, id="member"):
...     is_partner: Fact[bool] = fact("is a partner")
>>> class Household(Facts, id="household"):
...     income: Fact[Money] = fact("net income", per=Per.WEEK)
...     retired: Fact[bool] = fact("somebody is retired", denied="nobody is retired")
...     members: Fact[list[Member]] = fact("others in the household")
>>> known = Known({"household.income": Money("120.00"), "household.retired": False,
...                "household.members": Members([Known({"member.is_partner": False})])})
>>> print(*household_lines(known, [Household]), sep="\n")
net income: £120.00 a week
nobody is retired
others in the household: 1
  1. is a partner: no
"""

from collections.abc import Iterable, Iterator

from localgov_components.rules import FactDeclaration, Facts, Known, Members
from localgov_components.rules.fact_data import declarations_of
from localgov_components.rules.labels import in_sentence
from localgov_components.rules.reading import read_value

__all__ = ["household_lines"]


def household_lines(known: Known, facts: Iterable[type[Facts] | FactDeclaration]) -> Iterator[str]:
    """Everything that is known, one fact in a line, members below their list."""
    for fact in declarations_of(facts).values():
        if fact.id not in known.stored:
            continue
        value = known[fact.id]
        if not isinstance(value, Members):
            yield _said(fact, value)
            continue
        yield f"{in_sentence(fact.label)}: {len(value) or 'none'}"
        for number, member in enumerate(value.items, start=1):
            lines = [*household_lines(member, fact.nested)]
            inline = [line for line in lines if not line.startswith(" ")]
            yield f"  {number}. {'; '.join(inline) or 'nothing is asked of them'}"
            yield from (f"    {line}" for line in lines if line.startswith(" "))


def _said(fact: FactDeclaration, value: object) -> str:
    if isinstance(value, bool) and fact.denied:
        return in_sentence(fact.label if value else fact.denied)
    per = fact.measure.per if fact.measure else None
    return f"{in_sentence(fact.label)}: {read_value(value)}{f' a {per}' if per else ''}"

"""Rules as an indented outline, for people who check a scheme: one line for each condition.

>>> from localgov_components.money import Money
>>> from localgov_components.rules import Fact, Facts, all_of, any_of, define, fact, policy_value
>>> class Household(Facts, id="household"):
...     credit: Fact[bool] = fact("somebody gets Universal Credit")
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
...     capital: Fact[Money] = fact("Savings and investments")
>>> little = Household.capital <= policy_value("limit", Money)
>>> modest = define("modest", little, label="savings are modest", cites="Order 7")
>>> print(outline(all_of(any_of(Household.credit, Household.badge), modest)))
all of these:
1. any of these:
   1.1. somebody gets Universal Credit
   1.2. somebody has a Blue Badge
2. savings are modest
<BLANKLINE>
savings are modest (Order 7):
savings and investments are at most the limit
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from localgov_components.rules.building import require_sound
from localgov_components.rules.evaluation import PolicyLookup
from localgov_components.rules.expressions import Expression
from localgov_components.rules.reading.passages import Line, Passage, passages_of
from localgov_components.rules.reading.sentence import reader_for

__all__ = ["outline", "written_out"]

_STEP = "   "


def outline(
    rules: Expression[Any] | Mapping[str, Expression[Any]],
    *,
    language: str = "en",
    policy: PolicyLookup | None = None,
) -> str:
    """Rules as numbered lines, and after them each definition that they use.

    Give one rule, or several by name. With a policy, its values are read in brackets. A part too long for its line has
    a number and is told by itself.

    Raises `DefinitionError` with every mistake in the rules, and `NotFoundError` for a policy value that is missing.
    """
    named = rules if isinstance(rules, Mapping) else {"": rules}
    require_sound(*named.values())
    return written_out(passages_of(named, reader_for(language, policy=policy, numbering=True)))


def written_out(passages: Iterable[Passage], said: Callable[[Line], str] = lambda _: "") -> str:
    """Passages as text; `said` is what is to be said of each line, in square brackets."""
    return "\n\n".join("\n".join(_passage(each, said)) for each in passages)


def _passage(passage: Passage, said: Callable[[Line], str]) -> Iterator[str]:
    if passage.title:
        cites = f" ({passage.cites})" if passage.cites else ""
        yield f"{passage.title}{cites}:"
    yield _ended(passage.line, said)
    yield from _below(passage.line, "", "", said)


def _below(line: Line, number: str, indent: str, said: Callable[[Line], str]) -> Iterator[str]:
    for count, each in enumerate(line.lines, start=1):
        here = f"{number}{count}."
        yield f"{indent}{here} {_ended(each, said)}"
        yield from _below(each, here, f"{indent}{_STEP}", said)


def _ended(line: Line, said: Callable[[Line], str]) -> str:
    note = said(line)
    return f"{line.text}{f' [{note}]' if note else ''}{':' if line.lines else ''}"

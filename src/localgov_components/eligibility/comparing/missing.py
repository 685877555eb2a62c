"""What is missing of those who might qualify, told so that nobody is counted twice.

Each of them lacks a set of facts, and is told under the fact of it that is missing most often: by the whole set where
there are enough with the same, and else with all the others under that fact. How often a fact is missing at all is
added up from what is told, so that it gives nothing away.

>>> numbers = {("income",): 40, ("capital", "income"): 31, ("income", "rent"): 5, ("rent",): 12}
>>> rows = list(missing_together(numbers, 10))
>>> [(each.facts, each.with_others, each.number) for each in rows]
[(('income',), False, 40), (('income',), True, 36), (('rent',), False, 12)]
>>> [(each.fact, each.at_least) for each in missing_facts(rows, {})]
[('income', 76), ('rent', 12)]
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from localgov_components.eligibility.comparing.hidden_numbers import hidden_in_line
from localgov_components.eligibility.comparing.published import MissingFact, MissingTogether

__all__ = ["missing_facts", "missing_together"]

_Sets: TypeAlias = Mapping[tuple[str, ...], int]


def missing_together(numbers: _Sets, threshold: int) -> Iterator[MissingTogether]:
    """The sets of facts that are told, the largest number first."""
    often = _often(numbers)
    parts: dict[tuple[str, ...], dict[tuple[str, ...], int]] = {}
    for facts, number in numbers.items():
        first = max(facts, key=lambda fact: (often[fact], fact), default=None)
        parts.setdefault(() if first is None else (first,), {})[facts] = number
    hidden = hidden_in_line({first: sum(part.values()) for first, part in parts.items()}, threshold)
    shown = [] if hidden is None else [first for first in parts if first not in hidden]
    told = [each for first in shown for each in _told(first, parts[first], threshold)]
    yield from sorted(told, key=lambda each: (-each.number, each.facts, each.with_others))


def missing_facts(together: Sequence[MissingTogether], labels: Mapping[str, str]) -> Iterator[MissingFact]:
    """How often each fact is missing, as far as that is told; `labels` are what facts are called."""
    often = dict.fromkeys((fact for each in together for fact in each.facts), 0)
    for each in together:
        for fact in each.facts:
            often[fact] += each.number
    for fact, number in sorted(often.items(), key=lambda item: (-item[1], item[0])):
        yield MissingFact(fact=fact, label=labels.get(fact, fact), at_least=number)


def _told(first: tuple[str, ...], part: _Sets, threshold: int) -> Iterator[MissingTogether]:
    """Those who are told under a fact: by sets that can be shown, and the others together."""
    hidden = hidden_in_line(part, threshold)
    others = sum(number for facts, number in part.items() if hidden is None or facts in hidden)
    if others:
        yield MissingTogether(facts=first, with_others=True, number=others)
    for facts, number in part.items():
        if hidden is not None and facts not in hidden:
            yield MissingTogether(facts=facts, with_others=False, number=number)


def _often(numbers: _Sets) -> dict[str, int]:
    """How often each fact is missing."""
    often: dict[str, int] = {}
    for facts, number in numbers.items():
        for fact in facts:
            often[fact] = often.get(fact, 0) + number
    return often

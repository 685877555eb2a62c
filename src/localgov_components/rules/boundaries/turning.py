"""The values of one fact at which a case passes a threshold, everything else of the case kept as it is.

Of an ordered fact, those next to each other on either side: the last that lies below, the first and last that
meet it, the first above. Where months or years are reckoned, also a day to either side of these, and the
29 February before. Of a fact without order, the value that it is compared with. Of a list, lists of such lengths.

>>> from datetime import date
>>> from localgov_components.rules import Fact, Facts, Known, age_on, fact
>>> from localgov_components.rules.boundaries.threshold import Watch, thresholds_of
>>> class Person(Facts, id="person"):
...     born: Fact[date] = fact("date of birth", protected="age")
>>> (adult,) = thresholds_of(age_on(Person.born) == 18)
>>> watch = Watch(adult, on=date(2026, 5, 1))
>>> case = Known({"person.born": date(2000, 1, 1)})
>>> [value.isoformat() for value in turning_values(watch, case, ("person.born",), adult.refs[0].fact)][-5:]
['2008-02-29', '2008-04-30', '2008-05-01', '2008-05-02', '2008-05-03']
"""

from calendar import isleap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from localgov_components.rules.boundaries.crossing import crossings
from localgov_components.rules.boundaries.place import Place, held, judged, with_value
from localgov_components.rules.boundaries.scale import Scale
from localgov_components.rules.boundaries.threshold import Threshold, Watch
from localgov_components.rules.building import nodes_of
from localgov_components.rules.expressions import Expression
from localgov_components.rules.facts import FactDeclaration
from localgov_components.rules.known import Known, Members
from localgov_components.rules.tree import Definition, Elapsed, FactRef, Shifted

__all__ = ["is_direct", "turning_values"]

_LENGTHS_TRIED = (0, 1, 2, 16, 64)


def turning_values(
    watch: Watch, case: Known, place: Place, fact: FactDeclaration, *, tried: Iterable[Any] = ()
) -> tuple[Any, ...]:
    """The values for a place, in order; none where no value passes the threshold.

    `tried` are values between which to look too: several thresholds of one fact are then told apart.
    """
    if fact.nested:
        return tuple(_lists(watch, case, place))
    scale = Scale.of(fact)
    if scale is None:
        return tuple(_compared(watch, case, place, fact))

    def side(number: int) -> object:
        return watch.side_at(with_value(case, place, judged(fact, scale.value(number))), place)

    numbers = {scale.lowest, scale.highest, *map(scale.number, tried)}
    found = set(crossings(side, numbers))
    if scale.kind is date and _reckons_in_calendar(watch.threshold):
        found |= {near for number in found for near in (number - 1, number + 1, _leap_day_before(number))}
    return tuple(scale.value(number) for number in sorted(found) if scale.lowest <= number <= scale.highest)


def is_direct(expression: Expression[Any], ref: FactRef[Any]) -> bool:
    """Whether an expression is a fact itself, under whatever name."""
    while isinstance(expression, Definition):
        expression = expression.expression
    return isinstance(expression, FactRef) and (expression.id, expression.of) == (ref.id, ref.of)


def _compared(watch: Watch, case: Known, place: Place, fact: FactDeclaration) -> Iterator[Any]:
    sides = (watch.threshold.left, watch.threshold.right)
    for ref in watch.threshold.refs:
        if ref.fact is not fact:
            continue
        for side, other in (sides, sides[::-1]):
            value = watch.value_at(case, place, other)
            if is_direct(side, ref) and value is not None:
                yield value


def _lists(watch: Watch, case: Known, place: Place) -> Iterator[Members]:
    members = held(case, place)
    if not isinstance(members, Members) or not members.items:
        return

    def of_length(length: int) -> Members:
        return Members(_repeated(members.items, length))

    lengths = crossings(lambda length: watch.side_at(with_value(case, place, of_length(length)), place), _LENGTHS_TRIED)
    yield from (of_length(length) for length in sorted(set(lengths)))


def _repeated(members: Sequence[Known], length: int) -> Iterator[Known]:
    return (members[number % len(members)] for number in range(length))


def _reckons_in_calendar(threshold: Threshold) -> bool:
    nodes = nodes_of(threshold.left, threshold.right)
    return any(isinstance(node, Elapsed | Shifted) and node.unit in ("months", "years") for node in nodes)


def _leap_day_before(number: int) -> int:
    """The last 29 February up to a day; 0 in the first years there are."""
    day = date.fromordinal(number)
    years = range(day.year, max(day.year - 9, 0), -1)
    leap_days = (date(year, 2, 29).toordinal() for year in years if isleap(year))
    return next((leap_day for leap_day in leap_days if leap_day <= number), 0)

"""What of a comparison is shown, by the rules of `hidden_numbers` and `hidden_amounts`.

Averages are made of what is shown.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from localgov_components.core.errors import InvalidValueError
from localgov_components.eligibility.comparing.amounts import AMOUNTS, Amounts
from localgov_components.eligibility.comparing.comparison import Comparison
from localgov_components.eligibility.comparing.hidden_amounts import hidden_amounts, hidden_amounts_of_groups
from localgov_components.eligibility.comparing.hidden_numbers import (
    MOVING,
    Column,
    Numbers,
    Table,
    hidden_in_line,
    hidden_in_table,
)
from localgov_components.eligibility.comparing.linking import are_linked
from localgov_components.eligibility.comparing.missing import missing_facts, missing_together
from localgov_components.eligibility.comparing.outcome_change import DECIDED, GAINING, LOSING, OutcomeChange
from localgov_components.eligibility.comparing.published import (
    HIDDEN,
    Breakdown,
    BreakdownRow,
    ChangeRow,
    ComparedSide,
    Cost,
    MightQualify,
    MoveRow,
    NotBrokenDown,
    PolicyDifference,
    PublishedComparison,
    ShownAmount,
    ShownNumber,
    ValueInForce,
    among,
)
from localgov_components.eligibility.comparing.tally import added
from localgov_components.eligibility.scheme_on import SchemeOn
from localgov_components.money import Money
from localgov_components.policy import PolicyValue
from localgov_components.rules.fact_data import declarations_of
from localgov_components.rules.measures import IN_A_YEAR
from localgov_components.rules.reading import read_value

if TYPE_CHECKING:
    from localgov_components.eligibility.comparing.counting import Alike

__all__ = ["publish"]

_LEAST_THRESHOLD = 3
_POUND = 100
_NOTHING = Money("0.00")


def publish(comparison: Comparison, *, title: str, counted: str, threshold: int, rejected: int) -> PublishedComparison:
    """The document of a comparison."""
    if threshold < 0 or 0 < threshold < _LEAST_THRESHOLD:
        raise InvalidValueError(
            "a threshold that keeps nothing. Give 3 or more, or 0 to hide nothing.", code="comparison.threshold"
        )
    publication = _Publication(comparison, threshold)
    per = comparison.per if comparison.has_money else None
    found = [publication.breakdown(place) for place in range(len(comparison.by))]
    missing = publication.might_qualify()
    return PublishedComparison(
        title=title or "What would change",
        counted=counted,
        threshold=threshold,
        rejected=HIDDEN if 0 < rejected < threshold else rejected,
        rows=comparison.rows,
        decided=publication.together(DECIDED),
        undecided=publication.together(each for each in OutcomeChange if each not in DECIDED),
        per=per,
        in_a_year=None if per is None else IN_A_YEAR[per],
        before=_side(comparison.before),
        after=_side(comparison.after),
        policy=tuple(_policy(comparison.before, comparison.after)),
        changes=tuple(map(publication.change, OutcomeChange)),
        cost=publication.cost(),
        moves=tuple(publication.moves()),
        breakdowns=tuple(each for each in found if isinstance(each, Breakdown)),
        not_broken_down=tuple(each for each in (*found, missing) if isinstance(each, NotBrokenDown)),
        might_qualify=missing if isinstance(missing, MightQualify) else None,
    )


class _Publication:
    """What is shown of one comparison; what is hidden of the whole is found first, and is hidden everywhere."""

    def __init__(self, comparison: Comparison, threshold: int) -> None:
        self._comparison = comparison
        self._threshold = threshold
        numbers = {change: comparison.number(change) for change in OutcomeChange}
        hidden = hidden_in_line(numbers, threshold, dear=MOVING)
        if 0 < comparison.rows < threshold or hidden is None:
            raise InvalidValueError(
                "too few cases to show any number of them. Compare more, or give threshold=0 to keep it to yourself.",
                code="comparison.too-few",
            )
        self._told: list[int] = []
        self._hidden = hidden
        self._hidden_amounts = hidden_amounts(comparison.changes, hidden, threshold)

    def together(self, changes: Iterable[OutcomeChange]) -> ShownNumber:
        """The number of some kinds of change, unless it would part those that are hidden."""
        wanted = frozenset(changes)
        if self._hidden & wanted and self._hidden - wanted:
            return HIDDEN
        return self._comparison.number(*wanted)

    def change(self, change: OutcomeChange) -> ChangeRow:
        """A row of the first table."""
        tally = self._comparison.changes[change]
        if change in self._hidden:
            money = HIDDEN if self._has_money(change) else None
            return ChangeRow(change=change, number=HIDDEN, amount=money, average=money)
        if not self._has_money(change):
            return ChangeRow(change=change, number=tally.number, amount=None, average=None)
        if change.value in self._hidden_amounts:
            return ChangeRow(change=change, number=tally.number, amount=HIDDEN, average=HIDDEN)
        average = _average(tally.change, tally.number)
        return ChangeRow(change=change, number=tally.number, amount=Money.from_pence(tally.change), average=average)

    def cost(self) -> Cost | None:
        """What it costs, to the penny."""
        if not self._comparison.has_money:
            return None
        return _cost(Amounts.of(self._comparison.changes).pence(), self._hidden_amounts)

    def moves(self) -> Iterator[MoveRow]:
        """How far awards move, from the largest loss to the largest gain."""
        if not self._comparison.has_money:
            return
        starts = (_NOTHING, *self._comparison.steps)
        ends = (*self._comparison.steps, None)
        for gains, kinds in ((False, LOSING), (True, GAINING)):
            numbers = {step: self._comparison.moves[gains, step] for step in range(len(starts))}
            is_open = self._hidden.isdisjoint(kinds) and not self._is_linked(kinds, lambda each: str(each.step))
            hidden = hidden_in_line(numbers, self._threshold) if is_open else None
            rows = [
                MoveRow(
                    direction="more" if gains else "less",
                    least=starts[step],
                    below=ends[step],
                    number=HIDDEN if hidden is None or step in hidden else number,
                )
                for step, number in numbers.items()
            ]
            yield from rows if gains else reversed(rows)
            if not gains:
                stay = self.together((OutcomeChange.STAYS, OutcomeChange.SOMETHING_ELSE))
                yield MoveRow(direction="same", least=_NOTHING, below=_NOTHING, number=stay)

    def breakdown(self, place: int) -> Breakdown | NotBrokenDown:
        """The same by the groups of a column, unless that would give too much away."""
        column = self._comparison.columns[place]
        if self._is_linked(OutcomeChange, lambda each: each.groups[place]):
            return NotBrokenDown(column=column, because="linked")
        groups = self._comparison.groups(column)
        table = hidden_in_table(groups, self._columns(), self._threshold)
        if table is None:
            return NotBrokenDown(column=column, because="small")
        self._told.append(place)
        money = None
        if self._comparison.has_money:
            money = hidden_amounts_of_groups(
                groups, self._comparison.changes, self._hidden_amounts, table.groups, self._threshold
            )
        rows = tuple(self._group(name, numbers, table, money) for name, numbers in groups.items())
        declared = declarations_of(self._comparison.after.scheme.vocabularies).get(column)
        label = column if declared is None else declared.label
        return Breakdown(column=column, label=label, columns=table.columns, rows=rows)

    def might_qualify(self) -> MightQualify | NotBrokenDown | None:
        """By what is missing; None where their number is hidden, or there are none."""
        number = self._comparison.number(OutcomeChange.MIGHT_QUALIFY)
        if not number or OutcomeChange.MIGHT_QUALIFY in self._hidden:
            return None
        if self._is_linked((OutcomeChange.MIGHT_QUALIFY,), lambda each: each.missing):
            return NotBrokenDown(column=None, because="linked")
        together = tuple(missing_together(self._comparison.missing, self._threshold))
        others = number - sum(each.number for each in together)
        labels = declarations_of(self._comparison.after.scheme.vocabularies)
        facts = missing_facts(together, {id_: each.label for id_, each in labels.items()})
        return MightQualify(number=number, together=together, others=others, facts=tuple(facts))

    def _is_linked(self, kinds: Iterable[OutcomeChange], name: "Callable[[Alike], str]") -> bool:
        """Whether what some cases are called tells of the groups of columns by which they are told already."""
        wanted = frozenset(kinds)
        return self._threshold > 0 and are_linked(
            {
                (*(each.groups[place] for place in self._told), name(each))
                for each in self._comparison.counted.alike
                if each.change in wanted
            }
        )

    def _has_money(self, change: OutcomeChange) -> bool:
        return self._comparison.has_money and change in (*GAINING, *LOSING)

    def _columns(self) -> list[Column]:
        """The kinds of change that any case has; those that are hidden of the whole are one column."""
        found: list[Column] = [
            (each,) for each in OutcomeChange if self._comparison.number(each) and each not in self._hidden
        ]
        together = tuple(each for each in OutcomeChange if each in self._hidden)
        return [*found, together] if together else found

    def _group(
        self, name: str, numbers: Numbers, table: Table, money: frozenset[tuple[str, str]] | None
    ) -> BreakdownRow:
        number = added(numbers.values()).number
        is_small = name in table.groups and number < self._threshold
        shown = [
            HIDDEN if is_small or (name, column) in table.cells else sum(numbers[each].number for each in column)
            for column in table.columns
        ]
        cost = self._cost_of_group(name, numbers, money, is_small=is_small)
        return BreakdownRow(
            name=name,
            number=HIDDEN if name in table.groups else number,
            numbers=tuple(shown),
            cost=cost,
            average_gain=None if cost is None else _average_of(cost.gain, among(GAINING, table.columns, shown)),
            average_loss=None if cost is None else _average_of(cost.loss, among(LOSING, table.columns, shown)),
        )

    def _cost_of_group(
        self, name: str, numbers: Numbers, money: frozenset[tuple[str, str]] | None, *, is_small: bool
    ) -> Cost | None:
        if not self._comparison.has_money:
            return None
        hidden = AMOUNTS if money is None or is_small else [each for each in AMOUNTS if (name, each) in money]
        pence = Amounts.of(numbers).pence()
        return _cost({each: _in_pounds(pence[each]) for each in AMOUNTS} if self._threshold else pence, hidden)


def _side(side: SchemeOn) -> ComparedSide:
    layers = {f"{each.layer.value}: {each.owner}": None for each in side.policy_values.values()}
    return ComparedSide(
        scheme=side.scheme.id,
        rules_hash=side.scheme.rules_hash,
        on=side.on,
        known_at=side.known_at,
        policy_edition=side.policy.edition,
        layers=tuple(layers),
    )


def _policy(before: SchemeOn, after: SchemeOn) -> Iterator[PolicyDifference]:
    """Policy values in force that the sides do not share."""
    declared = {**before.policy.declarations, **after.policy.declarations}
    for key in dict.fromkeys([*after.policy_values, *before.policy_values]):
        old, new = before.policy_values.get(key), after.policy_values.get(key)
        if old is None or new is None or old.value != new.value:
            yield PolicyDifference(key=key, label=declared[key].label, before=_in_force(old), after=_in_force(new))


def _in_force(value: PolicyValue | None) -> ValueInForce | None:
    if value is None:
        return None
    return ValueInForce(
        value=read_value(value.value),
        layer=value.layer,
        owner=value.owner,
        effective_from=value.effective_from,
        decision=value.signature.decision,
    )


def _cost(pence: Mapping[str, int], hidden: Container[str]) -> Cost:
    """The amounts, but for those that are hidden."""
    return Cost(**{name: HIDDEN if name in hidden else Money.from_pence(amount) for name, amount in pence.items()})


def _average_of(amount: ShownAmount, number: ShownNumber) -> ShownAmount | None:
    """An amount over a number, where both are shown."""
    if isinstance(amount, str) or isinstance(number, str):
        return HIDDEN
    return _average(amount.pence, number)


def _average(pence: int, number: int) -> Money | None:
    """To the nearest penny, a half away from nothing."""
    if not number:
        return None
    size = (2 * abs(pence) + number) // (2 * number)
    return Money.from_pence(size if pence >= 0 else -size)


def _in_pounds(pence: int) -> int:
    size = _nearest(abs(pence), _POUND)
    return size if pence >= 0 else -size


def _nearest(number: int, unit: int) -> int:
    """The nearest multiple of a unit, a half upwards."""
    return (2 * number + unit) // (2 * unit) * unit

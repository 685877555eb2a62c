"""Which amounts are hidden.

An amount is a secret when it goes to fewer people than the threshold, or more than half of it to one. The least and the
largest that it could be must lie as far apart as it is large. It may be anything from nothing on; a difference may be
below nothing too.

>>> numbers = dict.fromkeys(OutcomeChange, Tally()) | {
...     OutcomeChange.BECOMES_ELIGIBLE: Tally(3, 0, 900, 0, 400, 400),
...     OutcomeChange.STAYS: Tally(200, 500_000, 500_000, 3000, 3000, 0),
...     OutcomeChange.STOPS_BEING_ELIGIBLE: Tally(50, 90_000, 0, 3000, 0, 3000),
... }
>>> sorted(hidden_amounts(numbers, (), 10))
['becomes-eligible', 'gain', 'loss', 'stops-being-eligible']
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace

from localgov_components.eligibility.comparing.amounts import AMOUNTS, Amount, Amounts
from localgov_components.eligibility.comparing.hidden_numbers import WORTH, Numbers
from localgov_components.eligibility.comparing.hiding import OUTSIDE, Figure, hide
from localgov_components.eligibility.comparing.outcome_change import GAINING, LOSING, OutcomeChange
from localgov_components.eligibility.comparing.tally import Tally

__all__ = ["hidden_amounts", "hidden_amounts_of_groups"]

_PAID, _MOVED = "paid", "moved"
"""Two sums: what is awarded before and after, and what is gained and lost; the difference belongs to both."""


def hidden_amounts(changes: Numbers, hidden: Iterable[OutcomeChange], threshold: int) -> frozenset[str]:
    """Which amounts of the whole are hidden, those in `AMOUNTS` and that of each kind of change, by name.

    `hidden` are kinds of change whose number is hidden.
    """
    amounts = Amounts.of(changes)
    figures = {
        "before": _figure(OUTSIDE, _PAID, amounts.before, threshold),
        "after": _figure(_PAID, OUTSIDE, amounts.after, threshold),
        "difference": _difference(_MOVED, _PAID, amounts.difference, threshold),
    }
    for name, kinds, whole in (("gain", GAINING, amounts.gain), ("loss", LOSING, amounts.loss)):
        figures[name] = _between(name, _MOVED, whole, threshold, goes_in=name == "gain")
        for each in kinds:
            figures[each.value] = _between(OUTSIDE, name, _moved(changes[each]), threshold, goes_in=name == "gain")
    already = [each.value for each in hidden if each.value in figures]
    found = hide(figures, threshold=threshold, hidden=already, balances=(_PAID, _MOVED))
    if found.not_kept:
        return frozenset(figures)
    # Where a sum of kinds of change is hidden, one of them that were shown would be a bound for it in every table.
    with_parts = [(name, kinds) for name, kinds in (("gain", GAINING), ("loss", LOSING)) if name in found.hidden]
    parts = [each.value for _, kinds in with_parts for each in kinds if changes[each].number]
    return found.hidden | frozenset(parts)


def hidden_amounts_of_groups(
    groups: Mapping[str, Numbers], whole: Numbers, hidden: frozenset[str], hidden_groups: frozenset[str], threshold: int
) -> frozenset[tuple[str, str]] | None:
    """Which amounts of groups are hidden, whose sums are known but for those `hidden`; None where none can be shown."""
    figures: dict[tuple[str | None, str], Figure] = {}  # those of all groups together stand under None
    for group, numbers in (*groups.items(), (None, whole)):
        figures |= {(group, name): figure for name, figure in _of_group(group, Amounts.of(numbers), threshold).items()}
    # Where a sum is hidden, parts of it that were shown in several tables would together be bounds for it.
    already = [
        key for key, figure in figures.items() if figure.people and (key[1] in hidden or key[0] in hidden_groups)
    ]
    balances = [(each, group) for each in (_PAID, _MOVED) for group in (*groups, None)]
    fixed = [(None, name) for name in AMOUNTS]
    found = hide(figures, threshold=threshold, hidden=already, fixed=fixed, balances=balances)
    if found.not_kept:
        return None
    return frozenset((group, name) for group, name in found.hidden if group is not None)


def _of_group(group: str | None, amounts: Amounts, threshold: int) -> dict[str, Figure]:
    """Amounts of a group, each between the sum of its kind and those of the group; or of all groups together."""
    paid, moved, is_one = (_PAID, group), (_MOVED, group), group is not None
    return {
        "before": _between(("kind", "before"), paid, amounts.before, threshold, goes_in=is_one),
        "gain": _dear(_between(("kind", "gain"), moved, amounts.gain, threshold, goes_in=is_one)),
        "loss": _dear(_between(("kind", "loss"), moved, amounts.loss, threshold, goes_in=not is_one)),
        "after": _between(("kind", "after"), paid, amounts.after, threshold, goes_in=not is_one),
        "difference": _dear(_difference(*((moved, paid) if is_one else (paid, moved)), amounts.difference, threshold)),
    }


def _between(outer: Hashable, inner: Hashable, amount: Amount, threshold: int, *, goes_in: bool) -> Figure:
    tail, head = (outer, inner) if goes_in else (inner, outer)
    return _figure(tail, head, amount, threshold)


def _figure(tail: Hashable, head: Hashable, amount: Amount, threshold: int) -> Figure:
    is_secret = 0 < amount.people < threshold or (threshold and 2 * amount.most > amount.pence)
    doubt = max(amount.pence, 1) if is_secret else 0
    return Figure(tail, head, amount.pence, amount.people, doubt=doubt, least=min(0, amount.pence))


def _difference(tail: Hashable, head: Hashable, amount: Amount, threshold: int) -> Figure:
    doubt = max(abs(amount.pence), 1) if 0 < amount.people < threshold else 0
    return Figure(tail, head, amount.pence, amount.people, doubt=doubt, least=None)


def _dear(figure: Figure) -> Figure:
    """A figure that readers ask after first."""
    return replace(figure, worth=WORTH)


def _moved(tally: Tally) -> Amount:
    return Amount(abs(tally.change), tally.number, tally.most_change)

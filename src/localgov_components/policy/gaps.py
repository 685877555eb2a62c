"""Days on which a key has no value: a decision on such a day would stop there.

Looked for before anybody is kept waiting: a price that ends in March and has no successor shows in
January. A gap is a stretch of days, not a fault by itself: a key may begin with the rule that reads it.

>>> from datetime import UTC, datetime
>>> from localgov_components.money import Money
>>> from localgov_components.policy import Layer, PolicyDeclaration, PolicySet, PolicyValue
>>> price = PolicyDeclaration("price", Money, "Yearly price of a bin")
>>> this_year = PolicyValue("price", Money("48"), Layer.GROUP, "Shared service", date(2026, 4, 1),
...                         datetime(2026, 1, 15, tzinfo=UTC), effective_until=date(2027, 4, 1))
>>> policy = PolicySet([price], [this_year])
>>> policy_gaps(policy, ["price"])
(Gap(key='price', begin=datetime.date(2027, 4, 1), until=None),)
>>> policy_gaps(policy, ["price"], until=date(2027, 4, 1))
()
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from localgov_components.policy.policy_set import PolicySet

__all__ = ["Gap", "policy_gaps"]


@dataclass(frozen=True, slots=True)
class Gap:
    """Days on which a key has no value in any layer.

    From `begin`, until `until`, the first day that has one or was not asked about; None where there
    is no such day: the gap has always been, or goes on for ever.
    """

    key: str
    begin: date | None
    until: date | None


def policy_gaps(
    policy: PolicySet,
    keys: Iterable[str],
    *,
    from_: date | None = None,
    until: date | None = None,
    known_at: datetime | None = None,
) -> tuple[Gap, ...]:
    """Every stretch of days on which a key has no value, key by key.

    Looks from the day `from_`, or from the first on which any of the keys has a value, and until the day `until`,
    which is not looked at, or for ever. A key that is not declared has no value on any day.
    """
    gaps = [gap for key in dict.fromkeys(keys) for gap in _gaps(policy, key, known_at)]
    if from_ is None:
        from_ = min((gap.until for gap in gaps if gap.begin is None and gap.until), default=None)
    within = (_within(gap, from_, until) for gap in gaps)
    return tuple(gap for gap in within if gap)


def _gaps(policy: PolicySet, key: str, known_at: datetime | None) -> Iterator[Gap]:
    """The gaps of all time, the first of them from before any value."""
    begin: date | None = None
    filled = False
    for day in _turns(policy, key):
        had_value, filled = filled, policy.on(day, known_at=known_at).find(key) is not None
        if filled and not had_value:
            yield Gap(key, begin, day)
        elif had_value and not filled:
            begin = day
    if not filled:
        yield Gap(key, begin, None)


def _turns(policy: PolicySet, key: str) -> list[date]:
    """Every day on which a value begins or ends: between two of them nothing changes."""
    history = policy.history(key)
    return sorted({day for each in history for day in (each.effective_from, each.effective_until) if day})


def _within(gap: Gap, from_: date | None, until: date | None) -> Gap | None:
    """The part of a gap that was asked about, or None."""
    begin = max((day for day in (gap.begin, from_) if day), default=None)
    end = min((day for day in (gap.until, until) if day), default=None)
    return None if begin and end and begin >= end else Gap(gap.key, begin, end)

"""Which of a case's decisions is in force on which day.

Each decision is over from the day on which the next in the chain has effect. So there is never more than one in force;
days on which there is none are the gaps that somebody's `effective_until` left, and they are told.

>>> from localgov_components.eligibility import Effect, Scheme, rule, supersede
>>> from localgov_components.rules import Fact, Facts, Known, fact
>>> class Household(Facts, id="household"):
...     adults: Fact[int] = fact("number of adults")
>>> scheme = Scheme("discount", facts=[Household], eligible=[rule("alone", Household.adults == 1)])
>>> first = scheme.decide(Known({"household.adults": 1}), on=date(2026, 5, 1)).record()
>>> july = date(2026, 7, 3)
>>> second = supersede(first, scheme.decide(Known({"household.adults": 2}), on=july), reason="A partner moved in",
...                    effect=Effect(july, notified=july))
>>> [(str(each.begin), str(each.end), each.record.outcome.value) for each in history([second, first]).spells]
[('2026-05-01', '2026-07-03', 'eligible'), ('2026-07-03', 'None', 'not-eligible')]
>>> history([second])
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 1 mistake; nothing was loaded:
  decision of 3 July 2026: supersedes a record that is not among these, or was changed since: ...
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest

from localgov_components.core.errors import DefinitionError, Fault, InvalidValueError
from localgov_components.eligibility.record import DecisionRecord
from localgov_components.eligibility.supersession import has_effect
from localgov_components.rules.reading import read_value

__all__ = ["History", "Spell", "history"]


@dataclass(frozen=True, slots=True)
class Spell:
    """Days on which one decision is in force.

    `end` is the first day on which it no longer is, None while that is open.
    """

    begin: date
    end: date | None
    record: DecisionRecord


@dataclass(frozen=True, slots=True)
class History:
    """The decisions on one case, and the days on which each is in force.

    `records` are in the order in which they supersede one another.
    """

    records: tuple[DecisionRecord, ...]
    spells: tuple[Spell, ...]

    def on(self, day: date) -> DecisionRecord | None:
        """The decision in force on a day, or None: before the first, and in a gap."""
        found = (each for each in self.spells if each.begin <= day and (each.end is None or day < each.end))
        return next((each.record for each in found), None)

    @property
    def gaps(self) -> tuple[tuple[date, date | None], ...]:
        """Stretches of days after the first decision on which none is in force; the last may have no end."""
        pairs = zip_longest(self.spells, self.spells[1:])
        ends = ((each.end, None if following is None else following.begin) for each, following in pairs)
        return tuple((end, begins) for end, begins in ends if end is not None and end != begins)


def history(records: Iterable[DecisionRecord], *, known_at: datetime | None = None) -> History:
    """The history of one case, from all of its records in any order.

    With `known_at`, as it stood at an instant. Raises `DefinitionError` with everything that is wrong with the chain:
    a record that is not there or was changed, two that supersede one, more than one that supersedes none, or two
    schemes.
    """
    chain = _chain({each.content_hash: each for each in records})
    if known_at is not None:
        chain = [each for each in chain if _decided(each) <= known_at]
    spells: list[Spell] = []
    for record in chain:
        if has_effect(record):
            spells = [*_before(record.effect.effective_from, spells), _spell(record)]
    return History(tuple(chain), tuple(spells))


def _chain(by_hash: dict[str, DecisionRecord]) -> list[DecisionRecord]:
    DefinitionError.raise_for(list(_faults(by_hash)))
    next_of = {each.supersedes.record if each.supersedes else "": each for each in by_hash.values()}
    chain, last = [], ""
    hashes = {id(each): name for name, each in by_hash.items()}
    while last in next_of:
        chain.append(next_of[last])
        last = hashes[id(chain[-1])]
    return chain


def _faults(by_hash: dict[str, DecisionRecord]) -> Iterator[Fault]:
    records = list(by_hash.values())
    if len({each.scheme for each in records}) > 1:
        yield Fault("decisions", "by several schemes. Give those of one case by one scheme")
    first = [each for each in records if each.supersedes is None]
    if len(first) > 1:
        yield Fault("decisions", f"{len(first)} that supersede none. Give those of one case")
    for record in records:
        if record.supersedes and record.supersedes.record not in by_hash:
            named = record.supersedes.record
            yield Fault(_named(record), f"supersedes a record that is not among these, or was changed since: {named}")
    for name, later in Counter(each.supersedes.record for each in records if each.supersedes).items():
        if later > 1 and name in by_hash:
            yield Fault(_named(by_hash[name]), f"superseded by {later} decisions. One decision takes its place")


def _named(record: DecisionRecord) -> str:
    return f"decision of {read_value(record.on)}"


def _decided(record: DecisionRecord) -> datetime:
    if record.decided is None:
        raise InvalidValueError(
            "a decision that does not say when it was made. Record it with decided=…", code="history.decided"
        )
    return record.decided


def _before(day: date, spells: Sequence[Spell]) -> Iterator[Spell]:
    """Spells as they are when another decision has effect from a day."""
    for each in spells:
        if each.begin < day:
            yield Spell(each.begin, day if each.end is None else min(each.end, day), each.record)


def _spell(record: DecisionRecord) -> Spell:
    return Spell(record.effect.effective_from, record.effect.effective_until, record)

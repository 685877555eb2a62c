"""A change of circumstances: a new decision that takes the place of an earlier one, from a day.

The new record names the earlier one by its hash, says why, and which facts differ. From the day on which it has effect
the earlier decision is over for good: when the new one ends, the earlier one does not come back by itself.

>>> from datetime import UTC, date
>>> from localgov_components.eligibility import Effect, Scheme, rule
>>> from localgov_components.rules import Fact, Facts, Known, fact
>>> class Household(Facts, id="household"):
...     adults: Fact[int] = fact("number of adults")
>>> scheme = Scheme("discount", facts=[Household], eligible=[rule("alone", Household.adults == 1)])
>>> first = scheme.decide(Known({"household.adults": 1}), on=date(2026, 5, 1)).record()
>>> moved_in = scheme.decide(Known({"household.adults": 2}), on=date(2026, 7, 3))
>>> second = supersede(first, moved_in, reason="A partner moved in",
...                    effect=Effect(date(2026, 7, 3), notified=date(2026, 7, 1)))
>>> second.supersedes.facts, second.supersedes.record == first.content_hash
(('household.adults',), True)
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from pydantic import JsonValue

from localgov_components.core.errors import InvalidValueError
from localgov_components.eligibility.decision import Decision
from localgov_components.eligibility.outcome import Outcome
from localgov_components.eligibility.record import DecisionRecord, Effect, Superseded

__all__ = ["has_effect", "supersede"]

_SETTLED = (Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE)


def supersede(
    earlier: DecisionRecord,
    later: Decision | DecisionRecord,
    *,
    effect: Effect,
    reason: str,
    decided: datetime | None = None,
) -> DecisionRecord:
    """The record of a later decision on a case, in the place of an earlier one.

    The earlier one is over from `effect.effective_from`. Raises `InvalidValueError` for a decision by another scheme,
    one that settles nothing, one that already supersedes another, and one that was made before the earlier.
    """
    record = later.record(decided=decided) if isinstance(later, Decision) else later
    decided = decided or record.decided
    if record.scheme != earlier.scheme:
        raise InvalidValueError(
            "a decision by another scheme. Supersede it with one by the same scheme.", code="supersession.scheme"
        )
    if record.supersedes is not None:
        raise InvalidValueError(
            "the decision already supersedes another. Decide the case again.", code="supersession.twice"
        )
    if not has_effect(record):
        raise InvalidValueError(
            "a decision that settles nothing. Settle it first: ask for what is missing, or let an officer decide.",
            code="supersession.unsettled",
        )
    if not reason.strip():
        raise InvalidValueError("a decision superseded without a reason. Give one.", code="supersession.reason")
    if decided is not None and earlier.decided is not None and decided < earlier.decided:
        raise InvalidValueError(
            "a decision that was made before the one it supersedes. Check both instants.", code="supersession.order"
        )
    changed = tuple(_changed(earlier.facts, record.facts))
    place = Superseded(record=earlier.content_hash, reason=reason, facts=changed)
    given = {name: getattr(record, name) for name in DecisionRecord.model_fields}
    return DecisionRecord(**(given | {"effect": effect, "decided": decided, "supersedes": place}))


def has_effect(record: DecisionRecord) -> bool:
    """Whether a record settles the case, by its rules or by an officer: a referral does not."""
    return record.outcome in _SETTLED or any(each.outcome in _SETTLED for each in record.overrides)


def _changed(before: Mapping[str, JsonValue], after: Mapping[str, JsonValue], path: str = "") -> Iterator[str]:
    """Ids and paths of the facts that differ; of a list that has as many members as before, those of its members."""
    for id_ in dict.fromkeys([*before, *after]):
        here = f"{path}.{id_.rpartition('.')[2]}" if path else id_
        was, now = before.get(id_), after.get(id_)
        if was == now and type(was) is type(now):
            continue
        pairs = enumerate(_same_members(was, now), start=1)
        found = [each for number, pair in pairs for each in _changed(*pair, f"{here}[{number}]")]
        yield from found or [here]


def _same_members(was: JsonValue, now: JsonValue) -> list[tuple[Any, Any]]:
    """The members of a list of facts, before and after; none where it has more or fewer than before, or is no list."""
    lists = [value["members"] for value in (was, now) if isinstance(value, dict) and "members" in value]
    sizes = [len(each) for each in lists if isinstance(each, list)]
    return (
        list(zip(*lists, strict=True)) if len(sizes) == len(lists) and len(set(sizes)) == 1 and len(sizes) > 1 else []
    )

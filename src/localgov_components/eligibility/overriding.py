"""Deciding otherwise than the rules do, as an officer may: with a role, a reason and a power, and never in silence.

>>> from localgov_components.eligibility import Scheme, rule
>>> from localgov_components.rules import Fact, Facts, Known, fact
>>> class Household(Facts, id="household"):
...     capital: Fact[Money] = fact("savings and investments", sensitivity="financial")
>>> too_much = rule("capital", Household.capital > Money("16000"), cites="SI 2012/2885, regulation 11", prescribed=True)
>>> decision = Scheme("support", facts=[Household], ineligible=[too_much]).decide(
...     Known({"household.capital": Money("16000.50")}), on=date(2026, 5, 1))
>>> by = {"role": "Benefits manager", "reason": "The 50p is interest not yet paid", "cites": "Scheme of delegation, B7"}
>>> override(decision, outcome=Outcome.ELIGIBLE, on=date(2026, 5, 8), **by)
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: the decision rests on what law prescribes: capital. \
Say on what legal basis it is set aside with set_aside=…
>>> record = override(decision, outcome=Outcome.ELIGIBLE, on=date(2026, 5, 8), until=date(2026, 8, 31),
...                   set_aside="Counsel's advice of 5 May 2026", **by)
>>> [record.standing(date(2026, month, 8)).outcome.value for month in (4, 5, 9)]
['not-eligible', 'eligible', 'not-eligible']
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from localgov_components.eligibility.decision import Decision
from localgov_components.eligibility.outcome import Outcome
from localgov_components.eligibility.record import DecisionRecord, Override
from localgov_components.eligibility.record.words import recorded_value
from localgov_components.money import Money
from localgov_components.rules import Per

__all__ = ["override"]


def override(  # noqa: PLR0913 - each is one thing that whoever overrides has to say
    decision: Decision | DecisionRecord,
    *,
    outcome: Outcome,
    role: str,
    reason: str,
    cites: str,
    on: date,
    until: date | None = None,
    tier: Any = None,  # noqa: ANN401 - a scheme's tier has any type
    award: Money | None = None,
    per: Per | None = None,
    set_aside: str = "",
) -> DecisionRecord:
    """The record of a decision with an officer's own beside it.

    It stands from `on` to `until`, its last day. `cites` is the power under which the officer decides. `tier` and
    `award` (an amount `per` a period) go with an outcome that is eligible. Where the decision rests on a rule or a
    policy value that law prescribes, `set_aside` is the legal basis for deciding against it. Of several overrides
    that stand on a day, the last one made counts.

    Raises `InvalidValueError` for what is missing, and for an outcome that settles nothing.
    """
    record = decision.record() if isinstance(decision, Decision) else decision
    made = Override(
        outcome,
        role=role,
        reason=reason,
        cites=cites,
        on=on,
        until=until,
        tier=None if tier is None else recorded_value(tier),
        award=None if award is None else recorded_value(award, per),
        prescribed=tuple(dict.fromkeys(_prescribed(record))),
        set_aside=set_aside,
    )
    return record.model_copy(update={"overrides": (*record.overrides, made)})


def _prescribed(record: DecisionRecord) -> Iterator[str]:
    """The rules and policy values that law prescribes and the decision rests on."""
    yield from (each.rule for each in (*record.reasons, *record.award_reasons) if each.prescribed)
    yield from (each.key for each in record.policy if each.prescribed)

"""An officer's decision in place of the one that the rules give, which stays beside it.

It has a role, a reason, the power it is made under, and the days on which it stands. Once it has expired, the
decision by the rules stands again.

>>> by = {"role": "Benefits manager", "reason": "New evidence", "cites": "Scheme of delegation, B7"}
>>> Override(Outcome.REFER, on=date(2026, 5, 8), **by).stands_on(date(2026, 5, 7))
False
>>> Override(Outcome.UNDECIDED, on=date(2026, 5, 8), **by)
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: an override that decides nothing. Give an outcome that is settled.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from pydantic import ConfigDict

from localgov_components.core.errors import InvalidValueError
from localgov_components.eligibility.outcome import Outcome
from localgov_components.eligibility.record.words import RecordedValue

__all__ = ["Override"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """What an officer decided instead, in what role, why, and by what power.

    `cites` is that power. `on` is the first day on which it stands and `until` the last, None while that is open. Where
    the decision rests on rules or policy values that law prescribes, `prescribed` names them and `set_aside` is the
    legal basis for going against them.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    outcome: Outcome = field(kw_only=False)
    role: str
    reason: str = field(repr=False)
    cites: str
    on: date
    until: date | None = None
    tier: RecordedValue | None = field(default=None, repr=False)
    award: RecordedValue | None = field(default=None, repr=False)
    prescribed: tuple[str, ...] = ()
    set_aside: str = ""

    def __post_init__(self) -> None:
        """Refuse what nobody answers for, and what contradicts itself."""
        if self.outcome is Outcome.UNDECIDED:
            raise InvalidValueError(
                "an override that decides nothing. Give an outcome that is settled.", code="override.outcome"
            )
        if self.outcome is not Outcome.ELIGIBLE and (self.tier or self.award):
            raise InvalidValueError(
                "a tier or an award for a case that is not eligible. Leave it out.", code="override.award"
            )
        if not all(said.strip() for said in (self.role, self.reason, self.cites)):
            raise InvalidValueError(
                "an override without a role, a reason or the power it is made under. Give all three.",
                code="override.reason",
            )
        if self.until is not None and self.until < self.on:
            raise InvalidValueError("an override that ends before it begins. Check both days.", code="override.until")
        if self.prescribed and not self.set_aside.strip():
            raise InvalidValueError(
                f"the decision rests on what law prescribes: {', '.join(self.prescribed)}. "
                "Say on what legal basis it is set aside with set_aside=…",
                code="override.prescribed",
            )

    def stands_on(self, day: date) -> bool:
        """Whether it stands on a day."""
        return self.on <= day and (self.until is None or day <= self.until)

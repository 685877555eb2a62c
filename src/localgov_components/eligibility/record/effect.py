"""From when to when a decision has effect, and on what basis that may be in the past.

A decision has effect from the day it is for, unless something else is said. Where it begins before the council was
told, it is backdated, and says why and by what authority: nobody is paid or charged for the past by an oversight.

>>> told = date(2026, 6, 10)
>>> Effect(date(2026, 5, 1), notified=told, backdating=Backdating("in hospital until June", "scheme, paragraph 12"))
Effect(effective_from=datetime.date(2026, 5, 1), notified=datetime.date(2026, 6, 10), effective_until=None)
>>> Effect(date(2026, 5, 1), notified=told)
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: effective before the council was told of it. \
Give backdating=Backdating(reason, cites), or a later day.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from pydantic import ConfigDict

from localgov_components.core.errors import InvalidValueError

__all__ = ["Backdating", "Effect"]


@dataclass(frozen=True, slots=True)
class Backdating:
    """Why a decision reaches back to before the council was told.

    `cites` is the law or the decision that allows it.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    reason: str = field(repr=False)
    cites: str

    def __post_init__(self) -> None:
        """Refuse a reason or an authority that is not one."""
        if not self.reason.strip() or not self.cites.strip():
            raise InvalidValueError(
                "backdating without a reason or the law that allows it. Give both.", code="effect.reason"
            )


@dataclass(frozen=True, slots=True)
class Effect:
    """The days on which a decision has effect.

    `effective_until` is the first day on which it no longer does, None while that is open. `notified` is the day on
    which the council was told: of the claim, or of the change.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    effective_from: date
    notified: date
    effective_until: date | None = None
    backdating: Backdating | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Refuse days that contradict each other, and a past that nobody answers for."""
        if self.effective_until is not None and self.effective_until <= self.effective_from:
            raise InvalidValueError(
                "effective until a day on or before the one it is effective from. Give a later day.",
                code="effect.until",
            )
        is_backdated = self.effective_from < self.notified
        if is_backdated and self.backdating is None:
            raise InvalidValueError(
                "effective before the council was told of it. "
                "Give backdating=Backdating(reason, cites), or a later day.",
                code="effect.backdating",
            )
        if self.backdating is not None and not is_backdated:
            raise InvalidValueError(
                "backdating of what begins on or after the day on which the council was told. Leave it out.",
                code="effect.not-backdated",
            )

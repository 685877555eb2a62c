"""Reasons as they are kept: the rules that settled it, the conditions that made them so, and what is missing."""

from typing import Annotated

from localgov_components.core.model import Model, Sensitive
from localgov_components.eligibility.record.words import RecordedValue, Words

__all__ = ["ConditionRecord", "MissingRecord", "ReasonRecord"]


class ConditionRecord(Model):
    """A single condition that settled a rule, or an amount that went into one.

    `says` has the values of policy in brackets and is for the person; `shows` has the values of facts too and is for
    officers and auditors. `value` is what an amount came to.
    """

    says: Annotated[Words, Sensitive("personal")]
    shows: Annotated[Words, Sensitive("personal")]
    value: Annotated[RecordedValue | None, Sensitive("personal")]
    facts: tuple[str, ...]
    policy: tuple[str, ...]


class ReasonRecord(Model):
    """A rule that settled the outcome, tier or award, with what made it so.

    `facts`, `policy` and `definitions` name what took part; the record tells each of them once.
    """

    rule: str
    holds: Annotated[bool, Sensitive("personal")]
    cites: str
    prescribed: bool
    conditions: Annotated[tuple[ConditionRecord, ...], Sensitive("personal")]
    facts: tuple[str, ...]
    policy: tuple[str, ...]
    definitions: tuple[str, ...]

    def statements(self, language: str = "en") -> tuple[str, ...]:
        """What settled the rule, in plain words for the person, once each."""
        return tuple(dict.fromkeys(each.says.text(language) for each in self.conditions))


class MissingRecord(Model):
    """Unknown facts that could settle the case; see `StillNeeded`."""

    facts: tuple[str, ...]
    ways: tuple[tuple[str, ...], ...]
    cut: bool
    next_question: str | None
    contradictions: tuple[str, ...]

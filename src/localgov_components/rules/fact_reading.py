"""The value that a rule reads of a fact: checked for type and size, judgements for their last day.

The interpreter and the compiler read facts through this one door.
"""

from datetime import date, datetime
from enum import Enum
from typing import Any, get_origin

from localgov_components.core.errors import InvalidValueError
from localgov_components.rules.building import type_name
from localgov_components.rules.fact_data import range_fault
from localgov_components.rules.facts import FactDeclaration
from localgov_components.rules.known import Judgement, Known, Members, Unknown, UnknownReason

__all__ = ["require_day", "require_known", "value_of_fact"]


def value_of_fact(stored: Any, declaration: FactDeclaration, on: date | None, path: str) -> Any:
    """The value of what is stored for a fact, or `Unknown`; `path` is what the fact is called in errors.

    Raises `InvalidValueError` for a value of another type or out of range, and for a judgement that nobody
    answers for. No value is in the message.
    """
    if type(stored) is declaration.type and not declaration.judgement:  # most facts of most cases
        return _in_range(stored, declaration, path)
    if stored is None:
        return Unknown(UnknownReason.NOT_ASKED, (path,))
    if isinstance(stored, Unknown | UnknownReason):
        return Unknown(stored.reason if isinstance(stored, Unknown) else stored, (path,))
    if isinstance(stored, Judgement):
        if stored.until is not None and stored.until < require_day(on):
            return Unknown(UnknownReason.OFFICER_JUDGEMENT, (path,))
        return _checked(stored.value, declaration, path)
    if declaration.judgement:
        raise InvalidValueError(
            f"the fact '{path}' is an officer's judgement. Give Judgement(value, role=…, reason=…).",
            code="fact.judgement",
        )
    return _checked(stored, declaration, path)


def require_day(on: object) -> date:
    """The day of the decision. Raises `InvalidValueError` where none was given, or an instant, or what is no date."""
    if type(on) is date:
        return on
    if on is None:
        raise InvalidValueError("the rule reads the day of the decision. Give it with on=…", code="rule.day")
    if isinstance(on, datetime):
        raise InvalidValueError("an instant is not a day. Give the date that it is locally.", code="policy.day")
    if not isinstance(on, date):
        kind = type_name(type(on))
        message = f"{kind} is not a day. Give a date, such as date(2026, 5, 1), or date.fromisoformat(…) of text."
        raise InvalidValueError(message, code="policy.day")
    return on


def require_known(known: object) -> None:
    """Raise `InvalidValueError` where something else was given for what is known, such as a plain dict."""
    if not isinstance(known, Known):
        raise InvalidValueError(
            f"what is known is not Known but {type_name(type(known))}. Write Known({{…}}) around values of the facts' "
            "types, or read what comes from outside with Known.parse.",
            code="fact.known",
        )


def _checked(value: Any, declaration: FactDeclaration, path: str) -> Any:
    kind = Members if declaration.nested else declaration.type
    if not (type(value) is kind or _fits(value, kind)):
        wanted = "Members([…])" if declaration.nested else type_name(declaration.type)
        raise InvalidValueError(
            f"the fact '{path}' is {wanted}, and what is known is {type(value).__name__}. "
            "Read what comes from outside with Known.parse.",
            code="fact.type",
        )
    if isinstance(value, Enum) and type(value) is not kind:
        value = value.value  # what the enum is made of, as a record has it
    return _in_range(value, declaration, path)


def _in_range(value: Any, declaration: FactDeclaration, path: str) -> Any:
    fault = range_fault(value, declaration.measure)
    if fault:
        raise InvalidValueError(f"the fact '{path}' is {fault}.", code="fact.range")
    return value


def _fits(value: object, kind: Any) -> bool:
    """Whether a value of another type will do: not true for 1, nor an instant for a day."""
    return isinstance(value, get_origin(kind) or kind) and not isinstance(value, bool | datetime)

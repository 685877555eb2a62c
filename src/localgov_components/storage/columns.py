"""Column types that give back exactly what was put in, on SQLite and PostgreSQL alike.

A naive datetime, a bare number for money, or a value that is not JSON is refused on the way in,
because the database would keep it and nobody could tell later what it meant.

>>> from datetime import UTC, datetime
>>> from sqlalchemy.dialects import sqlite
>>> UtcDateTime().process_bind_param(datetime(2026, 3, 2, 9, 30, tzinfo=UTC), sqlite.dialect())
datetime.datetime(2026, 3, 2, 9, 30)
>>> UtcDateTime().process_bind_param(datetime(2026, 3, 2, 9, 30), sqlite.dialect())
Traceback (most recent call last):
    ...
localgov_components.storage.columns.ColumnValueError: not an instant: the datetime has no time zone. \
Give one that has, such as datetime.now(UTC).
"""

import json
from datetime import UTC, datetime
from typing import Protocol, Self, TypeVar

from pydantic import JsonValue

from localgov_components.core.canonical import canonical_json
from localgov_components.core.errors import InvalidValueError
from localgov_components.core.libraries import needs_extra

with needs_extra("storage"):
    from sqlalchemy import BigInteger, DateTime, Dialect, Text, TypeDecorator
    from sqlalchemy.exc import DontWrapMixin

__all__ = ["ColumnValueError", "JsonText", "Pence", "UtcDateTime"]


class ColumnValueError(InvalidValueError, DontWrapMixin):
    """A value that its column does not take; SQLAlchemy hands it on unwrapped."""


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: an aware datetime in, the same instant in UTC out.

    To the microsecond; a datetime without a time zone is refused.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; SQLite, which has no time zones, keeps it as UTC without one."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ColumnValueError(
                "not an instant: the datetime has no time zone. Give one that has, such as datetime.now(UTC).",
                code="storage.naive-datetime",
            )
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy passes it
        """As an aware datetime in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class JsonText(TypeDecorator[JsonValue]):
    """A JSON value kept as its canonical text.

    Python's None is JSON's null, so declare the column `nullable=False`.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: JsonValue, dialect: Dialect) -> str:  # noqa: ARG002 - SQLAlchemy passes it
        """To canonical text."""
        try:
            return canonical_json(value)
        except InvalidValueError as error:
            raise ColumnValueError(str(error), code=error.code) from None

    def process_result_value(self, value: str | None, dialect: Dialect) -> JsonValue:  # noqa: ARG002 - SQLAlchemy passes it
        """From text; what is not JSON is refused without being quoted."""
        try:
            parsed: JsonValue = None if value is None else json.loads(value)
        except json.JSONDecodeError:
            raise ColumnValueError(
                "what the database holds is not JSON: it was changed outside this program. Compare it with a backup.",
                code="storage.not-json",
            ) from None
        return parsed


class InPence(Protocol):
    """An amount of money in whole pence, as `localgov_components.money.Money` is."""

    @property
    def pence(self) -> int:
        """The number of pence."""

    @classmethod
    def from_pence(cls, pence: int) -> Self:
        """The amount of so many pence."""


AmountT = TypeVar("AmountT", bound=InPence)


class Pence(TypeDecorator[AmountT]):
    """An amount of money kept as pence: `Column("gross", Pence(Money))`.

    The amount's class is given, because a room of this floor does not import its neighbours.
    """

    impl = BigInteger
    cache_ok = True

    def __init__(self, amount: type[AmountT]) -> None:
        super().__init__()
        self.amount = amount

    def process_bind_param(self, value: AmountT | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy passes it
        """To pence."""
        if value is None:
            return None
        if not isinstance(value, self.amount):
            raise ColumnValueError(
                f"not an amount of money: a {type(value).__name__}. Give a {self.amount.__name__}.",
                code="storage.not-money",
            )
        return value.pence

    def process_result_value(self, value: int | None, dialect: Dialect) -> AmountT | None:  # noqa: ARG002 - SQLAlchemy passes it
        """From pence."""
        return None if value is None else self.amount.from_pence(value)

"""Facts as plain data: what a JSON file or a table says, read into values, and written back.

Every mistake is told at once, with the id or the path of the fact and never its value.

>>> from localgov_components.rules import Fact, Facts, fact
>>> class Household(Facts, id="household"):
...     bins: Fact[int] = fact("number of bins")
>>> read_known({"household.bins": "2"}, facts=[Household])["household.bins"]
2
>>> read_known({"household.bins": "two", "household.binz": 2}, facts=[Household])
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 2 mistakes; nothing was loaded:
  facts, column household.bins: not a whole number. Write digits only, like 3
  facts, column household.binz: no such fact. There are: household.bins
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import JsonValue
from pydantic_core import to_jsonable_python

from localgov_components.core.errors import DefinitionError, Fault, InvalidValueError
from localgov_components.core.scalar_text import is_unicode
from localgov_components.money import Money
from localgov_components.rules.facts import FactDeclaration, Facts, facts_of
from localgov_components.rules.known import Judgement, Known, Members, Unknown, UnknownReason, too_many_members
from localgov_components.rules.measures import MOST_MEMBERS, Measure
from localgov_components.rules.plain_values import read_plain

__all__ = ["FIRST_DAY", "LAST_DAY", "declarations_of", "range_fault", "read_known", "write_known"]

_GIVEN = tuple(reason for reason in UnknownReason if reason not in (UnknownReason.CONTRADICTION, UnknownReason.GAP))
"""Why a fact may be unknown; the others are about tables."""

_JUDGED = {"value", "role", "reason", "until"}
_MOST_FAULTS = 100
_LONGEST_KEY = 60  # characters of a key that a path shows
_MOST_EXPONENT = 40  # of a decimal that is written out in digits: more than any that a rule reads
_SCALARS = frozenset({str, int, bool, float, Decimal})

FIRST_DAY, LAST_DAY = date(1000, 1, 1), date(2999, 12, 31)
"""Dates that a fact may have: what every database and data frame can hold, and a date moved by months still is one."""


def declarations_of(facts: Iterable[type[Facts] | FactDeclaration]) -> dict[str, FactDeclaration]:
    """Every declaration of some vocabularies by id."""
    found: dict[str, FactDeclaration] = {}
    for each in facts:
        declared = (each,) if isinstance(each, FactDeclaration) else facts_of(each)
        found.update({declaration.id: declaration for declaration in declared})
    return found


def read_known(
    data: Mapping[str, Any],
    *,
    facts: Iterable[type[Facts] | FactDeclaration],
    source: str = "facts",
    kept: bool = False,
) -> Known:
    """Read plain data by fact id; see `Known.parse`.

    With `kept`, data that `write_known` wrote is read back whatever is in it: an identifier that is an example, too,
    and a fact that is unknown because a table gives no answer.
    """
    reader = _Reader(source, kept=kept)
    known = Known()
    if _is_object(data):
        known = reader.facts(data, declarations_of(facts), "")
    else:
        reader.fault("", 'not facts by their ids. Give an object: {"household.bins": 2}')
    DefinitionError.raise_for(reader.faults)
    return known


def write_known(known: Known) -> dict[str, JsonValue]:
    """The same as plain data, which `read_known` reads back."""
    return {id_: _written(value) for id_, value in known.stored.items() if value is not None}


class _Reader:
    """Reads facts, and takes down every mistake with its path: `household.members[2].member.age`."""

    def __init__(self, source: str, *, kept: bool) -> None:
        self.faults: list[Fault] = []
        self._source, self._kept = source, kept
        self._reasons = tuple(UnknownReason) if kept else _GIVEN

    def fault(self, path: str, message: str) -> None:
        """Note a mistake; past `_MOST_FAULTS`, once, that there are more."""
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(Fault(self._source, message.removesuffix("."), column=path or None))
        elif len(self.faults) == _MOST_FAULTS:
            self.faults.append(Fault(self._source, f"more mistakes than these {_MOST_FAULTS}"))

    def facts(self, data: Mapping[Any, Any], declared: Mapping[str, FactDeclaration], within: str) -> Known:
        """The facts of a case, or of the member whose path is `within`."""
        values: dict[str, Any] = {}
        for id_, given in data.items():
            declaration = declared.get(id_)
            if declaration is None:
                self.fault(_path(within, id_), f"no such fact. There are: {', '.join(declared)}")
            elif type(given) in _SCALARS and not declaration.judgement and not declaration.nested:
                try:
                    values[id_] = self._value(given, declaration)
                except InvalidValueError as error:
                    self.fault(_path(within, id_), str(error))
            elif given is not None:
                values[id_] = self._fact(given, declaration, _path(within, id_))
        return Known(values)

    def _fact(self, given: Any, declaration: FactDeclaration, path: str) -> Any:
        if isinstance(given, Unknown | UnknownReason):
            return given
        try:
            if _is_object(given) and "unknown" in given:
                return self._reason(given)
            if declaration.judgement or isinstance(given, Judgement) or (_is_object(given) and "role" in given):
                return self._judgement(given, declaration, path)
            return self._held(given, declaration, path)
        except InvalidValueError as error:
            self.fault(path, str(error))
            return None

    def _held(self, given: Any, declaration: FactDeclaration, path: str) -> Any:
        return self._members(given, declaration, path) if declaration.nested else self._value(given, declaration)

    def _value(self, given: Any, declaration: FactDeclaration) -> Any:
        value = read_plain(given, declaration.type, kept=self._kept)
        message = range_fault(value, declaration.measure)
        if message:
            raise _refused(message)
        return value

    def _reason(self, given: Mapping[str, Any]) -> UnknownReason:
        if set(given) != {"unknown"} or given["unknown"] not in self._reasons:
            one_of = ", ".join(self._reasons)
            raise _refused(f'not a reason for a fact that is unknown. Write {{"unknown": …}} with one of: {one_of}')
        return UnknownReason(given["unknown"])

    def _judgement(self, given: Any, declaration: FactDeclaration, path: str) -> Judgement | None:
        if isinstance(given, Judgement):
            return Judgement(self._held(given.value, declaration, path), given.role, given.reason, given.until)
        shape = '{"value": …, "role": …, "reason": …, "until": …}'
        if not _is_object(given) or not {"value", "role", "reason"} <= set(given) <= _JUDGED:
            raise _refused(f"a judgement that an officer makes, with role and reason. Write {shape}")
        value_at = f"{path}.value"
        try:
            value = self._held(given["value"], declaration, value_at)
        except InvalidValueError as error:
            self.fault(value_at, str(error))
            return None
        try:
            until = None if given.get("until") is None else read_plain(given["until"], date)
            return Judgement(value, _said(given["role"]), _said(given["reason"]), until)
        except InvalidValueError:
            message = f"a judgement whose role, reason or last day is not one. Write {shape}, and a day as 2026-12-31"
        raise _refused(message)

    def _members(self, given: Any, declaration: FactDeclaration, path: str) -> Members:
        complete = True
        if isinstance(given, Members):
            given, complete = [each.stored for each in given.items], given.complete
        if _is_object(given):
            if set(given) != {"members", "complete"} or not isinstance(given["complete"], bool):
                raise _refused('not a list of members. Write […], or {"members": […], "complete": false}')
            given, complete = given["members"], given["complete"]
        if not isinstance(given, list | tuple) or not all(map(_is_object, given)):
            raise _refused("not a list of members. Write one object for each member: [{…}, {…}]")
        if len(given) > MOST_MEMBERS:  # before any of them is read
            raise too_many_members()
        declared = {each.id: each for each in declaration.nested}
        return Members(
            [self.facts(each, declared, f"{path}[{number}]") for number, each in enumerate(given, start=1)],
            complete=complete,
        )


def _path(within: str, id_: object) -> str:
    """The path of a fact; a key of any length may be given, and a path shows its beginning."""
    shown = str(id_)[:_LONGEST_KEY]
    return f"{within}.{shown}" if within else shown


def _refused(message: str) -> InvalidValueError:
    return InvalidValueError(message, code="fact.value")


def _said(given: Any) -> str:
    return given if isinstance(given, str) and is_unicode(given) else ""


def _is_object(given: Any) -> bool:
    return isinstance(given, Mapping)


def range_fault(value: Any, measure: Measure | None) -> str | None:
    """What is wrong with the size or the places of a value of the right type, or None."""
    if measure is None:
        is_outside = isinstance(value, date) and not FIRST_DAY <= value <= LAST_DAY
        return "a date before the year 1000 or after 2999. Check the year" if is_outside else None
    if isinstance(value, Decimal):
        if not value.is_finite():
            return "not a finite number. Give a number, or leave it out"
        if _places(value) > measure.places:
            return f"more than {measure.places} decimal places. Round it first"
    number, most = (value.pence, measure.most * 100) if isinstance(value, Money) else (value, measure.most)
    return None if -most <= number <= most else f"larger than the {measure.most} that it may be. Check the number"


def _places(value: Decimal) -> int:
    """Decimal places, but for noughts at the end; by its digits, since sums in `decimal` round as the caller's do."""
    _, digits, exponent = value.as_tuple()
    short = "".join(map(str, digits)).rstrip("0")
    return -int(exponent) - (len(digits) - len(short)) if short else 0


def _written(value: Any) -> JsonValue:
    match value:
        case UnknownReason() | Unknown():
            reason = value if isinstance(value, UnknownReason) else value.reason
            return {"unknown": str(reason)}
        case Judgement():
            judged: dict[str, JsonValue] = {
                "value": _written(value.value),
                "role": value.role,
                "reason": value.reason,
                "until": None if value.until is None else value.until.isoformat(),
            }
            return judged
        case Members():
            items: list[JsonValue] = [write_known(each) for each in value.items]
            return {"members": items, "complete": value.complete}
        case Decimal() if abs(value.adjusted()) <= _MOST_EXPONENT:
            return f"{value:f}"
        case _:
            return _plain(value)


def _plain(value: object) -> JsonValue:
    plain: JsonValue = to_jsonable_python(value, fallback=str)  # values of our own are their canonical text
    return plain

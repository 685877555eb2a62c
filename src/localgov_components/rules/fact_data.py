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
  facts, column household.bins: Input should be a valid integer, unable to parse string as an integer
  facts, column household.binz: no such fact. There are: household.bins
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import JsonValue, TypeAdapter, ValidationError
from pydantic_core import to_jsonable_python

from localgov_components.core.errors import DefinitionError, Fault, InvalidValueError
from localgov_components.core.model import without_inputs
from localgov_components.money import Money
from localgov_components.rules.facts import FactDeclaration, Facts, facts_of
from localgov_components.rules.known import Judgement, Known, Members, Unknown, UnknownReason
from localgov_components.rules.measures import MOST_MEMBERS, Measure

__all__ = ["FIRST_DAY", "LAST_DAY", "declarations_of", "range_fault", "read_known", "write_known"]

_GIVEN = tuple(reason for reason in UnknownReason if reason not in (UnknownReason.CONTRADICTION, UnknownReason.GAP))
"""Why a fact may be unknown; the others are about tables."""

_JUDGED = {"value", "role", "reason", "until"}
_HALF_A_PAIR = re.compile(r"[\ud800-\udfff]")  # JSON may spell it, and no file or database takes it
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOST_FAULTS = 100
_MOST_DEPTH = 10  # of lists and objects in one value
_LONGEST_KEY = 60  # characters of a key that a path shows

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
    report = _Report(source, kept)
    known = Known()
    if _is_object(data):
        known = _read_facts(data, declarations_of(facts), _Place(report))
    else:
        _Place(report).fault('not facts by their ids. Give an object: {"household.bins": 2}')
    DefinitionError.raise_for(report.faults)
    return known


def write_known(known: Known) -> dict[str, JsonValue]:
    """The same as plain data, which `read_known` reads back."""
    return {id_: _written(value) for id_, value in known.stored.items() if value is not None}


@dataclass(slots=True)
class _Report:
    """What was found so far: mistakes, and how many members."""

    source: str
    kept: bool
    faults: list[Fault] = field(default_factory=list)
    members: int = 0


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the data we are."""

    report: _Report
    path: str = ""

    def fact(self, id_: str) -> "_Place":
        """A fact of the case or of a member; a key of any length may be given, and a path shows its beginning."""
        shown = str(id_)[:_LONGEST_KEY]
        return _Place(self.report, f"{self.path}.{shown}" if self.path else shown)

    def item(self, number: int) -> "_Place":
        """A member, counted from 1."""
        return _Place(self.report, f"{self.path}[{number}]")

    def fault(self, message: str) -> None:
        """Note a mistake; past `_MOST_FAULTS`, once, that there are more."""
        faults, source = self.report.faults, self.report.source
        if len(faults) < _MOST_FAULTS:
            faults.append(Fault(source, message, column=self.path or None))
        elif len(faults) == _MOST_FAULTS:
            faults.append(Fault(source, f"more mistakes than these {_MOST_FAULTS}"))


def _read_facts(data: Mapping[Any, Any], declared: Mapping[str, FactDeclaration], place: _Place) -> Known:
    values: dict[str, Any] = {}
    for id_, given in data.items():
        if id_ not in declared:
            place.fact(id_).fault(f"no such fact. There are: {', '.join(declared)}")
        elif given is not None:
            values[id_] = _read_fact(given, declared[id_], place.fact(id_))
    return Known(values)


def _read_fact(given: Any, declaration: FactDeclaration, place: _Place) -> Any:
    if isinstance(given, Unknown | UnknownReason):
        return given
    if _is_object(given) and "unknown" in given:
        return _read_reason(given, place)
    if declaration.judgement or isinstance(given, Judgement) or (_is_object(given) and "role" in given):
        return _read_judgement(given, declaration, place)
    return _read_held(given, declaration, place)


def _read_held(given: Any, declaration: FactDeclaration, place: _Place) -> Any:
    return _read_members(given, declaration, place) if declaration.nested else _read_value(given, declaration, place)


def _read_reason(given: Mapping[str, Any], place: _Place) -> UnknownReason | None:
    reasons = tuple(UnknownReason) if place.report.kept else _GIVEN
    if set(given) == {"unknown"} and given["unknown"] in reasons:
        return UnknownReason(given["unknown"])
    place.fault(f'not a reason for a fact that is unknown. Write {{"unknown": …}} with one of: {", ".join(reasons)}')
    return None


def _read_judgement(given: Any, declaration: FactDeclaration, place: _Place) -> Judgement | None:
    if isinstance(given, Judgement):
        return Judgement(_read_held(given.value, declaration, place), given.role, given.reason, given.until)
    shape = '{"value": …, "role": …, "reason": …, "until": …}'
    if not _is_object(given) or not {"value", "role", "reason"} <= set(given) <= _JUDGED:
        place.fault(f"a judgement that an officer makes, with role and reason. Write {shape}")
        return None
    value = _read_held(given["value"], declaration, place.fact("value"))
    try:
        until = None if given.get("until") is None else _validated(given["until"], date)
        return Judgement(value, _said(given["role"]), _said(given["reason"]), until)
    except (ValidationError, InvalidValueError):
        place.fault(f"a judgement whose role, reason or last day is not one. Write {shape}, and a day as 2026-12-31")
        return None


def _said(given: Any) -> str:
    return given if isinstance(given, str) and _is_unicode(given) else ""


def _is_unicode(text: str) -> bool:
    return text.isascii() or not _HALF_A_PAIR.search(text)


def _read_members(given: Any, declaration: FactDeclaration, place: _Place) -> Members | None:
    complete = True
    if isinstance(given, Members):
        given, complete = [each.stored for each in given.items], given.complete
    if _is_object(given):
        if set(given) != {"members", "complete"} or not isinstance(given["complete"], bool):
            place.fault('not a list of members. Write […], or {"members": […], "complete": false}')
            return None
        given, complete = given["members"], given["complete"]
    if not isinstance(given, list | tuple) or not all(map(_is_object, given)):
        place.fault("not a list of members. Write one object for each member: [{…}, {…}]")
        return None
    place.report.members += len(given)
    if place.report.members > MOST_MEMBERS:
        place.fault(f"more than {MOST_MEMBERS} members, in all lists together. Check the list")
        return None
    declared = {each.id: each for each in declaration.nested}
    items = (_read_facts(each, declared, place.item(number)) for number, each in enumerate(given, start=1))
    return Members(items, complete=complete)


def _read_value(given: Any, declaration: FactDeclaration, place: _Place) -> Any:
    if _is_too_deep(given):
        place.fault(f"lists in lists, more than {_MOST_DEPTH} deep. Check the value")
        return None
    if declaration.type is Money and isinstance(given, int | float | Decimal) and not isinstance(given, bool):
        place.fault('an amount of money that is not text. Write it in quotes, like "12.34"')
        return None
    try:
        value = _validated(given, declaration.type, allow_example=place.report.kept)
    except ValidationError as error:
        place.fault(without_inputs(error).errors()[0]["msg"].removeprefix("Value error, "))
        return None
    message = range_fault(value, declaration.measure)
    if isinstance(value, str) and not _is_unicode(value):
        message = "text with half of a surrogate pair, which is no character. Decode it as UTF-8 first"
    if message:
        place.fault(message)
        return None
    return value


def _is_object(given: Any) -> bool:
    return isinstance(given, Mapping)


def _is_too_deep(given: Any) -> bool:
    level = {id(given): given}  # a list that stands in many places is looked into once
    for _ in range(_MOST_DEPTH):
        holders = [each.values() if _is_object(each) else each for each in level.values() if _holds_others(each)]
        level = {id(inner): inner for holder in holders for inner in holder}
    return bool(level)


def _holds_others(given: Any) -> bool:
    return isinstance(given, list | tuple | Mapping)


def range_fault(value: Any, measure: Measure | None) -> str | None:
    """What is wrong with the size or the places of a value of the right type, or None."""
    if isinstance(value, date):
        return None if FIRST_DAY <= value <= LAST_DAY else "a date before the year 1000 or after 2999. Check the year"
    if isinstance(value, Members):
        return None if len(value) <= MOST_MEMBERS else f"more than {MOST_MEMBERS} members. Check the list"
    if measure is None:
        return None
    if isinstance(value, Decimal):
        if not value.is_finite():
            return "not a finite number. Give a number, or leave it out"
        if _places(value) > measure.places:
            return f"more than {measure.places} decimal places. Round it first"
    number = value.pence if isinstance(value, Money) else value
    most = measure.most * 100 if isinstance(value, Money) else measure.most
    return None if -most <= number <= most else f"larger than the {measure.most} that it may be. Check the number"


def _places(value: Decimal) -> int:
    """Decimal places, but for noughts at the end; by its digits, since sums in `decimal` round as the caller's do."""
    _, digits, exponent = value.as_tuple()
    short = "".join(map(str, digits)).rstrip("0")
    return -int(exponent) - (len(digits) - len(short)) if short else 0


def _validated(given: Any, kind: Any, *, allow_example: bool = False) -> Any:
    # Left to itself Pydantic makes a number of true, and a day in 1970 of a number or the text of one.
    strict = isinstance(given, bool) or (kind in (date, datetime) and not _is_day(given))
    return _reader(kind).validate_python(given, strict=strict, context={"allow_example": allow_example})


def _is_day(given: Any) -> bool:
    return _DAY.fullmatch(given) is not None if isinstance(given, str) else isinstance(given, date)


@cache
def _reader(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


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
        case _:
            return _plain(value)


def _plain(value: object) -> JsonValue:
    plain: JsonValue = to_jsonable_python(value, fallback=str)  # values of our own are their canonical text
    return plain

"""What a mapping file says of one column: which it is, and how it is written."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, Strict

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.model import Model
from localgov_components.eligibility.population.files.mapping.day_pattern import ISO, DayPattern
from localgov_components.eligibility.population.files.mapping.faults import MappingFaults
from localgov_components.eligibility.population.files.mapping.mapping import TRUTHS, FactColumn, is_enum
from localgov_components.money import Money
from localgov_components.rules import FactDeclaration
from localgov_components.rules.document.value_types import types_by_word
from localgov_components.tables.blanks import folded

__all__ = ["ColumnName", "SaidOfColumn", "SaidOfCompleteness", "column_of", "completeness_of"]


def _as_in_a_cell(word: object) -> object:
    """A word that is written as a number or a date in TOML, as it stands in a cell."""
    if isinstance(word, int) and not isinstance(word, bool):
        return str(word)
    return word.isoformat() if isinstance(word, date) else word


ColumnName = Annotated[str, Strict(), Field(min_length=1)]
_Words = tuple[Annotated[str, BeforeValidator(_as_in_a_cell)], ...]


class SaidOfCompleteness(Model):
    """The column that says whether a list is complete."""

    column: ColumnName
    unknown: _Words = ()
    yes: _Words | None = None
    no: _Words | None = None


class SaidOfColumn(Model):
    """The table of a fact."""

    column: ColumnName | None = None
    not_in_file: Literal[True] | None = None
    unknown: _Words = ()
    amounts: Literal["pounds", "pence"] | None = None
    dates: str | None = None
    yes: _Words | None = None
    no: _Words | None = None
    values: dict[str, str | int] | None = None


_KINDS = {
    "amounts": "money",
    "dates": "dates",
    "yes": "true or false",
    "no": "true or false",
    "values": "text, or one of several values",
}
"""What kind of facts each way of writing is for."""


def column_of(
    fact: FactDeclaration, said: SaidOfColumn, path: Sequence[str], faults: MappingFaults
) -> FactColumn | None:
    """The column of a fact; None, with its mistakes noted, where no column can be meant."""
    message = _no_column(fact, said)
    if message:
        faults.add(path, message)
        return None
    for name in _strangers(fact, said):
        faults.add((*path, name), f"is for facts that are {_KINDS[name]}, and this one is not. Remove it")
    if fact.type is Money and said.amounts is None:
        faults.add(path, 'pounds or pence? Write amounts = "pounds" or amounts = "pence"')
    return FactColumn(
        fact,
        said.column or "",
        frozenset(map(folded, said.unknown)),
        said.amounts or "pounds",
        _dates(said.dates, (*path, "dates"), faults),
        _truths(said, path, faults),
        _values(fact, said, path, faults),
    )


def completeness_of(
    fact: FactDeclaration, said: SaidOfCompleteness, path: Sequence[str], faults: MappingFaults
) -> FactColumn:
    """The column that says whether all members of a list are in their file."""
    return FactColumn(fact, said.column, frozenset(map(folded, said.unknown)), truths=_truths(said, path, faults))


def _no_column(fact: FactDeclaration, said: SaidOfColumn) -> str | None:
    if said.column is None:
        return 'no column. Write column = "…", or not_in_file = true where no column holds it'
    if fact.nested:
        return f'a list of members. Write [members."{fact.id}"] for its file, or not_in_file = true'
    if not is_enum(fact) and fact.type not in types_by_word().values():
        return "no column can hold a fact of this type. Write not_in_file = true"
    return None


def _strangers(fact: FactDeclaration, said: SaidOfColumn) -> Iterator[str]:
    """What is said that makes no sense for a fact of its type."""
    own: dict[object, tuple[str, ...]] = {bool: ("yes", "no"), Money: ("amounts",), date: ("dates",), str: ("values",)}
    allowed = ("values",) if is_enum(fact) else own.get(fact.type, ())
    yield from (name for name in _KINDS if name not in allowed and getattr(said, name) is not None)


def _dates(pattern: str | None, path: Sequence[str], faults: MappingFaults) -> tuple[DayPattern, ...]:
    try:
        return (ISO,) if pattern in (None, ISO.pattern) else (ISO, DayPattern.parse(pattern or ""))
    except InvalidValueError as error:
        faults.add(path, str(error))
        return (ISO,)


def _truths(said: SaidOfColumn | SaidOfCompleteness, path: Sequence[str], faults: MappingFaults) -> Mapping[str, bool]:
    """What yes and no are written as; true and false are understood beside, unless they are said to mean another."""
    if not said.yes and not said.no:
        given = dict(TRUTHS)
    elif not said.yes or not said.no:
        faults.add(path, 'yes or no alone. Write both: yes = ["Y"] and no = ["N"]')
        return TRUTHS
    else:
        given = {folded(word): True for word in said.yes}
        for word in map(folded, said.no):
            if given.setdefault(word, False):
                faults.add((*path, "no"), f"'{word}' means both yes and no. Keep one")
    for word in map(folded, said.unknown):
        if given.pop(word, None) is not None and said.yes:
            faults.add((*path, "unknown"), f"'{word}' means both unknown and a value. Keep one")
    return {"true": True, "false": False} | given


def _values(fact: FactDeclaration, said: SaidOfColumn, path: Sequence[str], faults: MappingFaults) -> Mapping[str, Any]:
    """The value that each word stands for: those of an enum by themselves, and those that are mapped."""
    own = [each.value for each in fact.type] if is_enum(fact) else []
    unknown = set(map(folded, said.unknown))
    mapped: dict[str, Any] = {}
    for word, value in (said.values or {}).items():
        if own and value not in own:
            message = f"not a value of the fact. There are: {', '.join(map(str, own))}"
            faults.add((*path, "values", word), message)
        elif folded(word) in mapped or folded(word) in unknown:
            faults.add((*path, "values", word), "the word means two things. Keep one")
        mapped[folded(word)] = value
    return {folded(str(each)): each for each in own} | mapped

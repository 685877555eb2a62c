"""Cases as frames, and rules worked out in them: what the tests of every engine share."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl
from hypothesis import reject
from tests.rules.vocabulary import ON, FixedPolicy, Household, Income, Member

from localgov_components.core.errors import InvalidValueError
from localgov_components.money import Money
from localgov_components.rules import (
    Expression,
    FactDeclaration,
    Facts,
    Judgement,
    Known,
    Members,
    Unknown,
    UnknownReason,
    evaluate,
    facts_of,
)
from localgov_components.rules.frames import (
    CASES,
    Asked,
    Places,
    Translation,
    carried_out,
    dtype_of,
    facts_by_list,
    in_declared_order,
    literal,
    read_tables,
)
from localgov_components.rules.frames.kinds import is_text, raw_of

__all__ = ["KEYS", "Frames", "frames_of", "meant", "reckoned", "within_64_bits"]

KEYS: Mapping[str, Any] = {"key": "case", "member_keys": {"household.members": "person"}}
"""By which columns the frames below belong together."""

Convert = Callable[[pl.DataFrame], Any]


@dataclass(frozen=True)
class Frames:
    """Some cases: a row for each, for each member, and for each income of a member."""

    cases: Any
    members: Any
    incomes: Any

    def by(self, convert: Convert) -> "Frames":
        """The same in another engine."""
        return Frames(convert(self.cases), convert(self.members), convert(self.incomes))

    @property
    def lists(self) -> dict[str, Any]:
        """The frames of members by their list."""
        return {"household.members": self.members, "member.incomes": self.incomes}


def frames_of(cases: Sequence[Known]) -> Frames:
    """Cases as frames of Polars."""
    members: list[dict[str, Any]] = []
    incomes: list[dict[str, Any]] = []
    rows = []
    for number, known in enumerate(cases):
        rows.append({"case": number, **_row(known, Household)})
        for member in _members(known, "household.members"):
            person = len(members)
            members.append({"case": number, "person": person, **_row(member, Member)})
            incomes += [{"person": person, **_row(each, Income)} for each in _members(member, "member.incomes")]
    return Frames(
        pl.DataFrame(rows, schema={"case": pl.Int64, **_schema(Household)}),
        pl.DataFrame(members, schema={"case": pl.Int64, "person": pl.Int64, **_schema(Member)}),
        pl.DataFrame(incomes, schema={"person": pl.Int64, **_schema(Income)}),
    )


def _members(known: Known, id_: str) -> Sequence[Known]:
    stored = known.stored.get(id_)
    return stored.items if isinstance(stored, Members) else ()


def _row(known: Known, vocabulary: type[Facts]) -> dict[str, Any]:
    return {fact.id: _held(known.stored.get(fact.id), fact) for fact in facts_of(vocabulary)}


def _held(stored: Any, fact: FactDeclaration) -> Any:  # noqa: ANN401 - a fact has any type
    """What a column holds: a judgement's value while it stands, null for whatever is unknown."""
    if isinstance(stored, Judgement):
        stored = None if stored.until is not None and stored.until < ON else stored.value
    if stored is None or isinstance(stored, Unknown | UnknownReason):
        return None
    if isinstance(stored, Members):
        return stored.complete
    return stored if isinstance(stored, date) else raw_of(stored, fact.measure.places if fact.measure else 0)


def _schema(vocabulary: type[Facts]) -> dict[str, Any]:
    return {fact.id: _dtype(fact) for fact in facts_of(vocabulary)}


def _dtype(fact: FactDeclaration) -> Any:  # noqa: ANN401 - a type of Polars
    if fact.nested or fact.type is bool:
        return pl.Boolean
    return pl.Date if fact.type is date else pl.String if is_text(fact.type) else pl.Int64


@contextmanager
def within_64_bits() -> Iterator[None]:
    """Let a random rule go whose numbers could be too large for columns: it is refused, and for a case it is not."""
    try:
        yield
    except InvalidValueError as error:
        if error.code != "frame.too-large":
            raise
        reject()


def reckoned(rules: Sequence[Expression[Any]], frames: Frames) -> list[tuple[Any, ...]]:
    """What each rule comes to in each case, in columns' own terms, by the engine that holds the frames."""
    places = Places(rules)
    asked = Asked(facts_by_list(rules, places), in_declared_order(facts_of(Household)), **KEYS)
    lists = {id_: frame for id_, frame in frames.lists.items() if any(id_ in path for path in asked.facts)}
    tables = read_tables(frames.cases, lists, asked, number_members=places.has_pairs)
    with within_64_bits():
        translation = Translation(rules, tables.facts, FixedPolicy(), ON)
    columns = {
        f"rule{number}": literal(translation.named((), translation.column(rule)), dtype_of(rule.value_type))
        for number, rule in enumerate(rules)
    }
    key = tables.cases.given.names["case"]
    frame = carried_out(translation.plan, tables.sources)[CASES]
    found = frame.with_columns(**columns).select(nw.col(key).alias("its_case"), *columns).collect("polars")
    rows = found.sort("its_case").drop("its_case").rows()
    return [tuple(row) for row in rows]


def meant(rule: Expression[Any], known: Known) -> Any:  # noqa: ANN401 - a rule has any type
    """What a rule means in a case, in columns' own terms."""
    value = evaluate(rule, known, policy=FixedPolicy(), on=ON)
    places = rule.measure.places if rule.measure else 0
    if isinstance(value, Unknown):
        return None
    if isinstance(value, Money | Decimal):
        exact = Fraction(value.pence, 100) if isinstance(value, Money) else Fraction(value)
        return int(exact * 10**places)
    return raw_of(value, places)

"""How values read: nouns, sums and the words around them.

>>> from localgov_components.money import Money, Rounding
>>> from localgov_components.rules import Fact, Facts, age_on, fact, larger_of, read_aloud, rounded
>>> from decimal import Decimal
>>> class Person(Facts, id="person"):
...     savings: Fact[Money] = fact("Savings", plural=True)
...     born: Fact[date] = fact("Date of birth")
>>> read_aloud(age_on(Person.born))
'age on the day of the decision'
>>> read_aloud(rounded(larger_of(Person.savings - Money("6000"), Money("0")) * Decimal("0.04"), Rounding.DOWN))
'((the larger of (savings less £6,000.00) and £0.00) times 0.04) rounded to the penny (down)'
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from localgov_components.calendars import LeapDayBirthday
from localgov_components.money import Money
from localgov_components.rules.expressions import Expression
from localgov_components.rules.labels import age_from, in_sentence, is_plural
from localgov_components.rules.reading.choices import read_choice
from localgov_components.rules.reading.phrase import Phrase, Shape
from localgov_components.rules.reading.reader import Asked, Reader, Reading, shared_per
from localgov_components.rules.tree import (
    Aggregated,
    Arithmetic,
    Choice,
    Constant,
    Converted,
    DecisionDate,
    Definition,
    Divided,
    Elapsed,
    Extreme,
    FactRef,
    PolicyRef,
    Rounded,
    Shifted,
    Undefined,
)

__all__ = ["NOUNS", "noun_of", "read_undefined"]

_PENCE_PLACES = 2
_NEEDS_QUOTES = frozenset(",;:()\u2018\u2019")
"""Marks that could be taken for the sentence's own."""


def noun_of(node: FactRef[Any] | Definition[Any]) -> Phrase:
    """The label of a fact or a definition."""
    declared = node.fact if isinstance(node, FactRef) else node
    label = in_sentence(declared.label) or in_sentence(declared.name.replace("_", " "))
    return Phrase(label, plural=is_plural(label) if declared.plural is None else declared.plural)


def _fact(reader: Reader, node: FactRef[Any], _: Asked) -> Phrase:
    label, shape, plural = noun_of(node)
    if node.of and node.of is not reader.binding:
        members = reader.the(in_sentence(node.of.of.label))
        return Phrase(reader.word("members.outer", fact=label, members=members), shape, plural)
    return Phrase(reader.valued(node, label), shape, plural)


def _constant(reader: Reader, node: Constant[Any], asked: Asked) -> Phrase:
    if type(node.value) is str:
        words = " ".join(node.value.split())
        is_plain = words and _NEEDS_QUOTES.isdisjoint(words)
        return Phrase(words if is_plain else reader.word("quoted", text=words))
    return Phrase(reader.value(node.value, asked.per if node.measure else None))


def _policy(reader: Reader, node: PolicyRef[Any], _: Asked) -> Phrase:
    return Phrase(reader.valued(node, reader.word("the", noun=node.key.replace("_", " "))))


def _arithmetic(reader: Reader, node: Arithmetic[Any], asked: Asked) -> Phrase:
    if node.operator == "*":
        sides = {side: reader.phrase(part).within(Shape.PRODUCT) for side, part in _sides(node)}
        return Phrase(reader.word("times", **sides), Shape.PRODUCT)
    inner = Asked(per=shared_per(node) or asked.per)
    left, right = reader.phrase(node.left, inner), reader.phrase(node.right, inner)
    after = (Shape.SUM,) if node.operator == "+" else ()
    words = {"left": left.within(Shape.SUM), "right": right.within(*after)}
    return Phrase(reader.word("plus" if node.operator == "+" else "minus", **words), Shape.SUM)


def _sides(node: Arithmetic[Any] | Divided[Any]) -> tuple[tuple[str, Expression[Any]], ...]:
    return ("left", node.left), ("right", node.right)


def _extreme(reader: Reader, node: Extreme[Any], asked: Asked) -> Phrase:
    inner = Asked(per=shared_per(node) or asked.per)
    *first, last = [reader.phrase(part, inner).within() for part in node.parts]
    kind = "dates" if node.value_type is date else "amounts"
    number = "two" if len(first) == 1 else "many"
    key = f"extreme.{kind}.{node.how}-of-{number}"
    return Phrase(reader.word(key, first=reader.listed(first, ", "), last=last), Shape.CLAUSE)


def _rounded(reader: Reader, node: Rounded[Any], asked: Asked) -> Phrase:
    subject = reader.phrase(node.subject, Asked(per=asked.per)).within()
    return Phrase(reader.word("rounded", subject=subject, **_rounding(reader, node)), Shape.CLAUSE)


def _divided(reader: Reader, node: Divided[Any], asked: Asked) -> Phrase:
    sides = {side: reader.phrase(part).within() for side, part in _sides(node)}
    quotient = reader.word("divided", **sides, **_rounding(reader, node))
    if isinstance(node.right, Constant) and node.right.value != type(node.right.value)("0"):
        return Phrase(quotient, Shape.CLAUSE)
    if_zero = reader.phrase(node.if_zero, Asked(per=shared_per(node) or asked.per)).within()
    return Phrase(reader.word("divided-by-zero", quotient=quotient, if_zero=if_zero), Shape.CLAUSE)


def _converted(reader: Reader, node: Converted[Any], _: Asked) -> Phrase:
    subject = reader.phrase(node.subject).within()
    return Phrase(reader.word(f"converted.{node.to}", subject=subject, **_rounding(reader, node)), Shape.CLAUSE)


def _rounding(reader: Reader, node: Rounded[Any] | Divided[Any] | Converted[Any]) -> dict[str, str]:
    """To how many places, and how."""
    how = reader.word(f"rounding.{node.rounding}")
    if node.value_type is Money and node.places in (0, _PENCE_PLACES):
        return {"to": reader.word("places.pounds" if node.places == 0 else "places.pence"), "how": how}
    key = {0: "none", 1: "one"}.get(node.places, "many")
    if node.value_type is Money:
        key = f"money-{key}"
    return {"to": reader.word(f"places.{key}", number=str(node.places)), "how": how}


def _elapsed(reader: Reader, node: Elapsed, _: Asked) -> Phrase:
    words = _age(reader, node) if node.unit == "years" else None
    if words is None:
        ends = {"start": reader.phrase(node.start).within(), "end": reader.phrase(node.end).within()}
        words = reader.word(f"elapsed.{node.unit}", **ends)
    if node.leap_day is LeapDayBirthday.FEBRUARY_28:
        words = reader.word("elapsed.leap-day", age=words)
    return Phrase(words, Shape.CLAUSE)


def _age(reader: Reader, node: Elapsed) -> str | None:
    """Years since a date of birth, which people call an age."""
    label = age_from(noun_of(node.start).text, reader.word("age")) if isinstance(node.start, FactRef) else None
    if label is None:
        return None
    return reader.word("elapsed.age", age=label, day=reader.phrase(node.end).within())


def _shifted(reader: Reader, node: Shifted, _: Asked) -> Phrase:
    count, backwards = _forwards(node.count)
    day = reader.phrase(node.subject).within()
    direction = "before" if backwards else "after"
    return Phrase(reader.word(direction, time=_time(reader, count, node.unit), day=day), Shape.CLAUSE)


def _forwards(count: Expression[int]) -> tuple[Expression[int] | int, bool]:
    """How far, and whether that is backwards: subtracting a period multiplies it by -1."""
    times, step = 1, count
    while isinstance(step, Arithmetic) and step.operator == "*" and _is_minus_one(step.right):
        times, step = -times, step.left
    if isinstance(step, Constant):
        number = times * step.value
        return abs(number), number < 0
    return step, times < 0


def _is_minus_one(node: Expression[Any]) -> bool:
    return isinstance(node, Constant) and node.value == -1


def _time(reader: Reader, count: Expression[int] | int, unit: str) -> str:
    if isinstance(count, int):
        return reader.word(f"time.{unit}{'-one' if count == 1 else ''}", number=reader.value(count))
    return reader.word(f"time.{unit}-counted", count=reader.phrase(count).within())


def read_undefined(reader: Reader, node: Undefined[Any], _: Asked) -> Phrase:
    """Where a table contradicts itself or says nothing."""
    return Phrase(reader.word(f"undefined.{node.reason}", name=node.name.replace("_", " ")), Shape.CLAUSE)


def _aggregated(reader: Reader, node: Aggregated[Any], asked: Asked) -> Phrase:
    members = _members_of(reader, node)
    if node.how == "count":
        return Phrase(reader.word("members.count", members=members), Shape.CLAUSE)
    with reader.speaking_of(node.binding):
        value = reader.phrase(node.value, Asked(per=asked.per)).within()
    how = f"{node.how}-date" if node.value_type is date else node.how
    words = reader.word(f"members.{how}", value=value, members=reader.the(members))
    if node.if_none is not None:
        if_none = reader.phrase(node.if_none, Asked(per=shared_per(node) or asked.per)).within()
        words = reader.word("members.if-none", value=words, if_none=if_none)
    return Phrase(words, Shape.CLAUSE)


def _members_of(reader: Reader, node: Aggregated[Any]) -> str:
    members = noun_of(node.members).text  # type: ignore[arg-type]  # building refuses anything but a fact
    if node.where is None:
        return members
    with reader.speaking_of(node.binding):
        return reader.word("members.where", members=members, condition=reader.text(node.where))


NOUNS: Mapping[type, Reading] = {
    FactRef: _fact,
    Constant: _constant,
    PolicyRef: _policy,
    DecisionDate: lambda reader, _, __: Phrase(reader.word("decision-date")),
    Definition: lambda _, node, __: noun_of(node),
    Arithmetic: _arithmetic,
    Extreme: _extreme,
    Rounded: _rounded,
    Divided: _divided,
    Converted: _converted,
    Elapsed: _elapsed,
    Shifted: _shifted,
    Aggregated: _aggregated,
    Choice: read_choice,
    Undefined: read_undefined,
}
"""How each kind of node reads that has a value."""

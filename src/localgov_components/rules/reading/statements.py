"""How conditions and choices read: statements that hold, and the same when they do not.

>>> from localgov_components.money import Money
>>> from localgov_components.rules import Fact, Facts, exists, fact, read_aloud
>>> class Member(Facts, id="member"):
...     is_partner: Fact[bool] = fact("is a partner")
>>> class Household(Facts, id="household"):
...     capital: Fact[Money] = fact("Savings and investments")
...     members: Fact[list[Member]] = fact("Members of the household")
>>> read_aloud(Household.capital > Money("16000"))
'savings and investments are more than £16,000.00'
>>> read_aloud(exists(Household.members, lambda member: member.is_partner), holds=False)
'none of the members of the household: is a partner'
"""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from localgov_components.rules.labels import denied, in_sentence
from localgov_components.rules.reading.choices import read_conditional
from localgov_components.rules.reading.nouns import noun_of, read_undefined
from localgov_components.rules.reading.phrase import BESIDE_A_VERB, Phrase, Shape
from localgov_components.rules.reading.reader import Asked, Reader, Reading, shared_per
from localgov_components.rules.tree import (
    AllOf,
    AnyOf,
    Choice,
    Comparison,
    Constant,
    Definition,
    FactRef,
    OneOf,
    PolicyRef,
    Quantified,
    Undefined,
)

__all__ = ["STATEMENTS"]

_COMPARED: Mapping[tuple[str, bool], str] = {
    ("==", True): "equal",
    ("==", False): "not-equal",
    ("!=", True): "not-equal",
    ("!=", False): "equal",
    (">", True): "more",
    (">", False): "not-more",
    (">=", True): "at-least",
    (">=", False): "less",
    ("<", True): "less",
    ("<", False): "at-least",
    ("<=", True): "at-most",
    ("<=", False): "more",
}
_OF_DATES: Mapping[str, str] = {
    "more": "after",
    "not-more": "not-after",
    "at-least": "on-or-after",
    "less": "before",
    "at-most": "on-or-before",
}


def _fact(reader: Reader, node: FactRef[Any], asked: Asked) -> Phrase:
    statement = _labelled(reader, node, node.fact.denied, asked)
    if node.of and node.of is not reader.binding:
        members = reader.the(in_sentence(node.of.of.label))
        statement = reader.word("members.outer", fact=statement, members=members)
    return Phrase(statement)


def _labelled(reader: Reader, node: FactRef[Any] | Definition[Any], said: str, asked: Asked) -> str:
    """A label, or how it is denied: as its author says, or as its first verb allows."""
    label = noun_of(node).text
    if asked.holds:
        return label
    return in_sentence(said) or denied(label) or reader.word("denied", statement=label)


def _policy(reader: Reader, node: PolicyRef[Any], asked: Asked) -> Phrase:
    name = node.key.replace("_", " ")
    return Phrase(reader.valued(node, reader.word("policy.yes" if asked.holds else "policy.no", name=name)))


def _comparison(reader: Reader, node: Comparison, asked: Asked) -> Phrase:
    if node.left.value_type is bool:
        return _alike(reader, node, asked)
    compared = _COMPARED[node.operator, asked.holds]
    if node.left.value_type is date:
        compared = _OF_DATES.get(compared, compared)
    inner = Asked(per=shared_per(node.left, node.right))
    left, right = reader.phrase(node.left, inner), reader.phrase(node.right, inner)
    sides = {"left": left.within(*BESIDE_A_VERB), "right": right.within(*BESIDE_A_VERB)}
    return Phrase(reader.word(f"{_verb(left)}.{compared}", **sides))


def _alike(reader: Reader, node: Comparison, asked: Asked) -> Phrase:
    """Two conditions compared: with one that is written, the other; else that both are so, or one alone."""
    alike = (node.operator == "==") is asked.holds
    for one, other in ((node.left, node.right), (node.right, node.left)):
        if isinstance(one, Constant):
            return reader.phrase(other, Asked(one.value is alike))
    sides = {side: reader.phrase(part).within() for side, part in (("left", node.left), ("right", node.right))}
    return Phrase(reader.word("alike" if alike else "not-alike", **sides), Shape.LIST)


def _one_of(reader: Reader, node: OneOf, asked: Asked) -> Phrase:
    inner = Asked(per=shared_per(node.subject, *node.options))
    subject = reader.phrase(node.subject, inner)
    options = [reader.phrase(option, inner).within() for option in node.options]
    if len(options) == 1:
        sides = {"left": subject.within(*BESIDE_A_VERB), "right": options[0]}
        return Phrase(reader.word(f"{_verb(subject)}.{'equal' if asked.holds else 'not-equal'}", **sides))
    words = {"subject": subject.within(*BESIDE_A_VERB), "options": reader.listed(options, ", ")}
    return Phrase(reader.word(f"{_verb(subject)}.{'one-of' if asked.holds else 'none-of'}", **words))


def _verb(subject: Phrase) -> str:
    return "are" if subject.plural else "is"


def _joined(name: str, reader: Reader, node: AllOf | AnyOf, asked: Asked) -> Phrase:
    if len(node.parts) == 1:
        return reader.phrase(node.parts[0], asked)
    parts = [reader.phrase(part).within() for part in node.parts]
    if asked.holds:
        return Phrase(reader.word(name, first=reader.listed(parts[:-1]), last=parts[-1]), Shape.LIST)
    return Phrase(reader.word(f"{name}-not", parts=reader.listed(parts)), Shape.LIST)


def _quantified(reader: Reader, node: Quantified, asked: Asked) -> Phrase:
    members = reader.the(noun_of(node.members).text)  # type: ignore[arg-type]  # building refuses anything but a fact
    with reader.speaking_of(node.binding):
        condition = reader.text(node.condition)
    how = node.how if asked.holds else f"{node.how}-not"
    return Phrase(reader.word(f"members.{how}", members=members, condition=condition), Shape.LIST)


STATEMENTS: Mapping[type, Reading] = {
    FactRef: _fact,
    Constant: lambda reader, node, asked: Phrase(reader.value(node.value is asked.holds)),
    PolicyRef: _policy,
    Definition: lambda reader, node, asked: Phrase(_labelled(reader, node, node.denied, asked)),
    Comparison: _comparison,
    OneOf: _one_of,
    AllOf: partial(_joined, "all-of"),
    AnyOf: partial(_joined, "any-of"),
    Quantified: _quantified,
    Choice: read_conditional,
    Undefined: read_undefined,
}
"""How each kind of node reads that is true or false."""

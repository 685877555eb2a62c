import json
import os
import subprocess
import sys
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import Enum, Flag
from functools import partial
from types import new_class
from typing import Any

import pytest
from tests.rules.document.examples import RULES, Household, Tenure

from localgov_components.core.canonical import canonical_hash, canonical_json
from localgov_components.core.errors import DefinitionError, NotSupportedError
from localgov_components.identifiers import Uprn
from localgov_components.money import Money
from localgov_components.rules import (
    Condition,
    Expression,
    Fact,
    FactDeclaration,
    Facts,
    Measure,
    all_of,
    any_of,
    content_hash,
    count_of,
    define,
    exists,
    fact,
    is_one_of,
    not_,
    policy_value,
    to_document,
    tree,
    when,
)
from localgov_components.rules.document.forms import FORMS
from localgov_components.rules.document.shape import MOST_BOUND
from localgov_components.rules.tree import Constant, Definition, FactRef, Mistake, PolicyRef, Undefined

A, B = Household.sick, Household.bedrooms == Household.bedrooms


def test_a_document_says_everything_about_a_rule() -> None:
    too_much = define("too_much", Household.capital > Money("16000"), denied="not too much", cites="a law, section 1")
    assert to_document({"refused": any_of(too_much, not_(too_much))}) == {
        "language": 1,
        "enums": {},
        "facts": {
            "household.capital": {
                "type": "money",
                "label": "savings and investments",
                "meaning": "everything but the home",
                "cites": "a law, section 1",
                "sensitivity": "financial",
                "protected": "capital",
                "cost": 3,
                "plural": True,
            }
        },
        "definitions": {
            "too_much": {
                "label": "too much",
                "denied": "not too much",
                "cites": "a law, section 1",
                "as": {"compare": ">", "left": {"fact": "household.capital"}, "right": {"money": "16000.00"}},
            }
        },
        "rules": {"refused": {"any_of": [{"definition": "too_much"}, {"not": {"definition": "too_much"}}]}},
    }


_WORKED_OUT = {"how", "value_type", "measure", "binding"}  # by the function that makes the node
_OF_ITS_OWN: dict[type[Any], set[str]] = {
    FactRef: {"fact", "of"},
    Constant: {"value", "measure"},
    PolicyRef: {"key", "value_type", "measure"},
    Definition: {"name", "expression", "label", "denied", "cites", "plural"},
    Undefined: {"reason", "name", "value_type", "measure"},
    Mistake: {"fault", "parts", "value_type"},
}


_KINDS = [kind for kind in map(vars(tree).get, tree.__all__) if isinstance(kind, type) and issubclass(kind, Expression)]


@pytest.mark.parametrize("kind", _KINDS)
def test_everything_in_a_node_is_written(kind: Any) -> None:  # noqa: ANN401 - a kind of node
    held = {field.name for field in fields(kind)}
    if kind in _OF_ITS_OWN:
        assert held == _OF_ITS_OWN[kind]
    else:
        forms = [form for form in FORMS.values() if form.node is kind]
        assert held - _WORKED_OUT == {attribute_of(field) for form in forms for field in form.fields} - {""}


def attribute_of(field: Any) -> str:  # noqa: ANN401 - of a form
    found: list[str] = []

    class Node:
        value_type = None

        def __getattr__(self, name: str) -> None:
            found.append(name)

    field.value(Node())
    return found[0] if found else ""


def test_a_document_has_no_mistake_of_json() -> None:
    document = to_document(RULES)
    assert json.loads(canonical_json(document)) == document


PINNED: dict[str, tuple[Expression[Any], str]] = {
    "a fact": (Household.sick, "648f8964a6f806249be62ed87dab5e1e6f8d9bd4f1d15150caf8f049b8582b20"),
    "a comparison": (
        Household.capital > policy_value("limit", Money),
        "873e354d9edafcea6730e632fe597d3f3e465e6e8fa7dc1726add5a5f9c11fff",
    ),
    "a definition": (
        define("few", Household.bins < 2, denied="many", cites="a law, section 1"),
        "6615f6178c736b961ca7464819ad84f62ff4246f1d31a76e52a913e598f156ed",
    ),
    "a member": (
        exists(Household.members, lambda member: member.age < 18),
        "7cb772ff232dd2c3fc7cb7943df5dd3934a7d4d2636f5f261885b32c67f53a77",
    ),
    "an enum": (
        Household.tenure == Tenure.OWNING,
        "aee3f3208aa8b13d4651db36d557791eed1fb57ffa3091ae0983fc2c9451a8c9",
    ),
}


@pytest.mark.parametrize(("rule", "expected"), PINNED.values(), ids=PINNED)
def test_the_hash_of_a_rule_is_the_same_for_ever(rule: Expression[Any], expected: str) -> None:
    assert content_hash(rule) == expected


def test_the_hash_of_many_rules_is_the_same_for_ever() -> None:
    assert canonical_hash(to_document(RULES)) == "5bdd859627c284c2e431668de6175f1f99600784d58f034ce5aa8804df8a5c22"


def test_the_hash_is_the_same_in_another_process() -> None:
    program = (
        "from localgov_components.money import Money\n"
        "from localgov_components.rules import content_hash, policy_value\n"
        "print(content_hash(policy_value('limit', Money) > Money('10')))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
            text=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert found == {content_hash(policy_value("limit", Money) > Money("10"))}


DIFFERENT: list[Expression[Any]] = [
    A,
    B,
    not_(A),
    all_of(A),
    any_of(A),
    all_of(A, B),
    all_of(B, A),
    any_of(A, B),
    define("a", A),
    define("b", A),
    define("a", A, label="x"),
    define("a", A, denied="x"),
    define("a", A, cites="x"),
    define("a", A, plural=True),
    define("a", A, plural=False),
    define("a", B),
    define("a", define("b", A)),
    Household.bins > 1,
    Household.bins > 2,
    Household.bins >= 1,
    Household.bins < 1,
    Household.share > Decimal(1),
    Household.share > Decimal("1.0"),
    policy_value("p", int) > 1,
    policy_value("p", int, at_most=2) > 1,
    policy_value("p", Money) > Money("1"),
    policy_value("q", int) > 1,
    Household.bins + 1 > 1,
    Household.bins - 1 > 1,
    Household.bins * 1 > 1,
    is_one_of(Household.band, "A"),
    is_one_of(Household.band, "A", "B"),
    is_one_of(Household.band, "B", "A"),
    Household.band == "A",
    Household.band == "1",
    when(A, B).otherwise(A),
    when(B, A).otherwise(A),
    when(A, A).otherwise(B),
    policy_value("d", Decimal) > Decimal("0.1"),
    policy_value("d", date) > date(2026, 1, 1),
    exists(Household.members, lambda member: exists(Household.members, lambda other: other.age > member.age)),
    exists(Household.members, lambda member: exists(Household.members, lambda other: member.age > other.age)),
]


def test_rules_that_say_different_things_have_different_hashes() -> None:
    assert len({content_hash(rule) for rule in DIFFERENT}) == len(DIFFERENT)


def test_what_is_built_again_has_the_same_hash() -> None:
    def build() -> Expression[Any]:
        part = define("few", Household.bins < 2)
        return any_of(part, all_of(part, exists(Household.members, lambda member: member.age > Household.bins)))

    assert content_hash(build()) == content_hash(build())


def test_a_part_that_is_shared_is_written_as_two_that_are_equal() -> None:
    shared = Household.bins + 1
    assert content_hash(shared * shared) == content_hash((Household.bins + 1) * (Household.bins + 1))
    one = define("one", shared)
    assert content_hash(one * one) == content_hash(one * define("one", Household.bins + 1))


def test_a_number_has_one_spelling() -> None:
    assert content_hash(policy_value("p", Decimal) > Decimal("1E+2")) == content_hash(
        policy_value("p", Decimal) > Decimal(100)
    )
    assert content_hash(policy_value("p", Decimal) > Decimal("-0.0")) == content_hash(
        policy_value("p", Decimal) > Decimal("0.0")
    )


def test_a_definition_that_speaks_of_a_member_is_written_once_for_all_members() -> None:
    document: Any = to_document(RULES)
    assert document["definitions"]["is_child"]["of"] == ["household.members"]
    assert document["definitions"]["is_child"]["as"]["left"] == {"fact": "member.age", "of": "member"}
    assert document["rules"]["children"]["left"]["where"] == {"definition": "is_child", "of": ["member"]}
    assert document["definitions"]["heavier"]["of"] == ["member.pets", "household.members"]
    assert document["rules"]["heavy"]["condition"]["all_of"][1]["condition"] == {
        "definition": "heavier",
        "of": ["member_2", "member"],
    }


def refusal(*rules: Expression[Any]) -> str:
    with pytest.raises(DefinitionError) as caught:
        to_document({f"rule_{number}": rule for number, rule in enumerate(rules, start=1)})
    return str(caught.value)


def test_two_definitions_of_one_name_are_refused() -> None:
    one, other = define("few", Household.bins < 2), define("few", Household.bins < 3)
    message = refusal(any_of(one, other))
    assert "rules, column definitions.few: two definitions have this name, and say different things" in message


def test_two_definitions_that_are_true_and_1_are_not_the_same() -> None:
    assert "definitions.one" in refusal(any_of(define("one", not_(A)), A), define("one", Household.bins + 1) > 1)
    assert "definitions.one" in refusal(
        when(define("one", all_of(A)), 1).otherwise(define("one", Household.bins + 0)) > 1
    )


def test_two_facts_of_one_id_are_refused() -> None:
    class Other(Facts, id="household"):
        bins: Fact[int] = fact("number of bags")
        sick: Fact[bool] = fact("ill")

    message = refusal(all_of(Household.bins > 1, Other.bins > 1, Household.sick, Other.sick))
    assert "column facts.household.bins: two facts have this id, and say different things" in message
    assert "column facts.household.sick: two facts have this id" in message


def test_two_members_of_one_id_are_refused() -> None:
    class Member(Facts, id="member"):
        age: Fact[int] = fact("another age")

    class Other(Facts, id="other"):
        members: Fact[list[Member]] = fact("members")

    assert "column facts.member.age: two facts" in refusal(count_of(Household.members) + count_of(Other.members))


def test_two_enums_of_one_name_are_refused() -> None:
    other: Any = Enum("Tenure", [("OWNING", "owning")])  # type: ignore[misc]  # another on purpose
    owned = when(A, other.OWNING).otherwise(other.OWNING) == other.OWNING
    message = refusal(all_of(Household.tenure == Tenure.OWNING, owned))
    assert "two enums have the name Tenure, and other members" in message


class Colours(Flag):
    RED = 1
    BLUE = 2


class Sizes(Enum):
    SMALL = (1, "small")


class _Hidden(Enum):
    ONE = "one"


class Empty(Enum):
    pass


class OurNumber(Uprn):
    __slots__ = ()


class Odd(Facts, id="odd"):
    names: Fact[list[str]] = fact("names")
    colours: Fact[Colours] = fact("colours")
    sizes: Fact[Sizes] = fact("sizes")
    hidden: Fact[_Hidden] = fact("hidden")
    empty: Fact[Empty] = fact("empty")
    number: Fact[OurNumber] = fact("number")
    fraction: Fact[complex] = fact("fraction")


@pytest.mark.parametrize("name", Odd.declarations)
def test_a_fact_of_a_type_that_a_document_cannot_name_is_refused(name: str) -> None:
    odd: Expression[Any] = getattr(Odd, name)
    message = refusal(odd)
    assert f"column facts.odd.{name}: " in message
    assert "(1, " not in message


@pytest.mark.parametrize(
    "declaration",
    [
        FactDeclaration("bins", "bins", int, "bins", measure=Measure()),
        FactDeclaration("household.bins", "bags", bool, "bins"),
        FactDeclaration("household.bins", "bins", bool, ""),
        FactDeclaration("household.bins", "bins", Money, "bins"),
        FactDeclaration("household.bins", "bins", bool, "bins", measure=Measure()),
        FactDeclaration("household.bins", "bins", int, "bins", measure=Measure(written=True)),
        FactDeclaration("household.bins", "bins", bool, "bins", protected="age", actionable=True),
        FactDeclaration(f"household.{'x' * 300}", "x" * 300, bool, "bins"),
    ],
    ids=["id", "name", "label", "no measure", "measure", "written", "actionable", "long"],
)
def test_a_fact_that_no_class_could_declare_is_refused(declaration: FactDeclaration) -> None:
    assert f"rules, column facts.{declaration.id[:60]}" in refusal(FactRef(declaration))


def test_a_value_of_a_type_that_a_document_cannot_name_is_refused() -> None:
    number = OurNumber.parse("999900000001")
    message = refusal(
        when(A, number).otherwise(number) == number, when(A, Sizes.SMALL).otherwise(Sizes.SMALL) == Sizes.SMALL
    )
    assert "OurNumber is not a type that a document can name" in message
    assert "the enum Sizes has no members, or one whose value is neither text nor a whole number" in message
    assert "999900000001" not in message


def test_every_mistake_in_the_rules_is_told() -> None:
    of_no_type = Household.bins > Money("1")  # type: ignore[operator]
    message = refusal(of_no_type, Household.capital + Household.income > Money("1"))
    assert message.startswith("2 mistakes; nothing was loaded:")


def doubled(part: Expression[int], times: int) -> Expression[int]:
    for _ in range(times):
        part = when(A, part).otherwise(part)
    return part


def test_parts_without_a_name_that_stand_in_too_many_places_are_refused() -> None:
    message = refusal(doubled(Household.bins, 60))
    assert "more than 100,000 parts when written out, because parts without a name stand in many places" in message


def test_parts_with_a_name_stand_in_as_many_places_as_they_like() -> None:
    part: Expression[int] = Household.bins
    for number in range(60):
        part = define(f"part_{number}", when(A, part).otherwise(part))
    assert len(canonical_json(to_document({"rule": part}))) < 10_000


def test_rules_too_deep_for_json_are_refused() -> None:
    rule = A
    for _ in range(150):
        rule = all_of(rule)
    assert "more than 250 lists and objects within each other. Give an inner part a name with define(…)" in refusal(
        rule
    )
    rule = define("inner", A)
    for number in range(90):
        rule = define(f"part_{number}", all_of(rule))
    assert to_document({"rule": rule})["rules"] == {"rule": {"definition": "part_89"}}


def _fill(names: dict[str, Any], *, body: dict[str, Any]) -> None:
    names.update(body)


def lists_within_lists(levels: int) -> Any:  # noqa: ANN401 - a vocabulary made here
    """A vocabulary with a list of members that have a list, and so on."""

    class Innermost(Facts, id="list-0"):
        age: Fact[int] = fact("age")

    vocabulary: Any = Innermost
    for number in range(1, levels + 1):
        body = {"__annotations__": {"inner": Fact[list[vocabulary]]}, "__module__": __name__, "inner": fact("members")}
        vocabulary = new_class(f"List{number}", (Facts,), {"id": f"list-{number}"}, partial(_fill, body=body))
    return vocabulary


def test_lists_too_deep_within_each_other_are_refused() -> None:
    rule = count_of(lists_within_lists(MOST_BOUND + 1).inner) > 1
    assert f"lists of members more than {MOST_BOUND} within each other" in refusal(rule)


def test_conditions_over_members_too_deep_within_each_other_are_refused() -> None:
    vocabulary = lists_within_lists(5)

    def within(levels: int, member: Any, innermost: Any) -> Condition:  # noqa: ANN401 - bound members
        return exists(member.inner, lambda each: within(levels - 1, each, innermost) if levels else innermost(each))

    twice = within(4, vocabulary, lambda one: within(4, vocabulary, lambda other: one.age > other.age))
    message = f"conditions over members more than {MOST_BOUND} within each other. Make it flatter"
    assert message in refusal(twice)
    assert to_document({"rule": within(4, vocabulary, lambda one: one.age > 1)})


def test_a_kind_of_node_from_outside_is_refused() -> None:
    class Foreign(Expression[bool]):
        value_type = bool

    with pytest.raises(NotSupportedError, match="Foreign is not a kind of rule"):
        content_hash(Foreign())

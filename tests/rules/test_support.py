from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from tests.rules.trees import rules_with_gaps
from tests.rules.vocabulary import ON, FixedPolicy, only, partial

from localgov_components.core.errors import DefinitionError
from localgov_components.rules import (
    Expression,
    Fact,
    Facts,
    Known,
    Members,
    Unknown,
    all_of,
    any_of,
    define,
    evaluate,
    every,
    exists,
    fact,
    support,
)
from localgov_components.rules.compiling import Program, anatomy
from localgov_components.rules.settling import Settling
from localgov_components.rules.support import Case, supporting

POLICY = FixedPolicy()


def case_of(rule: Expression[Any], known: Known) -> Case:
    program = Program([], also=[rule])
    return Case(program, program.bind(on=ON, policy=POLICY).trace(known), known)


@given(rules_with_gaps, partial)
def test_the_supporting_facts_settle_the_value_and_none_can_be_left_out(rule: Expression[Any], known: Known) -> None:
    value = evaluate(rule, known, policy=POLICY, on=ON)
    if isinstance(value, Unknown):
        return
    case = case_of(rule, known)
    facts = case.facts_in(supporting([case.program.rests_at(rule)], case).of(rule))
    assert evaluate(rule, only(known, facts), policy=POLICY, on=ON) == value
    for one in facts:
        fewer = tuple(each for each in facts if each != one)
        assert isinstance(evaluate(rule, only(known, fewer), policy=POLICY, on=ON), Unknown), one


class Person(Facts, id="person"):
    age: Fact[int] = fact("age")
    fit: Fact[bool] = fact("fit")


class Group(Facts, id="group"):
    people: Fact[list[Person]] = fact("people")


def people(number: int) -> Known:
    return Known(
        {"group.people": Members([Known({"person.age": 20 + each, "person.fit": True}) for each in range(number)])}
    )


def facts_of(rule: Expression[Any], known: Known) -> tuple[str, ...]:
    case = case_of(rule, known)
    return case.facts_in(supporting([case.program.rests_at(rule)], case).of(rule))


def passes(rule: Expression[Any], known: Known, monkeypatch: pytest.MonkeyPatch) -> int:
    case, found = case_of(rule, known), 0
    resting = case.program.resting

    def counted(*arguments: Any) -> tuple[Any, ...]:  # noqa: ANN401 - what the generated function takes
        nonlocal found
        found += 1
        return resting.of(*arguments)

    monkeypatch.setitem(case.program.__dict__, "resting", replace(resting, of=counted))
    supporting([case.program.rests_at(rule)], case)
    return found


def test_facts_that_cannot_be_left_out_are_not_tried_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    either = every(Group.people, lambda person: any_of(person.age > 5, person.fit))
    assert passes(either, people(100), monkeypatch) <= 4
    above = every(Group.people, lambda person: any_of(person.age >= 119, exists(
        Group.people, lambda other: all_of(other.age > person.age, other.fit)
    )))  # fmt: skip
    assert passes(above, people(100), monkeypatch) <= 20


def test_facts_of_very_many_members_are_told_by_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(support, "MOST_FACTS_OF_MEMBERS", 3)
    adults = every(Group.people, lambda person: person.age > 18)
    assert facts_of(adults, people(3)) == ("group.people", *(f"group.people[{number}].age" for number in (1, 2, 3)))
    assert facts_of(adults, people(5)) == facts_of(adults, people(3))
    one = exists(Group.people, lambda person: person.age == 24)
    assert facts_of(one, people(5)) == ("group.people",)
    settling = Settling.of(case_of(adults, Known({"group.people": Members([Known()] * 5)})))
    assert settling.case.facts_in(settling.relevant(adults)) == facts_of(adults, people(5))


def test_a_program_has_room_for_so_many_definitions_and_says_when_it_has_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anatomy, "MOST_MARKS", anatomy.MOST_FACTS_OF_MEMBERS + 2)
    rule = exists(Group.people, lambda person: person.fit)
    assert facts_of(rule, people(1)) == ("group.people[1].fit",)
    with pytest.raises(DefinitionError, match="Divide them among schemes"):
        facts_of(define("fit", rule), people(1))


@given(rules_with_gaps, partial)
def test_what_a_value_rests_on_follows_from_the_shape_of_the_case(rule: Expression[Any], known: Known) -> None:
    case = case_of(rule, known)
    assert hash(case.shape) == hash(case_of(rule, known).shape)
    for part in case.shape:
        assert _is_truth(part), part


def _is_truth(part: object) -> bool:
    """Whether something tells no value of anybody's: whether a condition holds, bits, or the same of members."""
    if isinstance(part, tuple):
        return all(map(_is_truth, part))
    return part is None or type(part) in (bool, int)

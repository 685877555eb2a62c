import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.rules.trees import ON, TRUTH, FixedPolicy, cases_of, partial_for, rules_of

from localgov_components.eligibility.changes.difference import Difference, Moving
from localgov_components.eligibility.changes.places import known_facts
from localgov_components.eligibility.changes.reads import Reads
from localgov_components.eligibility.changes.work import Work
from localgov_components.rules import Expression, Known
from localgov_components.rules.boundaries.scale import Scale
from localgov_components.rules.boundaries.threshold import each_member, side_of, thresholds_of
from localgov_components.rules.building import ORDERED, nodes_of
from localgov_components.rules.compiling import Program, Valuation
from localgov_components.rules.evaluation import Workings
from localgov_components.rules.scopes import spoken_of

STEPS = (-1000, -1, 0, 1, 7, 100_000)


@given(cases_of(rules_of(TRUTH), known=partial_for), st.randoms(use_true_random=False))
def test_the_interpreter_and_compiled_code_see_a_case_on_the_same_side(
    case: tuple[Expression[Any], Known], chosen: random.Random
) -> None:
    rule, known = case
    program = Program([], also=[rule])
    bound = program.bind(on=ON, policy=FixedPolicy())
    workings = Workings(known, FixedPolicy(), ON, spoken_of([rule]))
    times = {id(node): 1 for node in nodes_of(rule)}
    facts = [each for each in known_facts(program.vocabulary, known, on=ON) if Scale.of(each.declaration)]
    for fact in chosen.sample(facts, min(len(facts), 3)):
        scale = Scale.of(fact.declaration)
        assert scale is not None
        moving = Moving(workings, fact, scale, Reads([rule]), times, Work(10**12))
        for threshold in thresholds_of(rule):
            if threshold.left.value_type not in ORDERED:
                continue
            differences = [*moving.differences(threshold)]
            for step in STEPS:
                number = min(max(scale.number(fact.value) + step, scale.lowest), scale.highest)
                noted = bound.trace(fact.changed(known, scale.value(number)))
                assert [_side(each, number) for each in differences] == [
                    side_of(each.threshold.left, each.threshold.right, _member(noted, each)) for each in differences
                ]
            if not differences:
                before = [
                    side_of(threshold.left, threshold.right, each)
                    for each in each_member(bound.trace(known), threshold.loops)
                ]
                after = bound.trace(fact.changed(known, scale.value(scale.highest)))
                assert before == [
                    side_of(threshold.left, threshold.right, each) for each in each_member(after, threshold.loops)
                ]


def _side(difference: Difference, number: int) -> int | None:
    found = difference.at(number)
    return None if found is None else (found > 0) - (found < 0)


def _member(noted: Valuation, difference: Difference) -> Valuation:
    for loop, number in zip(difference.threshold.loops, difference.members, strict=True):
        members = noted.members(loop)
        assert members is not None
        noted = members[number]
    return noted

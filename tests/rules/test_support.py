from typing import Any

from hypothesis import given
from tests.rules.trees import rules_with_gaps
from tests.rules.vocabulary import ON, FixedPolicy, only, partial

from localgov_components.rules import Expression, Known, Unknown, evaluate
from localgov_components.rules.compiling import Program
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
    for fact in facts:
        fewer = tuple(each for each in facts if each != fact)
        assert isinstance(evaluate(rule, only(known, fewer), policy=POLICY, on=ON), Unknown), fact

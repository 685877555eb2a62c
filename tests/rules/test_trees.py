"""The random rules themselves: every kind of node grows, in every place where one may stand."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from tests.rules.trees import KINDS, LUMP, TRUTH, Kind, partial, rules_of, rules_together, rules_with_gaps
from tests.rules.vocabulary import answered, looked_up, only

from localgov_components.rules import Expression, Known, Members, Unknown, UnknownReason, tree
from localgov_components.rules.building import nodes_of, require_sound
from localgov_components.rules.scopes import spoken_of

NO_NODES = {"OPERATORS", "Binding", "Mistake", "Mistaken", "children"}
LOOKING = settings(
    max_examples=3000, deadline=None, phases=[Phase.generate], database=None, suppress_health_check=list(HealthCheck)
)


def grows(strategy: st.SearchStrategy[Any], wanted: Any) -> bool:  # noqa: ANN401 - a rule and a question about it
    """Whether such a rule is found at all: `find` raises where there is none."""
    return bool(find(strategy, wanted, settings=LOOKING) is not None)


@pytest.mark.parametrize("name", sorted({*tree.__all__} - NO_NODES))
def test_every_kind_of_node_grows(name: str) -> None:
    kind = getattr(tree, name)
    assert grows(rules_with_gaps, lambda rule: any(isinstance(node, kind) for node in nodes_of(rule)))


def speaks_of_two(rule: Expression[Any]) -> bool:
    return any(len(members) == 2 for members in spoken_of([rule]).values())


def goes_over_incomes(rule: Expression[Any]) -> bool:
    return any(isinstance(node, tree.FactRef) and node.id == "member.incomes" for node in nodes_of(rule))


def names_a_part_of_a_member(rule: Expression[Any]) -> bool:
    members = spoken_of([rule])
    return any(isinstance(node, tree.Definition) and id(node) in members for node in nodes_of(rule))


@pytest.mark.parametrize("wanted", [speaks_of_two, goes_over_incomes, names_a_part_of_a_member])
def test_rules_of_members_grow_in_every_shape(wanted: Any) -> None:  # noqa: ANN401
    assert grows(rules_of(TRUTH), wanted)


def test_rules_that_stand_together_share_definitions() -> None:
    def share(rules: tuple[Expression[Any], ...]) -> bool:
        one, other = ({id(node) for node in nodes_of(rule) if isinstance(node, tree.Definition)} for rule in rules)
        return bool(one & other)

    assert grows(rules_together(TRUTH, LUMP), share)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.type.__name__} per {kind.per}")
@given(data=st.data())
def test_a_rule_is_sound_and_of_its_kind(kind: Kind, data: st.DataObject) -> None:
    rule = data.draw(rules_of(kind, gaps=True))
    require_sound(rule)
    assert rule.value_type is kind.type
    if rule.measure and not rule.measure.written:
        assert rule.measure.per == kind.per


def test_a_fact_is_found_and_answered_by_its_path() -> None:
    known = Known({"household.members": Members([Known(), Known({"member.incomes": Members([Known()])})])})
    path = "household.members[2].incomes[1].amount"
    assert looked_up(known, path) is None
    again = answered(known, path, 3)
    assert looked_up(again, path) == 3
    assert looked_up(known, path) is None
    assert looked_up(only(again, {"household.members[1].incomes[1].amount"}), path) is None
    assert looked_up(only(again, {path}), path) == 3


@pytest.mark.parametrize("reason", UnknownReason)
def test_a_fact_is_unknown_for_every_reason(reason: UnknownReason) -> None:
    def is_unknown(known: Known) -> bool:
        return any(isinstance(known[id_], Unknown) and known[id_].reason is reason for id_ in known)

    assert grows(partial, is_unknown)

from typing import Any

from hypothesis import given
from tests.rules.trees import TRUTH, rules_of

from localgov_components.eligibility.changes.reads import Reads
from localgov_components.rules import Expression, facts_read
from localgov_components.rules.building import nodes_of
from localgov_components.rules.tree import children


@given(rules_of(TRUTH))
def test_a_part_reads_what_is_mentioned_in_it_and_comes_after_its_own_parts(rule: Expression[Any]) -> None:
    reads = Reads([rule])
    for id_ in (*facts_read(rule), "nobody.knows"):
        found = [*reads.parts([rule], id_)]
        assert {id(node) for node in found} == {id(node) for node in nodes_of(rule) if id_ in facts_read(node)}
        place = {id(node): number for number, node in enumerate(found)}
        assert len(place) == len(found)
        assert all(place.get(id(part), -1) < place[id(node)] for node in found for part in children(node))


@given(rules_of(TRUTH))
def test_parts_that_are_to_be_left_out_are_not_gone_into(rule: Expression[Any]) -> None:
    reads = Reads([rule])
    for id_ in facts_read(rule):
        assert not [*reads.parts([rule], id_, without={id(rule)})]

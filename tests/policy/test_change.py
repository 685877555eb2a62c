import dataclasses
from datetime import date

from tests.policy.scenery import CONCESSION, NUMBER, PRICE, instant, value

from localgov_components.policy import Layer, PolicyChange, PolicySet, changes

MAY = date(2026, 5, 1)
OLD, NEW, LOCAL = value("48"), value("50", recorded=instant(2026, 2, 1)), value("54", layer=Layer.COUNCIL)


def test_nothing_changes_between_a_policy_and_itself() -> None:
    policy = PolicySet([PRICE], [OLD, LOCAL])
    assert changes(policy, policy, on=MAY) == ()
    assert changes(policy, PolicySet([PRICE], [LOCAL, OLD]), on=MAY) == ()


def test_a_changed_shared_value_shows_where_it_is_inherited() -> None:
    before, after = PolicySet([PRICE], [OLD]), PolicySet([PRICE], [OLD, NEW])
    assert changes(before, after, on=MAY) == (PolicyChange("price", "Yearly price of a bin", OLD, NEW, MAY),)


def test_a_changed_shared_value_changes_nothing_for_a_council_with_its_own() -> None:
    assert changes(PolicySet([PRICE], [OLD, LOCAL]), PolicySet([PRICE], [NEW, LOCAL]), on=MAY) == ()


def test_a_value_set_again_to_the_same_amount_is_no_change() -> None:
    assert changes(PolicySet([PRICE], [OLD]), PolicySet([PRICE], [value("48", owner="another")]), on=MAY) == ()


def test_new_and_removed_keys_are_changes_from_and_to_nothing() -> None:
    zero = value(0, key="number")
    before, after = PolicySet([PRICE, CONCESSION], [OLD]), PolicySet([NUMBER, PRICE], [OLD, zero])
    assert changes(before, after, on=MAY) == (PolicyChange("number", "Most bins", None, zero, MAY),)
    assert changes(after, before, on=MAY) == (PolicyChange("number", "Most bins", zero, None, MAY),)


def test_what_was_different_before_the_day_is_past() -> None:
    passing = value("50", date(2026, 4, 2), effective_until=date(2026, 4, 30))
    assert changes(PolicySet([PRICE], [OLD]), PolicySet([PRICE], [OLD, passing]), on=MAY) == ()


def test_a_change_that_takes_effect_later_is_listed_with_its_day() -> None:
    april = date(2027, 4, 1)
    raised = dataclasses.replace(NEW, effective_from=april)
    before, after = PolicySet([PRICE], [OLD]), PolicySet([PRICE], [OLD, raised])
    assert changes(before, after, on=MAY) == (PolicyChange("price", PRICE.label, OLD, raised, april),)
    assert changes(before, after, on=april) == (PolicyChange("price", PRICE.label, OLD, raised, april),)


def test_a_difference_that_goes_on_is_listed_once() -> None:
    later = date(2027, 4, 1)
    other = dataclasses.replace(OLD, key="number", value=3, effective_from=later)
    before = PolicySet([PRICE, NUMBER], [OLD, other])
    after = PolicySet([PRICE, NUMBER], [NEW, other])
    assert [(change.key, change.on) for change in changes(before, after, on=MAY)] == [("price", MAY)]

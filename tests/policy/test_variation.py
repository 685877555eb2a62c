from datetime import date

from tests.policy.scenery import CONCESSION, NUMBER, PRICE, value

from localgov_components.policy import Layer, PolicySet, Signature, variations

MAY = date(2026, 5, 1)
SHARED = [value("48"), value("24", key="concession"), value(4, key="number", layer=Layer.UK)]
POLICY = PolicySet([PRICE, CONCESSION, NUMBER], SHARED)
SIGNED = Signature("More crews", "Minute 47", "Director of Environment", date(2026, 2, 12), date(2027, 2, 1))


def test_a_policy_without_local_values_has_no_variations() -> None:
    assert variations(POLICY, on=MAY) == ()


def test_a_local_value_equal_to_the_shared_one_is_not_a_variation() -> None:
    assert variations(POLICY.extended([value("48", layer=Layer.COUNCIL)]), on=MAY) == ()


def test_a_variation_says_from_what_to_what() -> None:
    local = value("54", layer=Layer.COUNCIL, signature=SIGNED)
    (found,) = variations(POLICY.extended([local]), on=MAY)
    assert (found.declaration, found.before, found.after) == (PRICE, SHARED[0], local)
    assert found.is_signed


def test_a_key_that_only_the_council_has_is_a_variation_from_nothing() -> None:
    local = value("54", layer=Layer.COUNCIL)
    (found,) = variations(PolicySet([PRICE], [local]), on=MAY)
    assert (found.before, found.after) == (None, local)
    assert not found.is_signed


def test_a_variation_is_listed_only_on_the_days_on_which_it_departs() -> None:
    policy = POLICY.extended(
        [value("54", layer=Layer.COUNCIL, effective_until=date(2026, 6, 1)), value("54", date(2026, 5, 15))]
    )
    listed = [date(2026, 4, 30), date(2026, 5, 14)]
    silent = [date(2026, 3, 31), date(2026, 5, 15), date(2026, 6, 1)]
    assert [day for day in (*listed, *silent) if variations(policy, on=day)] == listed


def test_the_service_layer_counts_as_local_and_may_undo_what_the_council_varied() -> None:
    council, service = value("54", layer=Layer.COUNCIL), value("48", layer=Layer.SERVICE)
    (found,) = variations(POLICY.extended([value("50", layer=Layer.SERVICE)]), on=MAY)
    assert found.before == SHARED[0]
    assert variations(POLICY.extended([council, service]), on=MAY) == ()
    (within,) = variations(POLICY.extended([council, service]), on=MAY, layer=Layer.SERVICE)
    assert (within.before, within.after) == (council, service)


def test_what_a_group_varies_is_seen_from_the_group_only() -> None:
    policy = POLICY.extended([value(5, key="number", layer=Layer.GROUP)])
    assert variations(policy, on=MAY) == ()
    assert "number" in [each.declaration.key for each in variations(policy, on=MAY, layer=Layer.GROUP)]


def test_variations_come_in_the_order_of_the_declarations() -> None:
    local = [value(2, key="number", layer=Layer.COUNCIL), value("1", key="concession", layer=Layer.COUNCIL)]
    assert [each.declaration.key for each in variations(POLICY.extended(local), on=MAY)] == ["concession", "number"]


def test_a_variation_is_due_for_review_from_its_day() -> None:
    (found,) = variations(POLICY.extended([value("54", layer=Layer.COUNCIL, signature=SIGNED)]), on=MAY)
    assert not found.is_due_for_review(date(2027, 1, 31))
    assert found.is_due_for_review(date(2027, 2, 1))
    (unsigned,) = variations(POLICY.extended([value("54", layer=Layer.COUNCIL)]), on=MAY)
    assert not unsigned.is_due_for_review(date(2099, 1, 1))

"""Policy by layer, by day, and by what was recorded when; bounds and prescribed values."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.core.errors import DefinitionError, NotFoundError
from localgov_components.money import Money
from localgov_components.policy import (
    Bound,
    Layer,
    PolicyDeclaration,
    PolicySet,
    PolicyValue,
    SetAside,
    changes,
    variations,
)
from localgov_components.rules import policy_value

APRIL = date(2026, 4, 1)
RECORDED = datetime(2026, 1, 1, tzinfo=UTC)
PRICE = PolicyDeclaration("price", Money, "Price", "Fees and charges 2026/27")
LOWER = PolicyDeclaration("lower", Money, "Lower price")


def value(
    amount: str,
    layer: Layer = Layer.GROUP,
    *,
    key: str = "price",
    start: date = APRIL,
    until: date | None = None,
    recorded: datetime = RECORDED,
    aside: SetAside | None = None,
) -> PolicyValue:
    return PolicyValue(key, Money(amount), layer, f"the {layer}", start, recorded, until, set_aside=aside)


def policy(*values: PolicyValue, declarations: tuple[PolicyDeclaration, ...] = (PRICE, LOWER)) -> PolicySet:
    return PolicySet(declarations, values)


def price(found: PolicySet, on: date = APRIL, known_at: datetime | None = None) -> Money:
    amount: Money = found.on(on, known_at=known_at).value("price")
    return amount


def test_the_nearest_layer_wins_whatever_the_order_they_are_given_in() -> None:
    values = [value(f"{number}.00", layer) for number, layer in enumerate(Layer, start=1)]
    assert price(policy(*values)) == price(policy(*reversed(values))) == Money("5.00")


def test_a_value_holds_from_its_day_until_the_day_that_ends_it() -> None:
    found = policy(value("1.00"), value("9.00", start=date(2026, 6, 1), until=date(2026, 7, 1)))
    days = [date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 30), date(2026, 7, 1)]
    assert [price(found, day) for day in days] == [Money("1.00"), Money("9.00"), Money("9.00"), Money("1.00")]


def test_a_correction_shows_from_the_instant_it_was_recorded() -> None:
    later = RECORDED + timedelta(days=30)
    found = policy(value("366.00"), value("357.98", recorded=later))
    assert price(found) == Money("357.98")
    assert price(found, known_at=later - timedelta(microseconds=1)) == Money("366.00")
    assert price(found, known_at=later) == Money("357.98")


def test_before_anything_holds_there_is_an_error_and_no_default() -> None:
    found = policy(value("1.00"))
    assert found.on(date(2026, 3, 31)).find("price") is None
    with pytest.raises(NotFoundError, match="'price' for 31 March 2026"):
        price(found, date(2026, 3, 31))
    with pytest.raises(NotFoundError):
        price(found, known_at=RECORDED - timedelta(seconds=1))


@given(st.data())
def test_the_value_in_force_is_found_as_by_going_through_all(data: st.DataObject) -> None:
    drawn = data.draw(
        st.lists(
            st.tuples(
                st.sampled_from(list(Layer)), st.integers(0, 20), st.none() | st.integers(1, 10), st.integers(0, 5)
            ),
            max_size=12,
            unique_by=lambda each: (each[0], each[1], each[3]),
        )
    )
    values = [
        value(
            f"{number}.00",
            layer,
            start=APRIL + timedelta(days=start),
            until=None if length is None else APRIL + timedelta(days=start + length),
            recorded=RECORDED + timedelta(days=recorded),
        )
        for number, (layer, start, length, recorded) in enumerate(drawn)
    ]
    day = APRIL + timedelta(days=data.draw(st.integers(-1, 25)))
    known_at = RECORDED + timedelta(days=data.draw(st.integers(-1, 6)))
    in_force = [
        each
        for each in values
        if each.effective_from <= day
        and (each.effective_until is None or day < each.effective_until)
        and each.recorded <= known_at
    ]
    expected = sorted(in_force, key=lambda each: (each.layer.depth, each.effective_from, each.recorded))
    assert policy(*values).on(day, known_at=known_at).find("price") == (expected[-1] if expected else None)


def test_variations_are_exactly_the_values_that_differ_from_what_would_be_inherited() -> None:
    found = policy(
        value("1.00"),
        value("1.00", Layer.COUNCIL),
        value("5.00", key="lower"),
        value("4.00", Layer.COUNCIL, key="lower", start=date(2026, 5, 1)),
    )
    assert variations(found, on=APRIL) == ()
    (only,) = variations(found, on=date(2026, 5, 1))
    assert (only.declaration.key, only.before and only.before.value, only.after.value) == (
        "lower",
        Money("5.00"),
        Money("4.00"),
    )
    assert not only.is_signed


def test_a_value_where_wider_layers_say_nothing_is_a_variation_from_nothing() -> None:
    (only,) = variations(policy(value("1.00", Layer.COUNCIL)), on=APRIL)
    assert only.before is None


def test_a_shared_change_shows_only_where_it_is_inherited() -> None:
    before, after = value("1.00"), value("2.00")
    own = value("9.00", Layer.COUNCIL)
    assert [each.key for each in changes(policy(before), policy(after), on=APRIL)] == ["price"]
    assert changes(policy(before, own), policy(after, own), on=APRIL) == ()
    (gone,) = changes(policy(before), policy(), on=APRIL)
    assert (gone.before, gone.after) == (before, None)


CAPPED = PolicyDeclaration(
    "price", Money, "Fee", bounds=(Bound(policy_value("price", Money) <= Money("10.00"), "SI 2000/682"),)
)
LESS = PolicyDeclaration(
    "lower", Money, "Lower", bounds=(Bound(policy_value("lower", Money) <= policy_value("price", Money), "Policy 4"),)
)


def test_a_value_outside_its_bound_is_refused_with_the_citation() -> None:
    with pytest.raises(DefinitionError, match=r"the price is at most £10\.00 \(SI 2000/682\)"):
        policy(value("8.00"), value("10.01", Layer.COUNCIL), declarations=(CAPPED,))
    assert price(policy(value("8.00"), value("10.00", Layer.COUNCIL), declarations=(CAPPED,))) == Money("10.00")


def test_a_council_may_set_a_bound_aside_on_its_own_record() -> None:
    aside = SetAside("Local Act 1990, section 3", "Monitoring Officer", date(2026, 2, 1))
    found = policy(value("12.00", Layer.COUNCIL, aside=aside), declarations=(CAPPED,))
    (only,) = variations(found, on=APRIL)
    assert only.after.set_aside == aside


def test_a_bound_between_two_keys_holds_on_every_day_also_when_the_other_changes() -> None:
    fine = [value("10.00", key="price"), value("6.00", Layer.COUNCIL, key="lower")]
    policy(*fine, declarations=(PRICE, LESS))
    with pytest.raises(DefinitionError, match="Policy 4"):
        policy(*fine, value("5.00", start=date(2027, 4, 1)), declarations=(PRICE, LESS))


def test_a_prescribed_value_is_not_open_to_a_nearer_layer() -> None:
    fixed = PolicyDeclaration("price", Money, "Discount", "LGFA 1992 s.11", prescribed=True)
    policy(value("25.00", Layer.UK), value("25.00", Layer.COUNCIL), declarations=(fixed,))
    with pytest.raises(DefinitionError, match=r"prescribed by law.*LGFA 1992 s\.11"):
        policy(value("25.00", Layer.UK), value("30.00", Layer.COUNCIL), declarations=(fixed,))


def test_values_that_cannot_be_right_are_refused_together() -> None:
    with pytest.raises(DefinitionError) as refused:
        policy(
            value("1.00"),
            value("2.00"),
            value("1.00", key="prise"),
            PolicyValue("lower", 3, Layer.GROUP, "x", APRIL, RECORDED),
        )
    said = str(refused.value)
    assert len(refused.value.faults) == 3
    for mistake in ("'prise' is not declared", "recorded at one instant", "not a Money"):
        assert mistake in said


def test_an_edition_names_its_content_and_not_its_order() -> None:
    values = [value("1.00"), value("2.00", Layer.COUNCIL), value("3.00", key="lower")]
    assert policy(*values).edition == policy(*reversed(values)).edition
    others = [
        policy(value("1.01"), *values[1:]),
        policy(*values[:2]),
        policy(*values, declarations=(CAPPED, LOWER)),
        policy(value("1.00", recorded=RECORDED + timedelta(seconds=1)), *values[1:]),
    ]
    assert len({policy(*values).edition, *(other.edition for other in others)}) == 5

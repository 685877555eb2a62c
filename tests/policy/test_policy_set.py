import random
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.policy.scenery import CONCESSION, NUMBER, PRICE, instant, prices, value, values_of_a_number

from localgov_components.core.errors import DefinitionError, InvalidValueError, NotFoundError
from localgov_components.money import Money
from localgov_components.policy import Bound, Layer, PolicyDeclaration, PolicySet, PolicyValue, SetAside, Signature
from localgov_components.rules import Fact, Facts, Per, all_of, fact, policy_value

MAY = date(2026, 5, 1)
LIMITED = PolicyDeclaration(
    "price", Money, "Price", bounds=(Bound(policy_value("price", Money) <= Money("50"), "Act 1990, section 45"),)
)
BELOW_PRICE = replace(
    CONCESSION, bounds=(Bound(policy_value("concession", Money) <= policy_value("price", Money), "Policy 2026"),)
)
FIXED = PolicyDeclaration("number", int, "Most bins", "Regulations 2012", prescribed=True)
ASIDE = SetAside("General power of competence", "Monitoring Officer", date(2026, 1, 5))


def faults_of(declarations: Sequence[PolicyDeclaration], *values: PolicyValue) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        PolicySet(declarations, values)
    return [str(fault) for fault in caught.value.faults]


# Looking up


@pytest.mark.parametrize("given_", range(1, 6))
def test_the_nearest_layer_that_has_a_value_wins(given_: int) -> None:
    values = [value(f"{layer.depth}.00", layer=layer) for layer in list(Layer)[:given_]]
    found = prices(*values).on(MAY).get("price")
    assert (found.value, found.layer.depth) == (Money(f"{given_ - 1}.00"), given_ - 1)


def test_a_nearer_layer_wins_from_its_own_day_only() -> None:
    policy = prices(value("45", date(2025, 4, 1)), value("54", layer=Layer.COUNCIL), value("48"))
    days = {date(2026, 3, 31): "45", date(2026, 4, 1): "54", date(2027, 4, 1): "54"}
    assert {day: policy.on(day).value("price") for day in days} == {day: Money(price) for day, price in days.items()}


def test_a_value_that_ends_gives_way_to_the_layer_beneath_it() -> None:
    policy = prices(value("48"), value("40", MAY, layer=Layer.COUNCIL, effective_until=date(2026, 6, 1)))
    assert [policy.on(date(2026, month, 1)).value("price") for month in (4, 5, 6)] == [
        Money("48"),
        Money("40"),
        Money("48"),
    ]


def test_no_value_is_an_error_that_names_the_key_and_the_day() -> None:
    policy = prices(value("48"))
    assert policy.on(date(2026, 3, 31)).find("price") is None
    with pytest.raises(NotFoundError, match=r"no value of 'price' for 31 March 2026\. Add one"):
        policy.on(date(2026, 3, 31)).value("price")
    with pytest.raises(NotFoundError, match="'prise'"):
        policy.on(MAY).value("prise")


def test_a_correction_holds_from_when_it_was_recorded_and_the_mistake_stays_on_record() -> None:
    wrong, right = value("84", recorded=instant(2026, 1, 15)), value("48", recorded=instant(2026, 2, 1))
    policy = prices(right, wrong)
    assert policy.on(MAY, known_at=instant(2026, 1, 14)).find("price") is None
    assert policy.on(MAY, known_at=instant(2026, 1, 31)).value("price") == Money("84")
    assert policy.on(MAY, known_at=instant(2026, 2, 1)).value("price") == policy.on(MAY).value("price") == Money("48")
    assert policy.history("price") == (wrong, right)


def test_the_end_of_a_value_can_be_corrected_too() -> None:
    policy = prices(value("48"), value("48", recorded=instant(2026, 2, 1), effective_until=date(2026, 6, 1)))
    assert policy.on(MAY).value("price") == Money("48")
    assert policy.on(date(2026, 6, 1)).find("price") is None
    assert policy.on(date(2026, 6, 1), known_at=instant(2026, 1, 2)).value("price") == Money("48")


def test_a_value_is_withdrawn_by_ending_it_on_its_first_day() -> None:
    local = value("54", layer=Layer.COUNCIL)
    withdrawn = replace(local, recorded=instant(2026, 3, 1), effective_until=local.effective_from)
    assert prices(value("48"), local, withdrawn).on(MAY).value("price") == Money("48")


def test_a_correction_of_the_past_does_not_undo_a_later_value() -> None:
    policy = prices(value("45", date(2025, 4, 1)), value("48"), value("44", date(2025, 4, 1), recorded=instant(2027)))
    assert policy.on(MAY).value("price") == Money("48")
    assert policy.on(date(2025, 5, 1)).value("price") == Money("44")


INSTANTS = [instant(2026, 1, day) for day in range(1, 10)]
DAYS = [date(2026, 1, 1) + timedelta(days=number) for number in range(6)]


@given(values_of_a_number(DAYS, INSTANTS), st.sampled_from(DAYS), st.none() | st.sampled_from(INSTANTS))
def test_a_lookup_is_what_a_plain_search_finds(drawn: list[PolicyValue], day: date, known_at: datetime | None) -> None:
    best: PolicyValue | None = None
    for each in drawn:
        known = known_at is None or each.recorded <= known_at
        corrected = any(
            (other.layer, other.effective_from) == (each.layer, each.effective_from)
            and each.recorded < other.recorded
            and (known_at is None or other.recorded <= known_at)
            for other in drawn
        )
        nearer = best is None or (each.layer.depth, each.effective_from) > (best.layer.depth, best.effective_from)
        if known and not corrected and each.is_effective(day) and nearer:
            best = each
    assert PolicySet([NUMBER], drawn).on(day, known_at=known_at).find("number") == best


def test_what_a_layer_inherits_is_what_wider_layers_say() -> None:
    policy = prices(value("1", layer=Layer.UK), value("3", layer=Layer.COUNCIL), value("4", layer=Layer.SERVICE))
    today = policy.on(MAY)
    found = {layer: today.inherited("price", layer) for layer in Layer}
    assert {layer: each and str(each.value) for layer, each in found.items()} == {
        Layer.UK: None,
        Layer.NATION: "1.00",
        Layer.GROUP: "1.00",
        Layer.COUNCIL: "1.00",
        Layer.SERVICE: "3.00",
    }
    assert [each.layer for each in today.in_layers("price")] == [Layer.UK, Layer.COUNCIL, Layer.SERVICE]


def test_an_instant_is_not_a_day_and_a_time_without_a_zone_is_not_an_instant() -> None:
    policy = prices(value("48"))
    with pytest.raises(InvalidValueError, match="an instant is not a day"):
        policy.on(instant(2026))
    with pytest.raises(InvalidValueError, match="no time zone"):
        policy.on(MAY, known_at=datetime(2026, 1, 1))  # noqa: DTZ001


# Faults of shape


def test_every_fault_of_shape_is_listed_with_who_wrote_it() -> None:
    faults = faults_of(
        [PRICE, NUMBER, NUMBER],
        value("48"),
        value("49"),
        value("48", key="prise"),
        value(4),
        value(bool(1), key="number"),
        value("48", MAY, effective_until=date(2026, 4, 30)),
        value("48", datetime(2026, 7, 1), recorded=datetime(2026, 1, 1)),  # noqa: DTZ001
    )
    assert faults == [
        "policy, column number: declared twice. Keep one",
        "the group, column price: two values from 1 April 2026 recorded at one instant. Keep one",
        "the group, column prise: 'prise' is not declared. Declare it or mend the key",
        "the group, column price: not a Money",
        "the group, column price: two values from 1 April 2026 recorded at one instant. Keep one",
        "the group, column number: not a int",
        "the group, column price: ends before it begins. Give a later end, or the same day to withdraw the value",
        "the group, column price: effective from or until an instant. Give dates",
        "the group, column price: recorded at a time without a zone. Give an aware datetime",
    ]


def test_two_owners_in_one_layer_cannot_say_two_things_of_one_moment_and_the_later_record_counts() -> None:
    assert faults_of([PRICE], value("48"), value("49", owner="another")) == [
        "another, column price: two values from 1 April 2026 recorded at one instant. Keep one"
    ]
    later = value("49", owner="another", recorded=instant(2026, 2, 1))
    for order in ([value("48"), later], [later, value("48")]):
        assert PolicySet([PRICE], order).on(MAY).get("price") == later


class Household(Facts, id="household"):
    bins: Fact[int] = fact()


def test_a_bound_reads_declared_policy_values_of_their_own_type_and_no_facts() -> None:
    rule = all_of(
        policy_value("number", int) <= Household.bins,
        policy_value("number", Money) <= policy_value("price", Money),
        policy_value("nothing", int) > 1,
    )
    assert faults_of([PRICE, replace(NUMBER, bounds=(Bound(rule, "the law"),))]) == [
        "policy, column number: its bound reads the fact 'household.bins'. A bound reads policy values only",
        "policy, column number: its bound reads 'number' as Money, which is int",
        "policy, column number: its bound reads 'nothing', which is not declared. Declare it or mend the bound",
    ]


# Bounds and prescribed values


def test_a_value_outside_a_bound_is_refused_with_the_law() -> None:
    (fault,) = faults_of([LIMITED], value("48"), value("51", layer=Layer.COUNCIL))
    assert fault == (
        "the council, column price: outside what is allowed: the price is at most £50.00 (Act 1990, section 45). "
        "Change the value, or record a legal basis of your own with set_aside"
    )


def test_the_bound_itself_is_lawful() -> None:
    assert PolicySet([LIMITED], [value("50")]).on(MAY).value("price") == Money("50")


def test_a_bound_set_aside_is_allowed_and_stays_on_record() -> None:
    policy = PolicySet([LIMITED], [value("48"), value("51", layer=Layer.COUNCIL, set_aside=ASIDE)])
    assert policy.on(MAY).get("price").set_aside == ASIDE


def test_every_value_outside_every_bound_is_listed_once() -> None:
    both = replace(
        LIMITED, bounds=(*LIMITED.bounds, Bound(policy_value("price", Money) >= Money("10"), "Act 1990, section 45"))
    )
    faults = faults_of(
        [both], value("5", date(2025, 4, 1)), value("60"), value("70", date(2027, 4, 1)), value("20", MAY)
    )
    assert sorted(fault.partition("allowed: ")[2][:29] for fault in faults) == [
        "the price is at least £10.00 ",
        "the price is at most £50.00 (",
        "the price is at most £50.00 (",
    ]


def test_a_wrong_value_that_was_corrected_is_history_and_no_fault() -> None:
    policy = PolicySet([LIMITED], [value("84"), value("48", recorded=instant(2026, 2, 1))])
    assert policy.on(MAY).value("price") == Money("48")


def test_a_bound_by_another_key_is_held_when_the_shared_value_changes_later() -> None:
    local = value("40", key="concession", layer=Layer.COUNCIL)
    policy = PolicySet([PRICE, BELOW_PRICE], [value("48"), local])
    with pytest.raises(DefinitionError, match=r"the concession is at most the price \(Policy 2026\)"):
        policy.extended([value("39", date(2030, 4, 1))])
    assert policy.extended([value("41", date(2030, 4, 1))]).on(date(2030, 5, 1)).value("price") == Money("41")


def test_a_bound_is_held_when_a_value_ends_and_another_takes_over() -> None:
    cheap = value("30", layer=Layer.COUNCIL, key="concession", effective_until=MAY)
    with pytest.raises(DefinitionError, match="the concession is at most the price"):
        PolicySet([PRICE, BELOW_PRICE], [value("40"), value("45", key="concession"), cheap])


def test_a_bound_by_a_key_without_a_value_that_day_says_nothing() -> None:
    policy = PolicySet([PRICE, BELOW_PRICE], [value("40", key="concession"), value("48", MAY)])
    assert policy.on(date(2026, 4, 15)).value("concession") == Money("40")


def test_a_prescribed_value_is_not_open_to_any_nearer_layer() -> None:
    uk = value(4, key="number", layer=Layer.UK)
    assert faults_of([FIXED], uk, value(5, key="number"), value(5, key="number", layer=Layer.COUNCIL)) == [
        f"the {layer}, column number: prescribed by law and not open to local choice (Regulations 2012). "
        "Remove the value, or record a legal basis of your own with set_aside"
        for layer in ("group", "council")
    ]
    same = PolicySet([FIXED], [uk, value(4, key="number", layer=Layer.COUNCIL)])
    assert same.on(MAY).value("number") == 4
    aside = PolicySet([FIXED], [uk, value(5, key="number", layer=Layer.COUNCIL, set_aside=ASIDE)])
    assert aside.on(MAY).get("number").set_aside == ASIDE


@pytest.mark.parametrize("year", [2025, 2030])
def test_a_prescribed_value_is_held_when_the_law_changes(year: int) -> None:
    old, local = value(4, date(2020, 1, 1), key="number", layer=Layer.UK), value(4, key="number", layer=Layer.COUNCIL)
    PolicySet([FIXED], [old, local])
    assert len(faults_of([FIXED], old, value(5, date(year, 1, 1), key="number", layer=Layer.UK), local)) == 1


def test_a_local_value_from_before_the_law_gives_way_to_it() -> None:
    early = value(9, date(2020, 1, 1), key="number", layer=Layer.COUNCIL)
    PolicySet([FIXED], [early])
    assert len(faults_of([FIXED], early, value(4, key="number", layer=Layer.UK))) == 1
    ended = replace(early, effective_until=date(2026, 4, 1))
    assert PolicySet([FIXED], [ended, value(4, key="number", layer=Layer.UK)]).on(MAY).value("number") == 4


# Editions


SIGNED = Signature("More crews", "Minute 47", "Director of Environment", date(2026, 2, 12), date(2027, 2, 1))
BASE = value("48", signature=SIGNED, effective_until=date(2027, 4, 1))
GOLDEN = "02077d61123a16240c8d3d6cf5ebd07c10dab8c80e14effda45c9cd6441b7ae1"
CHANGES: dict[str, dict[str, Any]] = {
    "value": {"value": Money("48.01")},
    "layer": {"layer": Layer.NATION},
    "owner": {"owner": "another"},
    "from": {"effective_from": date(2026, 4, 2)},
    "until": {"effective_until": None},
    "recorded": {"recorded": instant(2026, 1, 2)},
    "set aside": {"set_aside": ASIDE},
    "set aside by another role": {"set_aside": replace(ASIDE, role="another")},
    "reason": {"signature": replace(SIGNED, reason="x")},
    "decision": {"signature": replace(SIGNED, decision="x")},
    "role": {"signature": replace(SIGNED, approved_by="x")},
    "date of signing": {"signature": replace(SIGNED, signed=date(2026, 2, 13))},
    "review": {"signature": replace(SIGNED, review=None)},
}
DECLARATIONS: dict[str, dict[str, Any]] = {
    "label": {"label": "x"},
    "cites": {"cites": "x"},
    "prescribed": {"prescribed": True},
    "bounds": {"bounds": LIMITED.bounds},
    "law of a bound": {"bounds": (Bound(LIMITED.bounds[0].rule, "x"),)},
}


def test_any_change_of_a_value_makes_another_edition() -> None:
    editions = [prices(replace(BASE, **change)).edition for change in CHANGES.values()]
    assert len({prices(BASE).edition, *editions}) == 1 + len(CHANGES)


def test_any_change_of_a_declaration_makes_another_edition() -> None:
    editions = [PolicySet([replace(PRICE, **change)], [BASE]).edition for change in DECLARATIONS.values()]
    assert len({prices(BASE).edition, *editions}) == 1 + len(DECLARATIONS)


def test_a_new_value_or_key_makes_another_edition() -> None:
    policy = prices(BASE)
    later = policy.extended([value("50", date(2027, 4, 1))])
    more = policy.extended([], declarations=[NUMBER])
    assert len({policy.edition, later.edition, more.edition}) == 3


@given(st.randoms(use_true_random=False))
def test_an_edition_does_not_depend_on_the_order_of_what_it_holds(shuffler: random.Random) -> None:
    declarations = [PRICE, CONCESSION, NUMBER]
    values = [
        BASE,
        replace(BASE, owner="another", recorded=instant(2026, 1, 2)),
        value("45", date(2025, 4, 1)),
        value("40", key="concession"),
        value(4, key="number", layer=Layer.COUNCIL),
        value("49", recorded=instant(2026, 2, 1)),
    ]
    edition = PolicySet(declarations, values).edition
    shuffler.shuffle(declarations)
    shuffler.shuffle(values)
    assert PolicySet(declarations, values).edition == edition


def test_an_edition_is_the_same_for_one_instant_written_in_two_zones() -> None:
    summer = replace(BASE, recorded=datetime(2026, 1, 1, 1, tzinfo=timezone(timedelta(hours=1))))
    assert summer.recorded == BASE.recorded.astimezone(UTC)
    assert prices(summer).edition == prices(BASE).edition


def test_the_edition_of_a_policy_is_the_same_for_ever() -> None:
    assert prices(BASE).edition == GOLDEN


def test_the_period_of_a_value_is_that_of_its_key_with_the_layer_that_the_value_comes_from() -> None:
    weekly = PolicySet([replace(PRICE, per=Per.WEEK), NUMBER], [value("48"), value(4, key="number")])
    assert weekly.on(MAY).period("price") == (Per.WEEK, Layer.GROUP)
    assert weekly.extended([value("54", layer=Layer.COUNCIL)]).on(MAY).period("price") == (Per.WEEK, Layer.COUNCIL)
    for key, day in (("number", MAY), ("other", MAY), ("price", date(2020, 1, 1))):
        assert weekly.on(day).period(key) is None


def test_a_period_is_for_amounts_and_one_that_there_is() -> None:
    fortnight: Any = "fortnight"
    for declaration in (PolicyDeclaration("a", str, "A", per=Per.WEEK), replace(PRICE, per=fortnight)):
        with pytest.raises(DefinitionError, match=r"Give Per\.WEEK to money"):
            PolicySet([declaration], [])


def test_a_bound_reads_a_value_for_the_period_that_it_is_for() -> None:
    monthly = replace(
        PRICE, per=Per.MONTH, bounds=(Bound(policy_value("price", Money, per=Per.WEEK) > Money("1"), "a"),)
    )
    with pytest.raises(DefinitionError, match="its bound reads 'price' per week, which is per month"):
        PolicySet([monthly], [])


@pytest.mark.parametrize("day", ["2026-05-01", 5, None, [], datetime(2026, 5, 1, tzinfo=UTC)])
def test_a_day_is_a_date_and_nothing_else(day: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValueError, match=r"Give (a date|the date|it with on)"):
        prices(BASE).on(day)


@pytest.mark.parametrize("known_at", ["2026-05-01", date(2026, 5, 1), 5, datetime(2026, 5, 1)])  # noqa: DTZ001
def test_known_at_is_an_instant_with_its_zone(known_at: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValueError, match="Give an aware datetime") as caught:
        prices(BASE).on(MAY, known_at=known_at)
    assert caught.value.code == "policy.known-at"


def test_extending_leaves_a_policy_as_it_was() -> None:
    policy = prices(value("48"))
    edition = policy.edition
    policy.extended([value("54", layer=Layer.COUNCIL)])
    assert (policy.on(MAY).value("price"), policy.edition) == (Money("48"), edition)


def test_a_large_policy_with_bounds_is_held_in_seconds() -> None:
    keys = [f"key_{number}" for number in range(300)]
    declarations = [
        PolicyDeclaration(
            key,
            Money,
            key,
            bounds=(
                Bound(policy_value(key, Money) <= Money("100"), "a law"),
                Bound(policy_value(key, Money) <= policy_value(keys[number - 1], Money), "a law"),
            ),
        )
        for number, key in enumerate(keys)
    ]
    values = [
        value("5", date(2010 + year, 4, 1), key=key, layer=layer)
        for key in keys
        for year in range(5)
        for layer in (Layer.UK, Layer.COUNCIL)
    ]
    begun = time.process_time()
    policy = PolicySet(declarations, values)
    assert len(policy.edition) == 64
    today = policy.on(MAY)
    assert {today.value(key) for key in keys} == {Money("5")}
    assert time.process_time() - begun < 20

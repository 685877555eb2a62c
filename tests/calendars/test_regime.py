import pickle
from dataclasses import FrozenInstanceError, replace
from datetime import date
from typing import Any

import pytest

from localgov_components.calendars import (
    FOIA,
    FOISA,
    PENALTY_CHARGE,
    PLANNING_NOT_MAJOR,
    REGIMES,
    UK_GDPR,
    BankHolidays,
    Closures,
    Division,
    FirstDay,
    PeriodUnit,
    Regime,
    RegimeBasis,
    WorkingDays,
    add_working_days,
    deadline,
)
from localgov_components.core.errors import InvalidValueError

MONDAY_TO_FRIDAY = WorkingDays(frozenset({Division.ENGLAND_AND_WALES}))
STANDARD = Regime(
    id="missed-bin",
    title="Missed bin collected",
    length=2,
    unit=PeriodUnit.WORKING_DAYS,
    first_day=FirstDay.DAY_AFTER,
    basis=RegimeBasis.COUNCIL,
    cites="Ambleford Council, waste service standard 2026",
    working_days=MONDAY_TO_FRIDAY,
)
CLOSED = Closures(
    "Christmas closure 2026",
    frozenset({date(2026, 12, 29), date(2026, 12, 30), date(2026, 12, 31)}),
    decided_by="Head of Paid Service",
    decided=date(2026, 6, 1),
)


@pytest.mark.parametrize("regime", list(REGIMES.values()), ids=lambda each: each.id)
def test_closures_move_no_clock_that_the_council_did_not_set(regime: Regime) -> None:
    with pytest.raises(InvalidValueError) as caught:
        regime.with_closures(CLOSED)
    assert caught.value.code == "regime.closures"
    assert caught.value.source == "Information Commissioner's Office, line to take LTT47"
    with pytest.raises(InvalidValueError) as caught:
        replace(regime, closures=(CLOSED,))
    assert caught.value.code == ("regime.closures" if regime.working_days else "regime.working-days")


def test_closures_move_a_councils_own_standard() -> None:
    received = date(2026, 12, 24)
    assert deadline(received, STANDARD).due == date(2026, 12, 30)
    closed = deadline(received, STANDARD.with_closures(CLOSED))
    assert closed.due == date(2027, 1, 5)
    assert [day.closures.name for day in closed.days if day.closures] == ["Christmas closure 2026"] * 3
    assert "Christmas closure 2026 (decided by: Head of Paid Service)" in closed.explain()
    assert STANDARD.closures == ()


def test_several_closures_lie_over_each_other() -> None:
    more = Closures("Training day", frozenset({date(2027, 1, 4)}), decided_by="Head of Waste")
    both = STANDARD.with_closures(CLOSED).with_closures(more)
    assert deadline(date(2026, 12, 24), both).due == date(2027, 1, 6)


def test_another_area_may_be_named_where_the_rule_leaves_it_open() -> None:
    received = date(2026, 10, 30)
    assert deadline(received, UK_GDPR).due == date(2026, 11, 30)
    assert deadline(received, UK_GDPR.within(Division.SCOTLAND)).due == date(2026, 12, 1)
    assert deadline(received, UK_GDPR.within(*Division)).due == date(2026, 12, 1)


@pytest.mark.parametrize("regime", [FOIA, FOISA, PENALTY_CHARGE, PLANNING_NOT_MAJOR], ids=lambda each: each.id)
def test_an_area_that_the_rule_names_or_has_no_use_for_cannot_be_changed(regime: Regime) -> None:
    with pytest.raises(InvalidValueError) as caught:
        regime.within(Division.SCOTLAND)
    assert (caught.value.code, caught.value.source) == ("regime.area", regime.cites)


def test_an_area_has_a_division() -> None:
    with pytest.raises(InvalidValueError) as caught:
        UK_GDPR.within()
    assert caught.value.code == "regime.no-division"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"id": ""}, "regime.description"),
        ({"id": "Missed bin"}, "regime.description"),
        ({"id": "a" * 100_000 + "!"}, "regime.description"),
        ({"title": ""}, "regime.description"),
        ({"cites": ""}, "regime.description"),
        ({"length": 0}, "regime.length"),
        ({"length": -1}, "regime.length"),
        ({"length": 1001}, "regime.length"),
        ({"length": True}, "regime.length"),
        ({"length": 2.0}, "regime.length"),
        ({"unit": "working-days"}, "regime.member"),
        ({"first_day": "day-after"}, "regime.member"),
        ({"basis": "council"}, "regime.member"),
        ({"working_days": None}, "regime.working-days"),
        ({"working_days": None, "unit": PeriodUnit.DAYS, "rolls_forward": True}, "regime.working-days"),
        ({"working_days": None, "unit": PeriodUnit.DAYS, "closures": (CLOSED,)}, "regime.working-days"),
    ],
    ids=range(16),
)
def test_a_clock_that_cannot_run_is_refused(change: dict[str, Any], code: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        replace(STANDARD, **change)
    assert caught.value.code == code


def test_two_regimes_with_one_id_are_counted_apart() -> None:
    other = replace(STANDARD, working_days=WorkingDays(frozenset({Division.NORTHERN_IRELAND})))
    assert hash(other) == hash(STANDARD)
    assert other != STANDARD
    day = date(2027, 7, 9)
    assert (add_working_days(day, 1, STANDARD), add_working_days(day, 1, other)) == (
        date(2027, 7, 12),
        date(2027, 7, 13),
    )


def test_a_regime_does_not_change_and_survives_pickling() -> None:
    with pytest.raises(FrozenInstanceError):
        FOIA.length = 30  # type: ignore[misc]
    again = pickle.loads(pickle.dumps(STANDARD.with_closures(CLOSED)))  # noqa: S301 - our own bytes
    assert again == STANDARD.with_closures(CLOSED)
    assert (str(FOIA), repr(FOIA)) == ("Freedom of Information Act 2000: request for information", "<Regime foia>")


@pytest.mark.parametrize("days", [{"divisions": {"england"}}, {"named": {"easter"}}], ids=["divisions", "named"])
def test_days_off_that_no_calendar_has_are_refused(days: dict[str, set[str]]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        WorkingDays(**{name: frozenset(members) for name, members in days.items()})  # type: ignore[arg-type]
    assert caught.value.code == "regime.division"


def test_a_clock_is_not_moved_to_an_area_that_is_none() -> None:
    with pytest.raises(InvalidValueError) as caught:
        UK_GDPR.within("england")  # type: ignore[arg-type]
    assert caught.value.code == "regime.division"


@pytest.mark.parametrize("weekend", [set(range(1, 8)), {0}, {8}, {"saturday"}])
def test_a_weekend_leaves_a_day_to_work_on(weekend: set[Any]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        WorkingDays(weekend=frozenset(weekend))
    assert caught.value.code == "regime.weekend"


def test_another_weekend_counts_by_itself() -> None:
    sundays_only = replace(STANDARD, working_days=WorkingDays(weekend=frozenset({7})))
    assert add_working_days(date(2027, 7, 9), 1, sundays_only) == date(2027, 7, 10)
    never_closed = replace(STANDARD, working_days=WorkingDays(weekend=frozenset()))
    assert deadline(date(2027, 7, 9), never_closed).due == date(2027, 7, 11)


@pytest.mark.parametrize(
    ("name", "days", "role"),
    [("", {date(2026, 12, 29)}, "Chief"), ("x", set(), "Chief"), ("x", {date(2026, 12, 29)}, "")],
    ids=["name", "days", "role"],
)
def test_closures_that_nobody_answers_for_are_refused(name: str, days: set[date], role: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Closures(name, frozenset(days), decided_by=role)
    assert caught.value.code == "calendar.closures"


def test_closures_are_days() -> None:
    with pytest.raises(InvalidValueError) as caught:
        Closures("x", frozenset({"2026-12-29"}), decided_by="Chief")  # type: ignore[arg-type]
    assert caught.value.code == "calendar.day"


def test_regimes_are_listed_by_their_ids_and_each_says_what_sets_it() -> None:
    assert all(key == regime.id for key, regime in REGIMES.items())
    assert FOIA in REGIMES.values()
    assert all(any(letter.isdigit() for letter in each.cites) for each in REGIMES.values() if each.basis == "law")
    assert BankHolidays.load().working_calendar(FOIA).last == date(2028, 12, 26).toordinal()

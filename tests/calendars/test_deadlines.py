"""Deadlines, one by one against a reckoning by hand, and many against a slow and plain one."""

import pickle
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.calendars import (
    BACS_CYCLE,
    COUNCIL_TAX_BALANCE,
    COUNCIL_TAX_REMINDER,
    DIRECT_DEBIT_NOTICE,
    EIR,
    EIR_EXTENDED,
    EIR_SCOTLAND,
    FOIA,
    FOISA,
    PENALTY_CHARGE,
    PENALTY_CHARGE_DISCOUNT,
    PENALTY_CHARGE_DISCOUNT_CAMERA,
    PLANNING_EIA,
    PLANNING_GUARANTEE,
    PLANNING_GUARANTEE_NOT_MAJOR,
    PLANNING_MAJOR,
    PLANNING_NOT_MAJOR,
    RATES_BALANCE,
    RATES_FURTHER_NOTICE,
    REGIMES,
    UK_GDPR,
    UK_GDPR_EXTENDED,
    BankHolidays,
    Division,
    FirstDay,
    HorizonError,
    NamedDay,
    NotCounted,
    PeriodUnit,
    Regime,
    RegimeBasis,
    WorkingDays,
    add_working_days,
    deadline,
    is_working_day,
)
from localgov_components.core.errors import InvalidValueError

DAY = timedelta(days=1)
HOLIDAYS = BankHolidays.load()
CLOSED_IN = {division: {each.day for each in HOLIDAYS.days if each.division is division} for division in Division}
KNOWN = st.dates(date(2012, 1, 4), date(2028, 9, 1))
EVERY_REGIME = st.sampled_from(list(REGIMES.values()))


@pytest.mark.parametrize(
    ("received", "regime", "due"),
    [
        # Worked by hand: 12 July is a holiday in Northern Ireland, 2 August in Scotland.
        ("2027-07-05", FOIA, "2027-08-04"),
        ("2027-07-05", FOISA, "2027-08-03"),
        ("2027-07-05", EIR, "2027-08-04"),
        ("2027-07-05", EIR_SCOTLAND, "2027-08-03"),
        ("2027-07-05", EIR_EXTENDED, "2027-09-02"),
        # Received on a Saturday, a Sunday or a bank holiday: day one is the first working day after.
        ("2027-07-03", FOIA, "2027-08-03"),
        ("2027-07-04", FOIA, "2027-08-03"),
        ("2027-07-12", FOIA, "2027-08-10"),
        # Over Christmas: 25, 27 and 28 December, 1, 3 and 4 January.
        ("2027-12-20", FOIA, "2028-01-21"),
        # The bank holiday of June 2026 in Scotland, and 13 July in Northern Ireland, stop FOIA's clock everywhere.
        ("2026-06-12", FOIA, "2026-07-14"),
        # The corresponding date; none in February; a Sunday; a bank holiday.
        ("2027-01-30", UK_GDPR, "2027-03-01"),
        ("2027-09-03", UK_GDPR, "2027-10-04"),
        ("2027-04-03", UK_GDPR, "2027-05-04"),
        ("2028-01-31", UK_GDPR, "2028-02-29"),
        ("2027-06-15", UK_GDPR, "2027-07-15"),
        ("2026-12-31", UK_GDPR, "2027-02-01"),
        ("2026-11-30", UK_GDPR_EXTENDED, "2027-03-01"),
        ("2027-11-30", UK_GDPR_EXTENDED, "2028-02-29"),
        # "Beginning with the day immediately following": the same weekday, so many weeks on.
        ("2027-07-05", PLANNING_NOT_MAJOR, "2027-08-30"),
        ("2027-07-05", PLANNING_MAJOR, "2027-10-04"),
        ("2027-07-05", PLANNING_EIA, "2027-10-25"),
        ("2027-07-05", PLANNING_GUARANTEE_NOT_MAJOR, "2027-10-25"),
        # "Beginning with the date on which": that day is the first of 182.
        ("2027-07-05", PLANNING_GUARANTEE, "2028-01-02"),
        ("2027-07-05", PENALTY_CHARGE, "2027-08-01"),
        ("2027-07-05", PENALTY_CHARGE_DISCOUNT, "2027-07-18"),
        ("2027-07-05", PENALTY_CHARGE_DISCOUNT_CAMERA, "2027-07-25"),
        ("2027-07-05", COUNCIL_TAX_REMINDER, "2027-07-11"),
        ("2027-07-11", COUNCIL_TAX_BALANCE, "2027-07-17"),
        ("2027-07-05", RATES_FURTHER_NOTICE, "2027-07-11"),
        ("2027-07-11", RATES_BALANCE, "2027-07-17"),
        # Input on the day itself where it works, and on the next where it does not.
        ("2027-04-29", BACS_CYCLE, "2027-05-04"),
        ("2027-05-01", BACS_CYCLE, "2027-05-06"),
        ("2027-07-12", BACS_CYCLE, "2027-07-14"),
        ("2027-04-26", DIRECT_DEBIT_NOTICE, "2027-05-11"),
    ],
)
def test_a_deadline_falls_where_it_does_by_hand(received: str, regime: Regime, due: str) -> None:
    answer = deadline(date.fromisoformat(received), regime)
    assert answer.due.isoformat() == due
    assert not answer.projected


def reference(received: date, regime: Regime) -> date:
    """The same, a day at a time, from the words of the rule alone."""
    rule = regime.working_days
    first = received if regime.first_day is FirstDay.DAY_OF_RECEIPT else received + DAY

    def works(day: date) -> bool:
        assert rule is not None
        return (
            day.isoweekday() not in rule.weekend
            and not any(day in CLOSED_IN[division] for division in rule.divisions)
            and not (NamedDay.CHRISTMAS_DAY in rule.named and (day.month, day.day) == (12, 25))
        )

    if regime.unit is PeriodUnit.WORKING_DAYS:
        day, left = first, regime.length
        while True:
            left -= works(day)
            if not left:
                return day
            day += DAY
    if regime.unit is PeriodUnit.MONTHS:
        last = first
        for _ in range(regime.length):
            last = (last.replace(day=1) + timedelta(days=32)).replace(day=1)
        while last.day != first.day and (last + DAY).month == last.month:
            last += DAY
    else:
        last = first + timedelta(days=regime.length * (7 if regime.unit is PeriodUnit.WEEKS else 1)) - DAY
    while regime.rolls_forward and not works(last):
        last += DAY
    return last


@given(KNOWN, EVERY_REGIME)
def test_a_deadline_is_that_of_a_slow_and_plain_reckoning(received: date, regime: Regime) -> None:
    assert deadline(received, regime).due == reference(received, regime)


LENGTHS = st.integers(1, 90)
RULES = st.builds(
    WorkingDays,
    st.frozensets(st.sampled_from(Division)),
    st.frozensets(st.just(NamedDay.CHRISTMAS_DAY)),
    st.frozensets(st.integers(1, 7), max_size=3),
)


@given(KNOWN, LENGTHS, st.sampled_from(PeriodUnit), st.sampled_from(FirstDay), RULES, st.booleans())
def test_any_regime_is_reckoned_like_the_slow_and_plain_one(
    received: date,
    length: int,
    unit: PeriodUnit,
    first: FirstDay,
    rule: WorkingDays,
    rolls: bool,  # noqa: FBT001
) -> None:
    regime = Regime(
        id="any",
        title="Any",
        length=min(length, 3) if unit in {PeriodUnit.MONTHS, PeriodUnit.WEEKS} else length,
        unit=unit,
        first_day=first,
        basis=RegimeBasis.COUNCIL,
        cites="a test",
        working_days=rule,
        rolls_forward=rolls,
    )
    try:
        answer = deadline(received, regime)
    except HorizonError:
        assert reference(received, regime) > date(2028, 12, 26)
        return
    assert answer.due == reference(received, regime)
    assert answer.days[-1].day == answer.due


@given(KNOWN, EVERY_REGIME)
def test_the_due_day_is_a_working_day_where_the_rule_says_so(received: date, regime: Regime) -> None:
    if regime.unit is PeriodUnit.WORKING_DAYS or regime.rolls_forward:
        assert is_working_day(deadline(received, regime).due, regime)


@given(KNOWN, EVERY_REGIME)
def test_what_is_received_later_is_never_due_earlier(received: date, regime: Regime) -> None:
    assert deadline(received, regime).due <= deadline(received + DAY, regime).due


@given(KNOWN, EVERY_REGIME)
def test_the_days_run_from_receipt_to_the_due_day_and_number_the_whole_period(received: date, regime: Regime) -> None:
    answer = deadline(received, regime)
    days = answer.days
    assert [day.day for day in days] == [received + number * DAY for number in range(len(days))]
    assert days[-1].day == answer.due
    numbers = [day.number for day in days if day.number is not None]
    assert numbers == list(range(1, len(numbers) + 1))
    if regime.unit is PeriodUnit.WORKING_DAYS or regime.unit is PeriodUnit.DAYS:
        assert len(numbers) == regime.length
    if regime.unit is PeriodUnit.WEEKS:
        assert len(numbers) == regime.length * 7
    assert all(day.number is not None or day.not_counted is not None for day in days)


@given(KNOWN, EVERY_REGIME)
def test_the_explanation_agrees_with_the_due_day(received: date, regime: Regime) -> None:
    answer = deadline(received, regime)
    for language, due in (("en", "due"), ("cy", "dyddiad terfyn")):
        lines = answer.explain(language).splitlines()
        assert lines[-1].endswith(f", {due}")
        assert str(answer.due.day) in lines[-1]
        assert len(lines) - lines.index("") - 1 == len(answer.days)


def test_a_day_that_does_not_count_says_why() -> None:
    days = {day.day: day for day in deadline(date(2027, 7, 5), FOIA).days}
    assert days[date(2027, 7, 5)].not_counted is NotCounted.RECEIPT
    assert days[date(2027, 7, 6)] == (date(2027, 7, 6), 1, None, (), None, None)
    assert days[date(2027, 7, 10)].not_counted is NotCounted.WEEKEND
    boyne = days[date(2027, 7, 12)]
    assert boyne.not_counted is NotCounted.BANK_HOLIDAY
    assert [(each.name, each.division) for each in boyne.holidays] == [
        ("Battle of the Boyne (Orangemen’s Day)", Division.NORTHERN_IRELAND)
    ]


def test_a_period_that_is_carried_on_shows_its_last_day_and_where_it_went() -> None:
    days = deadline(date(2027, 4, 3), UK_GDPR).days
    assert (days[-2].day, days[-2].number, days[-2].not_counted) == (date(2027, 5, 3), 31, NotCounted.BANK_HOLIDAY)
    assert (days[-1].day, days[-1].number, days[-1].not_counted) == (date(2027, 5, 4), None, NotCounted.CARRIED_TO)
    assert all(day.not_counted is None for day in days[:-2])


def test_a_day_named_in_the_rule_stops_the_clock_where_it_is_no_bank_holiday() -> None:
    by_name = Regime(
        id="by-name",
        title="Named days alone",
        length=1,
        unit=PeriodUnit.WORKING_DAYS,
        first_day=FirstDay.DAY_AFTER,
        basis=RegimeBasis.COUNCIL,
        cites="a test",
        working_days=WorkingDays(named=frozenset(NamedDay)),
    )
    good_friday = deadline(date(2027, 3, 25), by_name)
    assert good_friday.due == date(2027, 3, 29)
    assert good_friday.days[1].named is NamedDay.GOOD_FRIDAY
    assert "Good Friday, which the rule names" in good_friday.explain()
    christmas = deadline(date(2098, 12, 24), by_name)
    assert (christmas.due, christmas.projected) == (date(2098, 12, 26), False)


def test_beyond_the_announced_days_nothing_is_guessed() -> None:
    assert deadline(date(2028, 11, 23), FOIA).due == date(2028, 12, 22)
    with pytest.raises(HorizonError) as caught:
        deadline(date(2028, 11, 27), FOISA)
    assert caught.value.code == "calendar.horizon"
    assert caught.value.last == date(2028, 12, 26)
    assert pickle.loads(pickle.dumps(caught.value)).last == date(2028, 12, 26)  # noqa: S301 - our own bytes


def test_before_the_announced_days_nothing_is_guessed() -> None:
    assert deadline(date(2012, 1, 1), FOIA).due == date(2012, 1, 31)
    with pytest.raises(HorizonError):
        deadline(date(2011, 12, 31), FOIA)
    with pytest.raises(HorizonError):
        deadline(date(2007, 12, 1), FOIA, project=True)


def test_a_projection_is_marked_and_says_how_far_the_days_are_announced() -> None:
    answer = deadline(date(2028, 12, 20), FOIA, project=True)
    assert (answer.due, answer.projected) == (date(2029, 1, 23), True)
    assert "Projected: from 2 January 2012 to 26 December 2028 bank holidays are announced" in answer.explain()
    assert "2nd January in Scotland (projected)" in answer.explain()
    assert "2 Ionawr (yr Alban) (rhagamcan)" in answer.explain("cy")
    assert "(projected)" in repr(answer)


@given(KNOWN, EVERY_REGIME)
def test_within_the_announced_days_a_projection_changes_nothing(received: date, regime: Regime) -> None:
    assert deadline(received, regime, project=True) == deadline(received, regime)


@given(st.dates(date(2013, 1, 1), date(2019, 12, 1)), EVERY_REGIME)
def test_a_projection_from_a_shorter_calendar_is_what_came_to_be(received: date, regime: Regime) -> None:
    """No one-off day lies between 2013 and 2020, so the standing rules must give exactly what was announced."""
    short = BankHolidays([each for each in HOLIDAYS.days if each.day.year == 2012], HOLIDAYS.provenance)
    if (due := deadline(received, regime).due) < date(2020, 5, 4):
        answer = deadline(received, regime, holidays=short, project=True)
        assert answer.due == due
        assert answer.projected == (regime.working_days is not None)


@pytest.mark.parametrize("regime", [PENALTY_CHARGE, PLANNING_MAJOR, COUNCIL_TAX_REMINDER], ids=lambda each: each.id)
def test_a_regime_that_needs_no_bank_holidays_has_no_horizon(regime: Regime) -> None:
    assert deadline(date(1950, 1, 1), regime).due.year == 1950
    assert not deadline(date(2500, 1, 1), regime).projected


def test_the_horizon_is_that_of_the_divisions_that_the_regime_needs() -> None:
    days = [each for each in HOLIDAYS.days if each.division is not Division.SCOTLAND or each.day.year < 2027]
    behind = BankHolidays(days, HOLIDAYS.provenance)
    assert deadline(date(2027, 7, 5), BACS_CYCLE, holidays=behind).due == date(2027, 7, 7)
    for regime in (FOIA, FOISA):
        with pytest.raises(HorizonError) as caught:
            deadline(date(2027, 7, 5), regime, holidays=behind)
        assert caught.value.last == date(2026, 12, 28)


def test_a_newer_calendar_moves_a_deadline() -> None:
    extra = HOLIDAYS.days[0]._replace(day=date(2027, 7, 14), name="Another occasion")
    newer = BankHolidays([*HOLIDAYS.days, extra], HOLIDAYS.provenance)
    assert deadline(date(2027, 7, 5), FOIA, holidays=newer).due == date(2027, 8, 5)
    assert "Another occasion in England and Wales" in deadline(date(2027, 7, 5), FOIA, holidays=newer).explain()


@pytest.mark.parametrize(
    ("received", "said"),
    [
        (datetime(2027, 7, 5, 23, 30, tzinfo=UTC), "uk_date"),
        (datetime(2027, 7, 5), "uk_date"),  # noqa: DTZ001 - it is refused
        ("2027-07-05", "parse_date"),
        (None, "date(2027, 7, 5)"),
        (True, "date(2027, 7, 5)"),
        (20270705, "date(2027, 7, 5)"),
    ],
    ids=["aware", "naive", "text", "none", "bool", "int"],
)
def test_what_is_no_day_is_refused_with_what_to_do(received: Any, said: str) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValueError) as caught:
        deadline(received, FOIA)
    assert caught.value.code == "calendar.day"
    assert said in str(caught.value)


@pytest.mark.parametrize("regime", [FOIA, UK_GDPR, UK_GDPR_EXTENDED, PENALTY_CHARGE, PLANNING_NOT_MAJOR], ids=str)
@pytest.mark.parametrize("received", [date.min, date(1899, 12, 31), date(9998, 12, 31), date.max], ids=str)
def test_a_day_out_of_range_is_refused(received: date, regime: Regime) -> None:
    with pytest.raises(InvalidValueError) as caught:
        deadline(received, regime, project=True)
    assert caught.value.code == "calendar.range"


def test_deadlines_are_values() -> None:
    answer = deadline(date(2027, 7, 5), FOIA)
    assert answer == deadline(date(2027, 7, 5), FOIA)
    assert answer != deadline(date(2027, 7, 6), FOIA)
    assert repr(answer) == "<Deadline 2027-08-04 under foia>"
    again = pickle.loads(pickle.dumps(answer))  # noqa: S301 - our own bytes
    assert again == answer
    assert again.explain() == answer.explain()


@pytest.mark.parametrize("regime", ["foia", None, Division.SCOTLAND])
def test_what_is_not_a_regime_is_refused(regime: Regime) -> None:
    day = date(2026, 5, 1)
    for ask in (
        lambda: deadline(day, regime),
        lambda: is_working_day(day, regime),
        lambda: add_working_days(day, 1, regime),
    ):
        with pytest.raises(InvalidValueError) as caught:
            ask()
        assert caught.value.code == "regime.type"

import csv
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from tests.payments.samples import Clock, begin, bins, line, link, sample_intent
from tests.payments.test_charge import charges

from localgov_components.core import LocalGovError
from localgov_components.money import Money, VatTreatment
from localgov_components.payments import (
    Charge,
    IncomeReport,
    IncomeRow,
    PaymentDesk,
    PaymentIntent,
    PaymentState,
    PaySandbox,
    income,
    register,
)
from localgov_components.payments.tables import payment_intents
from localgov_components.storage import Store

DAY = date(2026, 3, 2)


def take(desk: PaymentDesk, sandbox: PaySandbox, clock: Clock, subject: str, charge: Charge) -> PaymentIntent:
    intent = begin(desk, clock, subject=subject, charge=charge)
    sandbox.pay(link(intent))
    return desk.refresh(intent.id, now=clock.now)


def row(report: IncomeReport, code: str) -> IncomeRow:
    [found] = [row for row in report.rows if row.income_code == code]
    return found


def test_rows_are_by_income_code_and_vat_treatment(
    desk: PaymentDesk, sandbox: PaySandbox, clock: Clock, store: Store
) -> None:
    parking = line("60.00", income_code="CAR-PARKS", vat=VatTreatment.STANDARD)
    take(desk, sandbox, clock, "AMB-1", Charge(lines=(line("48.00"), line("24.00"), parking)))
    take(desk, sandbox, clock, "AMB-2", bins(2))
    report = income(store, DAY)
    assert row(report, "WASTE-GARDEN") == IncomeRow(
        "WASTE-GARDEN", VatTreatment.OUTSIDE_SCOPE, Money("168.00"), Money("0.00"), Money("168.00"), 2
    )
    assert row(report, "CAR-PARKS") == IncomeRow(
        "CAR-PARKS", VatTreatment.STANDARD, Money("60.00"), Money("10.00"), Money("50.00"), 1
    )
    assert report.total == Money("228.00")


def test_the_same_code_under_two_treatments_is_two_rows(
    desk: PaymentDesk, sandbox: PaySandbox, clock: Clock, store: Store
) -> None:
    take(desk, sandbox, clock, "AMB-1", Charge(lines=(line(vat=VatTreatment.ZERO), line(vat=VatTreatment.EXEMPT))))
    assert [row.vat for row in income(store, DAY).rows] == [VatTreatment.EXEMPT, VatTreatment.ZERO]


def test_what_was_not_paid_is_not_income(desk: PaymentDesk, clock: Clock, store: Store) -> None:
    begin(desk, clock)
    assert income(store, DAY) == IncomeReport(DAY, ())


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 23, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_a_day_ends_at_midnight_in_the_council_not_in_utc(
    desk: PaymentDesk, sandbox: PaySandbox, clock: Clock, store: Store, instant: datetime, day: date
) -> None:
    clock.now = instant
    take(desk, sandbox, clock, "AMB-1", bins())
    totals = {near: income(store, near).total for near in (day - timedelta(days=1), day, day + timedelta(days=1))}
    assert [near for near, total in totals.items() if total] == [day]


def test_another_time_zone_can_be_given(desk: PaymentDesk, sandbox: PaySandbox, clock: Clock, store: Store) -> None:
    clock.now = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    take(desk, sandbox, clock, "AMB-1", bins())
    assert income(store, DAY, zone=timezone(timedelta(hours=1))).total == Money("0.00")
    assert income(store, DAY, zone=ZoneInfo("Europe/London")).total == Money("48.00")


def test_a_reversal_is_taken_off_on_the_day_it_became_known(
    desk: PaymentDesk, sandbox: PaySandbox, clock: Clock, store: Store
) -> None:
    intent = take(desk, sandbox, clock, "AMB-1", bins())
    clock.advance(days=1)
    with store.begin() as connection:
        register.move(connection, intent, PaymentState.ERROR, now=clock.now, failure="P0050")
    assert income(store, DAY).total == Money("48.00")
    [reversed_] = income(store, DAY + timedelta(days=1)).rows
    assert (reversed_.gross, reversed_.payments) == (Money("-48.00"), -1)


@pytest.mark.parametrize("change", [{"amount": Money("480.00")}, {"state": "failed"}])
def test_the_report_is_refused_when_payments_say_otherwise(
    desk: PaymentDesk, sandbox: PaySandbox, clock: Clock, store: Store, change: dict[str, object]
) -> None:
    take(desk, sandbox, clock, "AMB-1", bins())
    with store.begin() as connection:
        connection.execute(update(payment_intents).values(**change))
    with pytest.raises(LocalGovError) as refusal:
        income(store, DAY)
    assert refusal.value.code == "income.disagrees"


@settings(max_examples=15)  # each example migrates a database
@given(st.lists(charges, max_size=4))
def test_the_total_is_what_was_taken(taken: list[Charge]) -> None:
    clock = Clock()
    with Store.open("sqlite://") as store:
        store.migrate()
        for number, charge in enumerate(taken):
            intent = register_success(store, clock, number, charge)
            assert intent.state is PaymentState.SUCCESS
        report = income(store, DAY)
    assert report.total == sum((charge.total for charge in taken), Money("0.00"))
    assert all(row.gross == row.net + row.vat_amount for row in report.rows)


def test_the_file_says_what_the_report_says(tmp_path: Path) -> None:
    rows = (
        IncomeRow("WASTE, GARDEN", VatTreatment.OUTSIDE_SCOPE, Money("-48.00"), Money("0.00"), Money("-48.00"), -1),
    )
    path = tmp_path / "income.csv"
    IncomeReport(DAY, rows).write_csv(path)
    assert path.read_bytes() == (
        b"day,income_code,vat_treatment,gross,vat,net,payments\r\n"
        b'2026-03-02,"WASTE, GARDEN",outside-scope,-48.00,0.00,-48.00,-1\r\n'
    )
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("code", ["=HYPERLINK(1)", "+44", "-1", "@SUM(A1)"])
def test_a_code_that_a_spreadsheet_would_run_is_made_plain_text(tmp_path: Path, code: str) -> None:
    rows = (IncomeRow(code, VatTreatment.ZERO, Money("1.00"), Money("0.00"), Money("1.00"), 1),)
    IncomeReport(DAY, rows).write_csv(tmp_path / "income.csv")
    with (tmp_path / "income.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1][1] == f"'{code}"


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "income.csv"
    path.write_text("yesterday", encoding="utf-8")

    def disk_full(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", disk_full)
    with pytest.raises(OSError, match="no space"):
        IncomeReport(DAY, ()).write_csv(path)
    assert path.read_text(encoding="utf-8") == "yesterday"
    assert list(tmp_path.iterdir()) == [path]


def register_success(store: Store, clock: Clock, number: int, charge: Charge) -> PaymentIntent:
    intent = sample_intent(charge, number=number)
    with store.begin() as connection:
        assert register.add(connection, intent)
        return register.move(connection, intent, PaymentState.SUCCESS, now=clock.now, provider_id=f"p{number}")

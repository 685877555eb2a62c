"""What was taken on one day, by income code and VAT treatment, for the council's general ledger.

A day is the council's own, from midnight to midnight in its time zone: payment services record
UTC, and in summer the last hour of a day in Britain is already the next one there. A payment
belongs to the day on which our record learned of it, so the report of a day that is over never
changes; a payment reversed later is taken off on the day that became known.

The report is refused unless it agrees with what the payments themselves say was taken.

>>> from localgov_components.storage import Store
>>> with Store.open("sqlite://") as store:
...     store.migrate()
...     income(store, date(2026, 3, 2)).total
Money('0.00')
"""

import csv
import io
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path

from localgov_components.core import LocalGovError
from localgov_components.core.clock import uk_zone
from localgov_components.core.files import replace_file
from localgov_components.core.libraries import needs_extra
from localgov_components.core.spreadsheets import plain_cell
from localgov_components.money import Money, VatTreatment
from localgov_components.payments.ledger import INCOME, VAT, LedgerKind
from localgov_components.payments.state import PaymentState
from localgov_components.payments.tables import (
    ledger_entries,
    ledger_transactions,
    payment_intents,
    payment_moves,
)
from localgov_components.storage import Pence, Store

with needs_extra("storage"):
    from sqlalchemy import ColumnElement, Connection, and_, cast, func, select, text

__all__ = ["IncomeReport", "IncomeRow", "income"]

HEADINGS = ("day", "income_code", "vat_treatment", "gross", "vat", "net", "payments")

_NOTHING = Money.from_pence(0)
_ONE_SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"
_SUCCESS = PaymentState.SUCCESS.value


@dataclass(frozen=True, slots=True)
class IncomeRow:
    """One income code under one VAT treatment.

    `payments` counts those taken, less those reversed.
    """

    income_code: str
    vat: VatTreatment
    gross: Money
    vat_amount: Money
    net: Money
    payments: int


@dataclass(frozen=True, slots=True)
class IncomeReport:
    """A day's income, rows in order of income code and VAT treatment."""

    day: date
    rows: tuple[IncomeRow, ...]

    @property
    def total(self) -> Money:
        """Everything taken, VAT included."""
        return sum((row.gross for row in self.rows), _NOTHING)

    def write_csv(self, path: Path) -> None:
        """Write the rows as CSV (RFC 4180, UTF-8); the file appears whole, or not at all.

        A code that a spreadsheet would take for a formula is written with an apostrophe before it.
        """
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow(HEADINGS)
        writer.writerows(self._cells(row) for row in self.rows)
        replace_file(path, text.getvalue().encode("utf-8"))

    def _cells(self, row: IncomeRow) -> tuple[str, ...]:
        amounts = (str(row.gross), str(row.vat_amount), str(row.net), str(row.payments))
        return (self.day.isoformat(), plain_cell(row.income_code), row.vat.value, *amounts)


def income(store: Store, day: date, *, zone: tzinfo | None = None) -> IncomeReport:
    """The income of a day, from midnight to midnight in the council's time.

    `zone` is London's unless given.

    Raises `LocalGovError` when ledger and payments disagree, and `MissingLibraryError` where
    Python has no time zones.
    """
    start, end = _midnights(day, zone or uk_zone())
    with store.read() as connection:
        if store.dialect == "postgresql":
            connection.execute(text(_ONE_SNAPSHOT))
        report = IncomeReport(day, _rows(connection, start, end))
        _refuse_disagreement(connection, report, start, end)
    return report


def _midnights(day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    start, end = (datetime.combine(date_, time(), tzinfo=zone) for date_ in (day, day + timedelta(days=1)))
    return start.astimezone(UTC), end.astimezone(UTC)


def _rows(connection: Connection, start: datetime, end: datetime) -> tuple[IncomeRow, ...]:
    amounts = _amounts(connection, start, end)
    counts = _counts(connection, start, end)
    rows = []
    for income_code, vat in sorted(counts):
        net, tax = (-amounts.get((income_code, vat, account), _NOTHING) for account in (INCOME, VAT))
        rows.append(IncomeRow(income_code, VatTreatment(vat), net + tax, tax, net, counts[income_code, vat]))
    return tuple(rows)


def _amounts(connection: Connection, start: datetime, end: datetime) -> dict[tuple[str, str, str], Money]:
    """Debits less credits by income code, VAT treatment and account."""
    entries = ledger_entries.c
    summed = (
        select(entries.income_code, entries.vat, entries.account, _total(entries.amount))
        .join(ledger_transactions, ledger_transactions.c.key == entries.transaction_key)
        .where(_within(ledger_transactions.c.at, start, end), entries.account.in_((INCOME, VAT)))
        .group_by(entries.income_code, entries.vat, entries.account)
    )
    return {(code, vat, account): amount for code, vat, account, amount in connection.execute(summed)}


def _counts(connection: Connection, start: datetime, end: datetime) -> dict[tuple[str, str], int]:
    """Payments taken, less those reversed, by income code and VAT treatment."""
    entries, kind = ledger_entries.c, ledger_transactions.c.kind
    counted = (
        select(entries.income_code, entries.vat, kind, func.count(entries.transaction_key.distinct()))
        .join(ledger_transactions, ledger_transactions.c.key == entries.transaction_key)
        .where(_within(ledger_transactions.c.at, start, end), entries.account == INCOME)
        .group_by(entries.income_code, entries.vat, kind)
    )
    counts: defaultdict[tuple[str, str], int] = defaultdict(int)
    for code, vat, taken_or_reversed, number in connection.execute(counted):
        counts[code, vat] += number if taken_or_reversed == LedgerKind.TAKEN else -number
    return counts


def _refuse_disagreement(connection: Connection, report: IncomeReport, start: datetime, end: datetime) -> None:
    """Hold the day against the payments' moves, and the whole ledger against the payments that stand."""
    moves, intents = payment_moves.c, payment_intents.c
    moved = select(_total(intents.amount)).join(payment_moves, moves.intent_id == intents.id)
    moved = moved.where(_within(moves.at, start, end))
    taken = connection.execute(moved.where(moves.after == _SUCCESS)).scalar_one()
    reversed_ = connection.execute(moved.where(moves.before == _SUCCESS)).scalar_one()
    standing = connection.execute(select(_total(intents.amount)).where(intents.state == _SUCCESS)).scalar_one()
    credited = select(_total(ledger_entries.c.amount)).where(ledger_entries.c.account.in_((INCOME, VAT)))
    earned = -connection.execute(credited).scalar_one()
    if report.total != taken - reversed_ or earned != standing:
        raise LocalGovError(
            f"the ledger does not agree with the payments: {report.total.format()} entered on {report.day}, "
            f"{(taken - reversed_).format()} taken; {earned.format()} in all, {standing.format()} standing. "
            "Nothing was written; report this before the figures are used.",
            code="income.disagrees",
        )


def _total(amount: ColumnElement[Money]) -> ColumnElement[Money]:
    return cast(func.coalesce(func.sum(amount), 0), Pence(Money))


def _within(instant: ColumnElement[datetime], start: datetime, end: datetime) -> ColumnElement[bool]:
    return and_(instant >= start, instant < end)

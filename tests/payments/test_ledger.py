import pytest
from hypothesis import given
from tests.payments.samples import Clock, begin, line, link, sample_intent
from tests.payments.test_charge import charges

from localgov_components.core import LocalGovError
from localgov_components.money import Money, VatTreatment
from localgov_components.payments import (
    Charge,
    Ledger,
    LedgerEntry,
    LedgerKind,
    LedgerTransaction,
    PaymentDesk,
    PaySandbox,
)
from localgov_components.payments.ledger import INCOME, VAT, clearing_account, entries_for, post
from localgov_components.storage import Store

CLEARING = clearing_account("govuk-pay")
MIXED = Charge(
    lines=(
        line("48.00"),
        line("60.00", income_code="CAR-PARKS", vat=VatTreatment.STANDARD),
        line("0.00", income_code="DELIVERY"),
    )
)


def test_a_success_debits_clearing_and_credits_each_line_net_of_vat(
    desk: PaymentDesk, sandbox: PaySandbox, clock: Clock, store: Store
) -> None:
    intent = begin(desk, clock, charge=MIXED)
    sandbox.pay(link(intent))
    desk.refresh(intent.id, now=clock.now)
    [transaction] = Ledger(store).transactions(intent.id)
    assert (transaction.kind, transaction.at, transaction.intent_id) == (LedgerKind.TAKEN, clock.now, intent.id)
    assert transaction.entries == (
        LedgerEntry(CLEARING, Money("108.00")),
        LedgerEntry(INCOME, Money("-48.00"), "WASTE-GARDEN", VatTreatment.OUTSIDE_SCOPE),
        LedgerEntry(INCOME, Money("-50.00"), "CAR-PARKS", VatTreatment.STANDARD),
        LedgerEntry(VAT, Money("-10.00"), "CAR-PARKS", VatTreatment.STANDARD),
        LedgerEntry(INCOME, Money("0.00"), "DELIVERY", VatTreatment.OUTSIDE_SCOPE),
    )
    assert Ledger(store).balance(CLEARING) == Money("108.00")


def test_looking_again_writes_nothing_again(desk: PaymentDesk, sandbox: PaySandbox, clock: Clock, store: Store) -> None:
    intent = begin(desk, clock)
    sandbox.pay(link(intent))
    for _ in range(3):
        desk.refresh(intent.id, now=clock.now)
    assert len(Ledger(store).transactions(intent.id)) == 1


def test_a_payment_that_fails_writes_nothing(desk: PaymentDesk, clock: Clock, store: Store) -> None:
    intent = begin(desk, clock)
    desk.cancel(intent.id, now=clock.now)
    assert Ledger(store).transactions(intent.id) == ()


@given(charges)
def test_the_entries_of_any_charge_come_to_nothing_and_a_reversal_undoes_them(charge: Charge) -> None:
    intent = sample_intent(charge)
    taken, reversed_ = (entries_for(intent, kind) for kind in LedgerKind)
    assert sum(entry.amount.pence for entry in taken) == 0
    assert [one.amount + other.amount for one, other in zip(taken, reversed_, strict=True)] == [Money("0.00")] * len(
        taken
    )


@pytest.mark.parametrize("entries", [(), (LedgerEntry(CLEARING, Money("1.00")),)])
def test_entries_that_do_not_balance_are_refused(
    desk: PaymentDesk, clock: Clock, store: Store, entries: tuple[LedgerEntry, ...]
) -> None:
    intent = begin(desk, clock)
    transaction = LedgerTransaction("key", intent.id, LedgerKind.TAKEN, clock.now, entries)
    with pytest.raises(LocalGovError) as refusal, store.begin() as connection:
        post(connection, transaction)
    assert refusal.value.code == "ledger.unbalanced"
    assert Ledger(store).transactions(intent.id) == ()

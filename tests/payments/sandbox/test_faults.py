import pytest
from tests.payments.samples import BASE, KEY, Clock, payment_request

from localgov_components.core import ProviderRefusedError, ProviderUnavailableError
from localgov_components.payments import GovUkPay, PaySandbox
from localgov_components.payments.sandbox import FaultKind, Faults


def test_a_fault_befalls_its_operation_as_often_as_planned() -> None:
    faults = Faults()
    faults.plan(FaultKind.FAIL, on="create", times=2)
    assert [faults.take(name) for name in ("get", "create", "create", "create")] == [
        None,
        FaultKind.FAIL,
        FaultKind.FAIL,
        None,
    ]


def test_a_fault_for_anything_befalls_the_next_call() -> None:
    faults = Faults()
    faults.plan(FaultKind.TOO_MANY)
    assert faults.take("search") is FaultKind.TOO_MANY


def test_forgotten_faults_do_not_happen() -> None:
    faults = Faults()
    faults.plan(FaultKind.FAIL)
    faults.clear()
    assert faults.take("get") is None


@pytest.mark.parametrize(
    ("kind", "code", "made"),
    [
        (FaultKind.DROP_ANSWER, "transport.no-answer", 1),
        (FaultKind.DROP_REQUEST, "transport.no-answer", 0),
        (FaultKind.FAIL, "P0198", 0),
        (FaultKind.FAIL_AFTER, "P0198", 1),
        (FaultKind.TOO_MANY, "P0900", 0),
    ],
)
def test_each_fault_loses_the_answer_and_some_the_payment(
    sandbox: PaySandbox, pay: GovUkPay, kind: FaultKind, code: str, made: int
) -> None:
    sandbox.faults.plan(kind, on="create")
    with pytest.raises(ProviderUnavailableError) as error:
        pay.create(payment_request())
    assert error.value.code == code
    assert len(pay.search("AMB-7K2F-1")) == made


def test_a_delay_waits_and_then_answers(clock: Clock) -> None:
    waited: list[float] = []
    sandbox = PaySandbox(api_key=KEY, clock=clock, pause=waited.append)
    sandbox.faults.delay = 0.5
    sandbox.faults.plan(FaultKind.DELAY)
    with pytest.raises(ProviderRefusedError):
        GovUkPay(sandbox, KEY, base_url=BASE).get("unknown")
    assert waited == [0.5]

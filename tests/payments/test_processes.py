"""Real processes: killed in the middle, and racing one another."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from tests.payments.samples import BASE, KEY, SUBJECT, Clock, begin, link

from localgov_components.payments import GovUkPay, Ledger, PaymentDesk, PaymentState, PaySandbox
from localgov_components.storage import Store

ROOT = Path(__file__).parents[2]
RACERS = 3
ROUNDS = 5

Worker = subprocess.Popen[str]


@contextmanager
def worker(database: str, sandbox_file: Path, mode: str) -> Iterator[Worker]:
    command = [sys.executable, "-m", "tests.payments.worker", database, str(sandbox_file), mode]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        try:
            assert hear(process) == "ready"
            yield process
        finally:
            process.kill()


def hear(process: Worker) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def tell(process: Worker, text: str) -> None:
    assert process.stdin is not None
    process.stdin.write(text + "\n")
    process.stdin.flush()


@pytest.fixture
def sandbox_file(tmp_path: Path) -> Path:
    return tmp_path / "sandbox.db"


@pytest.mark.slow
def test_a_process_killed_between_asking_and_recording_loses_nothing(
    database: str, store: Store, sandbox_file: Path, clock: Clock
) -> None:
    with worker(database, sandbox_file, "stop") as process:
        tell(process, SUBJECT)
        assert hear(process) == "asked"
        process.kill()
        process.wait()
    with PaySandbox(api_key=KEY, clock=clock, path=sandbox_file) as sandbox:
        pay = GovUkPay(sandbox, KEY, base_url=BASE)
        desk = PaymentDesk(store, pay)
        [orphan] = desk.for_subject(SUBJECT)
        assert (orphan.state, orphan.provider_id) == (PaymentState.RECORDED, None)
        clock.advance(minutes=2)
        [found] = desk.resolve(now=clock.now)
        assert (found.id, found.state) == (orphan.id, PaymentState.CREATED)
        again = begin(desk, clock)
        assert again.id == orphan.id
        sandbox.pay(link(again))
        assert desk.refresh(again.id, now=clock.now).state is PaymentState.SUCCESS
        assert len(pay.search(orphan.reference)) == len(Ledger(store).transactions(orphan.id)) == 1


@pytest.mark.slow
def test_processes_that_begin_at_once_all_get_the_one_payment(
    database: str, store: Store, sandbox_file: Path, clock: Clock
) -> None:
    with ExitStack() as stack:
        racers = [stack.enter_context(worker(database, sandbox_file, "begin")) for _ in range(RACERS)]
        outcomes: dict[str, set[tuple[str, ...]]] = {}
        for number in range(ROUNDS):
            subject = f"AMB-{number}"
            for racer in racers:
                tell(racer, subject)
            outcomes[subject] = {tuple(hear(racer).split()[:2]) for racer in racers}
    with PaySandbox(api_key=KEY, clock=clock, path=sandbox_file) as sandbox:
        pay = GovUkPay(sandbox, KEY, base_url=BASE)
        desk = PaymentDesk(store, pay)
        assert [len(found) for found in outcomes.values()] == [1] * ROUNDS
        for subject, [(intent_id, provider_id)] in outcomes.items():
            assert desk.get(intent_id).provider_id == provider_id
            made = [payment for intent in desk.for_subject(subject) for payment in pay.search(intent.reference)]
            assert [payment.provider_id for payment in made if not payment.state.finished] == [provider_id]

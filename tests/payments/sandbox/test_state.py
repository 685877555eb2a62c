import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.payments.samples import BASE, KEY, Clock, payment_request

from localgov_components.payments import GovUkPay, PaymentState, PaySandbox
from localgov_components.payments.sandbox.state import SandboxState
from localgov_components.transport import Request


def test_a_file_survives_a_restart(tmp_path: Path, clock: Clock) -> None:
    file = tmp_path / "sandbox.db"
    with PaySandbox(api_key=KEY, clock=clock, path=file) as before:
        payment = GovUkPay(before, KEY, base_url=BASE).create(payment_request())
    with PaySandbox(api_key=KEY, clock=clock, path=file) as after:
        after.pay(str(payment.next_url))
        assert GovUkPay(after, KEY, base_url=BASE).get(payment.provider_id).state is PaymentState.SUCCESS


def test_links_and_sessions_are_kept_only_as_digests(tmp_path: Path, clock: Clock) -> None:
    file = tmp_path / "sandbox.db"
    with PaySandbox(api_key=KEY, clock=clock, path=file) as sandbox:
        payment = GovUkPay(sandbox, KEY, base_url=BASE).create(payment_request())
        token = str(payment.next_url).rpartition("/")[2]
        fresh = GovUkPay(sandbox, KEY, base_url=BASE).get(payment.provider_id)
        cookie = sandbox.send(Request("GET", str(fresh.next_url))).headers["set-cookie"]
    with closing(sqlite3.connect(file)) as database:
        kept = json.dumps(database.execute("SELECT * FROM payments JOIN tokens USING (payment_id)").fetchall())
    assert token not in kept
    assert cookie.partition("=")[2].partition(";")[0] not in kept


def test_a_change_that_fails_leaves_nothing_behind() -> None:
    state = SandboxState(None)

    def half() -> None:
        with state.changing():
            state.mint("no such payment")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    with state.changing():
        assert state.newest_first() == []
    state.close()

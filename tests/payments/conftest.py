"""A sandbox, stores of both kinds, a desk, and GOV.UK Pay's published contract."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.payments.contract import Contract
from tests.payments.samples import BASE, KEY, Clock

from localgov_components.payments import GovUkPay, PaymentDesk, PaySandbox
from localgov_components.storage import Store


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sandbox(clock: Clock) -> Iterator[PaySandbox]:
    with PaySandbox(api_key=KEY, clock=clock) as sandbox:
        yield sandbox


@pytest.fixture
def pay(sandbox: PaySandbox) -> GovUkPay:
    return GovUkPay(sandbox, KEY, base_url=BASE)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'payments.db'}"
    url: str = request.getfixturevalue("postgresql_url")
    return url


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with Store.open(database) as store:
        store.migrate()
        yield store


@pytest.fixture
def desk(store: Store, pay: GovUkPay) -> PaymentDesk:
    return PaymentDesk(store, pay, pause=lambda _: None)


@pytest.fixture(scope="session")
def contract(suites: Path) -> Contract:
    spec = suites / "payments" / "govuk_pay_publicapi_spec.json"
    return Contract(json.loads(spec.read_text(encoding="utf-8")))

"""Councils' folders that a test may change, and a desk at work on real parts."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from localgov_components.address import Gazetteer
from localgov_components.notifications import OutboxFolder
from localgov_components.payments import GovUkPay, PaySandbox
from localgov_components.services import CouncilService, ServiceDesk
from localgov_components.storage import Store

EXAMPLES = Path(__file__).parents[2] / "examples"
NOON = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that a test sets."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> datetime:
        self.now += timedelta(**by)
        return self.now


@dataclass
class Counter:
    """A desk with the parts it stands on."""

    desk: ServiceDesk
    store: Store
    sandbox: PaySandbox
    clock: Clock
    folder: Path

    def answer(self, token: str, **pages: dict[str, list[str]]) -> None:
        """Answer pages by id, underscores for hyphens; each must be taken."""
        for page, submitted in pages.items():
            assert not self.desk.answer(token, page.replace("_", "-"), submitted, now=self.clock.now).problems

    def filled(self, **pages: dict[str, list[str]]) -> str:
        """A draft that is answered to the end: two bins, no concession, unless told otherwise."""
        token = self.desk.start(now=self.clock.now)
        postcode, uprn = ("DT97 1AA", "999900104212") if self.council == "ambleford" else ("DT98 1AE", "")
        given = {
            "postcode": {"postcode": [postcode]},
            "address": {"address": [uprn or self.first_uprn(postcode)]},
            "bins": {"bins": ["2"]},
            "benefits": {"benefits": ["none"]},
            "blue_badge": {"blue-badge": ["no"]},
            "name": {"name": ["A Resident"]},
            "email": {"email": ["resident@example.com"]},
        } | pages
        if "none" not in given["benefits"]["benefits"]:
            del given["blue_badge"]
        self.answer(token, **given)
        return token

    def first_uprn(self, postcode: str) -> str:
        found = self.desk.context(now=self.clock.now).sources["addresses"].find(postcode)
        return next(option.value for option in found if option.facts["property.in_area"])

    def send(self, token: str) -> tuple[object, str | None]:
        """Send what is filled in."""
        draft = self.desk.find(token)
        assert draft is not None
        seal = self.desk.summary(draft, now=self.clock.now).seal
        sending = self.desk.send(token, seal=seal, return_url="http://council.example/return", now=self.clock.now)
        return sending.reference, sending.pay_at

    def beside(self, running: CouncilService, gazetteer: Gazetteer) -> ServiceDesk:
        """Another desk on the same store and providers."""
        return ServiceDesk(
            running,
            store=self.store,
            addresses=gazetteer,
            payments=GovUkPay(self.sandbox, "api_test_key", base_url="http://pay.example"),
            notifications=OutboxFolder(self.folder / "outbox"),
        )

    @property
    def council(self) -> str:
        return self.desk.running.council.id


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    """A copy of the example folders."""
    for name in ("garden_waste", "ambleford", "brackwater"):
        shutil.copytree(EXAMPLES / name, tmp_path / name)
    return tmp_path


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    path = tmp_path_factory.mktemp("addresses") / "addresses.gazetteer"
    Gazetteer.build(EXAMPLES / "addresses.csv", path)
    with Gazetteer.open(path) as opened:
        yield opened


@pytest.fixture(params=["ambleford", "brackwater"])
def counter(request: pytest.FixtureRequest, tmp_path: Path, gazetteer: Gazetteer) -> Iterator[Counter]:
    """A desk of each council on an SQLite file."""
    clock = Clock()
    sandbox = PaySandbox(api_key="api_test_key", clock=clock)
    with Store.open(tmp_path / "cases.db") as store:
        store.migrate()
        desk = ServiceDesk(
            CouncilService.load(EXAMPLES / request.param),
            store=store,
            addresses=gazetteer,
            payments=GovUkPay(sandbox, "api_test_key", base_url="http://pay.example"),
            notifications=OutboxFolder(tmp_path / "outbox"),
        )
        yield Counter(desk, store, sandbox, clock, tmp_path)

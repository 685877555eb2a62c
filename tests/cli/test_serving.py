"""`localgov demo`, `serve`, `pay-sandbox` and `resolve`, as real processes on loopback."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from tests.conftest import free_ports

from localgov_components.address import AddressCapability, AddressQuery, Chain, Gazetteer
from localgov_components.cli.desks import open_addresses
from localgov_components.identifiers import Postcode

from .conftest import Localgov

LOCALGOV = [sys.executable, "-X", "utf8", "-m", "localgov_components"]


@contextmanager
def running(*words: str, says: str, folder: Path, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """A process of the command, once it has said that it is ready; stopped at the end as by Ctrl-C."""
    process = subprocess.Popen(
        [*LOCALGOV, *words],
        cwd=folder,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        said = iter(process.stdout.readline, "")
        assert any(says in line for line in said), process.communicate()[1]
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
        assert "Traceback" not in out + err


@pytest.mark.slow
def test_demo_walk_ends_with_a_reference_and_a_receipt_for_each_council(tmp_path: Path) -> None:
    walked = subprocess.run(
        [*LOCALGOV, "demo", "--walk", "--port", str(free_ports()), "--data", str(tmp_path / "kept")],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert walked.returncode == 0, walked.stderr
    assert walked.stderr == ""
    for said in ("AMB-", "£96.00", "BRK-", "£18.00", "Receipt", "Both services work from end to end."):
        assert said in walked.stdout
    messages = sorted(path.parent.name for path in (tmp_path / "kept" / "outbox").glob("*/*"))
    assert messages == ["ambleford", "brackwater"]


def test_demo_says_in_a_sentence_that_a_port_is_taken(run: Localgov) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("demo", "--port", str(port))
    assert result.exit_code == 3
    assert f"port {port} on 127.0.0.1 cannot be used" in result.stderr
    assert "choose another port with --port" in result.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent to a process group on Windows, not to a process")
def test_serve_and_pay_sandbox_run_until_they_are_interrupted(examples: Path) -> None:
    Gazetteer.build("addresses.csv", "addresses.gazetteer")
    port = free_ports()
    pay = f"http://127.0.0.1:{port + 1}"
    settings = {
        "LOCALGOV_DATABASE": "sqlite:///cases.db",
        "LOCALGOV_PAY_KEY": "api_test_sandbox",
        "LOCALGOV_SECRET": "a secret of thirty-two characters or more",
    }
    where = ("--gazetteer", "addresses.gazetteer", "--pay-url", pay)
    with (
        running("pay-sandbox", "--port", str(port + 1), says=pay, folder=examples),
        running(
            "serve", "brackwater", "--port", str(port), "--pay-origin", pay, "--insecure-cookies", *where,
            says="Serving on", folder=examples, **settings,
        ),
    ):  # fmt: skip
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/brackwater/garden-waste/") as page:
            assert page.status == 200
            assert "£54.00" in page.read().decode("utf-8")
        resolved = subprocess.run(
            [*LOCALGOV, "resolve", "brackwater", *where],
            cwd=examples,
            env={**os.environ, **settings},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert (resolved.returncode, resolved.stdout) == (0, "0 cases completed\n")


def test_a_key_of_os_places_that_cannot_be_one_is_refused_and_not_shown(run: Localgov, examples: Path) -> None:
    Gazetteer.build(examples / "addresses.csv", examples / "addresses.gazetteer")
    settings = ("--database", "sqlite:///cases.db", "--gazetteer", "addresses.gazetteer", "--pay-key", "api_test_key")
    secret = ("--secret", "a secret of thirty-two characters or more")
    result = run("serve", "ambleford", "--port", str(free_ports()), *settings, *secret, "--os-places-key", "two words")
    assert result.exit_code != 0
    assert "not an OS Data Hub key" in result.stderr
    assert "two words" not in result.output


def test_os_places_is_asked_after_the_councils_own_gazetteer(examples: Path) -> None:
    Gazetteer.build(examples / "addresses.csv", examples / "addresses.gazetteer")
    with ExitStack() as open_things:
        plain = open_addresses(open_things, examples / "addresses.gazetteer", None)
        chained = open_addresses(open_things, examples / "addresses.gazetteer", "abcd1234")
        assert isinstance(plain, Gazetteer)
        assert isinstance(chained, Chain)
        asked = chained.ask(AddressQuery(postcode=Postcode.parse("DT97 1AA")))
    assert (asked.provider, asked.passed) == ("gazetteer", ())
    assert {*plain.capabilities, AddressCapability.TEXT} <= chained.capabilities
    assert "abcd1234" not in repr(chained)


def test_without_click_the_command_names_the_extra(tmp_path: Path) -> None:
    blocked = "import sys; sys.modules['click'] = None; from localgov_components.__main__ import main; main()"
    result = subprocess.run([sys.executable, "-c", blocked], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert result.returncode == 2
    assert 'pip install "localgov-components[cli]"' in result.stderr
    assert "Traceback" not in result.stderr

import os
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import closing
from itertools import count, repeat
from multiprocessing import active_children, parent_process
from pathlib import Path

import pytest
from tests.address.review.town import FLAT_2, TWELVE, built

from localgov_components.address import Gazetteer
from localgov_components.address.matching.many import match_many
from localgov_components.address.matching.match import Match, MatchOutcome
from localgov_components.core import InvalidValueError, LocalGovError, NotFoundError, ProviderUnavailableError

TEXTS = [f"{number} Mill Lane, Ambleford, DT97 1AF" for number in range(1, 30)] * 110


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("town"))


@pytest.fixture
def gazetteer(path: Path) -> Iterator[Gazetteer]:
    with Gazetteer.open(path) as gazetteer:
        yield gazetteer


class Killed:
    """Ends any process but the first that it matches in."""

    def match(self, text: str, *, postcode: str | None = None) -> Match:
        if parent_process() is not None:
            os._exit(9)
        return Match(MatchOutcome.NOT_FOUND)


class Told:
    """Tells by the score where it was asked: 0 in the first process, 1 in any other."""

    def match(self, text: str, *, postcode: str | None = None) -> Match:
        return Match(MatchOutcome.NOT_FOUND, score=float(parent_process() is not None))


class Counted:
    """Counts what it is asked, and finds nothing."""

    def __init__(self) -> None:
        self.asked = 0

    def match(self, text: str, *, postcode: str | None = None) -> Match:
        self.asked += 1
        return Match(MatchOutcome.NOT_FOUND)


def test_an_address_may_have_a_postcode_of_its_own(gazetteer: Gazetteer) -> None:
    given: list[str | tuple[str, str | None]] = [
        "12 Mill Lane, DT97 1AF",
        ("Flat 2, 10 Mill Lane", "DT97 1AF"),
        ("12 Mill Lane", None),
    ]
    assert [match.uprn for match in gazetteer.match_many(given)][:2] == [TWELVE, FLAT_2]


def test_several_processes_give_what_one_gives_in_order(gazetteer: Gazetteer) -> None:
    assert list(gazetteer.match_many(TEXTS, processes=2)) == [gazetteer.match(text) for text in TEXTS]


def test_few_addresses_are_matched_where_they_are() -> None:
    counted = Counted()
    assert len(list(match_many(counted, ["a"] * 2_999, processes=4))) == 2_999
    assert counted.asked == 2_999


def test_addresses_are_taken_as_they_are_needed() -> None:
    counted, addresses = Counted(), map(str, count())
    matches = match_many(counted, addresses)
    next(matches)
    matches.close()
    assert (counted.asked, next(addresses)) == (1, "1")


def test_this_process_matches_and_so_do_the_others() -> None:
    until, told = time.monotonic() + 60, set[float]()
    with closing(match_many(Told(), repeat("a"), processes=2)) as matches:
        while told != {0, 1}:
            told.add(next(matches).score)
            assert time.monotonic() < until, "one of the two matches nothing"


def test_an_error_comes_after_the_matches_before_it(gazetteer: Gazetteer) -> None:
    matches = gazetteer.match_many([*TEXTS, "x" * 10_001, *TEXTS], processes=2)
    assert [next(matches).outcome for _ in TEXTS[:3_136]]
    with pytest.raises(InvalidValueError):
        list(matches)


def test_no_addresses_have_no_matches(gazetteer: Gazetteer) -> None:
    assert list(gazetteer.match_many([], processes=2)) == []


def test_an_error_of_a_process_is_told(gazetteer: Gazetteer) -> None:
    with pytest.raises(InvalidValueError) as error:
        list(gazetteer.match_many([*TEXTS, "x" * 10_001], processes=2))
    assert error.value.code == "address.too-long"


def test_a_gazetteer_that_has_gone_is_told(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.gazetteer"
    copy.write_bytes(path.read_bytes())
    with Gazetteer.open(copy) as gazetteer:
        if os.name != "posix":
            pytest.skip("Windows does not delete a file that is open.")
        copy.unlink()
        with pytest.raises((NotFoundError, ProviderUnavailableError)):
            list(gazetteer.match_many(TEXTS, processes=2))


def test_a_process_that_was_ended_is_told() -> None:
    with pytest.raises(LocalGovError) as error:
        deque(match_many(Killed(), repeat("a"), processes=2), maxlen=0)
    assert error.value.code == "matching.process"


@pytest.mark.parametrize("processes", [0, -1])
def test_a_number_of_processes_is_one_or_more(processes: int) -> None:
    with pytest.raises(InvalidValueError) as error:
        match_many(Counted(), [], processes=processes)
    assert error.value.code == "matching.processes"


def test_stopping_early_leaves_no_process(gazetteer: Gazetteer) -> None:
    matches = gazetteer.match_many((text for text in TEXTS * 100), processes=2)
    next(matches)
    assert active_children()
    matches.close()
    assert not active_children()


def test_what_processes_import_to_match_with_decisions_reads_no_files_of_rows() -> None:
    script = "import sys, localgov_components.address.review; print({'polars', 'pyarrow'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout == "set()\n"


BEGUN = """
import sys, threading
from contextlib import closing
from itertools import repeat
from multiprocessing import parent_process
from localgov_components.address.matching.many import match_many
from localgov_components.address.matching.match import Match, MatchOutcome

here = []

class Told:
    def match(self, text, *, postcode=None):
        return Match(MatchOutcome.NOT_FOUND, score=0.0 if parent_process() is None else 1.0 + len(here))

if __name__ == "__main__":
    here.append("kept by a copy")
    end = threading.Event()
    for _ in range(int(sys.argv[1])):
        threading.Thread(target=end.wait).start()
    with closing(match_many(Told(), repeat("a"), processes=2)) as matches:
        print(next(match.score for match in matches if match.score))
    end.set()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux tells that a process has one thread.")
@pytest.mark.parametrize(("threads", "score"), [(0, "2.0"), (1, "1.0")])
def test_a_process_begins_as_a_copy_only_where_no_thread_may_hold_a_lock(
    threads: int, score: str, tmp_path: Path
) -> None:
    script = tmp_path / "begun.py"
    script.write_text(BEGUN, encoding="utf-8")
    command = [sys.executable, str(script), str(threads)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == score


KILLED = """
import os, signal, sys
from multiprocessing import active_children
from localgov_components.address import Gazetteer

if __name__ == "__main__":
    with Gazetteer.open(sys.argv[1]) as gazetteer:
        matches = gazetteer.match_many(["12 Mill Lane"] * 100_000, processes=3)
        next(matches)
        print(*(each.pid for each in active_children()), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGKILL.")
def test_processes_end_when_their_parent_is_killed(path: Path, tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(KILLED, encoding="utf-8")
    done = subprocess.run([sys.executable, script, path], check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == -9
    children = [int(each) for each in done.stdout.split()]
    assert len(children) == 2
    until = time.monotonic() + 60
    while any(map(is_running, children)):
        assert time.monotonic() < until, "a process outlives the one that began it"


def is_running(process: int) -> bool:
    """Whether a process runs: one that ended and was not waited for does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False

import os
import pickle
import sqlite3
import subprocess
import sys
import traceback
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.address.core_files import EXAMPLES, core_file, house

from localgov_components.address import (
    AddressCapability,
    AddressProvider,
    AddressQuery,
    Gazetteer,
    GazetteerAddress,
    address_label,
)
from localgov_components.core import ConflictError, NotFoundError, ProviderUnavailableError
from localgov_components.identifiers import Postcode, Uprn

POSIX = os.name == "posix"
POSTCODE = Postcode.parse("DT97 1AA")
NOT_ON_WINDOWS = pytest.mark.skipif(not POSIX, reason="Windows does not replace a file that is open; see test_build.")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "addresses.gazetteer"
    Gazetteer.build(EXAMPLES, path)
    return path


@pytest.fixture
def gazetteer(path: Path) -> Iterator[Gazetteer]:
    with Gazetteer.open(path) as gazetteer:
        yield gazetteer


def labels(gazetteer: Gazetteer, postcode: str, *, include_shells: bool = False) -> list[str]:
    page = gazetteer.find(AddressQuery(postcode=Postcode.parse(postcode), include_shells=include_shells))
    assert page.total == len(page.addresses)
    return [address_label(address).partition(", Ambleford")[0] for address in page.addresses]


def test_it_is_an_address_provider(gazetteer: Gazetteer) -> None:
    provider: AddressProvider = gazetteer
    assert isinstance(provider, AddressProvider)
    assert provider.capabilities == set(AddressCapability)


def test_what_is_said_of_a_damaged_address_quotes_nothing_of_it(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE address SET street_name = CAST('Quern Lane' || x'FF' AS TEXT)")
        ((number, *_),) = connection.execute("SELECT uprn FROM address LIMIT 1").fetchall()
    with Gazetteer.open(path) as gazetteer, pytest.raises(ProviderUnavailableError) as raised:
        gazetteer.get(Uprn.parse(number))
    said = "".join(traceback.format_exception(raised.value))
    assert "is damaged" in said
    assert "Quern" not in said


def test_get_returns_the_address_with_a_uprn(gazetteer: Gazetteer) -> None:
    (farm,) = (found for found in gazetteer.find(AddressQuery(postcode=Postcode.parse("DT99 2AA"))).addresses)
    assert gazetteer.get(farm.uprn) == farm
    assert gazetteer.find(AddressQuery(uprn=farm.uprn)).addresses == (farm,)
    assert farm.building_name == "Mere Farm"


def test_get_of_an_unknown_uprn_raises_and_does_not_repeat_it(gazetteer: Gazetteer) -> None:
    with pytest.raises(NotFoundError) as missing:
        gazetteer.get(Uprn.parse("999900000000"))
    assert missing.value.code == "gazetteer.uprn"
    assert "9999" not in str(missing.value)


def test_find_without_a_hit_is_an_empty_page(gazetteer: Gazetteer) -> None:
    assert gazetteer.find(AddressQuery(uprn=Uprn.parse("1"))).total == 0
    assert gazetteer.find(AddressQuery(postcode=Postcode.parse("DT97 9ZZ"))).addresses == ()


def test_find_walks_along_the_street(gazetteer: Gazetteer) -> None:
    assert labels(gazetteer, "DT97 1AF") == [
        *(f"{number} Mill Lane" for number in (2, 4, 6, 8)),
        *(f"Flat {number}, 10 Mill Lane" for number in range(1, 12)),
        *(f"{number} Mill Lane" for number in (11, 12, 14)),
        "Mill House, Mill Lane",
        "The Annexe, Mill House, Mill Lane",
        "The Old Counting House, Mill Lane",
        "Ambleford Joinery, Unit 1 Foundry Yard, Mill Lane",
        "Unit 2 Foundry Yard, Mill Lane",
    ]


def test_numbers_with_letters_stand_between_numbers(gazetteer: Gazetteer) -> None:
    walked = labels(gazetteer, "DT97 1AA")
    assert walked[10:14] == [
        "11 Tithebarn Street",
        "12 Tithebarn Street",
        "12A Tithebarn Street",
        "14 Tithebarn Street",
    ]
    assert walked[-2:] == ["Barn End, Tithebarn Street", "Tithe Cottage, Tithebarn Street"]


def test_a_building_that_only_holds_flats_is_given_when_asked_for(gazetteer: Gazetteer) -> None:
    assert "10 Mill Lane" not in labels(gazetteer, "DT97 1AF")
    assert labels(gazetteer, "DT97 1AF", include_shells=True)[4:6] == ["10 Mill Lane", "Flat 1, 10 Mill Lane"]


def test_a_building_whose_flats_are_not_known_is_given(tmp_path: Path) -> None:
    path = tmp_path / "shells.gazetteer"
    Gazetteer.build(core_file(tmp_path, house(classification_code="PP")), path)
    with Gazetteer.open(path) as gazetteer:
        assert gazetteer.find(AddressQuery(postcode=POSTCODE)).total == 1


def test_pages_divide_what_one_page_would_hold(gazetteer: Gazetteer) -> None:
    whole = gazetteer.find(AddressQuery(postcode=POSTCODE))
    pages = [gazetteer.find(AddressQuery(postcode=POSTCODE, offset=offset, limit=5)) for offset in range(0, 30, 5)]
    assert [page.total for page in pages] == [22] * 6
    assert [len(page.addresses) for page in pages] == [5, 5, 5, 5, 2, 0]
    assert sum((page.addresses for page in pages), ()) == whole.addresses


def test_repr_names_the_file_alone(gazetteer: Gazetteer) -> None:
    assert repr(gazetteer) == "Gazetteer.open('addresses.gazetteer')"


def test_a_closed_gazetteer_says_so(path: Path) -> None:
    gazetteer = Gazetteer.open(path)
    gazetteer.close()
    gazetteer.close()
    with pytest.raises(ConflictError, match="Open it again"):
        gazetteer.get(Uprn.parse("1"))


def test_a_question_that_is_being_answered_when_it_closes_is_answered(path: Path) -> None:
    gazetteer = Gazetteer.open(path)
    with gazetteer._reader() as reader:  # noqa: SLF001 - the question that is being answered
        gazetteer.close()
        assert reader.connection.execute("SELECT COUNT(*) FROM address").fetchone() == (421,)
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        reader.connection.execute("SELECT 1")


@pytest.mark.parametrize("limit", [None, 5])
@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE address",
        "UPDATE address SET usrn = 'not a number'",
        "UPDATE address SET street_name = x'FF00'",
    ],
)
def test_damage_inside_is_reported_as_no_answer(path: Path, statement: str, limit: int | None) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()
    with Gazetteer.open(path) as gazetteer, pytest.raises(ProviderUnavailableError, match="Build it again") as failed:
        gazetteer.find(AddressQuery(postcode=POSTCODE, limit=limit))
    assert failed.value.code == "gazetteer.unavailable"


@NOT_ON_WINDOWS
def test_a_file_that_has_gone_or_become_something_else_is_no_answer(path: Path, gazetteer: Gazetteer) -> None:
    path.unlink()
    with pytest.raises(ProviderUnavailableError):
        gazetteer.find(AddressQuery(postcode=POSTCODE))
    path.write_bytes(EXAMPLES.read_bytes())
    with pytest.raises(ProviderUnavailableError):
        gazetteer.find(AddressQuery(postcode=POSTCODE))


def test_it_goes_to_another_process_by_its_path(gazetteer: Gazetteer) -> None:
    with pickle.loads(pickle.dumps(gazetteer)) as copy:  # noqa: S301 - our own
        assert copy.edition == gazetteer.edition
    uprns = [found.uprn for found in gazetteer.find(AddressQuery(postcode=POSTCODE)).addresses]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        found = list(processes.map(gazetteer.get, uprns))
    assert [address.uprn for address in found] == uprns


FORK = """
import os, sys
from localgov_components.address import Gazetteer
from localgov_components.identifiers import Uprn

gazetteer, uprn = Gazetteer.open(sys.argv[1]), Uprn.parse(sys.argv[2])
before = gazetteer.get(uprn)
child = os.fork()
for _ in range(200):
    assert gazetteer.get(uprn) == before
if child == 0:
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
assert gazetteer.get(uprn) == before
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows does not fork.")
def test_parent_and_child_of_a_fork_read_for_themselves(path: Path, gazetteer: Gazetteer) -> None:
    uprn = gazetteer.find(AddressQuery(postcode=POSTCODE)).addresses[0].uprn
    command = [sys.executable, "-W", "error", "-c", FORK, str(path), str(uprn)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def editions(folder: Path) -> list[Path]:
    """Two sources of the same forty properties; in each every address names its edition."""
    paths = []
    for edition in ("old", "new"):
        (folder / edition).mkdir()
        rows = (house(uprn=str(number), organisation=edition, building_number=str(number)) for number in range(1, 41))
        paths.append(core_file(folder / edition, *rows))
    return paths


def read_until(gazetteer: Gazetteer, done: Event) -> set[frozenset[str | None]]:
    """The editions that answers came from; an answer from two at once would show both."""
    seen = set()
    while True:
        last = done.is_set()
        page = gazetteer.find(AddressQuery(postcode=POSTCODE))
        assert [address.building_number for address in page.addresses] == [str(number) for number in range(1, 41)]
        seen.add(frozenset(address.organisation for address in page.addresses))
        seen.add(frozenset({gazetteer.get(Uprn.parse("7")).organisation}))
        if last:
            return seen


@NOT_ON_WINDOWS
def test_threads_go_on_reading_whole_editions_while_the_file_is_replaced(tmp_path: Path) -> None:
    old, new = editions(tmp_path)
    target = tmp_path / "addresses.gazetteer"
    Gazetteer.build(old, target)
    done = Event()
    with Gazetteer.open(target) as gazetteer, ThreadPoolExecutor(4) as threads:
        readers: list[Future[set[frozenset[str | None]]]] = [
            threads.submit(read_until, gazetteer, done) for _ in range(4)
        ]
        try:
            for source in [new, old] * 5:
                Gazetteer.build(source, target)
        finally:
            done.set()
        seen = [reader.result() for reader in readers]
        assert gazetteer.edition.sources == Gazetteer.build(old, target).sources
    assert all(frozenset({"old"}) in found for found in seen)
    assert set().union(*seen) <= {frozenset({"old"}), frozenset({"new"})}


# Reads until its input ends, then prints which editions its answers came from.
READ = """
import sys, threading
from localgov_components.address import AddressQuery, Gazetteer
from localgov_components.identifiers import Postcode

done = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), done.set()), daemon=True).start()
gazetteer, seen = Gazetteer.open(sys.argv[1]), set()
query = AddressQuery(postcode=Postcode.parse("DT97 1AA"))
print("reading", flush=True)
while not done.is_set():
    page = gazetteer.find(query)
    assert page.total == 40
    seen.add("+".join(sorted({address.organisation for address in page.addresses})))
page = gazetteer.find(query)
print(*sorted(seen), "then", page.addresses[0].organisation)
"""


@NOT_ON_WINDOWS
def test_another_process_goes_on_reading_whole_editions_and_ends_with_the_newest(tmp_path: Path) -> None:
    old, new = editions(tmp_path)
    target = tmp_path / "addresses.gazetteer"
    Gazetteer.build(old, target)
    command = [sys.executable, "-c", READ, str(target)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout
        assert reader.stdout.readline() == "reading\n"
        for source in [new, old, new] * 3:
            Gazetteer.build(source, target)
        output, _ = reader.communicate()
    assert reader.returncode == 0
    *seen, _, newest = output.split()
    assert set(seen) <= {"old", "new"}
    assert newest == "new"


def test_one_gazetteer_serves_many_threads(gazetteer: Gazetteer) -> None:
    uprns = [found.uprn for found in gazetteer.find(AddressQuery(postcode=POSTCODE)).addresses] * 20
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(gazetteer.get, uprns))
    assert [address.uprn for address in found] == uprns


TEXT = st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn")), min_size=1, max_size=20).filter(
    str.strip
)
CELLS = st.fixed_dictionaries(
    {"single_line_address": TEXT},
    optional={
        **dict.fromkeys(("organisation", "sub_building", "building_name", "street_name", "post_town", "island"), TEXT),
        "building_number": st.from_regex(r"[0-9]{1,4}[A-Z]?", fullmatch=True),
        "postcode": st.sampled_from(["DT97 1AA", "dt971aa", "DT97 1AB"]),
        "classification_code": st.sampled_from(["PP", "RD06", "C"]),
        "usrn": st.integers(min_value=1, max_value=99_999_999).map(str),
        "rpc": st.sampled_from("123459"),
        "last_update_date": st.dates().map(str),
        "gss_code": st.just("E07999001"),
    },
)
POINTS = st.tuples(st.integers(0, 70_000_000), st.integers(0, 130_000_000))


@st.composite
def sources(draw: st.DrawFn) -> list[dict[str, str]]:
    uprns = draw(st.lists(st.integers(1, 999_999_999_999), min_size=1, max_size=8, unique=True))
    rows = []
    for place, uprn in enumerate(uprns):
        row = draw(CELLS) | {"uprn": str(uprn)}
        if draw(st.booleans()):
            easting, northing = draw(POINTS)
            row |= {"easting": f"{easting / 100:.2f}", "northing": f"{northing / 100:.2f}"}
        if place and draw(st.booleans()):
            row["parent_uprn"] = str(draw(st.sampled_from(uprns[:place])))
        rows.append(row)
    return rows


@given(sources())
def test_every_row_of_a_sound_source_comes_back_as_it_was(rows: list[dict[str, str]]) -> None:
    expected = {row["uprn"]: GazetteerAddress.model_validate(row) for row in rows}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "addresses.gazetteer"
        Gazetteer.build(core_file(Path(folder), *rows), path)
        with Gazetteer.open(path) as gazetteer:
            assert {str(uprn): gazetteer.get(Uprn.parse(uprn)) for uprn in expected} == expected
            for postcode in map(Postcode.parse, ("DT97 1AA", "DT97 1AB")):
                page = gazetteer.find(AddressQuery(postcode=postcode, include_shells=True))
                at_postcode = [address for address in expected.values() if address.postcode == postcode]
                assert sorted(page.addresses, key=lambda found: found.uprn) == sorted(
                    at_postcode, key=lambda found: found.uprn
                )

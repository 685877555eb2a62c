import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from tests.address.core_files import core_file, house
from tests.address.gazetteer.contents import contents
from tests.address.gazetteer.test_build import ONLY_ON_POSIX
from tests.address.premium_files import BLPU, CLASS, LPI, ORGANISATION, STREET, premium_file, record, whole

from localgov_components.address import AddressQuery, Gazetteer, GridPoint, gazetteer_difference
from localgov_components.address.gazetteer import unfinished
from localgov_components.address.gazetteer.update import next_epoch
from localgov_components.address.rejects import rejects_path
from localgov_components.core import ConflictError, DefinitionError, InvalidValueError, NotFoundError
from localgov_components.identifiers import Uprn

HOUSES = [house(uprn=str(number), building_number=str(number)) for number in range(1, 11)]
CHANGES = [
    house(uprn="11", building_number="11", change_code="I"),
    house(uprn="2", building_number="2A", change_code="U"),
    house(uprn="3", building_number="3", change_code="U"),
    {"uprn": "4", "change_code": "D"},
]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "addresses.gazetteer"
    Gazetteer.build(core_file(tmp_path, *HOUSES), path, epoch="118", attribution="Invented.")
    return path


def change_file(folder: Path, *rows: Mapping[str, str]) -> Path:
    (folder / "changes").mkdir(exist_ok=True)
    return core_file(folder / "changes", *rows)


def test_an_update_inserts_updates_and_deletes_and_says_how_many(target: Path, tmp_path: Path) -> None:
    report = Gazetteer.update(change_file(tmp_path, *CHANGES), target, epoch="119")
    assert (report.inserted, report.updated, report.deleted, report.unchanged) == (1, 1, 1, 1)
    assert (report.epoch_before, report.epoch, report.addresses, report.rejected) == ("118", "119", 10, 0)
    with Gazetteer.open(target) as gazetteer:
        assert gazetteer.get(Uprn.parse("2")).building_number == "2A"
        assert gazetteer.get(Uprn.parse("11")).building_number == "11"
        with pytest.raises(NotFoundError):
            gazetteer.get(Uprn.parse("4"))
        assert gazetteer.edition.epoch == "119"
        assert gazetteer.edition.attribution == "Invented."
        assert [(source.read, source.kept) for source in gazetteer.edition.sources] == [(10, 10), (4, 4)]


def test_an_updated_gazetteer_finds_and_matches_as_one_built_anew(target: Path, tmp_path: Path) -> None:
    Gazetteer.update(change_file(tmp_path, *CHANGES), target, epoch="119")
    anew = tmp_path / "anew.gazetteer"
    rows = [row for row in HOUSES if row["uprn"] not in {"2", "4"}]
    Gazetteer.build(core_file(tmp_path, *rows, *CHANGES[:2]), anew)
    assert contents(target) == contents(anew)
    with Gazetteer.open(target) as gazetteer, Gazetteer.open(anew) as other:
        for query in (
            AddressQuery(prefix="2"),
            AddressQuery(prefix="tithebarn"),
            AddressQuery(text="2A Tithebarn Street DT97 1AA"),
        ):
            assert [found.uprn for found in gazetteer.find(query).addresses] == [
                found.uprn for found in other.find(query).addresses
            ]


def test_deleting_what_is_not_there_is_a_reject(target: Path, tmp_path: Path) -> None:
    changes = change_file(tmp_path, {"uprn": "99", "change_code": "D"}, *CHANGES)
    report = Gazetteer.update(changes, target, epoch="119", most_rejected=0.5)
    assert (report.rejected, report.deleted, report.rejects) == (1, 1, rejects_path(target))


def test_a_list_of_ones_own_is_no_update(target: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("uprn,address\n1,Barn End\n", encoding="utf-8")
    with pytest.raises(DefinitionError, match="not a change-only update"):
        Gazetteer.update(path, target, epoch="119")


def test_an_update_is_of_a_product_that_the_gazetteer_was_built_from(target: Path, tmp_path: Path) -> None:
    with pytest.raises(ConflictError, match="not built from the product") as refused:
        Gazetteer.update(premium_file(tmp_path, *whole()), target, epoch="119")
    assert refused.value.code == "gazetteer.other-product"


def test_an_update_needs_a_file(target: Path) -> None:
    with pytest.raises(InvalidValueError, match="at least one source"):
        Gazetteer.update([], target, epoch="119")


def test_several_files_are_one_update(target: Path, tmp_path: Path) -> None:
    first = change_file(tmp_path, *CHANGES[:2])
    second = core_file(tmp_path, *CHANGES[2:])
    seen: list[tuple[int, int]] = []
    report = Gazetteer.update([first, str(second)], target, epoch="119", progress=lambda *done: seen.append(done))
    assert (report.inserted, report.updated, report.deleted, report.unchanged) == (1, 1, 1, 1)
    total = first.stat().st_size + second.stat().st_size
    assert seen == [(first.stat().st_size, total), (total, total)]


def test_what_is_done_twice_in_one_update_is_counted_once(target: Path, tmp_path: Path) -> None:
    rows = [{"uprn": "2", "change_code": "D"}, HOUSES[1], house(uprn="12"), {"uprn": "12", "change_code": "D"}]
    report = Gazetteer.update(change_file(tmp_path, *rows), target, epoch="119")
    assert (report.inserted, report.updated, report.deleted, report.addresses) == (0, 1, 0, 10)


def test_where_no_epoch_tells_a_file_that_was_applied_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "addresses.gazetteer"
    Gazetteer.build(core_file(tmp_path, *HOUSES), target)
    changes = change_file(tmp_path, *CHANGES)
    Gazetteer.update(changes, target)
    before = target.read_bytes()
    with pytest.raises(ConflictError, match="applied to the gazetteer already") as refused:
        Gazetteer.update(changes.rename(tmp_path / "renamed.csv"), target)
    assert refused.value.code == "gazetteer.applied"
    assert target.read_bytes() == before


def test_a_file_that_is_given_twice_is_refused(target: Path, tmp_path: Path) -> None:
    changes = change_file(tmp_path, *CHANGES)
    with pytest.raises(ConflictError, match="applied to the gazetteer already"):
        Gazetteer.update([changes, changes], target, epoch="119")
    Gazetteer.update(changes, target, epoch="119")
    again = Gazetteer.update(changes, target, epoch="120", most_rejected=1)
    assert (again.unchanged, again.rejected) == (3, 1)


def test_an_address_that_has_its_place_from_another_source_is_unchanged(tmp_path: Path) -> None:
    points = tmp_path / "points.csv"
    points.write_text(
        "UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE\n1,333001.00,81002.00,50.6250000,-2.9480000\n",
        encoding="utf-8",
    )
    bare = HOUSES[0] | dict.fromkeys(("easting", "northing", "latitude", "longitude"), "")
    target = tmp_path / "addresses.gazetteer"
    Gazetteer.build([points, core_file(tmp_path, bare)], target)
    changed = bare | {"building_number": "1A", "change_code": "U"}
    assert Gazetteer.update(change_file(tmp_path, bare | {"change_code": "U"}), target).unchanged == 1
    assert Gazetteer.update(change_file(tmp_path, changed), target).updated == 1
    with Gazetteer.open(target) as gazetteer:
        assert gazetteer.get(Uprn.parse("1")).easting == 333_001
        (near,) = gazetteer.find(AddressQuery(near=GridPoint(333_001, 81_002), radius=1)).addresses
    assert near.building_number == "1A"


def test_readers_of_the_old_file_see_it_whole_and_then_the_new_one(target: Path, tmp_path: Path) -> None:
    with Gazetteer.open(target) as gazetteer, closing(sqlite3.connect(f"file:{target}?immutable=1", uri=True)) as old:
        assert gazetteer.get(Uprn.parse("4")).building_number == "4"
        Gazetteer.update(change_file(tmp_path, *CHANGES), target, epoch="119")
        assert old.execute("SELECT COUNT(*) FROM address WHERE uprn = 4").fetchone() == (1,)
        with pytest.raises(NotFoundError):
            gazetteer.get(Uprn.parse("4"))


def test_another_update_that_was_quicker_is_noticed(
    target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes, begin = change_file(tmp_path, *CHANGES), unfinished.Unfinished.begin

    def late(path: Path, job: str, *, present: Path | None = None) -> unfinished.Unfinished:
        monkeypatch.undo()
        Gazetteer.update(changes, target, epoch="119")
        return begin(path, job, present=present)

    monkeypatch.setattr(unfinished.Unfinished, "begin", late)
    with pytest.raises(ConflictError, match="replaced by another program") as refused:
        Gazetteer.update(changes, target, epoch="119")
    assert refused.value.code == "gazetteer.replaced"
    with Gazetteer.open(target) as gazetteer:
        assert gazetteer.edition.epoch == "119"
    assert {path.name for path in tmp_path.iterdir()} == {"addresses.csv", "addresses.gazetteer", "changes"}


def test_an_update_that_is_refused_leaves_the_gazetteer_as_it_was(target: Path, tmp_path: Path) -> None:
    before = target.read_bytes()
    for rows in ([house(uprn="x", change_code="U")], [house(uprn="99", change_code="D")]):
        with pytest.raises(DefinitionError):
            Gazetteer.update(change_file(tmp_path, *rows), target, epoch="119")
    assert target.read_bytes() == before


# Updates until progress is told, says so, and waits to be killed.
UPDATE_AND_WAIT = """
import sys
from localgov_components.address import Gazetteer

def progress(done, total):
    print("waiting", flush=True)
    sys.stdin.read()

Gazetteer.update(sys.argv[1], sys.argv[2], epoch="119", progress=progress)
"""


@ONLY_ON_POSIX
def test_an_update_that_is_killed_leaves_the_gazetteer_and_may_be_repeated(target: Path, tmp_path: Path) -> None:
    changes, before = change_file(tmp_path, *CHANGES), target.read_bytes()
    command = [sys.executable, "-c", UPDATE_AND_WAIT, str(changes), str(target)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as update:
        assert update.stdout
        assert update.stdout.readline().strip() == "waiting"
        with pytest.raises(ConflictError, match="being built"):
            Gazetteer.update(changes, target, epoch="119")
        update.send_signal(signal.SIGKILL)
    assert update.returncode == -signal.SIGKILL
    assert target.read_bytes() == before
    assert Gazetteer.update(changes, target, epoch="119").addresses == 10
    assert {path.name for path in tmp_path.iterdir()} == {"addresses.csv", "addresses.gazetteer", "changes"}


@pytest.mark.parametrize(
    ("epoch", "advice"),
    [("117", "in the gazetteer already"), ("118", "in the gazetteer already"), ("120", "Apply those between")],
)
def test_an_update_of_another_epoch_is_refused(target: Path, tmp_path: Path, epoch: str, advice: str) -> None:
    with pytest.raises(ConflictError, match=f"the next update is 119.*{advice}") as refused:
        Gazetteer.update(change_file(tmp_path, *CHANGES), target, epoch=epoch)
    assert refused.value.code == "gazetteer.epoch"


def test_an_update_without_an_epoch_is_refused_where_the_gazetteer_has_one() -> None:
    with pytest.raises(InvalidValueError, match="Give the epoch"):
        next_epoch("118", None)
    assert next_epoch(None, None) is None
    assert next_epoch(None, "118") == "118"
    assert next_epoch("spring", "summer") == "summer"
    with pytest.raises(ConflictError):
        next_epoch("spring", "spring")


def test_a_difference_names_what_came_went_and_changed(target: Path, tmp_path: Path) -> None:
    before = tmp_path / "before.gazetteer"
    before.write_bytes(target.read_bytes())
    Gazetteer.update(change_file(tmp_path, *CHANGES), target, epoch="119")
    difference = gazetteer_difference(before, target)
    assert (difference.epoch_before, difference.epoch) == ("118", "119")
    assert [str(uprn) for uprn in difference.added] == ["11"]
    assert [str(uprn) for uprn in difference.removed] == ["4"]
    assert [(str(change.uprn), change.columns) for change in difference.changed] == [("2", ("building_number",))]
    assert difference.succeeded == ()
    assert "11" not in repr(difference).replace("118", "").replace("119", "")


# Updates, and waits to be killed when it comes to this step.
UPDATE_UNTIL_STEP = """
import sys
from localgov_components.address import Gazetteer
from localgov_components.address.gazetteer import unfinished, update

update._ROWS_TO_A_CHECKPOINT = 100

def stop(*args, **named):
    print("waiting", flush=True)
    sys.stdin.read()

for owner in (unfinished.shutil, unfinished.Unfinished, unfinished, update):
    if hasattr(owner, sys.argv[3]):
        setattr(owner, sys.argv[3], stop)
Gazetteer.update(sys.argv[1], sys.argv[2], epoch="119", most_rejected=1)
"""

STEPS = ("copyfile", "checkpoint", "apply_records", "join_touched", "reindex", "describe_gazetteer", "place_file")


def killed_at(step: str, changes: Path, target: Path) -> None:
    """Go on with the update until it comes to the step, and kill it there."""
    command = [sys.executable, "-c", UPDATE_UNTIL_STEP, str(changes), str(target), step]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline().strip() == "waiting"
        process.send_signal(signal.SIGKILL)


@ONLY_ON_POSIX
def test_an_update_that_is_killed_at_any_of_its_steps_goes_on_and_comes_to_the_same(tmp_path: Path) -> None:
    numbers = [str(number) for number in range(1, 301)]
    target, other = tmp_path / "a.gazetteer", tmp_path / "b.gazetteer"
    properties = [
        each
        for number in numbers
        for each in (
            record(21, BLPU | {"uprn": number}),
            record(24, LPI | {"uprn": number, "lpi_key": f"K{number}", "pao_start_number": number}),
        )
    ]
    Gazetteer.build(premium_file(tmp_path, record(15, STREET), *properties), target, epoch="118")
    before = target.read_bytes()
    other.write_bytes(before)
    changes = premium_file(
        tmp_path,
        record(15, STREET | {"street_description": "QUAY STREET"}, change="U"),
        *(record(32, CLASS | {"uprn": number, "class_key": f"K{number}"}) for number in numbers),
        record(24, LPI | {"uprn": "7", "lpi_key": "K7"}, change="D"),
        record(31, ORGANISATION | {"uprn": "7"}, change="D"),
        name="changes.csv",
    )
    with Gazetteer.open(target) as reader:
        for step in STEPS:
            killed_at(step, changes, target)
            assert target.read_bytes() == before
            assert reader.edition.epoch == "118"
        went_on = Gazetteer.update(changes, target, epoch="119", most_rejected=1)
        assert reader.edition.epoch == "119"
    report = Gazetteer.update(changes, other, epoch="119", most_rejected=1)
    assert (report.updated, report.deleted, report.rejected) == (299, 1, 1)
    assert went_on == replace(report, rejects=rejects_path(target))
    assert contents(target) == contents(other)
    assert rejects_path(target).read_bytes() == rejects_path(other).read_bytes()
    assert not list(tmp_path.glob(".*"))


# Updates where no file may be larger than so many bytes, and says why that fails.
UPDATE_IN_LITTLE_SPACE = """
import resource, sys
from localgov_components.address import Gazetteer
from localgov_components.core import LocalGovError

size = int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
try:
    Gazetteer.update(sys.argv[1], sys.argv[2], epoch="119")
except LocalGovError as error:
    print(error.code)
"""


@ONLY_ON_POSIX
@pytest.mark.parametrize("beyond", [-4_096, 8_192])
def test_an_update_for_which_there_is_no_space_leaves_the_gazetteer_and_nothing_else(
    target: Path, tmp_path: Path, beyond: int
) -> None:
    rows = [house(uprn=str(number), building_number=str(number), change_code="I") for number in range(100, 900)]
    changes, before = change_file(tmp_path, *rows), target.read_bytes()
    command = [sys.executable, "-c", UPDATE_IN_LITTLE_SPACE, str(changes), str(target), str(len(before) + beyond)]
    # What measures coverage would write its own file within the same limit, and leave it torn.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    said = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    assert said == "gazetteer.not-written\n"
    assert target.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"addresses.csv", "addresses.gazetteer", "changes"}


def test_an_update_of_an_address_that_is_no_text_says_that_the_gazetteer_is_damaged(
    target: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(target)) as connection, connection:
        connection.execute("UPDATE address SET building_number = CAST(x'FF' AS TEXT) WHERE uprn = 2")
    damaged = target.read_bytes()
    with pytest.raises(DefinitionError) as raised:
        Gazetteer.update(change_file(tmp_path, *CHANGES), target, epoch="119")
    assert (raised.value.code, target.read_bytes()) == ("gazetteer.damaged", damaged)


def test_an_update_of_a_damaged_gazetteer_says_so_and_leaves_it(target: Path, tmp_path: Path) -> None:
    sound, changes = target.read_bytes(), change_file(tmp_path, *CHANGES)
    said: set[str] = set()
    for start in range(4_096, len(sound), 4_096):
        damaged = sound[:start] + bytes(range(256)) * 16 + sound[start + 4_096 :]
        target.write_bytes(damaged)
        try:
            Gazetteer.update(changes, target, epoch="119")
        except DefinitionError as error:
            said.add(error.code)
            assert target.read_bytes() == damaged
    assert said == {"gazetteer.damaged"}

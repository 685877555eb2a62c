import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.address.core_files import core_file, house
from tests.address.gazetteer.test_build import ONLY_ON_POSIX, content_of

from localgov_components.address import AddressQuery, Gazetteer, gazetteer_difference
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


def tables(path: Path) -> dict[object, list[object]]:
    return {name: list(rows) for name, *rows in content_of(path)}


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
    ours, theirs = tables(target), tables(anew)
    assert ours.keys() == theirs.keys()
    assert ours["typed"] == theirs["typed"]
    assert ours["reading"] == theirs["reading"]
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


def test_a_file_of_another_product_is_no_update(target: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("uprn,address\n1,Barn End\n", encoding="utf-8")
    with pytest.raises(DefinitionError, match="not a change-only update"):
        Gazetteer.update(path, target, epoch="119")


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


@pytest.mark.parametrize("epoch", ["117", "118", "120"])
def test_an_update_of_another_epoch_is_refused(target: Path, tmp_path: Path, epoch: str) -> None:
    with pytest.raises(ConflictError, match="the next update is 119") as refused:
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

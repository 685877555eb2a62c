import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.address.core_files import core_file, house

from localgov_components.address import Gazetteer, gazetteer_difference
from localgov_components.core import DefinitionError, NotFoundError

TOWN = [
    house(uprn=str(number), single_line_address=f"{number} Tithebarn Street, Ambleford") for number in range(1, 200)
]


def built(folder: Path, name: str, *rows: dict[str, str], epoch: str) -> Path:
    path = folder / name
    Gazetteer.build(core_file(folder, *rows), path, epoch=epoch)
    return path


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return built(tmp_path, "before.gazetteer", *TOWN, epoch="118")


def add_wording(path: Path, uprn: int, text: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO wording VALUES (?, ?, NULL, 'CYM')", (uprn, text))


def test_what_came_went_and_changed_is_told_by_uprn_and_column(tmp_path: Path, before: Path) -> None:
    changed = TOWN[7] | {"postcode": "DT97 1AB", "classification_code": ""}
    after = built(tmp_path, "after.gazetteer", *TOWN[1:7], changed, *TOWN[8:], house(uprn="300"), epoch="119")
    difference = gazetteer_difference(before, after)
    assert (difference.epoch_before, difference.epoch) == ("118", "119")
    assert [uprn.number for uprn in difference.added] == [300]
    assert [uprn.number for uprn in difference.removed] == [1]
    assert [(change.uprn.number, set(change.columns)) for change in difference.changed] == [
        (8, {"postcode", "classification_code"})
    ]
    back = gazetteer_difference(after, before)
    assert (back.added, back.removed, back.changed) == (difference.removed, difference.added, difference.changed)


def test_what_says_only_that_something_changed_is_no_change(tmp_path: Path, before: Path) -> None:
    dated = [row | {"last_update_date": "2025-01-01", "change_code": "U"} for row in TOWN]
    after = built(tmp_path, "after.gazetteer", *dated, epoch="119")
    assert gazetteer_difference(before, after).changed == ()


def test_another_wording_is_a_change_whichever_has_it(tmp_path: Path, before: Path) -> None:
    after = built(tmp_path, "after.gazetteer", *TOWN[:-1], TOWN[-1] | {"postcode": "DT97 1AB"}, epoch="119")
    add_wording(before, 3, "3 Stryd y Degwm")
    add_wording(after, 4, "4 Stryd y Degwm")
    for path in (before, after):
        add_wording(path, 5, "5 Stryd y Degwm")
    add_wording(after, 199, "199 Stryd y Degwm")
    changes = {change.uprn.number: change.columns for change in gazetteer_difference(before, after).changed}
    assert changes == {3: ("alternates",), 4: ("alternates",), 199: ("postcode", "alternates")}


@pytest.mark.parametrize("is_before", [True, False])
def test_a_gazetteer_that_is_damaged_inside_is_refused(tmp_path: Path, before: Path, *, is_before: bool) -> None:
    after = built(tmp_path, "after.gazetteer", *TOWN, epoch="119")
    broken = before if is_before else after
    content = broken.read_bytes()
    with closing(sqlite3.connect(broken)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'address'").fetchone()
    start = (page - 1) * size
    broken.write_bytes(content[:start] + b"\xff" * size + content[start + size :])
    with pytest.raises(DefinitionError, match="one of the two is damaged") as refused:
        gazetteer_difference(before, after)
    assert refused.value.code == "gazetteer.damaged"


def test_a_gazetteer_that_is_not_there_is_not_found(tmp_path: Path, before: Path) -> None:
    for pair in ((before, tmp_path / "none"), (tmp_path / "none", before)):
        with pytest.raises(NotFoundError):
            gazetteer_difference(*pair)
